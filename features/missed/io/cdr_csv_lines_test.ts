import assert from "node:assert/strict";
import { Follower } from "../follow.ts";
import { DEFAULT_POLICY } from "../policy.ts";
import { cdrCsvLines } from "./cdr_csv_lines.ts";
import { FileSource } from "./file_source.ts";

const ZONE = "Europe/Bucharest";
/** 11:00 in Bucharest. */
const NINE = Date.UTC(2026, 2, 2, 9);
const ALL = '"1772442000.33","","","1772442000.33",0';

/** As cdr_csv of Asterisk 20 writes a call that nobody answered. */
function line(more: string, { second = 0, answer = "", disposition = "NO ANSWER" } = {}): string {
  const at = (seconds: number) => `"2026-03-02 11:00:${String(second + seconds).padStart(2, "0")}"`;
  return `"","0745123456","101","from-internal","""Ion """"Nelu"""" Pop"" <0745123456>","PJSIP/provider-0000002a",` +
    `"PJSIP/101-0000002b","Dial","PJSIP/101,20",${at(0)},${answer},${at(20)},20,0,"${disposition}","DOCUMENTATION"` +
    `${more === "" ? "" : `,${more}`}\n`;
}

const SHAPES: readonly (readonly [settings: string, more: string, read: readonly (string | undefined)[]])[] = [
  ["nothing more", "", [undefined, "", ""]],
  ["loguniqueid", '"1772442000.33"', ["1772442000.33", "", ""]],
  ["loguserfield", '"invoice 7"', [undefined, "", ""]],
  ["loguniqueid, loguserfield", '"pbx-1772442000.33","invoice 7"', ["pbx-1772442000.33", "", ""]],
  ["newcdrcolumns", '"","1772441990.30",4', [undefined, "1772441990.30", "4"]],
  ["loguniqueid, newcdrcolumns", '"1772442000.33","","1772441990.30",4', ["1772442000.33", "1772441990.30", "4"]],
  ["all of them", '"1772442000.33","1.2","","1772441990.30",4', ["1772442000.33", "1772441990.30", "4"]],
];
for (const [settings, more, expected] of SHAPES) {
  Deno.test(`a line of cdr_csv is read where cdr.conf asks for ${settings}`, async () => {
    const { rowsOf } = await cdrCsvLines(ZONE);
    const [row] = rowsOf([line(more).trim()]).cdr as readonly Record<string, string>[];
    assert.deepEqual([row?.["uniqueid"], row?.["linkedid"] ?? "", row?.["sequence"] ?? ""], expected);
    assert.deepEqual([row?.["src"], row?.["clid"], row?.["calldate"], row?.["duration"]], [
      "0745123456",
      '"Ion ""Nelu"" Pop" <0745123456>',
      "2026-03-02 11:00:00",
      "20",
    ]);
  });
}

Deno.test("a line tells when its call ended, by the clock of its office; what is no line tells nothing", async () => {
  const { timeOf } = await cdrCsvLines(ZONE);
  assert.equal(timeOf(line(ALL)), NINE + 20_000);
  assert.equal(timeOf('"half a'), undefined);
  assert.equal(timeOf("a,b"), undefined);
});

Deno.test("a Master.csv is read as it grows, and a line that is spoilt costs no other", async () => {
  const folder = await Deno.makeTempDir({ prefix: "kontor-cdr-csv-" });
  try {
    const path = `${folder}/Master.csv`;
    const policy = { ...DEFAULT_POLICY, timeZone: ZONE };
    const office = {
      extensions: new Set(["101"]),
      trunkPrefixes: ["PJSIP/provider-"],
      queues: {},
      groups: {},
      menus: {},
    };
    const follower = new Follower({ tenant: "acme", scope: { policy, office }, cursor: NINE });
    const source = new FileSource(path, () => cdrCsvLines(ZONE));
    const look = async () => {
      await using open = await source.open();
      const refused: string[] = [];
      for await (const rows of open.read({ from: follower.from, to: NINE + 60_000 })) {
        refused.push(...follower.take(rows));
      }
      return { refused, ...follower.looked(NINE + 60_000) };
    };
    await Deno.writeTextFile(path, line(ALL) + line(ALL, { second: 1 }).slice(0, 40));
    const first = await look();
    assert.deepEqual([first.refused, first.calls.map(({ id, outsider }) => [id, outsider])], [[], [
      ["1772442000.33", "+40745123456"],
    ]]);
    await Deno.writeTextFile(path, `spoilt\n"no,end\n${line(ALL.replaceAll(".33", ".35"))}`, { append: true });
    const second = await look();
    assert.equal(second.refused.length, 2);
    assert.match(second.refused[0]!, /^Cannot read .*uniqueid nothing/);
    assert.deepEqual(second.calls.map(({ id }) => id), ["1772442000.35"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
