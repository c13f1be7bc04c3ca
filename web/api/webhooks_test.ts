import assert from "node:assert/strict";
import { SeededChance } from "../../core/base/mod.ts";
import { type ApiScope, KeyRing, openMemoryStore } from "../../core/store/mod.ts";
import type { DeskAnswer, DeskCommand } from "../../core/switchboard/mod.ts";
import { program } from "../../tests/lab/program.ts";
import { apiRoutes } from "./api.ts";
import { CLOCK, NOON, quietApi } from "./stage.ts";

/** A box with one webhook, a dead letter or two, and a key that may do so much. */
async function box(scopes: readonly ApiScope[], letters = 1) {
  const store = openMemoryStore(CLOCK);
  const keys = await KeyRing.load(store.keys, { clock: CLOCK, chance: new SeededChance(1) });
  const made = await keys.add("crm", scopes, "ana");
  assert.ok(made.ok);
  const asked: DeskCommand[] = [];
  const ask = (command: DeskCommand): DeskAnswer => {
    asked.push(command);
    if (command.type === "webhooks") {
      const crm = {
        name: "crm",
        host: "crm.example.com",
        events: ["*"],
        state: "on",
        waiting: 3,
        dead: 1,
        cursor: 0,
      } as const;
      return { type: "webhooks", webhooks: [{ ...crm, failing: "it says 503" }] };
    }
    if (command.type === "dead-letters") {
      const letter = { id: "crm.7.x", of: "webhooks/crm", body: '{"type":"call.ended"}', why: "it says 410", at: NOON };
      return { type: "dead-letters", letters: [letter, { ...letter, id: "crm.8.x" }].slice(0, letters) };
    }
    return "id" in command && command.id === "crm.7.x"
      ? { type: "done", text: "1 dead letter" }
      : { type: "refused", text: "Cannot find it" };
  };
  const app = apiRoutes({
    ...quietApi(),
    record: { acknowledged: 12, past: () => Promise.resolve() },
    ask,
    keyOf: (key) => keys.of(key),
  });
  const request = (method: string, path: string) =>
    app.request(`/api/v1/webhooks${path}`, { method, headers: { authorization: `Bearer ${made.value}` } });
  return { request, asked };
}

Deno.test("webhooks are shown with how far they have come, and what was given up with what it was to tell", async () => {
  const { request } = await box(["webhooks:read"]);
  assert.deepEqual(await (await request("GET", "")).json(), {
    webhooks: [{
      name: "crm",
      host: "crm.example.com",
      events: ["*"],
      state: "on",
      waiting: 3,
      behind: 12,
      dead_letters: 1,
      failing: "it says 503",
    }],
  });
  const { dead_letters: [letter, ...more] } = await (await request("GET", "/dead-letters")).json();
  assert.deepEqual([letter, more], [{
    id: "crm.7.x",
    of: "webhooks/crm",
    why: "it says 410",
    at: "2026-11-21T12:00:00.000Z",
    event: { type: "call.ended" },
  }, []]);
});

Deno.test("dead letters are told page by page", async () => {
  const { request } = await box(["webhooks:read"], 2);
  const first = await (await request("GET", "/dead-letters?limit=1")).json();
  const second = await (await request("GET", `/dead-letters?limit=1&cursor=${first.next}`)).json();
  const ids = [first, second].map(({ dead_letters }) => dead_letters.map(({ id }: { id: string }) => id));
  assert.deepEqual([ids, second.next], [[["crm.7.x"], ["crm.8.x"]], null]);
  assert.equal((await request("GET", "/dead-letters?cursor=c2F5")).status, 400);
});

Deno.test("a dead letter is sent once more or thrown away by its id; of one that is not there somebody hears", async () => {
  const { request, asked } = await box(["webhooks:write"]);
  assert.equal((await request("POST", "/dead-letters/crm.7.x/retry")).status, 204);
  assert.equal((await request("DELETE", "/dead-letters/crm.7.x")).status, 204);
  assert.deepEqual(asked, [
    { type: "retry-dead-letters", id: "crm.7.x" },
    { type: "drop-dead-letters", id: "crm.7.x" },
  ]);
  const gone = await request("DELETE", "/dead-letters/crm.8.x");
  assert.deepEqual([gone.status, gone.headers.get("content-type")], [404, "application/problem+json"]);
});

const OFFICE = `
revision: 7
webhooks:
  # The customer database.
  - { name: crm, url: https://crm.example.com, secret: !kept , events: ["*"] }
`;

Deno.test("a webhook is switched off and on again in the office file, where all else that it says stays", async () => {
  let text = OFFICE;
  const applied: unknown[] = [];
  const office = {
    ...quietApi().office,
    export: () => Promise.resolve(text),
    apply: (given: string, { who, expected }: { readonly who: string; readonly expected?: number }) => {
      applied.push([who, expected]);
      text = given;
      return Promise.resolve({ ok: true as const, revision: 8, changed: true });
    },
  };
  const { ask, audit } = await program(undefined, undefined, { office });
  assert.equal((await ask("PUT", "/webhooks/crm/state", { state: "held" })).status, 204);
  assert.match(text, /# The customer database\.\n {2}- \{ name: crm, .*secret: !kept.*state: held \}/);
  assert.equal((await ask("PUT", "/webhooks/crm/state", { state: "on" })).status, 204);
  assert.doesNotMatch(text, /state/);
  assert.deepEqual(applied, [["key:crm", 7], ["key:crm", 7]]);
  assert.deepEqual((await audit())[0], {
    ...{ who: "key:crm", action: "office.changed" },
    facts: { revision: 8, section: "webhooks", item: "crm" },
  });
  assert.equal((await ask("PUT", "/webhooks/wall/state", { state: "off" })).status, 404);
  assert.match((await ask("PUT", "/webhooks/crm/state", { state: "asleep" })).body.detail, /^Cannot read "state"/);
  office.apply = () => Promise.resolve({ ok: false, text: "Cannot apply: it has changed", faults: [] }) as never;
  assert.equal((await ask("PUT", "/webhooks/crm/state", { state: "off" })).status, 409);
});

Deno.test("who may only look changes nothing, and who may do something else does not even look", async () => {
  const looks = await box(["webhooks:read"]);
  assert.equal((await looks.request("POST", "/dead-letters/crm.7.x/retry")).status, 403);
  assert.equal((await looks.request("DELETE", "/dead-letters/crm.7.x")).status, 403);
  const other = await box(["calls:read", "webhooks:write"]);
  for (const path of ["", "/dead-letters"]) assert.equal((await other.request("GET", path)).status, 403);
  assert.deepEqual([...looks.asked, ...other.asked], []);
});
