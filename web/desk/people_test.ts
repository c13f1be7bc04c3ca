import assert from "node:assert/strict";
import { deskStage, PASSWORD } from "./stage.ts";

const PEOPLE = { ana: "owner", adam: "admin", emil: "employee" } as const;
const secretIn = (html: string) => /data-secret[^>]*>([^<]+)</.exec(html)?.[1];

Deno.test("somebody is added, signs in with the password that was handed over, and sees what his role sees", async () => {
  const stage = await deskStage(PEOPLE);
  const ana = await stage.signedIn("ana");
  const added = await ana.post("/accounts/+", {
    name: "Bob",
    fullName: "Bob Ion",
    role: "supervisor",
    scope: "800, 101",
  });
  const password = secretIn(await added.text());
  assert.ok(password !== undefined);
  const bob = stage.browser();
  assert.equal((await bob.post("/sign-in", { name: "bob", password })).headers.get("location"), "/");
  assert.equal((await bob.get("/")).status, 200);
  assert.equal((await bob.get("/office")).status, 403);
  const [kept] = (await stage.store.accounts.all()).filter(({ name }) => name === "bob");
  assert.deepEqual([kept?.fullName, kept?.scope], ["Bob Ion", ["800", "101"]]);
  const again = await ana.post("/accounts/+", { name: "bob", role: "employee" });
  assert.equal(again.status, 422);
  assert.match(await again.text(), /Somebody has that name already/);
});

Deno.test("an administrator makes no owner, and touches none", async () => {
  const stage = await deskStage(PEOPLE);
  const adam = await stage.signedIn("adam");
  assert.equal((await adam.post("/accounts/+", { name: "eve", role: "owner" })).status, 422);
  assert.equal((await adam.post("/accounts/ana", { role: "employee" })).status, 422);
  assert.equal((await adam.post("/accounts/emil", { role: "owner" })).status, 422);
  await adam.post("/accounts/ana/reset");
  await adam.post("/accounts/ana/remove");
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
