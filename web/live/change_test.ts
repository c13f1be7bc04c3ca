import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import { SeededChance } from "../../core/base/mod.ts";
import { changed, type Snapshot, toldOf, writeChange, writeTold } from "./mod.ts";

type Call = Snapshot["calls"][number];

const call = (id: string, state: "ringing" | "talking" = "talking"): Call => ({
  ...{ id, dialled: "102", at: 1_000 as WallTime },
  legs: [{ id: `leg-${id}`, number: "101", state, direction: "in", at: 1_000 as WallTime }],
});

const office = (calls: readonly Call[], busy: readonly string[] = []): Snapshot => ({
  help: [],
  calls,
  people: ["101", "102", "103"].map((number) => ({
    ...{ number, name: `Phone ${number}`, presence: "available" },
    ...busy.includes(number) ? { line: "talking" } : {},
  })),
  queues: [],
  trunks: [{ name: "digi", state: "up", calls: 0, channels: 0 }],
  hours: [{ name: "office", state: busy.length > 0 ? "open" : "night" }],
});

/** What a browser shows that was told `before` and then what has changed. */
function follow(before: Snapshot, after: Snapshot): Snapshot | undefined {
  const json = writeChange(toldOf(before), toldOf(after));
  return json === undefined ? undefined : json === "" ? before : changed(before, JSON.parse(json));
}

Deno.test("an office is written as it is", () => {
  const snapshot = office([call("a"), call("b")], ["101"]);
  assert.deepEqual(JSON.parse(writeTold(toldOf(snapshot))), snapshot);
});

Deno.test("what has not changed is not told", () => {
  const told = toldOf(office([call("a")]));
  assert.equal(writeChange(told, toldOf(office([call("a")]))), "");
  assert.equal(
    writeChange(told, toldOf(office([call("a")], ["102"]))),
    '{"people":{"put":[{"number":"102","name":"Phone 102","presence":"available","line":"talking"}],"gone":[]},' +
      '"hours":{"put":[{"name":"office","state":"open"}],"gone":[]}}',
  );
});

Deno.test("who stands in another order than before is told with all the others", () => {
  assert.equal(follow(office([call("a"), call("b")]), office([call("b"), call("a")])), undefined);
  assert.equal(follow(office([call("a")]), office([call("b"), call("a")])), undefined);
});

Deno.test("a browser that is told what changes shows what the box shows", () => {
  const chance = new SeededChance(7);
  let [before, next] = [office([]), 0];
  for (let turn = 0; turn < 500; turn++) {
    const stay = before.calls.filter(() => chance.below(4) > 0)
      .map((each) => chance.below(3) > 0 ? each : call(each.id, chance.below(2) > 0 ? "talking" : "ringing"));
    const fresh = Array.from({ length: chance.below(3) }, () => call(`c${next++}`, "ringing"));
    const after = office([...stay, ...fresh], ["101", "102", "103"].filter(() => chance.below(2) > 0));
    assert.deepEqual(follow(before, after), after);
    before = after;
  }
});
