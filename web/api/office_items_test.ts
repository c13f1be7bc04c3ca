import assert from "node:assert/strict";
import { OfficeDesk } from "../../core/command/mod.ts";
import { openMemoryStore } from "../../core/store/mod.ts";
import { program } from "../../tests/lab/program.ts";
import { CLOCK } from "./stage.ts";

const OFFICE = `office: { name: Test, country: RO, time_zone: Europe/Bucharest, language: ro }
extensions: # people
  - { number: "101", name: Ana, secret: a-long-secret-101 } # at the door
  - number: "102" # upstairs
    name: Bob
    secret: a-long-secret-102
groups:
  - { number: "600", name: All, members: ["101", "102"] }
menus:
  - { name: main, says: menu-main, keys: { "1": group 600 } }
park: { slots: "70-79" }
`;

/** A box whose office is changed by a program, a thing at a time. */
async function box() {
  const store = openMemoryStore(CLOCK).office;
  const office = new OfficeDesk({ store, environment: {}, realm: "kontor", publish: () => {} });
  const applied = await office.apply(OFFICE, { fileName: "office.yml", who: "ana" });
  assert.ok(applied.ok, JSON.stringify(applied));
  return { ...await program(undefined, ["office:read", "office:write"], { office }), store };
}

const put = (ifMatch: string) => ({ "if-match": ifMatch });

Deno.test("an extension is read, changed, added and removed, each change a revision, and all else stays as it is written", async () => {
  const { ask, audit, store } = await box();
  const read = await ask("GET", "/office/extensions/101");
  assert.deepEqual([read.status, read.headers.get("etag")], [200, '"1"']);
  assert.deepEqual(read.body, { number: "101", name: "Ana", secret: "!kept" });
  const changed = await ask(
    "PUT",
    "/office/extensions/102",
    { number: "102", name: "Bob Ion", secret: "!kept" },
    put('"1"'),
  );
  assert.deepEqual([changed.status, changed.headers.get("etag")], [200, '"2"'], JSON.stringify(changed.body));
  assert.deepEqual(changed.body, { number: "102", name: "Bob Ion", secret: "!kept" });
  const stored = (await store.current())!;
  assert.match(stored.document, /# people[^]*# at the door[^]*# upstairs/);
  assert.equal(stored.secrets.get("extensions/102/secret"), "a-long-secret-102");
  const eve = { number: "103", name: "Eve", secret: "a-long-secret-103" };
  const added = await ask("PUT", "/office/extensions/103", eve, put("*"));
  assert.deepEqual([added.status, added.headers.get("location")], [201, "/api/v1/office/extensions/103"]);
  const { items } = (await ask("GET", "/office/extensions")).body;
  assert.deepEqual(items.map(({ id, item }: { id: string; item: { name: string } }) => [id, item.name]), [
    ["101", "Ana"],
    ["102", "Bob Ion"],
    ["103", "Eve"],
  ]);
  assert.equal((await ask("DELETE", "/office/extensions/103", undefined, put('"3"'))).status, 204);
  assert.equal((await ask("GET", "/office/extensions/103")).status, 404);
  assert.equal((await store.current())!.revision, 4);
  assert.deepEqual((await audit()).map(({ action, facts }) => [action, facts["section"], facts["item"]]), [
    ["office.changed", "extensions", "102"],
    ["office.changed", "extensions", "103"],
    ["office.changed", "extensions", "103"],
  ]);
});

Deno.test("a section that is one thing is changed whole, switched off and taken away", async () => {
  const { ask } = await box();
  assert.deepEqual((await ask("GET", "/office/park")).body, { slots: "70-79" });
  assert.deepEqual((await ask("PUT", "/office/park", { slots: "80-89" }, put('"1"'))).body, { slots: "80-89" });
  assert.equal((await ask("PUT", "/office/park", false as never, put('"2"'))).body, false);
  assert.equal((await ask("DELETE", "/office/park", undefined, put('"3"'))).status, 204);
  assert.equal((await ask("GET", "/office/park")).status, 404);
});

const ANA = { number: "101", name: "Ana", secret: "!kept" };
const REFUSED: readonly (readonly [what: string, method: string, path: string, body: unknown, RegExp, RegExp])[] = [
  ["a field that will not do", "PUT", "extensions/101", { ...ANA, ring_for: 100_000 }, /^ring_for$/, /100000/],
  ["a field that nobody knows", "PUT", "extensions/101", { ...ANA, colour: "red" }, /^(colour)?$/, /"colour"/],
  [
    "a number that is taken",
    "PUT",
    "extensions/101",
    { ...ANA, number: "102", secret: "a-long-secret" },
    /number/,
    /"102"/,
  ],
  ["what a group has", "DELETE", "extensions/102", undefined, /^groups\[0\]\.members/, /"102"/],
  ["where a menu leads", "DELETE", "groups/600", undefined, /^menus\[0\]\.keys/, /600/],
];
for (const [what, method, path, body, at, text] of REFUSED) {
  Deno.test(`${method} of ${path} is refused for ${what}, which is named, and nothing is changed`, async () => {
    const { ask, audit, store } = await box();
    const refused = await ask(method, `/office/${path}`, body, put('"1"'));
    assert.equal(refused.status, 422, JSON.stringify(refused.body));
    const [fault] = refused.body.faults;
    assert.match(fault.path, at);
    assert.match(fault.text, text);
    assert.deepEqual([(await store.current())!.revision, await audit()], [1, []]);
  });
}

Deno.test("who has not seen the newest office changes nothing of it, and what is not there is named", async () => {
  const { ask } = await box();
  assert.equal((await ask("PUT", "/office/extensions/101", ANA)).status, 428);
  assert.equal((await ask("DELETE", "/office/extensions/101")).status, 428);
  assert.equal((await ask("PUT", "/office/extensions/101", { ...ANA, name: "Eve" }, put('"0"'))).status, 412);
  for (const path of ["cats", "extensions/109", "park/1", "extensions/+"]) {
    assert.equal((await ask("GET", `/office/${path}`)).status, 404, path);
    assert.equal((await ask("DELETE", `/office/${path}`, undefined, put("*"))).status, 404, path);
  }
  const other = await ask("PUT", "/office/extensions/109", ANA, put("*"));
  assert.deepEqual([other.status, /is called "101"$/.test(other.body.detail)], [422, true]);
});
