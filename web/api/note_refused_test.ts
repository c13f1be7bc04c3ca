import assert from "node:assert/strict";
import type { LogLine } from "../../core/base/mod.ts";
import { Lab } from "../../tests/lab/lab.ts";
import { program } from "../../tests/lab/program.ts";

Deno.test("what a key may not stands in the audit: each act, and what it asks for again and again once", async () => {
  const { ask, audit } = await program(undefined, ["office:read"]);
  for (let times = 0; times < 2; times++) {
    assert.equal((await ask("GET", "/calls?secret=x")).status, 403);
    assert.equal((await ask("POST", "/calls", { from: "101", to: "102" })).status, 403);
  }
  const who = "key:crm";
  const act = { who, action: "act.refused", facts: { path: "/api/v1/calls", method: "POST", needs: "calls:dial" } };
  assert.deepEqual(await audit(), [
    { who, action: "page.refused", facts: { path: "/api/v1/calls", method: "GET", needs: "calls:read" } },
    act,
    act,
  ]);
  await ask("GET", "/office/revisions");
  assert.equal((await audit()).length, 3, "what it may is not refused");
});

Deno.test("the audit says for whom a key for some extensions was to act", async () => {
  const { app, audit, keys } = await program(new Lab({ numbers: ["101", "102"] }));
  const made = await keys.add("door", ["presence:write", "calls:read"], "ana", ["101"]);
  assert.ok(made.ok);
  const headers = { authorization: `Bearer ${made.value}`, "content-type": "application/json" };
  const body = JSON.stringify({ presence: "away" });
  await app.request("/api/v1/presence/102", { method: "PUT", headers, body });
  await app.request("/api/v1/calls", { headers });
  assert.deepEqual((await audit()).map(({ who, facts }) => [who, facts["needs"], facts["for"]]), [
    ["key:door", "presence:write", "102"],
    ["key:door", "calls:read", "everybody"],
  ]);
});

Deno.test("tokens that nobody is given stand in the audit, by their key where it was shown; the secret does not", async () => {
  const { app, key, audit } = await program(undefined, ["live:read"]);
  const token = (form: Record<string, string>) =>
    app.request("/api/v1/token", {
      method: "POST",
      body: new URLSearchParams({ grant_type: "client_credentials", ...form }),
    }, { address: "192.0.2.7" });
  await token({ client_id: "crm", client_secret: "kontor_wrong" });
  await token({ client_id: "x".repeat(5_000), client_secret: key });
  await token({ client_id: "crm", client_secret: key, scope: "calls:steer" });
  await token({ grant_type: "password" });
  const lines = await audit();
  assert.deepEqual(lines.map(({ who, action, facts }) => [who, action, facts["error"]]), [
    ["", "token.refused", "invalid_client"],
    ["", "token.refused", "invalid_client"],
    ["key:crm", "token.refused", "invalid_scope"],
    ["", "token.refused", "unsupported_grant_type"],
  ]);
  assert.equal(String(lines[1]!.facts["client"]).length, 200);
  assert.doesNotMatch(JSON.stringify(lines), /kontor_/);
});

Deno.test("a program that goes on asking for what it may not is in the log once, and fills no audit", async () => {
  const heard: LogLine[] = [];
  const { ask, audit } = await program(undefined, ["live:read"], { log: { write: (line) => void heard.push(line) } });
  for (let times = 0; times < 100; times++) await ask("POST", "/calls", { from: "101", to: "102" });
  assert.equal((await audit()).length, 20);
  assert.deepEqual(heard.map(({ facts }) => facts?.["event"]), ["refused"]);
});

Deno.test("wrong keys stand in the audit, by where they come from: what is asked for with them, and that the door is closed", async () => {
  const { app, audit } = await program(undefined, ["live:read"]);
  const ask = (path: string, key: string) =>
    app.request(`/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } }, { address: "192.0.2.7" });
  for (let guess = 0; guess < 9; guess++) assert.equal((await ask("/calls", `kontor_${guess}`)).status, 401);
  assert.equal((await ask("/live", "kontor_9")).status, 401);
  for (let guess = 0; guess < 9; guess++) assert.equal((await ask("/calls", `kontor_${guess}`)).status, 429);
  const [who, action, method] = ["", "key.refused", "GET"];
  assert.deepEqual(await audit(), [
    { who, action, facts: { path: "/api/v1/calls", method } },
    { who, action, facts: { path: "/api/v1/live", method } },
    { who, action, facts: { path: "/api/v1/calls", method, closedForS: 60 } },
  ]);
});

Deno.test("whoever guesses under a thousand paths fills no audit", async () => {
  const { app, audit } = await program(undefined, ["live:read"]);
  for (let guess = 0; guess < 100; guess++) {
    const headers = { authorization: "Bearer kontor_0" };
    await (await app.request(`/api/v1/calls/${guess}`, { headers }, { address: "192.0.2.7" })).body?.cancel();
  }
  assert.equal((await audit()).length, 20);
});
