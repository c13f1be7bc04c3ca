import assert from "node:assert/strict";
import { OfficeDesk } from "../../core/command/mod.ts";
import { openMemoryStore } from "../../core/store/mod.ts";
import { program } from "../../tests/lab/program.ts";
import { CLOCK } from "./stage.ts";

const GOOD = `office: { name: Demo, country: RO, time_zone: Europe/Bucharest }
extensions:
  - { number: "101", name: Ana Pop, ring_for: 20, secret: a-long-secret }
groups:
  - { number: "600", name: All, members: ["101"] }
`;
/** As a former version may have taken it. */
const REFUSED = GOOD.replace("ring_for: 20", "ring_for: soon").replace(', members: ["101"]', "");

/** A box whose newest revision is refused by its version. */
async function box(document: string) {
  const store = openMemoryStore(CLOCK).office;
  for (const each of [GOOD, document]) {
    await store.save({ document: each, secrets: new Map(), who: "stage", note: "" });
  }
  const office = new OfficeDesk({ store, environment: {}, realm: "kontor", publish: () => {} });
  await office.load();
  const { ask, audit } = await program(undefined, ["office:read", "office:write"], { office });
  const leaveOut = (ifMatch: string) => ask("DELETE", "/office/refused", undefined, { "if-match": ifMatch });
  return { ask, audit, leaveOut };
}

Deno.test("a program is told what this version refuses of the office, and leaves it out: all the rest holds", async () => {
  const { ask, audit, leaveOut } = await box(REFUSED);
  const told = (await ask("GET", "/office/refused")).body;
  assert.deepEqual([told.revision, told.runs, told.faults.map(({ path }: { path: string }) => path)], [
    ...[2, 1, ["extensions[0].ring_for", "groups[0].members"]],
  ]);
  assert.match(told.faults[0].text, /"soon"/);
  assert.equal((await ask("DELETE", "/office/refused")).status, 428);
  assert.equal((await leaveOut('"1"')).status, 412);
  const done = await leaveOut('"2"');
  assert.deepEqual([done.status, done.headers.get("etag")], [200, '"3"']);
  assert.deepEqual(done.body, { revision: 3, left_out: ["extensions[0].ring_for", "groups[0].members"] });
  assert.match((await ask("GET", "/office")).body, /\{ number: "101", name: Ana Pop, secret: !kept \}/);
  assert.deepEqual((await ask("GET", "/office/refused")).body, { revision: null, runs: null, faults: [] });
  assert.equal((await leaveOut("*")).status, 404);
  assert.deepEqual((await audit()).map(({ action, facts }) => [action, facts["revision"], facts["item"]]), [
    ["office.changed", 3, "extensions[0].ring_for, groups[0].members"],
  ]);
});

Deno.test("where nothing can be left out a program is told the rest, and nothing is changed", async () => {
  const { ask, audit, leaveOut } = await box(GOOD.replace("RO", "Romania"));
  const refused = await leaveOut("*");
  assert.equal(refused.status, 422);
  assert.deepEqual(refused.body.faults.map(({ path }: { path: string }) => path), ["office"]);
  assert.deepEqual([(await ask("GET", "/office/refused")).body.revision, await audit()], [2, []]);
});
