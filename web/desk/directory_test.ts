import assert from "node:assert/strict";
import type { ExtensionSource } from "../../core/directory/mod.ts";
import { deskStage } from "./stage.ts";

const PEOPLE = { ana: "owner", bob: "employee", eve: "employee" } as const;
const EXTENSIONS: readonly ExtensionSource[] = ["101", "102", "103"].map((number) => ({
  number,
  name: `Phone ${number}`,
  secret: "secret-123",
  ringForS: 20,
  callLimit: 2,
  phones: 2,
  srtp: "allowed",
}));
const SITE = { origin: "http://box.example", "sec-fetch-site": "same-origin" };

/** A desk of three: Ana keeps the book, Bob and Eve have extensions. */
async function directory() {
  const stage = await deskStage(PEOPLE, {
    accounts: { ana: { extension: "101" }, bob: { extension: "102" }, eve: { extension: "103" } },
    office: { extensions: EXTENSIONS, contacts: [{ name: "Boss", numbers: ["0722 000 999"] }] },
  });
  const [ana, bob, eve] = await Promise.all(["ana", "bob", "eve"].map((name) => stage.signedIn(name)));
  const names = async (browser: typeof ana, q = "") =>
    (await (await browser!.get(`/directory/list?q=${encodeURIComponent(q)}`)).json()).rows
      .map(({ name }: { name: string }) => name);
  const add = async (browser: typeof ana, fields: Readonly<Record<string, string>>) => {
    const response = await browser!.post("/directory/+", fields);
    return { status: response.status, path: (response.headers.get("location") ?? "").replace(/\?.*/, ""), response };
  };
  return { stage, ana: ana!, bob: bob!, eve: eve!, names, add };
}

Deno.test("what somebody writes for himself nobody else sees but who keeps the book", async () => {
  const { ana, bob, eve, names, add } = await directory();
  const { status, path } = await add(bob, { name: "Bob's aunt", numbers: "0722 000 111", sees: "all" });
  assert.equal(status, 303);
  assert.deepEqual([await names(bob), await names(eve), await names(ana)], [
    ["Bob's aunt", "Boss"],
    ["Boss"],
    ["Bob's aunt", "Boss"],
  ]);
  assert.equal((await eve.get(path)).status, 404);
  assert.equal((await eve.post(`${path}/remove`)).status, 404);
  assert.equal((await bob.post(path, { name: "My aunt", numbers: "0722 000 111", version: "1" })).status, 303);
  assert.equal((await bob.post(`${path}/remove`)).status, 303);
  assert.deepEqual(await names(bob), ["Boss"]);
});

Deno.test("what everybody sees only those change who keep the book, and nobody changes the settings here", async () => {
  const { ana, bob, add, names } = await directory();
  const { path } = await add(ana, { name: "Ion", numbers: "0722 000 111\n021 123 4567", sees: "all", vip: "on" });
  assert.equal((await bob.get(path)).status, 200);
  assert.equal((await bob.post(path, { name: "X", numbers: "112", version: "1" })).status, 404);
  assert.equal((await bob.post("/directory/undo")).status, 403);
  assert.equal((await ana.post("/directory/office-0", { name: "X", numbers: "112", version: "0" })).status, 404);
  assert.match(await (await ana.get("/directory/office-0")).text(), /stands in the settings/);
  const late = await ana.post(path, { name: "Late", numbers: "112", version: "7" });
  assert.equal(late.status, 409);
  assert.match(await late.text(), /Somebody else has changed this contact/);
  assert.deepEqual(await names(bob, "021 12"), ["Ion"]);
});

