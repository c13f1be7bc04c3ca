import type { CallEvent } from "../../core/record/mod.ts";
import { applicationOf, type Brought } from "./application.ts";
import { type Linked, linkOf } from "./channel.ts";
import type { EventsOf } from "./ledger.ts";

type Of<Type extends CallEvent["type"]> = Extract<CallEvent, { readonly type: Type }>;

/** A bridge by the call that it is in, and by the two who are in it. */
export function bridgeId({ call, a, b }: Of<"bridge.made" | "bridge.broken">): string {
  return `${call}-${[a, b].sort().join("-")}`;
}

/**
 * A transfer that went well, as main/cel.c writes it: who is sent on, and where to (blind), or from which two bridges of
 * the one who asks two are made one (attended).
 */
export function transferOf(
  asked: Of<"transfer.asked">,
  link: Linked,
  { before, eventsOf }: { readonly before: readonly CallEvent[]; readonly eventsOf: EventsOf },
): readonly ["BLINDTRANSFER" | "ATTENDEDTRANSFER", { readonly extra: string }] {
  const { leg, target, kind, held } = asked;
  const { bridge, peer } = bridgeOf(leg, before);
  const transferee = channelAs("transferee_channel", peer, link);
  if (kind === "blind") {
    const extra = { extension: target, context: link.context, bridge_id: bridge, ...transferee };
    return ["BLINDTRANSFER", { extra: JSON.stringify(extra) }];
  }
  const second = held === undefined ? {} : secondOf(held.leg, eventsOf(held.call), asked);
  const extra = { bridge1_id: bridge, extension: target, ...second, ...transferee };
  return ["ATTENDEDTRANSFER", { extra: JSON.stringify(extra) }];
}

/** The other call of the one who asks, as it was then: his channel there, and with whom he talked, or what served him. */
function secondOf(
  leg: string,
  other: readonly CallEvent[],
  { sequence }: Of<"transfer.asked">,
): Record<string, unknown> {
  const story = other.filter((event) => event.sequence < sequence);
  if (story.length === 0) return {};
  const link = linkOf(story);
  const { bridge, peer } = bridgeOf(leg, story);
  const own = channelAs("channel2", leg, link);
  if (peer !== "") return { ...own, bridge2_id: bridge, ...channelAs("transfer_target_channel", peer, link) };
  const place = story.findLast((event): event is Brought => event.type === "leg.brought" && event.leg === leg);
  return { ...own, app: place === undefined ? undefined : applicationOf(place) };
}

/** `{"channel2_name": …, "channel2_uniqueid": …}` */
function channelAs(key: string, leg: string, { channels }: Linked): Record<string, string | undefined> {
  const channel = channels.get(leg);
  return { [`${key}_name`]: channel?.name, [`${key}_uniqueid`]: channel?.uniqueid };
}

/** The bridge that a leg was in last, and who else was in it. */
function bridgeOf(leg: string, before: readonly CallEvent[]): { readonly bridge: string; readonly peer: string } {
  const made = before.findLast((event) => event.type === "bridge.made" && (event.a === leg || event.b === leg));
  if (made?.type !== "bridge.made") return { bridge: "", peer: "" };
  return { bridge: bridgeId(made), peer: made.a === leg ? made.b : made.a };
}
