import assert from "node:assert/strict";
import { deskStage, PASSWORD, stagedExtension } from "./stage.ts";

const PEOPLE = { ana: "owner", adam: "admin", emil: "employee" } as const;
const OFFICE = { extensions: [stagedExtension("101"), stagedExtension("102")] };
const secretIn = (html: string) => /data-secret[^>]*>([^<]+)</.exec(html)?.[1];

Deno.test("somebody is added, signs in with the password that was handed over, and sees what his role sees", async () => {
  const stage = await deskStage(PEOPLE, { office: OFFICE });
  const ana = await stage.signedIn("ana");
  const added = await ana.post("/accounts/+", {
    name: "Bob",
    fullName: "Bob Ion",
    role: "supervisor",
    scope: "102, 101",
  });
  const password = secretIn(await added.text());
  assert.ok(password !== undefined);
  const bob = stage.browser();
  assert.equal((await bob.post("/sign-in", { name: "bob", password })).headers.get("location"), "/");
  assert.equal((await bob.get("/")).status, 200);
  assert.equal((await bob.get("/office")).status, 403);
  const [kept] = (await stage.store.accounts.all()).filter(({ name }) => name === "bob");
  assert.deepEqual([kept?.fullName, kept?.scope], ["Bob Ion", ["102", "101"]]);
  const again = await ana.post("/accounts/+", { name: "bob", role: "employee" });
  assert.equal(again.status, 422);
  assert.match(await again.text(), /Somebody has that name already/);
});

Deno.test("an account names no extension and no queue that the office does not have, and is told which", async () => {
  const stage = await deskStage(PEOPLE, { office: OFFICE });
  const ana = await stage.signedIn("ana");
  const wrong = [
    ["/accounts/+", { name: "bob", extension: "105" }, "extension", /no extension “105”/, /Nu există interiorul „105”/],
    ["/accounts/emil", { scope: "101, 900" }, "scope", /queue or group “900”/, /coadă sau grup „900”/],
  ] as const;
  for (const [path, form, field, english, romanian] of wrong) {
    for (const [language, text] of [["en", english], ["ro", romanian]] as const) {
      await ana.post("/me/language", { language });
      const refused = await ana.post(path, { role: "supervisor", fullName: "Somebody", ...form });
      assert.equal(refused.status, 422, path);
      const [fault = ""] = new RegExp(`<span class="fault" id="${field}-fault">[^<]*`).exec(await refused.text()) ?? [];
      assert.match(fault, text);
    }
  }
  const [, , emil] = await stage.store.accounts.all();
  assert.deepEqual([emil?.role, emil?.scope], ["employee", undefined]);
});

Deno.test("an account whose extension or queue has gone says so in the list, and on its page what to do", async () => {
  const gone = { extension: "105", scope: ["101", "900"] };
  const stage = await deskStage(PEOPLE, { office: OFFICE, accounts: { emil: gone, adam: { extension: "102" } } });
  const ana = await stage.signedIn("ana");
  const list = await (await ana.get("/accounts")).text();
  assert.deepEqual([...list.matchAll(/data-gone[^>]*>([^<]*)/g)].map(([, said]) => said), [
    "105, 900: no longer there",
  ]);
  assert.match(await (await ana.get("/accounts/emil")).text(), /The office no longer has 105, 900/);
  assert.doesNotMatch(await (await ana.get("/accounts/adam")).text(), /no longer has/);
});

Deno.test("what is changed of an account stands in the audit with what it was, and below it, where it is taken back", async () => {
  const stage = await deskStage(PEOPLE, { office: OFFICE, accounts: { emil: { extension: "101" } } });
  const ana = await stage.signedIn("ana");
  await ana.post("/accounts/emil", { fullName: "emil", role: "supervisor", extension: "102", scope: "101,102" });
  assert.match(
    await (await ana.get("/audit?action=account.changed")).text(),
    /role before: employee, role: supervisor, extension before: 101, extension: 102, saw only: no limit, sees only: 101, 102/,
  );
  const page = await (await ana.get("/accounts/emil")).text();
  assert.match(page, /<b>ana<\/b>.*<b>Role<\/b>: <del>employee<\/del> → <ins>supervisor<\/ins>/s);
  const [, past = ""] = /who-changed.*?<form[^>]*action="\/accounts\/emil">(.*?)<\/form>/s.exec(page) ?? [];
  const back = [...past.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) =>
    [name, value] as const
  );
  assert.equal((await ana.post("/accounts/emil", back)).headers.get("location"), "/accounts");
  const [, , emil] = await stage.store.accounts.all();
  assert.deepEqual([emil?.role, emil?.extension, emil?.scope], ["employee", "101", undefined]);
  assert.doesNotMatch(await (await ana.get("/accounts/adam")).text(), /who-changed/);
});