Deno.test("who changed a contact stands below it, and a change or a deletion is undone, unless he was changed since", async () => {
  const { ana, bob, eve, add, names, stage } = await directory();
  const { path, response } = await add(ana, { name: "Ion", numbers: "0722 000 111", sees: "all" });
  await ana.post(path, { name: "Ion Popa", numbers: "0722 000 222", sees: "all", version: "1" });
  const page = await (await ana.get(path)).text();
  assert.match(page, /<del>0722 000 111<\/del>.*<ins>0722 000 222<\/ins>/s);
  assert.doesNotMatch(await (await bob.get(path)).text(), /data-change/, "he changes none that all see");
  const undo = (browser: typeof ana, change: number, version: number) =>
    browser.post(`/directory/changes/${change}/undo`, { version: String(version) });
  assert.equal((await undo(bob, 2, 2)).status, 404);
  assert.equal((await undo(ana, 2, 1)).headers.get("location"), `${path}?moved`);
  assert.match(await (await ana.get(`${path}?moved`)).text(), /Somebody else has changed/);
  const back = await undo(ana, 2, 2);
  assert.match(await (await ana.get(back.headers.get("location")!)).text(), /Saved\..*>Ion<\/h1>|>Ion<\/h1>.*Saved\./s);
  const removed = await ana.post(`${path}/remove`);
  const list = await (await ana.get(removed.headers.get("location")!)).text();
  assert.match(list, /Ion was deleted\..*Undo.*Deleted lately/s);
  assert.doesNotMatch(await (await eve.get("/directory")).text(), /Deleted lately/);
  assert.equal((await undo(ana, 4, 0)).status, 303);
  assert.deepEqual(await names(ana), ["Boss", "Ion"]);
  const [, added] = /saved=(\d+)/.exec(response.headers.get("location")!)!;
  assert.match((await undo(ana, Number(added), 4)).headers.get("location")!, /^\/directory\?removed=/);
  assert.deepEqual(await names(ana), ["Boss"]);
  const actions = (await stage.store.audit.lines({ limit: 6 })).map(({ action }) => action);
  const [out, again, changed] = ["contact.removed", "contact.added", "contact.changed"];
  assert.deepEqual(actions, [out, again, out, changed, changed, again]);
});

