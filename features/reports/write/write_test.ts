import assert from "node:assert/strict";
import { parse } from "csv-parse/sync";
import { unzipSync } from "fflate";
import { SaxesParser } from "saxes";
import { DEFAULT_CSV, REPORT_FORMATS } from "../../../core/directory/mod.ts";
import { toText } from "../../../core/base/mod.ts";
import { readFonts } from "../io/mod.ts";
import { makeReport } from "../make_report.ts";
import type { Report, Table } from "../report.ts";
import { MISSES, monthOf, PLAN } from "../stage.ts";
import { guard, writeCsv } from "./csv.ts";
import { writeReport } from "./write_report.ts";

const REPORT: Report = makeReport({ calls: monthOf(300), misses: MISSES }, PLAN);
/** The smallest picture: one red dot. */
const PNG = Uint8Array.fromBase64(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC",
);
const WITH = { csv: DEFAULT_CSV, branding: { colour: "#1f5fa8", logo: PNG }, fonts: readFonts };

/** RFC 4180, as somebody else reads it. */
function readCsv(text: string, delimiter: string): readonly (readonly string[])[] {
  return parse(text, { delimiter, record_delimiter: "\r\n", relax_column_count: true });
}

function alone(table: Partial<Table>): Report {
  const columns = [{ key: "name", title: "Nume", unit: "text" }, { key: "n", title: "Număr", unit: "number" }] as const;
  return { ...REPORT, sections: [{ kind: "table", key: "t", title: "T", columns, rows: [], ...table }] };
}

for (const format of REPORT_FORMATS) {
  Deno.test(`the same report is the same octets as ${format}`, async () => {
    const [one, other] = [await writeReport(REPORT, format, WITH), await writeReport(REPORT, format, WITH)];
    assert.ok(one.length > 1_000);
    assert.deepEqual(one, other);
  });
}

Deno.test("CSV read back is what was written, whatever stands in a cell", () => {
  const names = ['a "b" c', "x;y,z", "two\r\nlines", "  spaces ", "Ștefan Țuțuianu", ""];
  const rows = names.map((name, at) => [name, at + 0.5]);
  for (const [delimiter, sign] of [["comma", ","], ["semicolon", ";"], ["tab", "\t"]] as const) {
    const csv = toText(writeCsv(alone({ rows }), { ...DEFAULT_CSV, delimiter, bom: false, decimal: "comma" }));
    const expected = names.map((name, at) => [name, `${at},5`]);
    assert.deepEqual(readCsv(csv, sign), [["Nume", "Număr"], ...expected]);
  }
});

