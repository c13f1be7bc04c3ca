import assert from "node:assert/strict";
import { program } from "../../tests/lab/program.ts";
import { deskStage, stagedExtension } from "./stage.ts";

/** A desk with an owner, an administrator and an employee, and a program that keeps its accounts. */
async function office() {
  const stage = await deskStage({ ana: "owner", adam: "admin", emil: "employee" }, {
    accounts: { adam: { extension: "105" } },
    office: { extensions: [stagedExtension("102")] },
  });
  const people = () => Promise.resolve(stage.parts);
  return { stage, ...await program(undefined, ["accounts:read", "accounts:write"], { people }) };
}

Deno.test("whom a program gives an account signs in at the desk with the password it is told, and sees what his role sees", async () => {
  const { stage, ask, audit } = await office();
  const made = await ask("POST", "/accounts", {
    name: "Bob",
    full_name: "Bob Ion",
    role: "supervisor",
    scope: ["102"],
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.equal(made.headers.get("location"), "/api/v1/accounts/bob");
  assert.equal(made.headers.get("cache-control"), "no-store");
  const { password, ...account } = made.body;
  const bob = stage.browser();
  assert.equal((await bob.post("/sign-in", { name: "bob", password })).headers.get("location"), "/");
  assert.equal((await bob.get("/")).status, 200);
  const seen = (await ask("GET", "/accounts/bob")).body;
  assert.deepEqual({ ...seen, seen_at: null, sessions: 0 }, account);
  assert.deepEqual([seen.full_name, seen.scope, seen.second_factor, seen.sessions], ["Bob Ion", ["102"], false, 1]);
  const { accounts } = (await ask("GET", "/accounts")).body;
  assert.deepEqual(accounts.map(({ name }: { name: string }) => name), ["ana", "adam", "emil", "bob"]);
  assert.deepEqual(accounts.map(({ gone }: { gone: string[] }) => gone), [[], ["105"], [], []]);
  assert.doesNotMatch(JSON.stringify(accounts), /plain|password/);
  assert.deepEqual(await audit(), [
    {
      ...{ who: "key:crm", action: "account.added" },
      facts: { account: "bob", name: "Bob Ion", role: "supervisor", sees: "102" },
    },
  ]);
});

Deno.test("an account is changed whole, signed out everywhere, given another password and removed", async () => {
  const { stage, ask, audit } = await office();
  const emil = await stage.signedIn("emil");
  const changed = await ask("PUT", "/accounts/emil", { full_name: "Emil P", role: "auditor", extension: "102" });
  assert.deepEqual([changed.body.role, changed.body.extension, changed.body.sessions], ["auditor", "102", 1]);
  assert.equal((await emil.get("/audit")).status, 200, "at once");
  const [change] = await audit();
  assert.deepEqual(change?.facts, {
    ...{ account: "emil", "name-before": "emil", name: "Emil P" },
    ...{ "role-before": "employee", role: "auditor", "extension-before": "", extension: "102" },
  });
  assert.equal((await ask("POST", "/accounts/emil/end-sessions")).status, 204);
  assert.equal((await emil.get("/audit")).status, 303);
  const { password } = (await ask("POST", "/accounts/emil/reset")).body;
  const again = await emil.post("/sign-in", { name: "emil", password });
  assert.equal(again.status, 303);
  assert.equal((await ask("DELETE", "/accounts/emil")).status, 204);
  assert.equal((await emil.get("/audit")).status, 303);
  assert.equal((await ask("GET", "/accounts/emil")).status, 404);
  assert.deepEqual((await audit()).map(({ action, facts }) => [action, facts["account"]]), [
    ["account.changed", "emil"],
    ["sessions.ended", "emil"],
    ["account.reset", "emil"],
    ["account.removed", "emil"],
  ]);
});

Deno.test("a program chooses for somebody what he chooses himself, and leaves the rest to him", async () => {
  const { stage, ask, audit } = await office();
  const emil = await stage.signedIn("emil");
  const page = async () =>
    /<html lang="(\w+)"/.exec(await (await emil.get("/me", { "accept-language": "en" })).text())?.[1];
  const chosen =
    (await ask("PATCH", "/accounts/emil", { language: "ro", report_cards: ["missed", "inbound", "missed"] })).body;
  assert.deepEqual([chosen.language, chosen.report_cards, await page()], ["ro", ["missed", "inbound"], "ro"]);
  await ask("PATCH", "/accounts/emil", { report_cards: ["missed", "inbound"] });
  await ask("PUT", "/accounts/emil", { full_name: "Emil P", role: "employee" });
  assert.deepEqual((await ask("GET", "/accounts/emil")).body.language, "ro", "it is his own, and stays");
  await emil.post("/me/language", { language: "" });
  const back = (await ask("PATCH", "/accounts/emil", { report_cards: null })).body;
  assert.deepEqual([back.language, back.report_cards], [null, null]);
  const facts = (await audit()).map(({ action, facts }) => [action, facts]);
  assert.deepEqual(facts.filter(([action]) => action !== "account.changed"), [
    ["language.chosen", { account: "emil", language: "ro" }],
    ["report-cards.chosen", { account: "emil", cards: "missed, inbound" }],
    ["report-cards.chosen", { account: "emil" }],
  ]);
  assert.equal((await ask("PATCH", "/accounts/ana", { language: "ro" })).status, 403);
  assert.match((await ask("PATCH", "/accounts/emil", { language: "tlh" })).body.detail, /"language"/);
  assert.match((await ask("PATCH", "/accounts/emil", { report_cards: ["luck"] })).body.detail, /"report_cards.0"/);
});

Deno.test("a program makes no owner and touches none, and nobody twice", async () => {
  const { ask, audit } = await office();
  const owner = { full_name: "Eve", role: "owner" };
  const employee = { full_name: "Eve", role: "employee" };
  const wrong: readonly (readonly [string, string, unknown, number, RegExp])[] = [
    ["POST", "/accounts", { name: "eve", ...owner }, 403, /"eve": owners are kept at the desk/],
    ["PUT", "/accounts/emil", owner, 403, /"emil": owners/],
    ["PUT", "/accounts/ana", employee, 403, /"ana": owners/],
    ["DELETE", "/accounts/ana", undefined, 403, /"ana": owners/],
    ["POST", "/accounts/ana/reset", undefined, 403, /"ana": owners/],
    ["POST", "/accounts/ana/end-sessions", undefined, 403, /"ana": owners/],
    ["POST", "/accounts", { name: "Emil", ...employee }, 409, /somebody has that name/],
    ["POST", "/accounts", { name: "é!", ...employee }, 422, /"é!"/],
    ["POST", "/accounts", { name: "eve", ...employee, extension: "105" }, 422, /"extension" names "105"/],
    ["PUT", "/accounts/emil", { ...employee, scope: ["102", "900"] }, 422, /"scope" names "900"/],
    ["PUT", "/accounts/nobody", employee, 404, /"nobody"/],
    ["POST", "/accounts", { name: "eve", full_name: "Eve", role: "king" }, 400, /"role"/],
  ];
  for (const [method, path, body, status, text] of wrong) {
    const refused = await ask(method, path, body);
    assert.equal(refused.status, status, JSON.stringify([method, path, refused.body]));
    assert.match(refused.body.detail, text);
  }
  assert.deepEqual((await audit()).map(({ action, facts }) => [action, facts["method"], facts["path"]]), [
    ["act.refused", "POST", "/api/v1/accounts"],
    ["act.refused", "PUT", "/api/v1/accounts/emil"],
    ["act.refused", "PUT", "/api/v1/accounts/ana"],
    ["act.refused", "DELETE", "/api/v1/accounts/ana"],
    ["act.refused", "POST", "/api/v1/accounts/ana/reset"],
    ["act.refused", "POST", "/api/v1/accounts/ana/end-sessions"],
  ]);
});
