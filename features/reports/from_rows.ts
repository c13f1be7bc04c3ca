import type { QualityLimits } from "../../core/directory/mod.ts";
import { CALL_ENDS, type Cell, type Row, type VisitEnd } from "../../core/record/mod.ts";
import { ANONYMOUS, callerKey } from "../../core/routing/mod.ts";
import { costOf, type PriceBook, sumOfCosts } from "./cost.ts";
import type { QueueExit, QueueWait } from "./kpi_call.ts";
import { hasSounded, type Sounded } from "./quality.ts";
import type { Offer, OfferOutcome, ReportCall, Sound } from "./report_call.ts";

/** Causes for which a phone was never rung: the record's words, see `Cause`. */
const FAILURES: ReadonlySet<string> = new Set([
  ...["unavailable", "not-found", "no-media", "not-acceptable", "timeout", "overload", "fault"],
]);
/** Of several phones of one extension the best counts. */
const BEST: readonly OfferOutcome[] = ["answered", "elsewhere", "missed", "busy", "failed"];

/** What is looked at of a row of `call`. */
export const CALL_COLUMNS: readonly string[] = [
  ...["call", "started_at", "ended_at", "direction", "from_number", "from_trunk", "dialled", "reached_number"],
  ...["reached_trunk", "talked_ms", "outcome", "queue", "in_stage_ms", "trunk", "account", "is_hidden"],
];

/** What is looked at of a row of `seat` for how it sounded. */
export const SOUND_COLUMNS: readonly string[] = [
  ...["number", "trunk", "offered_at", "answered_at", "mos", "jitter_ms", "lost_percent", "round_trip_ms"],
];

/** Who asked not to be named is nobody who called again. */
const IS_HIDDEN = CALL_COLUMNS.indexOf("is_hidden");

/** The rows of this box's own readings. */
export interface CallRows {
  readonly calls: Iterable<Row>;
  /** Of `seat`, for those calls, in any order. */
  readonly seats: Iterable<Row>;
  /** Of `queue_visit`. */
  readonly visits?: Iterable<Row>;
}

export interface FromRowsOptions {
  /** ISO 3166-1 alpha-2: how numbers without a country code are read. */
  readonly country: string;
  /** Without it nothing is said of cost. */
  readonly prices?: PriceBook;
  /** False: nobody asks who called again, which takes longer than all else. */
  readonly withCallers?: boolean;
}

/** Calls as reports count them. Rows of calls that are not among them are left aside. */
export function callsFromRows(rows: CallRows, options: FromRowsOptions): readonly ReportCall[] {
  const drafts = new CallDrafts(options);
  for (const row of rows.calls) drafts.call(CALL_COLUMNS.map((column) => row[column] ?? null));
  for (const row of rows.seats) drafts.seat(row);
  for (const row of rows.visits ?? []) drafts.visit(row);
  return drafts.calls;
}

/** A call in the making: what is not known of it is left out. */
type Draft = { -readonly [K in keyof ReportCall]: ReportCall[K] };
/** Most calls of a list are asked for nothing but their own row: they share what is empty. */
const NO_OFFERS: readonly Offer[] = [];
const NO_SOUNDS: readonly Sound[] = [];
const NO_WAITS: readonly QueueWait[] = [];

/**
 * Calls in the making, row by row: nothing of a row is kept but what reports look at. A month has hundreds of thousands of
 * rows, and holding them all costs more than reading them.
 */
export class CallDrafts {
  readonly #drafts = new Map<string, Draft>();
  readonly #keys = new Map<string, string>();
  readonly #country: string;
  readonly #prices: PriceBook | undefined;
  readonly #withCallers: boolean;

  constructor({ country, prices, withCallers = true }: FromRowsOptions) {
    this.#country = country;
    this.#prices = prices;
    this.#withCallers = withCallers;
  }

