import type { SourceRule } from "../../core/sound/mod.ts";
import { ADDRESS_WORDS, isSameAddress, isSameHost, readAddress, readMulticast } from "./address.ts";
import { FIGURE } from "../plane/mod.ts";
import type { Ground } from "./ground.ts";
import { type Leg, maySpeak } from "./leg.ts";

/** So long a latched source may be quiet before its leg also listens to the others its rule allows: a NAT may have moved him. */
const QUIET_MS = 2000;
/** So long the system's filter has to let a packet through before it is taken for wrong. */
const FILTER_TRIAL_MS = 250;

/**
 * Which source may speak RTP, and where we send:
 *
 *     apply ──> listening ──first packet the rule admits──> latched ──> latched and filtered by the system
 *                  ^                                           │                  │
 *                  └───────────── quiet for 2 s, or a new plan ┴──────────────────┘
 *
 * Admitted are the address of the SDP, the host of the signalling from any port, anyone once where the trunk said so, and
 * anyone at all whose packets then prove to be encrypted with the leg's key. Nobody else is relayed, or changes where we send: "first come" would be RTP bleed.
 */
export function admit(ground: Ground, leg: Leg): boolean {
  const lock = leg.source;
  const source = ground.sockets.source;
  if (lock.target !== undefined && isSameAddress(source, lock.target)) return true;
  if (!lock.latched && isAllowed(leg, source)) return true;
  leg.strangers += 1;
  ground.figures[FIGURE.strangers]! += 1;
  return false;
}

function isAllowed(leg: Leg, source: Int32Array): boolean {
  const lock = leg.source;
  // While he has named no address there is nobody to listen to, whatever his signalling's host.
  if (lock.described === undefined) return false;
  if (isSameAddress(source, lock.described)) return true;
  // Encrypted sound proves itself: whoever has the key is he, wherever a NAT has put him.
  if (leg.crypto !== undefined) return true;
  return lock.signalling !== undefined && isSameHost(source, lock.signalling) || lock.anyone;
}

/** Takes the source of the packet in hand, which {@link admit} let in and which proved to be RTP of the plan. */
export function latch(ground: Ground, leg: Leg): void {
  const lock = leg.source;
  const target = lock.target ?? new Int32Array(ADDRESS_WORDS);
  target.set(ground.sockets.source);
  lock.target = target;
  lock.latched = true;
  lock.anyone = false;
  if (!ground.sockets.aim(leg.rtp, target)) return;
  leg.speaks = maySpeak(leg);
  if (lock.unfiltered) return;
  lock.filtered = ground.sockets.lock(leg.rtp);
  lock.filteredAt = ground.now;
  lock.unfiltered = !lock.filtered;
}

/** Takes a plan's address and rule: listens anew, and sends to the described address unless it is the one we knew. */
export function arm(ground: Ground, leg: Leg, rule: SourceRule): void {
  const lock = leg.source;
  const remote = leg.plan?.remote;
  const read = rule.multicast === true ? readMulticast : readAddress;
  const described = remote === undefined ? undefined : read(remote.ip, remote.port);
  if (remote !== undefined && described === undefined) {
    ground.log.write({
      level: "warn",
      text: `Cannot send RTP to "${remote.ip}:${remote.port}": expected the address of one host`,
      facts: { call: leg.label, leg: leg.id },
    });
  }
  loosen(ground, leg);
  const moved = described === undefined || lock.described === undefined || !isSameAddress(described, lock.described);
  lock.described = described;
  lock.signalling = rule.signallingIp === undefined ? undefined : readAddress(rule.signallingIp, 1);
  lock.anyone = rule.any === true;
  lock.unfiltered = false;
  // A phone behind NAT repeats its private address on hold: where it was heard stays better than what it says.
  if (!moved && lock.target !== undefined) return;
  lock.target = described === undefined ? undefined : Int32Array.from(described);
  if (lock.target !== undefined && !ground.sockets.aim(leg.rtp, lock.target)) {
    ground.log.write({
      level: "warn",
      text: `Cannot send RTP to "${remote!.ip}": the leg's ports are of the other address family`,
      facts: { call: leg.label, leg: leg.id },
    });
    lock.target = undefined;
  }
}

/** Looks after the lock, a few times a second: a filter that lets nothing through, a source that fell quiet. */
export function watchSource(ground: Ground, leg: Leg): void {
  const lock = leg.source;
  if (!lock.latched) return;
  const quietMs = ground.now - leg.heardAt;
  if (lock.filtered && leg.heardAt <= lock.filteredAt && ground.now - lock.filteredAt >= FILTER_TRIAL_MS) {
    // On a box with several addresses the system may have bound the socket to another one than he sends to.
    ground.sockets.unlock(leg.rtp);
    lock.filtered = false;
    lock.unfiltered = true;
  } else if (quietMs > QUIET_MS) {
    loosen(ground, leg);
  }
}

function loosen(ground: Ground, leg: Leg): void {
  const lock = leg.source;
  if (lock.filtered) ground.sockets.unlock(leg.rtp);
  lock.filtered = false;
  lock.latched = false;
}

/** Whether RTCP from the source of the packet in hand is the leg's: his RTCP address, or a host his RTP may come from. */
export function admitRtcp(ground: Ground, leg: Leg): boolean {
  const { source } = ground.sockets;
  const { described, signalling, target } = leg.source;
  const state = leg.rtcpState;
  if (state.described !== undefined && isSameAddress(source, state.described)) return true;
  const isHis = [target, described === undefined ? undefined : signalling].some((host) =>
    host !== undefined && isSameHost(source, host)
  );
  if (!isHis) {
    leg.strangers += 1;
    ground.figures[FIGURE.strangers]! += 1;
    return false;
  }
  if (state.target === undefined || !isSameAddress(source, state.target)) {
    state.target = Int32Array.from(source);
    ground.sockets.aim(leg.rtcp, state.target);
  }
  return true;
}
