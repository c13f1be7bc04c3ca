import type { Making } from "../make_report.ts";
import type { CallQuestion, Figure, Figures } from "../report.ts";
import { say, type Word } from "../words.ts";
import { type Asked, asking } from "./asking.ts";

/** The figures on top: each as `kpisOf` has it. */
export function summary(making: Making): Figures {
  const { counted, language, resolutionWindowS = 86_400 } = making;
  const kpis = counted.kpis();
  const { queueWait, peakHour } = kpis;
  const figure = (word: Word, unit: Figure["unit"], value: Figure["value"]): Figure => {
    const ask = askOf(word, making);
    return { key: word, title: say(word, language), unit, value, ...ask === undefined ? {} : { ask } };
  };
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

const MISSED = { direction: "in", outcome: ["abandoned", "lost"] } as const;
const ANSWERED = { direction: "in", outcome: "answered" } as const;
const BOTH_WAYS = ["in", "out"] as const;
/** What each figure counts, or is an average or a share of. */
const ASKS: Readonly<Partial<Record<Word, Asked>>> = {
  totalCalls: { direction: BOTH_WAYS, counted: true },
  inbound: { direction: "in", counted: true },
  outbound: { direction: "out", counted: true },
  answered: ANSWERED,
  missed: MISSED,
  messages: { direction: "in", outcome: "message" },
  averageTime: { direction: BOTH_WAYS, outcome: "answered" },
  averageInboundTime: ANSWERED,
  abandonRate: { direction: "in", outcome: "abandoned" },
  lostRate: MISSED,
  serviceLevel: { direction: "in", outcome: ["answered", "abandoned"] },
  peakHour: { direction: "in", counted: true },
  firstCallResolution: ANSWERED,
};

/** The calls behind a figure. Waits in queues are counted by the visit: only those of some queues have calls of their own. */
export function askOf(word: Word, making: Making): CallQuestion | undefined {
  const asked = ASKS[word];
  if (asked !== undefined) return asking(making, asked);
  const { period: { from: since, to: until }, of } = making;
  return of?.queue !== undefined && /wait/i.test(word) ? { since, until, direction: "in", counted: true } : undefined;
}