  get calls(): readonly ReportCall[] {
    return [...this.#drafts.values()];
  }

  has(call: string): boolean {
    return this.#drafts.has(call);
  }

  /** @param cells of a row, as {@link CALL_COLUMNS} are */
  call(cells: readonly Cell[]): void {
    const made = callOf(cells);
    const isAsked = this.#withCallers && made.direction !== "internal" && cells[IS_HIDDEN] !== 1;
    const key = isAsked ? this.#keyOf(made.outside ?? "") : ANONYMOUS;
    if (key !== ANONYMOUS) made.caller = key;
    this.#drafts.set(made.id, made);
  }

  /** Somebody who sat in a call that was told before. */
  seat(row: Row): void {
    const made = this.#drafts.get(text(row["call"]));
    if (made === undefined) return;
    const sound = row["mos"] === undefined ? undefined : soundOf(SOUND_COLUMNS.map((column) => row[column] ?? null));
    if (sound !== undefined) made.sounds = [...made.sounds, sound];
    if (row["direction"] !== "out") return;
    if (row["trunk"] === null) {
      made.offers = withOffer(made.offers, row, made.ended === "answered");
      return;
    }
    const cost = this.#prices && costOf([row], this.#prices, (number) => this.#keyOf(number));
    if (cost !== undefined) made.cost = made.cost === undefined ? cost : sumOfCosts([made.cost, cost]);
  }

  /** A stay that was not let in was no wait; one that is not over is nothing yet. */
  visit(row: Row): void {
    const { outcome, position } = row;
    const made = this.#drafts.get(text(row["call"]));
    if (made === undefined || outcome === null) return;
    const queue = text(row["queue"]);
    made.exits = [...made.exits ?? [], exitOf(row)];
    if (position === null) return;
    const wasAnswered = outcome === "answered" || outcome === "picked-up";
    made.waits = [...made.waits, { queue, waitS: count(row["waited_ms"]) / 1_000, wasAnswered }];
  }

  #keyOf(number: string): string {
    const known = this.#keys.get(number);
    if (known !== undefined) return known;
    const key = callerKey(number, { country: this.#country });
    this.#keys.set(number, key);
    return key;
  }
}

/** @param visit a row of `queue_visit` that is over */
export function exitOf({ queue, outcome, went_to: to = null }: Row): QueueExit {
  return { queue: text(queue), how: text(outcome) as VisitEnd, ...to === null ? {} : { to: text(to) } };
}

/** What its own row says of a call: not who sat in it, nor who the caller is. @param cells as {@link CALL_COLUMNS} are */
export function callOf(cells: readonly Cell[]): Draft {
  const [
    id,
    began,
    end,
    way,
    from,
    fromTrunk,
    dialled,
    reached,
    reachedTrunk,
    talked,
    outcome,
    queue,
    inStage,
    trunk,
    account,
  ] = cells;
  const direction = DIRECTIONS[text(way)] ?? "internal";
  const startedAt = count(began);
  const ended = CALL_ENDS.find((end) => end === outcome) ?? "unreached";
  const made: Draft = {
    id: text(id),
    direction,
    startedAt,
    ended,
    waitS: count(inStage) / 1_000,
    talkS: count(talked) / 1_000,
    durationS: Math.max(0, count(end) - startedAt) / 1_000,
    waits: NO_WAITS,
    dialled: text(dialled),
    offers: NO_OFFERS,
    sounds: NO_SOUNDS,
  };
  const outside = direction === "internal" ? "" : direction === "inbound" ? text(from) : text(reached) || text(dialled);
  if (outside !== "") made.outside = outside;
  if (typeof queue === "string") made.queue = queue;
  if (typeof trunk === "string") made.trunk = trunk;
  if (typeof account === "string") made.account = account;
  if (ended === "answered" && reachedTrunk === null && reached !== null) made.answeredBy = text(reached);
  if (fromTrunk === null) made.madeBy = text(from);
  return made;
}

const DIRECTIONS: Readonly<Record<string, ReportCall["direction"]>> = {
  in: "inbound",
  out: "outbound",
  internal: "internal",
};

/** Several phones of one extension are one offer. */
function withOffer(offers: readonly Offer[], seat: Row, isAnswered: boolean): readonly Offer[] {
  const extension = text(seat["number"]);
  const offer = {
    extension,
    cause: text(seat["cause"]),
    outcome: outcomeOf(seat, isAnswered),
    talkS: count(seat["connected_ms"]) / 1_000,
  };
  const at = offers.findIndex((other) => other.extension === extension);
  const before = offers[at];
  if (before === undefined) return [...offers, offer];
  const isBetter = BEST.indexOf(offer.outcome) < BEST.indexOf(before.outcome);
  return offers.with(at, { ...isBetter ? offer : before, talkS: before.talkS + offer.talkS });
}

function outcomeOf(seat: Row, isAnswered: boolean): OfferOutcome {
  const cause = text(seat["cause"]);
  if (seat["connected_at"] !== null) return "answered";
  if (FAILURES.has(cause) && seat["ringing_at"] === null) return "failed";
  if (isAnswered || cause === "answered-elsewhere") return "elsewhere";
  return seat["ringing_at"] === null && cause !== "no-answer" ? "busy" : "missed";
}

/** Whether anybody of a call was heard so. @param seats rows of `seat` */
export function haveSounded(seats: readonly Row[], sounded: Sounded, limits: QualityLimits): boolean {
  return seats.some((seat) => {
    const sound = soundOf(SOUND_COLUMNS.map((column) => seat[column] ?? null));
    return sound !== undefined && hasSounded(sound, sounded, limits);
  });
}

/** How the sound of a seat was; undefined where nobody knows. @param cells as {@link SOUND_COLUMNS} are */
export function soundOf(cells: readonly Cell[]): Sound | undefined {
  const [number, trunk, offeredAt, answeredAt, mos, jitter, lost, roundTrip] = cells;
  if (typeof mos !== "number" && typeof jitter !== "number" && typeof lost !== "number") return undefined;
  const sound = {
    at: count(answeredAt ?? offeredAt),
    from: text(trunk ?? number),
    mos: real(mos),
    jitterMs: real(jitter),
    lostPercent: real(lost),
    roundTripMs: real(roundTrip),
  };
  return trunk === null ? sound : { ...sound, isTrunk: true };
}

const text = (cell: Row[string] | undefined): string => cell === null || cell === undefined ? "" : String(cell);
const count = (cell: Row[string] | undefined): number => typeof cell === "number" ? cell : 0;
const real = (cell: Row[string] | undefined): number | null => typeof cell === "number" ? cell : null;
