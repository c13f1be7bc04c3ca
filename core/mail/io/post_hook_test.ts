import assert from "node:assert/strict";
import type { WallTime } from "../../base/mod.ts";
import { signHook } from "../mod.ts";
import { postHook } from "./post_hook.ts";

const NOW = 1_700_000_000_000 as WallTime;
const HOOK = { id: "h", of: "webhooks/crm", body: '{"a":1}' };
const SECRETS = ["the secret of this moment"];

/** A program that answers with `status`; gives what it was told. */
async function told(status: number, headers: Readonly<Record<string, string>> = {}) {
  const got: { readonly headers: Headers; readonly body: string }[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
    got.push({ headers: request.headers, body: await request.text() });
    return new Response(null, { status, headers });
  });
  const url = `http://127.0.0.1:${server.addr.port}/x`;
  const outcome = await postHook(HOOK, { url, secrets: SECRETS }, NOW);
  await server.shutdown();
  return { outcome, got };
}

Deno.test("a program is told by POST, with a key by which it knows what it has heard before, and signed", async () => {
  const { outcome, got: [first, ...more] } = await told(204);
  assert.deepEqual([outcome, more], [{ came: "sent" }, []]);
  assert.equal(first!.body, HOOK.body);
  assert.equal(first!.headers.get("Idempotency-Key"), "h");
  const signed = Object.entries(signHook(HOOK, SECRETS, NOW));
  assert.deepEqual(signed.map(([name]) => [name, first!.headers.get(name)]), signed);
  assert.equal(signed.length, 3);
});

for (const [status, came] of [[500, "later"], [404, "later"], [301, "later"], [410, "never"]] as const) {
  Deno.test(`a program that says ${status} is told ${came === "later" ? "again" : "no more"}`, async () => {
    assert.equal((await told(status)).outcome.came, came);
  });
}

Deno.test("a program that says when it wants to be asked again is not asked sooner, within an hour", async () => {
  assert.deepEqual((await told(429, { "Retry-After": "90" })).outcome, {
    came: "later",
    why: "it says 429",
    waitS: 90,
  });
  const { outcome } = await told(503, { "Retry-After": "864000" });
  assert.deepEqual(outcome, { came: "later", why: "it says 503", waitS: 3_600 });
  const dated = await told(503, { "Retry-After": "Fri, 31 Dec 1999 23:59:59 GMT" });
  assert.deepEqual(dated.outcome, { came: "later", why: "it says 503" });
});

Deno.test("a program that is not there is told again", async () => {
  const gone = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = gone.addr as Deno.NetAddr;
  gone.close();
  assert.equal((await postHook(HOOK, { url: `http://127.0.0.1:${port}/`, secrets: [] }, NOW)).came, "later");
});

Deno.test("a program that takes it and says nothing is not waited for long, and told again", async () => {
  const leaving = new AbortController();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {}, signal: leaving.signal },
    () => new Promise<Response>(() => {}),
  );
  const url = `http://127.0.0.1:${server.addr.port}/`;
  const outcome = await postHook(HOOK, { url, secrets: SECRETS }, NOW, 50);
  assert.deepEqual(outcome, { came: "later", why: "The operation was aborted due to timeout" });
  leaving.abort();
  await server.finished;
});
