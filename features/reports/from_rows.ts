import type { Row } from "../../core/record/mod.ts";
import { ANONYMOUS, callerKey } from "../../core/routing/mod.ts";
import type { Offer, OfferOutcome, ReportCall, Sound } from "./report_call.ts";

/** Causes for which a phone was never rung: the record's words, see `Cause`. */
const FAILURES: ReadonlySet<string> = new Set([
  ...["unavailable", "not-found", "no-media", "not-acceptable", "timeout", "overload", "fault"],
]);
/** Of several phones of one extension the best counts. */
const BEST: readonly OfferOutcome[] = ["answered", "elsewhere", "missed", "busy", "failed"];

/**
 * Calls as reports count them, from the rows of this box's own reading: `call`, and the `seat`s of those calls in any
 * order. Rows of calls that are not among them are left aside.
 *
 * @param country ISO 3166-1 alpha-2: how numbers without a country code are read
 */
export function callsFromRows(
  rows: { readonly calls: readonly Row[]; readonly seats: readonly Row[] },
  country: string,
): readonly ReportCall[] {
  const seatsOf = Map.groupBy(rows.seats, (seat) => text(seat["call"]));
  const keys = new Map<string, string>();
  const keyOf = (number: string): string => {
    const known = keys.get(number) ?? callerKey(number, { country });
    keys.set(number, known);
    return known;
  };
  return rows.calls.map((call) => callOf(call, seatsOf.get(text(call["call"])) ?? [], keyOf));
}

function callOf(call: Row, seats: readonly Row[], keyOf: (number: string) => string): ReportCall {
  const direction = DIRECTIONS[text(call["direction"])] ?? "internal";
  const [startedAt, endedAt] = [count(call["started_at"]), count(call["ended_at"])];
  const reachedAt = call["reached_at"];
  const called = seats.filter((seat) => seat["direction"] === "out");
  const rung = called.filter((seat) => seat["ringing_at"] !== null || seat["answered_at"] !== null);
  const isAnswered = reachedAt !== null && reachedAt !== undefined;
  const outside = direction === "inbound"
    ? text(call["from_number"])
    : direction === "outbound"
    ? text(call["reached_number"]) || text(call["dialled"])
    : undefined;
  const key = outside === undefined ? undefined : keyOf(outside);
  const trunk = direction === "inbound" ? call["from_trunk"] : called.find(isOutside)?.["trunk"];
  const firstRing = Math.min(...rung.map((seat) => count(seat["ringing_at"] ?? seat["answered_at"])));
  const givenUpAt = Math.max(...rung.map((seat) => count(seat["ended_at"] ?? call["ended_at"])));
  const waitMs = rung.length === 0 ? 0 : (isAnswered ? count(reachedAt) : givenUpAt) - firstRing;
  const answerer = isAnswered && call["reached_trunk"] === null ? text(call["reached_number"]) : undefined;
  return {
    id: text(call["call"]),
    direction,
    startedAt,
    ended: isAnswered ? "answered" : rung.length === 0 ? "unreached" : hasGivenUp(call, rung) ? "abandoned" : "lost",
    waitS: Math.max(0, waitMs) / 1_000,
    talkS: count(call["talked_ms"]) / 1_000,
    durationS: Math.max(0, endedAt - startedAt) / 1_000,
    waits: [],
    dialled: text(call["dialled"]),
    offers: offersOf(called, isAnswered),
    sounds: seats.flatMap(soundOf),
    ...(key === undefined || key === ANONYMOUS ? {} : { caller: key }),
    ...(outside === undefined || outside === "" ? {} : { outside }),
    ...(typeof trunk === "string" ? { trunk } : {}),
    ...(answerer === undefined ? {} : { answeredBy: answerer }),
    ...(call["from_trunk"] === null ? { madeBy: text(call["from_number"]) } : {}),
  };
}

const DIRECTIONS: Readonly<Record<string, ReportCall["direction"]>> = {
  in: "inbound",
  out: "outbound",
  internal: "internal",
};

const isOutside = (seat: Row): boolean => seat["trunk"] !== null;

/** He hung up while it rang; whom the box had sent on (to a mailbox, say) before he did was lost to it, and not by him. */
function hasGivenUp(call: Row, rung: readonly Row[]): boolean {
  return call["ended_by"] === "caller" && rung.some((seat) => seat["cause"] === "cancelled");
}

function offersOf(called: readonly Row[], isAnswered: boolean): readonly Offer[] {
  const offers = new Map<string, Offer>();
  for (const seat of called) {
    if (isOutside(seat)) continue;
    const [extension, cause] = [text(seat["number"]), text(seat["cause"])];
    const offer = {
      extension,
      cause,
      outcome: outcomeOf(seat, isAnswered),
      talkS: count(seat["connected_ms"]) / 1_000,
    };
    const before = offers.get(extension);
    const talkS = (before?.talkS ?? 0) + offer.talkS;
    const isBetter = before === undefined || BEST.indexOf(offer.outcome) < BEST.indexOf(before.outcome);
    offers.set(extension, { ...isBetter ? offer : before, talkS });
  }
  return [...offers.values()];
}

function outcomeOf(seat: Row, isAnswered: boolean): OfferOutcome {
  const cause = text(seat["cause"]);
  if (seat["connected_at"] !== null) return "answered";
  if (FAILURES.has(cause) && seat["ringing_at"] === null) return "failed";
  if (isAnswered || cause === "answered-elsewhere") return "elsewhere";
  return seat["ringing_at"] === null && cause !== "no-answer" ? "busy" : "missed";
}

function soundOf(seat: Row): readonly Sound[] {
  const [mos, jitterMs] = [real(seat["mos"]), real(seat["jitter_ms"])];
  const [lostPercent, roundTripMs] = [real(seat["lost_percent"]), real(seat["round_trip_ms"])];
  if (mos === null && jitterMs === null && lostPercent === null) return [];
  const at = count(seat["answered_at"] ?? seat["offered_at"]);
  return [{ at, from: text(seat["trunk"] ?? seat["number"]), mos, jitterMs, lostPercent, roundTripMs }];
}

const text = (cell: Row[string] | undefined): string => cell === null || cell === undefined ? "" : String(cell);
const count = (cell: Row[string] | undefined): number => typeof cell === "number" ? cell : 0;
const real = (cell: Row[string] | undefined): number | null => typeof cell === "number" ? cell : null;
