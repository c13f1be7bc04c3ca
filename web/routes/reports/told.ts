import type { Report, Section, Series, Table, Value } from "../../../features/reports/mod.ts";
import type { Scope } from "../../live/mod.ts";

/** A report as the box tells it in JSON. */
export type Told = Pick<Report, "sections"> & { readonly since: string; readonly until: string };

export function sectionOf(told: Told, key: string): Section | undefined {
  return told.sections.find((section) => section.key === key);
}

/** One of the figures on top of a part; null where nobody counted it. */
export function figureOf(told: Told, part: string, key: string): Value {
  const section = sectionOf(told, part);
  return section?.kind === "figures" ? section.figures.find((figure) => figure.key === key)?.value ?? null : null;
}

export function seriesOf(told: Told, key: string): Series | undefined {
  const section = sectionOf(told, key);
  return section?.kind === "series" ? section : undefined;
}

/** As far as somebody's scope goes: the first column says whose a row is. */
export function tableOf(told: Told, key: string, scope?: Scope): Table | undefined {
  const section = sectionOf(told, key);
  if (section?.kind !== "table") return undefined;
  return scope === undefined
    ? section
    : { ...section, rows: section.rows.filter(([whose]) => scope.includes(String(whose))) };
}

export function sumOf(table: Table | undefined, key: string): number | null {
  const at = placeOf(table, key);
  return at < 0 ? null : table!.rows.reduce((sum, row) => sum + Number(row[at] ?? 0), 0);
}

/** Of which column; -1: it has none. */
export function placeOf(table: Table | undefined, key: string): number {
  return table?.columns.findIndex((column) => column.key === key) ?? -1;
}
