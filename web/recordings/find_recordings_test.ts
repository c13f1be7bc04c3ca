import assert from "node:assert/strict";
import type { Condition, Row } from "../../core/record/mod.ts";
import type { WallTime } from "../../core/base/mod.ts";
import type { RecordingView } from "../../core/switchboard/mod.ts";
import { cursorOf, findRecordings, placeIn, type RecordingsWanted } from "./mod.ts";

const ANY: RecordingsWanted = {
  ...{ who: "", account: "", queue: "", since: undefined, until: undefined },
  ...{ scope: undefined, after: undefined, limit: 50 },
};
const FIRST_AT = 1_750_000_000_000;

/** An archive of so many, one a minute; every thousandth with Maria. */
function archive(count: number) {
  const asked = { calls: 0 };
  const recordings = Array.from({ length: count }, (_, at): RecordingView => ({
    ...{ path: `recordings/${at}.opus`, call: `c-${at}`, at: FIRST_AT + at * 60_000 as WallTime },
  }));
  const rows = ({ where }: { readonly where: readonly Condition[] }): Promise<readonly Row[]> => {
    asked.calls += 1;
    const call = String(where[0]?.value);
    const name = Number(call.slice(2)) % 1_000 === 0 ? "Maria" : "Ion";
    return Promise.resolve([{ call, from_number: "0722", from_name: name, dialled: "101", reached_number: "101" }]);
  };
  // In no order, as the archive has them.
  const shuffled = recordings.toSorted((one, other) => one.path < other.path ? -1 : 1);
  return { asked, ask: () => ({ type: "recordings", recordings: shuffled }) as const, reader: { rows } };
}

async function pages(world: ReturnType<typeof archive>, wanted: Partial<RecordingsWanted>) {
  const all: (readonly string[])[] = [];
  let after = ANY.after;
  do {
    const { found, older } = await findRecordings(world, { ...ANY, ...wanted, after });
    all.push(found.map(({ recording: { call } }) => call));
    after = older && placeIn(cursorOf(older));
  } while (after !== undefined);
  return all;
}

Deno.test("recordings are read page by page, newest first, each once, however many there are", async () => {
  const calls = (await pages(archive(120), {})).map((page) => page.length);
  assert.deepEqual(calls, [50, 50, 20]);
  const all = (await pages(archive(12_345), { limit: 500 })).flat();
  assert.deepEqual(all, Array.from({ length: 12_345 }, (_, at) => `c-${12_344 - at}`));
  assert.deepEqual((await pages(archive(100), {})).map((page) => page.length), [50, 50], "and then there is no more");
});

Deno.test("what is older than ten thousand calls is found by who talked, a bounded search a page", async () => {
  const world = archive(12_001);
  const { found, older } = await findRecordings(world, { ...ANY, who: "mari" });
  assert.deepEqual(found.map(({ recording: { call } }) => call), ["c-12000", "c-11000"]);
  assert.ok(older !== undefined && world.asked.calls === 2_000, "it goes on behind what was looked at");
  const all = (await pages(archive(12_001), { who: "mari" })).flat();
  assert.deepEqual(all, Array.from({ length: 13 }, (_, at) => `c-${12_000 - 1_000 * at}`));
});

Deno.test("a cursor that is none of ours is no place", () => {
  assert.deepEqual(placeIn(cursorOf([FIRST_AT + 0.5, "recordings/ș.opus"])), [FIRST_AT + 0.5, "recordings/ș.opus"]);
  for (const odd of ["", "~", "1~", "x~YQ", "1~Y", "1~%%", `${"9".repeat(20)}~YQ`]) {
    assert.equal(placeIn(odd), undefined, odd);
  }
});
