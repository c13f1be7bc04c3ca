import { DEFAULT_CSV } from "../../core/directory/mod.ts";
import type { Column, Report, Value } from "../../features/reports/mod.ts";
import type { SignedVisit } from "../page/mod.ts";

/** A list as a table for a spreadsheet: written as the office wants its tables, no text of it a formula. */
export async function csvAnswer(
  { world, words: { language } }: Pick<SignedVisit, "world" | "words">,
  list: {
    readonly key: string;
    readonly title: string;
    readonly columns: readonly Column[];
    readonly rows: readonly (readonly Value[])[];
  },
): Promise<Response> {
  const { name, timeZone } = world.directory().office;
  const now = world.clock.wall();
  const report: Report = {
    ...{ title: list.title, office: name, timeZone, language, madeAt: now },
    ...{ period: { from: now, to: now }, sections: [{ kind: "table", ...list }] },
  };
  const { writeReport } = await import("../../features/reports/mod.ts");
  const bytes = await writeReport(report, "csv", {
    csv: language === "ro" ? { ...DEFAULT_CSV, delimiter: "semicolon", decimal: "comma" } : DEFAULT_CSV,
    branding: { colour: "#000000" },
    fonts: () => {
      throw new Error("Cannot draw letters: a table of text has none");
    },
  });
  return fileAnswer(bytes, { type: "text/csv", name: `${list.key}.csv` });
}

/** A file that is kept, and seen by nobody else. */
export function fileAnswer(
  bytes: Uint8Array<ArrayBuffer> | string,
  { type, name }: { readonly type: string; readonly name: string },
): Response {
  const headers = {
    "content-type": type,
    "content-disposition": `attachment; filename="${name}"`,
    "cache-control": "no-store",
  };
  return new Response(bytes, { headers });
}
