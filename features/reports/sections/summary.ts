import type { Making } from "../make_report.ts";
import type { Figure, Figures } from "../report.ts";
import { say, type Word } from "../words.ts";

/** The figures on top: each as `kpisOf` has it. */
export function summary(making: Making): Figures {
  const { counted, language, resolutionWindowS = 86_400 } = making;
  const kpis = counted.kpis();
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
      figure("outbound", "count", kpis.totalCalls - kpis.inboundReached),
      figure("answered", "count", kpis.answered),
      figure("missed", "count", kpis.missed),
      figure("messages", "count", kpis.messages),
      figure("averageTime", "seconds", kpis.averageTimeS),
      figure("averageInboundTime", "seconds", kpis.averageInboundTimeS),
      figure("abandonRate", "share", kpis.abandonRate),
      figure("lostRate", "share", kpis.lostRate),
      figure("serviceLevel", "share", kpis.serviceLevel.level),
      figure("peakHour", "text", peakHour === null ? null : `${peakHour.hour}:00 (${peakHour.calls})`),
      figure("queueWait", "seconds", queueWait.averageS),
      figure("answeredAverageWait", "seconds", queueWait.answeredAverageS),
      figure("queueWaitP90", "seconds", queueWait.p90S),
      figure("longestWait", "seconds", queueWait.longestS),
      {
        ...figure("firstCallResolution", "share", kpis.firstCallResolution.rate),
        title: say("firstCallResolution", language).replace("%", `${resolutionWindowS / 3_600} h`),
      },
    ],
  };
}
