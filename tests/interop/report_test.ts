import assert from "node:assert/strict";
import { DEFAULT_CSV } from "../../core/directory/mod.ts";
import { readFonts } from "../../features/reports/io/mod.ts";
import { makeReport, writeReport } from "../../features/reports/mod.ts";
import { MISSES, monthOf, PLAN } from "../../features/reports/stage.ts";
import { realTest } from "./tool.ts";

/** What a tool of poppler says of a PDF. */
async function ask(tool: string, args: readonly string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(tool, { args: [...args] }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

realTest(
  "a PDF report is read by others with its figures, its names and every Romanian letter, in fonts that it carries",
  ["pdftotext", "pdfinfo", "pdffonts"],
  async () => {
    const report = makeReport({ calls: monthOf(2_000), misses: MISSES }, PLAN);
    const pdf = await writeReport(report, "pdf", {
      csv: DEFAULT_CSV,
      branding: { colour: "#1f5fa8" },
      fonts: readFonts,
    });
    const path = await Deno.makeTempFile({ suffix: ".pdf" });
    try {
      await Deno.writeFile(path, pdf);
      const text = await ask("pdftotext", ["-layout", path, "-"]);
      for (const word of ["Cabinet Țîrlea & fiii", "Ștefan Țuțuianu", "Ioana Bălășescu", "Rezolvate din prima", "–"]) {
        assert.ok(text.includes(word), `"${word}" is not there`);
      }
      const [top] = report.sections;
      assert.ok(top?.kind === "figures");
      const total = top.figures.find(({ key }) => key === "totalCalls")?.value;
      assert.match(text, new RegExp(`Total apeluri[^]{0,400}\\b${total}\\b`));
      const days = report.sections.find(({ key }) => key === "days");
      assert.ok(days?.kind === "table" && days.rows.length === 31);
      for (const [day, inbound] of days.rows) assert.match(text, new RegExp(`${day} +${inbound}\\b`));
      assert.match(
        await ask("pdfinfo", ["-isodates", path]),
        /Title: +Raportul lunii martie\n[^]*CreationDate: +2026-0[34]-/,
      );
      const fonts = (await ask("pdffonts", [path])).trim().split("\n").slice(2);
      assert.equal(fonts.length, 2);
      for (const font of fonts) {
        assert.match(font, /DejaVuSansCondensed\S* +CID TrueType +Identity-H +yes (yes|no) +yes/);
      }
    } finally {
      await Deno.remove(path);
    }
  },
);
