import { type AgentStatistics, agentStatistics } from "../agents.ts";
import type { Making } from "../make_report.ts";
import type { Column, Table } from "../report.ts";
import { say, type Word } from "../words.ts";

/** What agents of queues did; nothing where there are no queues. */
export function agentActivity({ agentData, language, names, period, agentScore }: Making): readonly Table[] {
  if (agentData === undefined) return [];
  const column = (word: Word, unit: Column["unit"]): Column => ({ key: word, title: say(word, language), unit });
  const agents = agentStatistics(agentData, period);
  return [{
    kind: "table",
    key: "agent_activity",
    title: say("agentActivity", language),
    columns: [
      { key: "agent", title: say("extension", language), unit: "phone" },
      column("name", "text"),
      column("offered", "count"),
      column("answered", "count"),
      column("missed", "count"),
      column("averageRing", "seconds"),
      column("talk", "seconds"),
      column("averageTalk", "seconds"),
      column("wrapUp", "seconds"),
      column("loggedIn", "seconds"),
      column("paused", "seconds"),
      column("pauses", "text"),
      column("occupancy", "share"),
      // Never without what it is made of.
      ...agentScore === undefined ? [] : [
        column("score", "number"),
        column("takenShare", "share"),
        column("promptShare", "share"),
        column("calledBackShare", "share"),
      ],
    ],
    rows: agents.map((of) => [
      of.agent,
      names.get(of.agent) ?? null,
      of.offered,
      of.answered,
      of.missed,
      of.averageRingS,
      of.talkS,
      of.averageTalkS,
      of.wrapUpS,
      of.loggedInS,
      of.pausedS,
      of.pauses.length === 0 ? null : of.pauses.map(pauseText).join(", "),
      of.occupancy,
      ...agentScore === undefined ? [] : [of.score.score, of.score.taken, of.score.prompt, of.score.calledBack],
    ]),
    ...agentScore === undefined ? {} : { note: say("noteScore", language) },
    asks: agents.map(({ agent }) => ({ since: period.from, until: period.to, extension: agent })),
  }];
}

/** `lunch: 0:30`; of one queue alone, `lunch (8001): 0:30`. */
function pauseText([reason, s, queue]: AgentStatistics["pauses"][number]): string {
  return `${reason || "-"}${queue === undefined ? "" : ` (${queue})`}: ${minutes(s)}`;
}

/** `1:05`, hours and minutes. */
function minutes(seconds: number): string {
  const whole = Math.round(seconds / 60);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
