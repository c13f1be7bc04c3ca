import { kpisOf } from "../kpi.ts";
import type { Making } from "../make_report.ts";
import type { Figure, Figures } from "../report.ts";
import { say, type Word } from "../words.ts";

/** The figures on top: each as `kpisOf` has it. */
export function summary(making: Making): Figures {
  const { calls, timeZone, language, answerWithinS: thresholdS, variant = "F3", madeAt, period } = making;
  // What came after the period is not here: its last calls cannot be judged by whether somebody called again.
  const now = Math.min(madeAt, period.to);
  const kpis = kpisOf(calls, { timeZone, thresholdS, variant, now });
  const { queueWait, peakHour } = kpis;
  const figure = (word: Word, unit: Figure["unit"], value: Figure["value"]): Figure => ({
    key: word,
    title: say(word, language),
    unit,
    value,
  });
  return {
    kind: "figures",
    key: "summary",
    title: say("summary", language),
    figures: [
      figure("totalCalls", "count", kpis.totalCalls),
      figure("inbound", "count", kpis.inboundReached),
      figure("missed", "count", kpis.missed),
      figure("averageTime", "seconds", kpis.averageTimeS),
      figure("abandonRate", "share", kpis.abandonRate),
      figure("lostRate", "share", kpis.lostRate),
      figure("serviceLevel", "share", kpis.serviceLevel.level),
      figure("peakHour", "text", peakHour === null ? null : `${peakHour.hour}:00 (${peakHour.calls})`),
      figure("queueWait", "seconds", queueWait.averageS),
      figure("queueWaitP90", "seconds", queueWait.p90S),
      figure("firstCallResolution", "share", kpis.firstCallResolution.rate),
    ],
  };
}