const GUARDED: readonly (readonly [string, string])[] = [
  ["=1+1", "'=1+1"],
  ["+40745123456", "+40745123456"],
  ["+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"],
  ["-2", "'-2"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  ["\r=1", "'\r=1"],
  [" =1", "' =1"],
  ["Ana = Pop", "Ana = Pop"],
];
for (const [given, expected] of GUARDED) {
  Deno.test(`guard() lets no formula into a spreadsheet: ${JSON.stringify(given)}`, () => {
    assert.equal(guard(given), expected);
  });
}

Deno.test("no cell of a whole CSV begins like a formula, and nobody is counted as 0", () => {
  const rows = readCsv(toText(writeCsv(REPORT, { ...DEFAULT_CSV, bom: false })), ",");
  const formulas = rows.flat().filter((cell) => /^[=@\t\r]/.test(cell) || /^[+-](?![0-9]+$)/.test(cell));
  assert.deepEqual(formulas, []);
  assert.ok(rows.flat().includes("–"));
  assert.ok(rows.flat().includes("'=HYPERLINK(1)"));
});

Deno.test("each encoding is what it says: marked where asked, and without ș in a code page that has none", () => {
  const report = alone({ rows: [["Ștefan é – 日", null]] });
  const as = (settings: Partial<typeof DEFAULT_CSV>) => writeCsv(report, { ...DEFAULT_CSV, ...settings });
  const decoded = (octets: Uint8Array, label: string) =>
    new TextDecoder(label, { ignoreBOM: true }).decode(octets).split("\r\n")[1];
  assert.deepEqual([...as({ encoding: "utf-8" }).subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  assert.equal(decoded(as({ encoding: "utf-8" }), "utf-8"), "Ștefan é – 日,–");
  assert.deepEqual([...as({ encoding: "utf-16le" }).subarray(0, 2)], [0xff, 0xfe]);
  assert.equal(decoded(as({ encoding: "utf-16le", bom: false }), "utf-16le"), "Ștefan é – 日,–");
  assert.equal(decoded(as({ encoding: "windows-1252" }), "windows-1252"), "Stefan é – ?,–");
  assert.equal(decoded(as({ encoding: "windows-1250" }), "windows-1250"), "Ştefan é – ?,–");
});

Deno.test("Romanian is whole in windows-1250, as Excel of Romania reads it, however its letters were composed", () => {
  const report = alone({ rows: [["ȘșȚțĂăÂâÎî", null], ["S\u0326s\u0326t\u0326", null]] });
  const octets = writeCsv(report, { ...DEFAULT_CSV, encoding: "windows-1250" });
  const lines = new TextDecoder("windows-1250").decode(octets).split("\r\n");
  assert.deepEqual(lines.slice(1, 3), ["ŞşŢţĂăÂâÎî,–", "Şşţ,–"]);
  assert.ok(!octets.includes(0x3f));
});

Deno.test("programs are told the direction and the end of a call by codes, in whatever language the office speaks", async () => {
  const data = { calls: monthOf(300) };
  const textOf = async (forPrograms: boolean) =>
    toText(await writeReport(makeReport(data, { ...PLAN, parts: ["calls"], forPrograms }), "jsonl", WITH));
  const rows = (await textOf(true)).trimEnd().split("\n").map((line): Record<string, unknown> => JSON.parse(line));
  const codes = (key: string) => [...new Set(rows.map((row) => row[key]))].sort();
  assert.deepEqual(codes("direction"), ["inbound", "outbound"]);
  assert.deepEqual(codes("ended"), ["abandoned", "answered", "lost", "unreached"]);
  assert.doesNotMatch(await textOf(false), /"inbound"/);
});

Deno.test("JSON Lines are objects under keys that no language changes, and null is null", async () => {
  const text = toText(await writeReport(REPORT, "jsonl", WITH));
  const lines = text.trimEnd().split("\n").map((line): Record<string, unknown> => JSON.parse(line));
  const calls = lines.filter(({ section }) => section === "calls");
  assert.equal(calls.length, 300);
  assert.match(String(calls[0]?.["startedAt"]), /^2026-03-01T\d\d:\d\d:\d\d\+02:00$/);
  assert.equal(lines.find(({ section }) => section === "summary")?.["queueWait"], null);
});

interface Sheet {
  /** `t` of each cell, its style, and what it says. */
  readonly rows: readonly (readonly { readonly type: string; readonly style: string; readonly text: string }[])[];
}

function readSheet(xml: string): Sheet {
  const rows: { type: string; style: string; text: string }[][] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("opentag", ({ local, attributes }) => {
    if (local === "row") rows.push([]);
    if (local !== "c") return;
    rows.at(-1)!.push({ type: attributes["t"]?.value ?? "n", style: attributes["s"]?.value ?? "", text: "" });
  });
  parser.on("text", (text) => {
    const cell = rows.at(-1)?.at(-1);
    if (cell !== undefined) cell.text += text;
  });
  parser.write(xml).close();
  return { rows };
}

/** The files of a workbook, each well-formed. */
function readWorkbook(octets: Uint8Array): ReadonlyMap<string, string> {
  const files = new Map(Object.entries(unzipSync(octets)).map(([name, content]) => [name, toText(content)]));
  for (const xml of files.values()) new SaxesParser({ xmlns: true }).write(xml).close();
  return files;
}

Deno.test("a workbook has a sheet for every section, and cells of the right kinds", async () => {
  const files = readWorkbook(await writeReport(REPORT, "xlsx", WITH));
  const names = [...(files.get("xl/workbook.xml") ?? "").matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) =>
    name
  );
  assert.equal(names.length, REPORT.sections.length + 1);
  assert.equal(new Set(names).size, names.length);
  const at = REPORT.sections.findIndex(({ key }) => key === "calls");
  const [section, { rows }] = [REPORT.sections[at], readSheet(files.get(`xl/worksheets/sheet${at + 2}.xml`) ?? "")];
  assert.ok(section?.kind === "table");
  assert.equal(rows.length, 301);
  const [first, call] = [rows[1]!, section.rows[0]!];
  const styles = files.get("xl/styles.xml") ?? "";
  const xfs = [.../<cellXfs[^>]*>(.*)<\/cellXfs>/s.exec(styles)![1]!.matchAll(/<xf [^>]*>/g)].map(([xf]) => xf);
  const formatOf = (style: string) => {
    const id = /numFmtId="(\d+)"/.exec(xfs[Number(style)] ?? "")?.[1];
    return new RegExp(`numFmtId="${id}" formatCode="([^"]*)"`).exec(styles)?.[1];
  };
  const column = (key: string) => section.columns.findIndex((each) => each.key === key);
  const cell = (key: string) => first[column(key)]!;
  // 46082 is 1 March 2026; the hours are those of Bucharest.
  const serial = 46_082 + (Number(call[0]) - PLAN.period.from) / 86_400_000;
  assert.ok(Math.abs(Number(cell("startedAt").text) - serial) < 1e-6);
  assert.deepEqual([cell("startedAt").type, formatOf(cell("startedAt").style)], ["n", "yyyy-mm-dd hh:mm:ss"]);
  assert.deepEqual([cell("caller").type, formatOf(cell("caller").style)], ["inlineStr", "@"]);
  assert.equal(cell("caller").text, call[column("caller")]);
  assert.deepEqual([cell("talk").type, formatOf(cell("talk").style)], ["n", "[h]:mm:ss"]);
  assert.ok(Math.abs(Number(cell("talk").text) * 86_400 - Number(call[column("talk")])) < 1e-6);
  assert.deepEqual([cell("madeBy").type, cell("madeBy").text], ["inlineStr", "–"]);
});

Deno.test("a workbook runs no formula and outlives names that are no XML", async () => {
  const names = ["=HYPERLINK(1)", "<b>&amp;</b>", "a\u0000b\uD800c\uFFFF", "Ștefan"];
  const report = alone({ title: "A/B: [c]*?", rows: names.map((name) => [name, 1]) });
  const twice = { ...report, sections: [...report.sections, ...report.sections] };
  const files = readWorkbook(await writeReport(twice, "xlsx", WITH));
  const { rows } = readSheet(files.get("xl/worksheets/sheet2.xml") ?? "");
  assert.deepEqual(rows.slice(1).map(([name]) => name?.text), [names[0], names[1], "ab\uFFFDc", names[3]]);
  for (const xml of files.values()) assert.doesNotMatch(xml, /<f>/);
  assert.match(files.get("xl/workbook.xml") ?? "", /name="A B c 2"/);
});

Deno.test("a PDF has its title, the same date for ever, and pages as its tables need them", async () => {
  const { PDFDocument } = await import("pdf-lib");
  const document = await PDFDocument.load(await writeReport(REPORT, "pdf", WITH), { updateMetadata: false });
  assert.deepEqual([document.getTitle(), document.getAuthor()], [PLAN.title, PLAN.office]);
  assert.equal(document.getCreationDate()?.getTime(), PLAN.madeAt);
  const short = await PDFDocument.load(await writeReport(alone({ rows: [["a", 1]] }), "pdf", WITH));
  assert.equal(short.getPageCount(), 1);
  assert.ok(document.getPageCount() > 8);
});