Deno.test("an administrator makes no owner, and touches none", async () => {
  const stage = await deskStage(PEOPLE);
  const adam = await stage.signedIn("adam");
  assert.equal((await adam.post("/accounts/+", { name: "eve", role: "owner" })).status, 422);
  assert.equal((await adam.post("/accounts/ana", { role: "employee" })).status, 422);
  assert.equal((await adam.post("/accounts/emil", { role: "owner" })).status, 422);
  await adam.post("/accounts/ana/reset");
  await adam.post("/accounts/ana/remove");
  const tried = await stage.store.audit.lines({ limit: 9, action: "act.refused" });
  assert.deepEqual(tried.map(({ who, facts }) => [who, facts["path"], facts["needs"]]), [
    ["adam", "/accounts/ana/remove", "owner"],
    ["adam", "/accounts/ana/reset", "owner"],
    ["adam", "/accounts/emil", "owner"],
    ["adam", "/accounts/ana", "owner"],
    ["adam", "/accounts/+", "owner"],
  ]);
  const ana = stage.browser();
  assert.equal((await ana.post("/sign-in", { name: "ana", password: PASSWORD })).headers.get("location"), "/");
});

Deno.test("the last owner stays", async () => {
  const stage = await deskStage(PEOPLE);
  const ana = await stage.signedIn("ana");
  assert.equal((await ana.post("/accounts/ana", { role: "admin" })).status, 422);
  assert.match(await (await ana.post("/accounts/ana/remove")).text(), /Somebody must remain/);
  await ana.post("/accounts/adam", { role: "owner", fullName: "Adam" });
  assert.equal((await ana.post("/accounts/ana/remove")).headers.get("location"), "/accounts");
  assert.equal((await ana.get("/accounts")).status, 303, "whoever is gone is out at once");
});

Deno.test("a new password signs out everywhere and takes the second factor away", async () => {
  const stage = await deskStage(PEOPLE);
  const emil = await stage.signedIn("emil");
  assert.equal((await emil.get("/me")).status, 200);
  const ana = await stage.signedIn("ana");
  const password = secretIn(await (await ana.post("/accounts/emil/reset")).text());
  assert.equal((await emil.get("/me")).status, 303);
  assert.equal((await emil.post("/sign-in", { name: "emil", password: PASSWORD })).status, 422);
  assert.equal((await emil.post("/sign-in", { name: "emil", password: password! })).status, 303);
});

Deno.test("a key is made, shown once, and taken back", async () => {
  const stage = await deskStage(PEOPLE);
  const ana = await stage.signedIn("ana");
  assert.equal((await ana.post("/keys", { name: "crm" })).status, 422, "it may do nothing");
  const key = secretIn(await (await ana.post("/keys", { name: "crm", scope: "calls:read" })).text());
  assert.match(key!, /^kontor_[0-9a-f]{64}$/);
  const page = await (await ana.get("/keys")).text();
  assert.ok(page.includes("calls:read") && !page.includes(key!));
  await ana.post("/keys/remove", { name: "crm" });
  assert.deepEqual(await stage.store.keys.all(), []);
});

Deno.test("the audit tells what was done, by whom and from where", async () => {
  const stage = await deskStage(PEOPLE);
  const ana = await stage.signedIn("ana");
  await ana.post("/keys", { name: "crm", scope: "calls:read" });
  await stage.browser().post("/sign-in", { name: "emil", password: "wrong" });
  const page = await (await ana.get("/audit?who=ana")).text();
  assert.match(page, /key\.added/);
  assert.match(page, /key: crm, rights: calls:read/);
  assert.match(page, /192\.0\.2\.7/);
  assert.doesNotMatch(page, /title="sign-in\.refused"/);
  assert.match(await (await ana.get("/audit?action=sign-in.refused")).text(), /name: emil/);
});
