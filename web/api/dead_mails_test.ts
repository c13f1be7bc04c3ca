import assert from "node:assert/strict";
import { SeededChance } from "../../core/base/mod.ts";
import { type ApiScope, KeyRing, openMemoryStore } from "../../core/store/mod.ts";
import { apiRoutes } from "./api.ts";
import { CLOCK, NOON, quietApi } from "./stage.ts";

/** A box with one mail that was given up, and a key that may do so much. */
async function box(scopes: readonly ApiScope[]) {
  const store = openMemoryStore(CLOCK);
  const keys = await KeyRing.load(store.keys, { clock: CLOCK, chance: new SeededChance(1) });
  const made = await keys.add("crm", scopes, "ana");
  assert.ok(made.ok);
  const asked: unknown[] = [];
  const mail = { id: "m-1", to: "gone@example.com", subject: "Missed call", why: "550 no such user", at: NOON };
  const app = apiRoutes({
    ...quietApi(),
    audit: store.audit,
    ask: (command) => {
      if (command.type === "dead-mails") return { type: "dead-mails", mails: [{ ...mail, isAddress: true }] };
      asked.push(command);
      const isThere = "id" in command && command.id === "m-1";
      return isThere ? { type: "done", text: "1 dead letter" } : { type: "refused", text: 'Cannot find "m-2"' };
    },
    keyOf: (key) => keys.of(key),
  });
  const request = (method: string, path: string) =>
    app.request(`/api/v1/mail/dead-letters${path}`, { method, headers: { authorization: `Bearer ${made.value}` } });
  return { request, asked, audit: () => store.audit.lines({ limit: 9 }) };
}

Deno.test("mails that were given up are told of with to whom and why", async () => {
  const { request } = await box(["mail:read"]);
  assert.deepEqual(await (await request("GET", "")).json(), {
    dead_letters: [{
      id: "m-1",
      to: "gone@example.com",
      subject: "Missed call",
      why: "550 no such user",
      at: "2026-11-21T12:00:00.000Z",
      address_refused: true,
    }],
    next: null,
  });
  assert.equal((await request("GET", "?limit=0")).status, 400);
  for (const [method, path] of [["POST", "/m-1/retry"], ["DELETE", "/m-1"]] as const) {
    assert.equal((await request(method, path)).status, 403, path);
  }
});

Deno.test("one is sent once more or thrown away, which is written down; of one that is not there is said so", async () => {
  const { request, asked, audit } = await box(["mail:write"]);
  assert.equal((await request("POST", "/m-1/retry")).status, 204);
  assert.equal((await request("DELETE", "/m-1")).status, 204);
  const gone = await request("DELETE", "/m-2");
  assert.deepEqual([gone.status, (await gone.json()).detail], [404, 'Cannot find "m-2"']);
  assert.deepEqual(asked, [
    { type: "retry-dead-mails", id: "m-1" },
    { type: "drop-dead-mails", id: "m-1" },
    { type: "drop-dead-mails", id: "m-2" },
  ]);
  assert.deepEqual((await audit()).map(({ who, action }) => [who, action]).toSorted(), [
    ["key:crm", "mail.drop-dead-letters"],
    ["key:crm", "mail.retry-dead-letters"],
  ]);
  assert.equal((await request("GET", "")).status, 403);
});
