import assert from "node:assert/strict";
import { type Instant, later, START } from "../../core/base/mod.ts";
import { program } from "../../tests/lab/program.ts";
import { CLOCK } from "./stage.ts";

/** A program that has a key, and asks for tokens. */
async function client(...more: Parameters<typeof program>[2][]) {
  let now: Instant = START;
  const clock = { ...CLOCK, now: () => now };
  const asked = await program(undefined, ["live:read", "calls:read"], { clock, ...more[0] });
  const token = async (form: Record<string, string>, headers: Record<string, string> = {}) => {
    const body = new URLSearchParams({ grant_type: "client_credentials", ...form });
    const response = await asked.app.request("/api/v1/token", { method: "POST", body, headers });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  const reads = async (token: string, path = "/calls") =>
    (await asked.app.request(`/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } })).status;
  return { ...asked, token, reads, wait: (ms: number) => now = later(now, ms) };
}

Deno.test("a program exchanges its key for a token that lives an hour, and may do what was asked for and no more", async () => {
  const { key, token, reads, wait, audit } = await client();
  const given = await token({ client_id: "crm", client_secret: key, scope: "calls:read" });
  assert.equal(given.status, 200);
  assert.deepEqual(await audit(), [{ who: "key:crm", action: "token.given", facts: { scope: "calls:read" } }]);
  assert.equal(given.headers.get("cache-control"), "no-store");
  const { access_token: access, ...others } = given.body;
  assert.deepEqual(others, { token_type: "Bearer", expires_in: 3_600, scope: "calls:read" });
  assert.deepEqual([await reads(access), await reads(access, "/live"), await reads(access, "/queues")], [
    200,
    403,
    403,
  ]);
  wait(3_599_000);
  assert.equal(await reads(access), 200);
  wait(1_000);
  assert.equal(await reads(access), 401);
});

Deno.test("the key may stand in the header, too; a token dies with its key", async () => {
  const { key, keys, token, reads } = await client();
  const { body } = await token({}, { authorization: `Basic ${btoa(`crm:${key}`)}` });
  assert.deepEqual(body.scope.split(" ").sort(), ["calls:read", "live:read"]);
  assert.equal(await reads(body.access_token), 200);
  await keys.remove("crm");
  assert.equal(await reads(body.access_token), 401);
});

Deno.test("no token for a wrong key, somebody else's name, a scope too many or another grant; guesses are counted", async () => {
  const { key, token } = await client();
  const right = { client_id: "crm", client_secret: key };
  for (
    const [form, status, error] of [
      [{ client_id: "crm", client_secret: "kontor_x" }, 401, "invalid_client"],
      [{ ...right, client_id: "other" }, 401, "invalid_client"],
      [{}, 401, "invalid_client"],
      [{ ...right, scope: "calls:steer" }, 400, "invalid_scope"],
      [{ ...right, grant_type: "password" }, 400, "unsupported_grant_type"],
    ] as const
  ) {
    const given = await token(form);
    assert.deepEqual([given.status, given.body.error], [status, error], JSON.stringify(form));
    assert.doesNotMatch(given.body.error_description, new RegExp(key));
  }
  let last = 0;
  for (let guess = 0; guess < 40 && last !== 429; guess++) {
    last = (await token({ client_id: "crm", client_secret: `kontor_${guess}` })).status;
  }
  assert.equal(last, 429);
});

Deno.test("pages of the named origins may ask from a browser, and nobody else's", async () => {
  const { app, key } = await client({ origins: ["https://crm.example"] });
  const asks = (origin: string, method = "GET") =>
    app.request("/api/v1/calls", {
      method,
      headers: {
        origin,
        authorization: `Bearer ${key}`,
        ...method === "OPTIONS" ? { "access-control-request-method": "GET" } : {},
      },
    });
  const friend = await asks("https://crm.example");
  assert.deepEqual([friend.status, friend.headers.get("access-control-allow-origin")], [200, "https://crm.example"]);
  assert.equal(friend.headers.get("access-control-allow-credentials"), null);
  const preflight = await asks("https://crm.example", "OPTIONS");
  assert.equal(preflight.status, 204);
  assert.match(preflight.headers.get("access-control-allow-headers")!, /authorization/);
  assert.equal((await asks("https://evil.example")).headers.get("access-control-allow-origin"), null);
  const plain = await client();
  const alone = await plain.app.request("/api/v1/calls", { headers: { origin: "https://crm.example" } });
  assert.equal(alone.headers.get("access-control-allow-origin"), null);
});
