import assert from "node:assert/strict";
import { OfficeDesk } from "../../core/command/mod.ts";
import { openMemoryStore } from "../../core/store/mod.ts";
import { type Program, program } from "../../tests/lab/program.ts";
import { CLOCK } from "./stage.ts";

const OFFICE = `office: { name: Test, country: RO, time_zone: Europe/Bucharest, language: ro }
extensions: # people
  - { number: "101", name: Ana, secret: a-long-secret-101 }
  - { number: "102", name: Bob, secret: a-long-secret-102 }
`;

/** A box whose office is changed by a program. */
async function box() {
  const store = openMemoryStore(CLOCK).office;
  const names: string[][] = [];
  const office = new OfficeDesk({
    store,
    environment: {},
    realm: "kontor",
    publish: ({ extensions }) => void names.push([...extensions.values()].map(({ name }) => name)),
  });
  return { ...await program(undefined, ["office:read", "office:write"], { office }), store, names };
}

const put = (ifMatch: string, type = "application/yaml") => ({ "if-match": ifMatch, "content-type": type });

const rollBack = (ask: Program["ask"], to: number, ifMatch: string) =>
  ask("POST", `/office/revisions/${to}/rollback`, undefined, { "if-match": ifMatch });

Deno.test("a program applies an office, reads it back without its secrets, changes it, and goes back", async () => {
  const { ask, audit, names, store } = await box();
  assert.equal((await ask("GET", "/office")).status, 404);
  const first = await ask("PUT", "/office", OFFICE, put('"0"'));
  assert.deepEqual([first.status, first.body, first.headers.get("etag")], [200, { revision: 1, changed: true }, '"1"']);
  const read = await ask("GET", "/office");
  assert.deepEqual([read.headers.get("etag"), read.headers.get("content-type")], ['"1"', "application/yaml"]);
  assert.match(read.body, /# people/);
  assert.doesNotMatch(read.body, /a-long-secret/);
  const changed = await ask("PUT", "/office", read.body.replace("Ana", "Ana Pop"), put('"1"'));
  assert.deepEqual(changed.body, { revision: 2, changed: true });
  assert.equal((await store.current())!.secrets.get("extensions/101/secret"), "a-long-secret-101");
  assert.deepEqual((await rollBack(ask, 1, '"2"')).body, { revision: 3 });
  assert.deepEqual(names, [["Ana", "Bob"], ["Ana Pop", "Bob"], ["Ana", "Bob"]]);
  const { revisions } = (await ask("GET", "/office/revisions")).body;
  assert.deepEqual(revisions.map(({ revision, who }: { revision: number; who: string }) => [revision, who]), [
    [3, "key:crm"],
    [2, "key:crm"],
    [1, "key:crm"],
  ]);
  assert.deepEqual((await audit()).map(({ action, facts }) => [action, facts["revision"]]), [
    ["office.changed", 1],
    ["office.changed", 2],
    ["office.rolled-back", 3],
  ]);
  assert.equal((await rollBack(ask, 99, '"3"')).status, 404);
});

Deno.test("the office goes out and comes back as JSON, and its secrets stay what they are", async () => {
  const { ask, store } = await box();
  await ask("PUT", "/office", OFFICE, put("*"));
  const { body } = await ask("GET", "/office", undefined, { accept: "application/json" });
  assert.equal(body.extensions[0].secret, "!kept");
  assert.equal(body.revision, 1);
  body.extensions[1].name = "Bob Ionescu";
  const changed = await ask("PUT", "/office", JSON.stringify(body, undefined, 2), put('"1"', "application/json"));
  assert.deepEqual([changed.status, changed.body], [200, { revision: 2, changed: true }]);
  const now = (await store.current())!;
  assert.equal(now.secrets.get("extensions/102/secret"), "a-long-secret-102");
  const again = await ask("GET", "/office", undefined, { accept: "application/json" });
  assert.deepEqual([again.body.extensions[1].name, again.body.extensions[1].secret], ["Bob Ionescu", "!kept"]);
  const small = await ask("PUT", "/office", JSON.stringify(again.body), put('"2"', "application/json"));
  assert.equal(small.status, 200, "on one line, too");
});

Deno.test("an office with faults is refused with all of them, their lines and paths, and nothing is changed", async () => {
  const { ask, audit, names } = await box();
  const bad = OFFICE.replace('"102"', '"10a"').replace("country: RO", "country: Atlantis");
  const heard = await ask("PUT", "/office", bad, put("*"));
  assert.equal(heard.status, 422);
  assert.match(heard.headers.get("content-type")!, /^application\/problem\+json/);
  assert.match(heard.body.detail, /2 faults/);
  const faults = heard.body.faults as { path: string; line: number; text: string }[];
  assert.deepEqual(faults.map(({ path, line }) => [path, line]), [["office.country", 1], ["extensions[1].number", 4]]);
  assert.match(faults[1]!.text, /"10a"/);
  assert.deepEqual([names, await audit()], [[], []]);
});

Deno.test("who has not seen the newest office does not overwrite it, and who names none is asked to", async () => {
  const { ask, names } = await box();
  await ask("PUT", "/office", OFFICE, put("*"));
  const other = OFFICE.replace("Bob", "Eve");
  assert.equal((await ask("PUT", "/office", other, { "content-type": "application/yaml" })).status, 428);
  assert.match((await ask("PUT", "/office", other, put("new"))).body.detail, /^Cannot read "If-Match" "new"/);
  assert.equal((await ask("PUT", "/office", other, put('"0"'))).status, 412);
  assert.equal((await ask("PUT", "/office", `revision: 7\n${other}`, put('"1"'))).status, 412);
  assert.deepEqual(names, [["Ana", "Bob"]]);
  assert.equal((await ask("PUT", "/office", other, put("1"))).status, 200);
});

Deno.test("who goes back undoes nothing that he has not seen", async () => {
  const { ask, audit, names } = await box();
  await ask("PUT", "/office", OFFICE, put("*"));
  await ask("PUT", "/office", OFFICE.replace("Bob", "Eve"), put("*"));
  await ask("PUT", "/office", OFFICE.replace("Bob", "Ion"), put("*"));
  assert.equal((await ask("POST", "/office/revisions/1/rollback")).status, 428);
  const moved = await rollBack(ask, 1, '"2"');
  assert.equal(moved.status, 412);
  assert.match(moved.body.detail, /^Cannot roll back to revision "1": the box is at revision 3, and not at 2/);
  assert.deepEqual([names.length, (await audit()).length], [3, 3]);
  const back = await rollBack(ask, 1, '"3"');
  assert.deepEqual([back.status, back.headers.get("etag"), names.at(-1)], [200, '"4"', ["Ana", "Bob"]]);
});

Deno.test("a program sees what going back would change, and puts one thing back alone", async () => {
  const { ask, store } = await box();
  await ask("PUT", "/office", OFFICE, put('"0"'));
  await ask("PUT", "/office", OFFICE.replace(/.*"102".*\n/, ""), put('"1"'));
  await ask("PUT", "/office", (await ask("GET", "/office")).body.replace("Ana", "Ane"), put('"2"'));
  const { changes } = (await ask("GET", "/office/revisions/1/difference")).body;
  const told = changes.map(({ how, name }: { how: string; name: string }) => [how, name]);
  assert.deepEqual(told, [["changed", "101"], ["added", "102"]]);
  const back = (change: number, ifMatch?: string) =>
    ask("POST", "/office/revisions/2/put-back", { change }, ifMatch === undefined ? {} : { "if-match": ifMatch });
  assert.equal((await back(0)).status, 428);
  assert.equal((await back(0, '"2"')).status, 412);
  assert.equal((await back(9, "*")).status, 404);
  assert.deepEqual((await back(0, '"3"')).body, { revision: 4, changed: true });
  const current = (await store.current())!;
  assert.equal(current.secrets.get("extensions/102/secret"), "a-long-secret-102");
  assert.match(current.document, /Ane[\s\S]*Bob/);
  assert.deepEqual((await back(0, '"4"')).status, 422, "its number is taken by itself");
  assert.equal((await ask("GET", "/office/revisions/99/difference")).status, 404);
});

Deno.test("a revision tells whose it is and what it changed, thing by thing and field by field, and no secret", async () => {
  const { ask } = await box();
  await ask("PUT", "/office", OFFICE, put("*"));
  const renamed = OFFICE.replace("Bob, secret: a-long-secret-102", "Bob, call_limit: 2, secret: another-secret-102");
  await ask("PUT", "/office", renamed.replace("name: Test", "name: Best").replace(/ {2}- .*101.*\n/, ""), put("*"));
  await rollBack(ask, 1, "*");
  const { body } = await ask("GET", "/office/revisions/2");
  assert.deepEqual([body.revision, body.who, body.back_to], [2, "key:crm", null]);
  assert.equal(typeof body.at, "string");
  const whole = { name: null, id: null };
  assert.deepEqual(body.changes, [
    { section: "office", how: "changed", ...whole, fields: [{ path: "name", before: "Test", after: "Best" }] },
    { section: "extensions", how: "removed", name: "101", id: null, fields: [] },
    {
      ...{ section: "extensions", how: "changed", name: "102", id: "102" },
      fields: [{ path: "call_limit", before: null, after: 2 }],
    },
  ]);
  const first = (await ask("GET", "/office/revisions/1")).body;
  const added = first.changes.find(({ name }: { name: string }) => name === "102");
  assert.deepEqual([added.how, added.fields.find(({ path }: { path: string }) => path === "secret")], [
    ...["added", { path: "secret", before: null, after: "!kept" }],
  ]);
  const back = (await ask("GET", "/office/revisions/3")).body;
  assert.deepEqual([back.back_to, back.changes.length], [1, 3]);
  assert.doesNotMatch(JSON.stringify([body, first, back]), /a-long-secret|another-secret/);
  const none = await ask("GET", "/office/revisions/4");
  assert.deepEqual([none.status, none.body.detail], [404, 'Cannot find revision "4": the office has none such']);
  assert.equal((await ask("GET", "/office/revisions/last")).status, 400);
});
