import type { CallEvent, Cause } from "../../../core/record/mod.ts";
import type { Clue } from "../call.ts";
import { atOf, type Met } from "./seats.ts";

const BUSY: readonly Cause[] = ["busy", "rejected"];
const FAILED: readonly Cause[] = [
  "unavailable",
  "not-found",
  "no-media",
  "not-acceptable",
  "timeout",
  "overload",
  "fault",
  "pre-empted",
];
const MENUS: readonly string[] = ["menu", "directory", "disa"];
/** He talks with a person no longer than this: the line was cut, or somebody put the receiver back. */
const NO_TALK_MS = 1_000;

/** What else the record says of a caller's call: each clue by a test of its own. */
export function cluesOf(leg: string, story: readonly CallEvent[], met: readonly Met[]): ReadonlySet<Clue> {
  const isForgotten = wasForgotten(leg, story, met);
  const isQueued = story.some((event) => event.type === "queue.joined");
  const tests: Readonly<Record<Clue, boolean>> = {
    ...fromCauses(story),
    ...fromPlaces(leg, story),
    fax: faxAt(story) !== undefined,
    marked: false,
    message: hasLeftMessage(story),
    queued: isQueued,
    blocked: !isQueued && story.some(({ type }) => type === "queue.could-not-join"),
    "park-timeout": isForgotten,
    "transfer-unanswered": !isForgotten && wasSentOnInVain(leg, story, met),
    "no-talk": story.some((event) =>
      event.type === "queue.completed" && event.by !== "cut" && event.talkedMs < NO_TALK_MS
    ),
  };
  return new Set((Object.keys(tests) as Clue[]).filter((clue) => tests[clue]));
}

/** One that was too short turns out to be none a moment later. */
function hasLeftMessage(story: readonly CallEvent[]): boolean {
  const dropped = story.flatMap((event) => event.type === "voicemail.dropped" ? [event.message] : []);
  return story.some((event) => event.type === "voicemail.left" && !dropped.includes(event.message));
}

function fromCauses(story: readonly CallEvent[]): { readonly busy: boolean; readonly failed: boolean } {
  const causes = story.flatMap((event) =>
    (event.type === "leg.ended" && event.by !== "us") || event.type === "call.ended" ? [event.cause] : []
  );
  return {
    busy: causes.some((cause) => BUSY.includes(cause)),
    failed: causes.some((cause) => FAILED.includes(cause)),
  };
}

function fromPlaces(leg: string, story: readonly CallEvent[]) {
  const kinds = story.flatMap((event) => event.type === "leg.brought" && event.leg === leg ? [event.to] : []);
  const has = (type: CallEvent["type"]) =>
    story.some((event) => event.type === type && "leg" in event && event.leg === leg);
  return {
    menu: kinds.some((kind) => MENUS.includes(kind)),
    conference: has("room.entered"),
    announcement: kinds.includes("announcement") || has("leg.answered"),
  };
}

/**
 * From when on it was a fax: one that calls was heard, and something took it; or it went over to fax later. Who is connected
 * from then on is a machine.
 */
export function faxAt(story: readonly CallEvent[]): number | undefined {
  const carried = story.find((event) => event.type === "fax.carried");
  const heard = story.find((event) => event.type === "fax.heard");
  if (heard === undefined) return carried === undefined ? undefined : atOf(carried);
  const isTaken = carried !== undefined || story.some((event) => event.type === "bridge.made" && event.at >= heard.at);
  return isTaken ? atOf(heard) : undefined;
}

/** He was parked after somebody had spoken with him, and nobody has fetched him. */
function wasForgotten(leg: string, story: readonly CallEvent[], met: readonly Met[]): boolean {
  const left = story.findLast((event) => event.type === "park.left" && event.leg === leg);
  const entered = story.findLast((event) => event.type === "park.entered" && event.leg === leg);
  if (left?.type !== "park.left" || entered === undefined || left.why === "fetched") return false;
  return met.length > 0 && met.every(({ at }) => at <= entered.at);
}

/** Somebody spoke with him and sent him on, and there nobody answered. */
function wasSentOnInVain(leg: string, story: readonly CallEvent[], met: readonly Met[]): boolean {
  const last = met.at(-1);
  if (last?.partedAt === undefined) return false;
  const { partedAt } = last;
  return story.some((event) => event.type === "leg.offered" && event.leg !== leg && atOf(event) >= partedAt);
}
