import assert from "node:assert/strict";
import type { ApiScope } from "../../core/store/mod.ts";
import { program } from "../../tests/lab/program.ts";
import { officeOf } from "../../tests/lab/office.ts";

const ORDINARY: readonly ApiScope[] = ["keys:read", "keys:write", "calls:read", "calls:dial"];

/** An office with two extensions, and a program that makes keys. */
async function office(scopes: readonly ApiScope[] = ORDINARY) {
  const directory = officeOf(["101", "102"]);
  const known = await program(undefined, scopes, { directory: () => directory });
  const by = (key: string) => async (method: string, path: string, body?: unknown) => {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const answer = await known.app.request(`/api/v1${path}`, { method, headers, body: JSON.stringify(body) });
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? undefined : JSON.parse(text) };
  };
  return { ...known, by };
}

Deno.test("a key that a program makes is told once, opens what it names, and is good for nothing once it is taken back", async () => {
  const { ask, by, audit } = await office();
  const made = await ask("POST", "/keys", { name: "door", scopes: ["calls:read", "calls:read"], extensions: ["101"] });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.deepEqual([made.headers.get("location"), made.headers.get("cache-control")], [
    "/api/v1/keys/door",
    "no-store",
  ]);
  const { key, ...shown } = made.body;
  assert.match(key, /^kontor_/);
  const { created_at: _at, ...rest } = shown;
  assert.deepEqual(rest, { name: "door", scopes: ["calls:read"], extensions: ["101"], created_by: "key:crm" });
  const { keys, next } = (await ask("GET", "/keys")).body;
  assert.deepEqual([keys.map(({ name }: { name: string }) => name), keys[1], next], [["crm", "door"], shown, null]);
  assert.doesNotMatch(JSON.stringify(keys), /kontor_|hash/);
  const door = by(key);
  assert.equal((await door("GET", "/calls?extension=101")).status, 200);
  assert.equal((await door("GET", "/keys")).status, 403);
  assert.equal((await ask("DELETE", "/keys/door")).status, 204);
  assert.equal((await door("GET", "/calls?extension=101")).status, 401);
  assert.deepEqual((await ask("DELETE", "/keys/door")).status, 404);
  assert.deepEqual((await audit()).filter(({ action }) => ["key.added", "key.removed"].includes(action)), [
    { who: "key:crm", action: "key.added", facts: { key: "door", scopes: "calls:read", for: "101" } },
    { who: "key:crm", action: "key.removed", facts: { key: "door" } },
  ]);
});

Deno.test("the list of keys is read page by page", async () => {
  const { ask } = await office();
  for (const name of ["a", "b"]) await ask("POST", "/keys", { name, scopes: ["calls:read"] });
  const first = (await ask("GET", "/keys?limit=2")).body;
  const second = (await ask("GET", `/keys?limit=2&cursor=${first.next}`)).body;
  const names = [first, second].map(({ keys }) => keys.map(({ name }: { name: string }) => name));
  assert.deepEqual([names, second.next], [[["crm", "a"], ["b"]], null]);
});

Deno.test("no key gives a scope that it does not have, nor takes back a key that may more; the audit has both tries", async () => {
  const { ask, keys, audit } = await office();
  assert.ok((await keys.add("all", ["accounts:write"], "ana")).ok);
  const says = 'Cannot give or take back "accounts:write": key "crm" may not "accounts:write"';
  const given = await ask("POST", "/keys", { name: "sly", scopes: ["calls:read", "accounts:write"] });
  assert.deepEqual([given.status, given.body.detail], [403, says]);
  const taken = await ask("DELETE", "/keys/all");
  assert.deepEqual([taken.status, taken.body.detail], [403, says]);
  assert.deepEqual(keys.all().map(({ name }) => name), ["crm", "all"]);
  assert.deepEqual(
    await audit(),
    [
      ["POST", "/api/v1/keys"],
      ["DELETE", "/api/v1/keys/all"],
    ].map(([method, path]) => ({
      ...{ who: "key:crm", action: "act.refused" },
      facts: { path, method, needs: "accounts:write" },
    })),
  );
});

Deno.test("a token gives no more than it may itself, whatever its key may", async () => {
  const { app, key, by } = await office();
  const body = new URLSearchParams({
    ...{ grant_type: "client_credentials", client_id: "crm", client_secret: key, scope: "keys:write calls:read" },
  });
  const { access_token: token } = await (await app.request("/api/v1/token", { method: "POST", body })).json();
  const ask = by(token);
  assert.equal((await ask("POST", "/keys", { name: "a", scopes: ["calls:dial"] })).status, 403);
  assert.equal((await ask("POST", "/keys", { name: "a", scopes: ["calls:read"] })).status, 201);
});

Deno.test("a key for 101 alone gives 101 alone, and neither sees nor takes back the keys of others", async () => {
  const { keys, by } = await office();
  const made = await keys.add("door", ORDINARY, "ana", ["101"]);
  assert.ok(made.ok && (await keys.add("his", ["calls:dial"], "ana", ["102"])).ok);
  const ask = by(made.value);
  const refused = async (extensions: readonly string[]) =>
    (await ask("POST", "/keys", { name: "bell", scopes: ["calls:dial"], extensions })).body.detail;
  assert.equal(await refused(["101", "102"]), 'Cannot answer: key "door" may not act for "102", only for 101');
  assert.equal(await refused([]), 'Cannot answer: key "door" may not act for everybody, only for 101');
  assert.equal((await ask("POST", "/keys", { name: "bell", scopes: ["calls:dial"], extensions: ["101"] })).status, 201);
  const { body } = await ask("GET", "/keys");
  assert.deepEqual(body.keys.map(({ name }: { name: string }) => name), ["door", "bell"]);
  for (const name of ["his", "crm"]) assert.equal((await ask("DELETE", `/keys/${name}`)).status, 404, name);
  assert.equal((await ask("DELETE", "/keys/bell")).status, 204);
  assert.deepEqual(keys.all().map(({ name }) => name), ["crm", "door", "his"]);
});

const FAULTY: readonly (readonly [body: Readonly<Record<string, unknown>>, status: number, detail: RegExp])[] = [
  [{ name: "crm", scopes: ["calls:read"] }, 409, /^Cannot make key "crm": there is one of that name$/],
  [{ name: "a", scopes: ["calls:read"], extensions: ["999"] }, 422, /"extensions" names "999", and there is none$/],
  [{ name: " ", scopes: ["calls:read"] }, 400, /^Cannot read "name"/],
  [{ name: "a".repeat(65), scopes: ["calls:read"] }, 400, /^Cannot read "name"/],
  [{ name: "a", scopes: [] }, 400, /^Cannot read "scopes"/],
  [{ name: "a", scopes: ["all"] }, 400, /^Cannot read "scopes.0"/],
];
for (const [body, status, detail] of FAULTY) {
  Deno.test(`no key is made of ${JSON.stringify(body).slice(0, 70)}: ${status}`, async () => {
    const { ask, keys } = await office();
    const answer = await ask("POST", "/keys", body);
    assert.equal(answer.status, status);
    assert.match(answer.body.detail, detail);
    assert.deepEqual(keys.all().map(({ name }) => name), ["crm"]);
  });
}
