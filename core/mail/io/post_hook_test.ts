import assert from "node:assert/strict";
import { postHook } from "./post_hook.ts";

/** A program that answers with `status`; gives what it was told. */
async function told(status: number) {
  const got: { readonly key: string | null; readonly body: string }[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
    got.push({ key: request.headers.get("Idempotency-Key"), body: await request.text() });
    return new Response(null, { status });
  });
  const outcome = await postHook({ id: "h", url: `http://127.0.0.1:${server.addr.port}/x`, body: '{"a":1}' });
  await server.shutdown();
  return { outcome, got };
}

Deno.test("a program is told by POST, with a key by which it knows what it has heard before", async () => {
  const { outcome, got } = await told(204);
  assert.deepEqual(outcome, { came: "sent" });
  assert.deepEqual(got, [{ key: "h", body: '{"a":1}' }]);
});

for (const [status, came] of [[500, "later"], [404, "later"], [410, "never"]] as const) {
  Deno.test(`a program that says ${status} is told ${came === "later" ? "again" : "no more"}`, async () => {
    assert.deepEqual((await told(status)).outcome, { came, why: `it says ${status}` });
  });
}

Deno.test("a program that is not there is told again", async () => {
  const gone = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = gone.addr as Deno.NetAddr;
  gone.close();
  assert.equal((await postHook({ id: "h", url: `http://127.0.0.1:${port}/`, body: "{}" })).came, "later");
});