Deno.test("what is wrong with a contact is said beside its field, and what was typed stays", async () => {
  const { ana, add } = await directory();
  const { status, response } = await add(ana, { name: "Ion", numbers: "0722 000 111\nnothing", sees: "all" });
  assert.equal(status, 422);
  assert.match(await response.text(), /“nothing” is no phone number/);
  const strange = await add(ana, { name: "Ion", numbers: "112", sees: "some", seen_by: "101, 999" });
  assert.equal(strange.status, 422);
  assert.match(await strange.response.text(), /There is no extension (&quot;|")999/);
});

Deno.test("every number of the book is called by a click", async () => {
  const { ana, bob, add } = await directory();
  const { path } = await add(ana, { name: "Ion", numbers: "0722 000 111\n112", sees: "all" });
  for (const where of ["/directory", path]) {
    const page = await (await bob.get(where)).text();
    for (const dial of ["\\+40722000111", "112"]) assert.match(page, new RegExp(`data-dial="${dial}"`));
  }
});

Deno.test("who looks for somebody to call finds the numbers of the phone book that he may see, and not all of them", async () => {
  const { ana, bob, eve, add } = await directory();
  await add(ana, { name: "Maria Ene", company: "Alfa", numbers: "0722 000 111\n021 123 4567", sees: "all" });
  await add(bob, { name: "Maria, my aunt", numbers: "0722 000 222\n101" });
  const found = async (browser: typeof ana, q: string) =>
    await (await browser.get(`/directory/numbers?${new URLSearchParams({ q })}`)).json();
  const maria = { name: "Maria Ene", company: "Alfa" };
  assert.deepEqual(await found(eve, "mar"), [
    { ...maria, shown: "0722 000 111", number: "+40722000111" },
    { ...maria, shown: "021 123 4567", number: "+40211234567" },
  ]);
  assert.deepEqual((await found(eve, "alfa")).length, 2);
  const numbers = (await found(bob, "maria")).map(({ number }: { number: string }) => number);
  assert.deepEqual(numbers, ["+40722000111", "+40211234567", "+40722000222"], "101 is one of the house");
  assert.deepEqual([await found(eve, "m"), await found(eve, "")], [[], []]);
  for (let at = 0; at < 25; at++) await add(ana, { name: `Dan ${at}`, numbers: `0733 000 ${100 + at}`, sees: "all" });
  assert.equal((await found(eve, "dan")).length, 20, "nobody reads further");
});

Deno.test("who is marked in the office file has his star in the book, and nobody else has", async () => {
  const stage = await deskStage(PEOPLE, {
    office: { contacts: [{ name: "Boss", numbers: ["0722 000 999"], vip: true }, { name: "Ion", numbers: ["112"] }] },
  });
  const ana = await stage.signedIn("ana");
  const { rows } = await (await ana.get("/directory/list")).json();
  const stars = rows.map(({ name, isVip }: { name: string; isVip: boolean }) => [name, isVip]);
  assert.deepEqual(stars, [["Boss", true], ["Ion", false]]);
  assert.match(await (await ana.get("/directory/export.csv")).text(), /Boss,,,VIP,/);
});

Deno.test("a file is brought, looked at and confirmed by whoever brought it; the export reads it back", async () => {
  const { stage, ana, bob, names } = await directory();
  const form = new FormData();
  form.set("file", new File(["Name,Phone,VIP\nIon,0722 000 111,x\nAna,nothing,\n"], "a.csv"));
  const cookie = [...ana.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const sent = await stage.fetch(
    new Request("http://box.example/directory/import", { method: "POST", body: form, headers: { ...SITE, cookie } }),
  );
  assert.equal(sent.status, 303);
  const path = sent.headers.get("location")!;
  assert.equal((await bob.get(path)).status, 403, "he keeps no book");
  const page = await (await ana.get(path)).text();
  assert.match(page, /value="nothing"/);
  assert.match(page, /1 new, 0 changed/);
  const seen = await ana.post(path, { do: "import", "column.2": "note" });
  assert.match(await seen.text(), /was read anew/, "nobody imports what he has not seen");
  assert.deepEqual(await names(ana), ["Boss"]);
  assert.equal((await ana.post(path, { do: "import", "mend.3.number.0": "nothing" })).status, 303);
  assert.deepEqual(await names(ana), ["Boss", "Ion"]);
  assert.equal((await ana.get(path)).status, 404, "it is forgotten");
  const csv = await (await ana.get("/directory/export.csv")).text();
  assert.match(csv, /^\ufeff?Name,Company,Note,VIP,Number 1\r\nBoss,,,,0722 000 999\r\nIon,,x,,0722 000 111\r\n$/);
  assert.match(await (await ana.get("/directory/export.vcf")).text(), /FN:Ion\r\n/);
  assert.match(await (await ana.post("/directory/undo")).text(), /Taken back: 1 removed/);
  assert.deepEqual(await names(ana), ["Boss"]);
});

Deno.test("a number leads to whoever has it in the book, or to a new contact with it", async () => {
  const { ana, bob, add } = await directory();
  const { path } = await add(bob, { name: "Bob's aunt", numbers: "0722 000 111", sees: "all" });
  const leadsTo = async (browser: typeof ana, asked: Readonly<Record<string, string>>) =>
    (await browser.get(`/directory/of?${new URLSearchParams(asked)}`)).headers.get("location");
  const aunt = { number: "+40722000111", name: "Aunt" };
  assert.equal(await leadsTo(bob, aunt), path);
  assert.equal(await leadsTo(ana, aunt), path, "whoever keeps the book finds what others wrote for themselves");
  assert.equal(await leadsTo(bob, { number: "0722000999" }), "/directory/office-0");
  const fresh = "/directory/+?number=%2B40722000333&name=%22%3E%3Ci%3EIon";
  assert.equal(await leadsTo(bob, { number: "+40722000333", name: '"><i>Ion' }), fresh);
  const form = await (await bob.get(fresh)).text();
  assert.match(form, /value="&quot;>&lt;i>Ion"/);
  assert.match(form, /<textarea[^>]*name="numbers"[^>]*>\+40722000333<\/textarea>/);
});
