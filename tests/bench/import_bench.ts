/**
 * A phone book of ten thousand, brought over REST into a box that runs: how long it takes, and how long whoever asks the box
 * for anything else waits meanwhile.
 *
 * @module
 */
import type { Figure } from "./figure.ts";
import { rest, WholeBox } from "./whole_box.ts";

const CONTACTS = 10_000;
/** Each person has two numbers, a company and a note. */
const ROWS = Array.from(
  { length: CONTACTS },
  (_, at) => `Person ${at},Company ${at % 500},07${20_000_000 + at},+4021${1_000_000 + at},met in ${2_000 + at % 25}`,
);
const ASKED_EVERY_MS = 5;

/** About fifteen seconds. */
export async function benchImport(): Promise<readonly Figure[]> {
  await using box = await WholeBox.start({ extensions: 100 });
  const key = await box.addKey("bench", "contacts:read,contacts:write");
  const site = `http://127.0.0.1:${box.webPort}`;
  const headers = { authorization: `Bearer ${key}`, "content-type": "text/csv" };
  const bring = async (query: string, rows: readonly string[]) => {
    const body = `Name,Company,Mobile phone,Office phone,Notes\n${rows.join("\n")}\n`;
    const began = performance.now();
    const response = await fetch(`${site}/api/v1/contacts/import${query}`, { method: "POST", headers, body });
    const { added, changed, same } = await response.json();
    if (added + changed + same !== rows.length) throw new Error(`Cannot measure: ${added}, ${changed}, ${same}`);
    return performance.now() - began;
  };
  // Libraries are loaded by the first who wants them.
  await bring("?dry_run=true", ROWS.slice(0, 10));
  const watch = watched(`${site}/healthz`);
  const newMs = await bring("", ROWS);
  const { worstMs } = await watch.end();
  const againMs = await bring("?duplicates=replace", ROWS.map((row) => `${row} again`));
  const found = await fetch(`${site}/api/v1/contacts?q=person%20999`, { headers });
  const { contacts } = await found.json();
  if (contacts.length === 0) throw new Error("Cannot measure: nobody is found");
  return [
    { figure: "import: 10,000 contacts into an empty phone book", value: newMs / 1_000, unit: "s", goal: "<= 5" },
    { figure: "import: the same 10,000 again, all replaced", value: againMs / 1_000, unit: "s", goal: "<= 5" },
    {
      figure: "import: the longest that the signalling thread answers nobody",
      value: worstMs,
      unit: "ms",
      goal: "<= 150",
    },
  ];
}

/** Asks again and again until it is told to end, and remembers the longest wait. */
function watched(url: string): { end(): Promise<{ readonly worstMs: number }> } {
  let [worstMs, isOver] = [0, false];
  const asking = (async () => {
    while (!isOver) {
      const began = performance.now();
      await (await fetch(url)).body?.cancel();
      worstMs = Math.max(worstMs, performance.now() - began);
      await rest(ASKED_EVERY_MS);
    }
  })();
  return {
    end: async () => {
      isOver = true;
      await asking;
      return { worstMs };
    },
  };
}
