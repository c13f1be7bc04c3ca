/**
 * A month of an office, for tests: calls that look like an office's, the same at every run.
 *
 * @module
 */
import { SeededChance } from "../../core/base/mod.ts";
import { DEFAULT_QUALITY_LIMITS, REPORT_PARTS } from "../../core/directory/mod.ts";
import type { ReportPlan } from "./make_report.ts";
import type { Miss } from "./misses.ts";
import type { Period } from "./period.ts";
import type { OfferOutcome, ReportCall } from "./report_call.ts";

export const BUCHAREST = "Europe/Bucharest";
export const MARCH: Period = { from: Date.parse("2026-02-28T22:00:00Z"), to: Date.parse("2026-03-31T21:00:00Z") };
export const NAMES: ReadonlyMap<string, string> = new Map([
  ["101", "Ștefan Țuțuianu"],
  ["102", "Ioana Bălășescu"],
  ["103", "=HYPERLINK(1)"],
  ["104", "Ană Întâmplător"],
]);

export const PLAN: ReportPlan = {
  title: "Raportul lunii martie",
  office: "Cabinet Țîrlea & fiii",
  parts: REPORT_PARTS,
  period: MARCH,
  timeZone: BUCHAREST,
  language: "ro",
  madeAt: MARCH.to,
  names: NAMES,
  answerWithinS: 20,
  goal: 0.8,
  quality: DEFAULT_QUALITY_LIMITS,
};

/** One inbound call, answered by 101. */
export function callAt(at: string, more: Partial<ReportCall> = {}): ReportCall {
  return {
    id: at,
    direction: "inbound",
    startedAt: Date.parse(at),
    ended: "answered",
    waitS: 5,
    talkS: 60,
    durationS: 65,
    waits: [],
    caller: "+40745123456",
    outside: "+40745123456",
    dialled: "+40213334444",
    trunk: "provider",
    answeredBy: "101",
    offers: [{ extension: "101", outcome: "answered", cause: "normal", talkS: 60 }],
    sounds: [],
    ...more,
  };
}

/** So many calls of March 2026, mostly by day. */
export function monthOf(count: number): readonly ReportCall[] {
  const chance = new SeededChance(2026);
  const below = (bound: number) => chance.below(bound);
  return Array.from({ length: count }, (_, nth): ReportCall => {
    const day = below(31) * 86_400_000;
    const startedAt = MARCH.from + day + (8 * 3_600 + below(10 * 3_600)) * 1_000;
    const ended = (["answered", "answered", "answered", "abandoned", "lost", "unreached"] as const)[below(6)]!;
    const isAnswered = ended === "answered";
    const [extension, talkS] = [String(101 + below(4)), isAnswered ? 20 + below(600) : 0];
    const outcome: OfferOutcome = isAnswered ? "answered" : ended === "unreached" ? "failed" : "missed";
    const number = `+4074${String(1_000_000 + below(20_000)).slice(-7)}`;
    return callAt(new Date(startedAt).toISOString(), {
      id: `call-${nth}`,
      direction: below(4) === 0 ? "outbound" : "inbound",
      ended,
      waitS: below(60),
      talkS,
      durationS: talkS + 10,
      caller: number,
      outside: number,
      dialled: `+4021333444${below(4)}`,
      offers: [{ extension, outcome, cause: outcome === "failed" ? "unavailable" : "no-answer", talkS }],
      sounds: [{
        at: startedAt,
        from: extension,
        mos: 3.5 + below(100) / 100,
        jitterMs: below(40),
        lostPercent: below(300) / 100,
        roundTripMs: below(400),
      }],
    });
  });
}

export const MISSES: readonly Miss[] = [
  { at: MARCH.from + 1_000, lastAt: MARCH.from + 1_000, how: "returned", closedAt: MARCH.from + 61_000 },
  { at: MARCH.from + 2_000, lastAt: MARCH.from + 2_000, how: "returned", closedAt: MARCH.from + 602_000 },
  { at: MARCH.from + 3_000, lastAt: MARCH.from + 3_000, how: "answered_later", closedAt: MARCH.from + 4_000 },
  { at: MARCH.from + 4_000, lastAt: MARCH.from + 4_000, how: "open" },
];
