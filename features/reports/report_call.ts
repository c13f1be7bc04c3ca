import type { KpiCall, QueueExit } from "./kpi_call.ts";

/**
 * What became of a call for one extension that it was offered to. `elsewhere`: somebody else has taken it, so nobody of the
 * office has missed it. `failed`: its phones could not be rung at all.
 */
export type OfferOutcome = "answered" | "elsewhere" | "missed" | "busy" | "failed";

/** A call as one extension saw it, however many phones it has. */
export interface Offer {
  readonly extension: string;
  readonly outcome: OfferOutcome;
  /** As the record has it. */
  readonly cause: string;
  readonly talkS: number;
}

/** How the sound from one phone, or from a trunk, was. */
export interface Sound {
  readonly at: number;
  /** An extension, or a trunk's name. */
  readonly from: string;
  readonly isTrunk?: true;
  readonly mos: number | null;
  readonly jitterMs: number | null;
  readonly lostPercent: number | null;
  readonly roundTripMs: number | null;
}

/** What a call has cost so far as it is known. */
export interface Cost {
  /** In millionths, by currency (ISO 4217). */
  readonly of: ReadonlyMap<string, number>;
  /** Parts of it that went out through a trunk whose price list does not know the number, or that has none. */
  readonly unknown: number;
}

/** A call with what reports tell calls apart by. */
export interface ReportCall extends KpiCall {
  /** Whose phone it came from; undefined: from outside. */
  readonly madeBy?: string;
  /** Which of our numbers was called, or which number we have called. */
  readonly dialled: string;
  /** Who is outside, as he was shown. */
  readonly outside?: string;
  readonly trunk?: string;
  /** The extension that spoke first. */
  readonly answeredBy?: string;
  readonly offers: readonly Offer[];
  readonly sounds: readonly Sound[];
  /** How it left each queue that it came to; left out where nobody tells. */
  readonly exits?: readonly QueueExit[];
  /** Whom it was made for. */
  readonly account?: string;
  /** Left out where it did not go out, or nobody asked. */
  readonly cost?: Cost;
}
