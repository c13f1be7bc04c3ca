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
  const { leg, target, kind, held, sequence } = asked;
  const { bridge, peer } = bridgeOf(leg, before.filter((event) => event.sequence < sequence));
  const transferee = channelAs("transferee_channel", peer, link);
  if (kind === "blind") {
    const extra = { extension: target, context: link.context, bridge_id: bridge, ...transferee };
    return ["BLINDTRANSFER", { extra: JSON.stringify(extra) }];
  }
  const second = held === undefined
    ? withWhom(leg, before.filter((event) => event.sequence > sequence), link)
    : secondOf(held.leg, eventsOf(held.call), asked);
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
  const asks = withWhom(leg, story, link);
  if ("bridge2_id" in asks) return asks;
  const place = story.findLast((event): event is Brought => event.type === "leg.brought" && event.leg === leg);
  return { ...channelAs("channel2", leg, link), app: place === undefined ? undefined : applicationOf(place) };
}

/** With whom he talks about it, which by keys and at the desk he does in the same call; empty where he talked with nobody. */
function withWhom(leg: string, story: readonly CallEvent[], link: Linked): Record<string, unknown> {
  const { bridge, peer } = bridgeOf(leg, story);
  if (peer === "") return {};
  const own = channelAs("channel2", leg, link);
  return { ...own, bridge2_id: bridge, ...channelAs("transfer_target_channel", peer, link) };
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
