/**
 * `deno task bench [words ...] [--json] [--update]`: measures, and compares with `tests/bench/table.json`.
 *
 * Every file runs in a process of its own, so that no figure depends on the bench before it, and, where we may make one,
 * in a network of its own, so that no port is another's. Words choose the files whose
 * path contains them. `--update` writes what was measured into the table, tolerances stay.
 *
 * @module
 */
import { missing } from "../interop/tool.ts";
import { filesOfTheHouse, TOP } from "../house/house.ts";
import { type Figure, judgeFigure, paceMs, type Row, type Table, valueAt } from "./figure.ts";

const TABLE = new URL("tests/bench/table.json", TOP);
const ONE = new URL("tests/bench/one.ts", TOP);

async function readTable(): Promise<Table | undefined> {
  try {
    return JSON.parse(await Deno.readTextFile(TABLE));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** What the words after these run in: a network of their own with nothing but a loopback. */
const ALONE = missing("namespaces") === undefined && missing("ip") === undefined
  ? ["unshare", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
  : [];

async function measure(path: string): Promise<readonly Figure[]> {
  const deno = [Deno.execPath(), "run", "-A", "--v8-flags=--expose-gc"];
  const [program, ...args] = [...ALONE, ...deno, ONE.pathname, new URL(path, TOP).href];
  const command = new Deno.Command(program, {
    args,
    cwd: TOP,
    stdout: "piped",
    stderr: "inherit",
  });
  const { code, stdout } = await command.output();
  const last = new TextDecoder().decode(stdout).trimEnd().split("\n").at(-1) ?? "";
  if (code !== 0 || !last.startsWith("[")) throw new Error(`Cannot measure "${path}": it ended with exit code ${code}`);
  return JSON.parse(last);
}

function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    console.log(
      row.map((cell, column) => column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)).join(
        "  ",
      ),
    );
  }
}

const show = (value: number): string => value.toLocaleString("en", { maximumSignificantDigits: 4 });

const json = Deno.args.includes("--json");
const words = Deno.args.filter((arg) => !arg.startsWith("--"));
const paths = filesOfTheHouse().filter((path) => path.endsWith("_bench.ts"))
  .filter((path) => words.length === 0 || words.some((word) => path.includes(word)));
const table = await readTable();
const pace = paceMs(() => performance.now());
const slower = table === undefined ? 1 : pace / table.paceMs;
const measured: Figure[] = [];
const faults: string[] = [];
for (const path of paths) {
  if (!json) console.error(`measuring ${path}`);
  try {
    measured.push(...await measure(path));
  } catch (error) {
    faults.push((error as Error).message);
  }
}
if (paths.length === 0) faults.push(`no bench was found for "${words.join(" ")}"`);

const judged = measured.map((figure) => ({
  ...figure,
  before: table?.rows[figure.figure]?.value,
  verdict: judgeFigure(figure, table?.rows[figure.figure], slower),
}));
if (json) {
  console.log(JSON.stringify({ paceMs: pace, slower, figures: judged, faults }, undefined, 2));
} else {
  printTable([
    ["figure", "value", "unit", "goal", "table", "verdict"],
    ...judged.map((row) => [
      row.figure,
      show(row.value),
      row.unit,
      row.goal ?? "",
      row.before === undefined ? "" : show(row.before),
      row.verdict,
    ]),
  ]);
  console.log(`this machine: yardstick ${pace.toFixed(1)} ms, ${slower.toFixed(2)} x the table's`);
  for (const fault of faults) console.log(`failed: ${fault}`);
}
if (Deno.args.includes("--update") && faults.length === 0) {
  const rows: Record<string, Row> = { ...table?.rows };
  // All rows are of one pace: where only some are measured it stays the others'.
  const paceOfAll = words.length === 0 ? pace : table?.paceMs ?? pace;
  for (const { figure, ...facts } of measured) {
    const { tolerance } = rows[figure] ?? {};
    const row = { ...facts, value: valueAt(facts, paceOfAll / pace) };
    rows[figure] = tolerance === undefined ? row : { ...row, tolerance };
  }
  await Deno.writeTextFile(TABLE, JSON.stringify({ paceMs: paceOfAll, rows }, undefined, 2) + "\n");
}
const bad = judged.filter((row) => row.verdict === "missed" || row.verdict === "slower");
Deno.exit(bad.length > 0 || faults.length > 0 ? 1 : 0);
