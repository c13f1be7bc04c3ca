import { failingExtensions } from "../extensions.ts";
import type { Making } from "../make_report.ts";
import type { Column, Table } from "../report.ts";
import { say, type Word } from "../words.ts";

/** What each extension did. */
export function extensionTable({ counted, language, names, period }: Making): Table {
  const statistics = counted.extensions();
  const column = (word: Word, unit: Column["unit"]): Column => ({ key: word, title: say(word, language), unit });
  return {
    kind: "table",
    key: "extensions",
    title: say("extensions", language),
    columns: [
      column("extension", "phone"),
      column("name", "text"),
      column("offered", "count"),
      column("answered", "count"),
      column("elsewhere", "count"),
      column("missed", "count"),
      column("busy", "count"),
      column("failed", "count"),
      column("answerRate", "share"),
      column("made", "count"),
      column("talk", "seconds"),
    ],
    asks: statistics.map(({ extension }) => ({ since: period.from, until: period.to, extension })),
    rows: statistics.map(({ extension, offered, outcomes, answerRate, made, talkS }) => {
      const { answered, elsewhere, missed, busy, failed } = outcomes;
      const name = names.get(extension) ?? null;
      return [extension, name, offered, answered, elsewhere, missed, busy, failed, answerRate, made, talkS];
    }),
  };
}

/** Whose phones could least often be rung, and why. */
export function failingTable({ counted, language, names, period }: Making): Table {
  const failing = failingExtensions(counted.extensions());
  const column = (word: Word, unit: Column["unit"]): Column => ({ key: word, title: say(word, language), unit });
  return {
    kind: "table",
    key: "failing",
    title: say("failing", language),
    columns: [
      column("extension", "phone"),
      column("name", "text"),
      column("failed", "count"),
      column("failureRate", "share"),
      column("cause", "text"),
    ],
    asks: failing.map(({ extension }) => ({ since: period.from, until: period.to, extension })),
    rows: failing.map(({ extension, outcomes, failureRate, failures }) => [
      extension,
      names.get(extension) ?? null,
      outcomes.failed,
      failureRate,
      failures.map(([cause, calls]) => `${cause} (${calls})`).join(", "),
    ]),
  };
}
