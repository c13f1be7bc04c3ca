import type { ReportDimension, ReportFilter } from "../../core/directory/mod.ts";
import { dimensionsOf } from "./calls_of.ts";
import type { Language } from "./report.ts";
import { say, type Word } from "./words.ts";

/** What queues and extensions are called, by their numbers. */
export interface Names {
  readonly queues: ReadonlyMap<string, string>;
  readonly extensions: ReadonlyMap<string, string>;
}

/** Of which calls a report is, as it stands above it: `Queue: 8001 Support, 8002 Orders; Trunk: digi`. */
export function sayFilter(of: ReportFilter | undefined, names: Names, language: Language): string {
  return dimensionsOf(of).map(([dimension, all]) => {
    const { word, known } = SAID[dimension];
    const each = all.map((name) => `${name} ${known === undefined ? "" : names[known].get(name) ?? ""}`.trim());
    return `${say(word, language)}: ${each.join(", ")}`;
  }).join("; ");
}

const SAID: Readonly<Record<ReportDimension, { readonly word: Word; readonly known?: keyof Names }>> = {
  queue: { word: "queue", known: "queues" },
  number: { word: "number" },
  trunk: { word: "trunk" },
  agent: { word: "agent", known: "extensions" },
  extension: { word: "extension", known: "extensions" },
};
