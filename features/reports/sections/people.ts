import { extensionStatistics, failingExtensions } from "../extensions.ts";
import type { Making } from "../make_report.ts";
import type { Column, Table } from "../report.ts";
import { say, type Word } from "../words.ts";

/** What each extension did. */
export function extensionTable({ calls, language, names }: Making): Table {
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
    rows: extensionStatistics(calls).map(({ extension, offered, outcomes, answerRate, made, talkS }) => {
      const { answered, elsewhere, missed, busy, failed } = outcomes;
      const name = names.get(extension) ?? null;
      return [extension, name, offered, answered, elsewhere, missed, busy, failed, answerRate, made, talkS];
    }),
  };
}

/** Whose phones could least often be rung, and why. */
export function failingTable({ calls, language, names }: Making): Table {
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
    rows: failingExtensions(extensionStatistics(calls)).map(({ extension, outcomes, failureRate, failures }) => [
      extension,
      names.get(extension) ?? null,
      outcomes.failed,
      failureRate,
      failures.map(([cause, calls]) => `${cause} (${calls})`).join(", "),
    ]),
  };
}
