/**
 * `deno task fuzz [sip sdp ...] [--seed N] [--count N] [--full]`: runs every fuzz of the house and watches its memory.
 *
 * A fuzz is an exported function `fuzzName(seed, count)` in `tests/fuzz/` or in a file `fuzz.ts` beside the code. It throws
 * when what it tries throws, and answers counts; a count whose name begins with `left` (calls left in a table at the
 * end) must be 0. `--full` is the amount a release must bear: 10 million messages, 1 million operations, 100,000 files,
 * 1,000 kills, 10,000 days.
 *
 * @module
 */
import { filesOfTheHouse, isSource, readHouse, TOP } from "../house/house.ts";
import { isFlat, leftOver } from "./judge.ts";

type Fuzz = (seed: number, count: number) => Counts | Promise<Counts>;
type Counts = Readonly<Record<string, number>>;

const SLICES = 20;
const COUNT = 200_000;
const FULL = { messages: 10_000_000, operations: 1_000_000, files: 100_000, kills: 1_000, days: 10_000 };
const OF_OPERATIONS = ["transactions", "dialogs", "calls", "switchboard", "lamps", "queue", "srtp", "opus"];
const OF_FILES = ["files", "contacts"];
const OF_DAYS = ["missed", "missedXml", "missedOwn"];
/** A process each: without `--full` as many as there are slices. */
const OF_KILLS = ["recordKills"];

function numberAfter(flag: string, otherwise: number): number {
  const at = Deno.args.indexOf(flag);
  if (at < 0) return otherwise;
  const value = Number(Deno.args[at + 1]?.replaceAll("_", ""));
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new RangeError(`Cannot fuzz with ${flag} "${Deno.args[at + 1] ?? ""}": expected a whole number from 1`);
  }
  return value;
}

/** Every fuzz of the house by its name: `fuzzSip` is "sip". */
async function collect(): Promise<ReadonlyMap<string, Fuzz>> {
  const found = new Map<string, Fuzz>();
  const places = filesOfTheHouse().filter((path) =>
    isSource(path) && !path.endsWith("_test.ts") && (path.startsWith("tests/fuzz/") || path.endsWith("/fuzz.ts"))
  );
  for (const path of places.filter((path) => /^export (async )?function fuzz[A-Z]/m.test(readHouse(path)))) {
    const module: Readonly<Record<string, unknown>> = await import(new URL(path, TOP).href);
    for (const [name, value] of Object.entries(module)) {
      if (!/^fuzz[A-Z]/.test(name) || typeof value !== "function") continue;
      found.set(name.slice(4, 5).toLowerCase() + name.slice(5), (seed, count) => value(seed, count));
    }
  }
  return found;
}

function kindOf(name: string): keyof typeof FULL {
  if (OF_OPERATIONS.includes(name)) return "operations";
  if (OF_FILES.includes(name)) return "files";
  if (OF_DAYS.includes(name)) return "days";
  return OF_KILLS.includes(name) ? "kills" : "messages";
}

function heapMb(): number {
  const { gc } = globalThis as { gc?: () => void };
  gc?.();
  return Deno.memoryUsage().heapUsed / 1e6;
}

/** Runs one fuzz in slices, with a look at the heap after each. Returns what was wrong, in words. */
async function run(name: string, fuzz: Fuzz, seed: number, count: number): Promise<readonly string[]> {
  const started = performance.now();
  const heaps: number[] = [];
  const sum: Record<string, number> = {};
  const perSlice = Math.ceil(count / SLICES);
  for (let slice = 0; slice < SLICES; slice++) {
    try {
      for (const [what, amount] of Object.entries(await fuzz(seed + slice, perSlice))) {
        sum[what] = (sum[what] ?? 0) + amount;
      }
    } catch (error) {
      return [`${name} threw with --seed ${seed + slice} --count ${perSlice}: ${(error as Error).stack}`];
    }
    heaps.push(heapMb());
  }
  const seconds = (performance.now() - started) / 1000;
  const counts = Object.entries(sum).map(([what, amount]) => `${what} ${amount}`).join(", ");
  console.log(
    `${name}: ${perSlice * SLICES} in ${seconds.toFixed(1)} s, heap ${
      heaps.map((mb) => mb.toFixed(0)).join(" ")
    } MB (${counts})`,
  );
  const faults = leftOver(sum).map((left) => `${name} left ${left}`);
  if (!isFlat(heaps)) faults.push(`${name} grew: ${heaps.map((mb) => mb.toFixed(1)).join(", ")} MB`);
  return faults;
}

const seed = numberAfter("--seed", 20_260);
const full = Deno.args.includes("--full");
const fuzzes = await collect();
const wanted = Deno.args.filter((arg, at) =>
  !arg.startsWith("--") && !["--seed", "--count"].includes(Deno.args[at - 1] ?? "")
);
const faults: string[] = [];
for (const name of wanted) {
  if (!fuzzes.has(name)) {
    throw new RangeError(`Cannot fuzz "${name}": expected one of ${[...fuzzes.keys()].join(", ")}`);
  }
}
if (fuzzes.size === 0) faults.push("no fuzz was found");
for (const [name, fuzz] of fuzzes) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const kind = kindOf(name);
  const usual = kind === "kills" ? SLICES : Math.min(COUNT, FULL[kind]);
  faults.push(...await run(name, fuzz, seed, numberAfter("--count", full ? FULL[kind] : usual)));
}
for (const fault of faults) console.log(`failed: ${fault}`);
Deno.exit(faults.length > 0 ? 1 : 0);
