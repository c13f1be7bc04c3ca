import type { Ground } from "./ground.ts";
import type { Leg } from "./leg.ts";

/**
 * Says `silent` when a leg that should speak was not heard for long. Held, inactive legs and those with nobody need not speak;
 * one whose RTCP still comes, or whose last packet was comfort noise (RFC 3389 §4), is there and says nothing.
 */
export function watchSilence(ground: Ground, leg: Leg): void {
  const { silentAfterMs } = ground.settings;
  const shouldSpeak = leg.hears &&
    (leg.partner !== undefined || leg.conference !== undefined || leg.overhears !== undefined);
  const isThere = leg.seenKind === "noise" || ground.now - leg.rtcpState.heardAt < silentAfterMs;
  if (!shouldSpeak || isThere) {
    leg.aliveAt = Math.max(leg.aliveAt, shouldSpeak ? leg.rtcpState.heardAt : ground.now);
    return;
  }
  if (ground.now - leg.aliveAt < silentAfterMs) return;
  // Told again after the same time: whoever listens may wait for the second word.
  leg.aliveAt = ground.now;
  ground.emit({
    type: "silent",
    leg: leg.id,
    forMs: Math.round(ground.now - Math.max(leg.heardAt, leg.expectedSince)),
  });
}
