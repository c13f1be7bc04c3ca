import { type CallEvent, isOfCut } from "../../../core/record/mod.ts";
import { ANONYMOUS } from "../../../core/routing/mod.ts";
import type { Call } from "../call.ts";
import { cluesOf, faxAt } from "./clues.ts";
import { OWN_TENANT, type OwnOffice } from "./scope.ts";
import { answersOf, atOf, type Fact, metBy, offersOf, outsiderOf, partyOf } from "./seats.ts";
import { destinationsOf, stepsOf } from "./steps.ts";

const NOTHING = { offers: [], steps: [], destinations: [], queueExits: [], clues: new Set<never>() };

/**
 * A call of this box, from all that the record says of it. It may be told of while it runs: an answer counts at once.
 * Undefined for what is no call, and for calls among colleagues: they neither miss nor answer anybody.
 */
export function callOf(
  story: readonly CallEvent[],
  scope: { readonly office: OwnOffice; readonly minRingS: number },
): Call | undefined {
  const start = story.find((event) => event.type === "call.started");
  if (start?.type !== "call.started") return undefined;
  const end = story.findLast((event) => event.type === "call.ended");
  // What is told after the end (how the sound was) does not make the call longer.
  const last = end ?? story.at(-1)!;
  const common = {
    tenant: OWN_TENANT,
    id: start.call,
    startedAt: atOf(start),
    endedAt: Math.max(atOf(start), cutAt(story) ?? atOf(last)),
    isFinished: end !== undefined,
  };
  const call = start.from.trunk === undefined ? outbound(start, story, scope.office) : inbound(start, story, scope);
  return call === undefined ? undefined : { ...common, ...call };
}

type Told = Omit<Call, "tenant" | "id" | "startedAt" | "endedAt" | "isFinished">;

function inbound(
  start: Fact<"call.started">,
  story: readonly CallEvent[],
  { office, minRingS }: { readonly office: OwnOffice; readonly minRingS: number },
): Told {
  const leg = story.find((event) => event.type === "leg.offered" && event.direction === "in");
  const his = leg?.type === "leg.offered" ? leg.leg : "";
  const fax = faxAt(story);
  const met = metBy(his, story, office);
  return {
    direction: "inbound",
    // Who asks not to be shown is not to be found in a list either.
    outsider: start.isHidden === true ? ANONYMOUS : outsiderOf(start.from.number, office),
    did: outsiderOf(start.dialled, office).replace(/^raw:/, ""),
    ...start.from.trunk === undefined ? {} : { trunk: start.from.trunk },
    from: undefined,
    offers: offersOf(story, office, minRingS * 1_000),
    answers: answersOf(fax === undefined ? met : met.filter(({ at }) => at < fax)),
    steps: stepsOf(his, story, office),
    destinations: [start.dialled, ...destinationsOf(his, story)],
    queueExits: story.flatMap(exitOf),
    clues: cluesOf(his, story, met),
  };
}

/** Somebody outside is called: by an extension, or by the box, which has rung one of ours first. */
function outbound(start: Fact<"call.started">, story: readonly CallEvent[], office: OwnOffice): Told | undefined {
  const legs = story.filter((event) => event.type === "leg.offered");
  const to = legs.filter(({ direction, party }) => direction === "out" && party.trunk !== undefined);
  // Of several that were rung (find me, a group) the one who answered was called.
  const met = to.map(({ leg }) => ({ leg, met: metBy(leg, story, office) }));
  const reached = met.find((each) => each.met.length > 0);
  const whom = to.find(({ leg }) => leg === reached?.leg) ?? to.at(-1);
  if (whom === undefined) return undefined;
  const by = start.sipCallId === undefined
    ? reached?.met[0]?.party.number ?? legs.find(({ party }) => party.trunk === undefined)?.party.number
    : start.from.number;
  return {
    ...NOTHING,
    direction: "outbound",
    outsider: outsiderOf(whom.party.number, office),
    did: "",
    from: by,
    answers: reached === undefined ? [] : [{ party: partyOf(whom.party, office), at: reached.met[0]!.at }],
  };
}

/** As Asterisk's queue_log has it: readers of both know these words. */
function exitOf(event: CallEvent): readonly string[] {
  switch (event.type) {
    case "queue.abandoned":
      return ["ABANDON"];
    case "queue.could-not-join":
      return [event.why === "full" ? "FULL" : "JOINEMPTY"];
    case "queue.left":
      switch (event.why) {
        case "key":
          return ["EXITWITHKEY"];
        case "timeout":
          return ["EXITWITHTIMEOUT"];
        case "empty":
          return ["EXITEMPTY"];
        case "call-back":
        case "ended":
        case "cut":
          return ["WITHDRAW"];
        // Where he was picked up, or sent, says what became of him.
        case "picked-up":
        case "sent":
          return [];
      }
      break;
    default:
      return [];
  }
}

/** Whoever was cut off with the box went, for all that is known, when the last event before was written. */
function cutAt(story: readonly CallEvent[]): number | undefined {
  if (!story.some(isOfCut)) return undefined;
  const before = story.findLast((event) => !isOfCut(event));
  return before === undefined ? undefined : atOf(before);
}
