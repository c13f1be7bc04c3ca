import assert from "node:assert/strict";
import { openMemoryStore } from "../../core/store/mod.ts";
import { program } from "../../tests/lab/program.ts";
import type { Access } from "../audit/mod.ts";
import { CLOCK, NOON } from "./stage.ts";

async function written(count: number) {
  const { audit } = openMemoryStore(CLOCK);
  await audit.append(Array.from({ length: count }, (_, at) => ({
    ...{
      at: NOON,
      who: at % 2 === 0 ? "ana" : "key:crm",
      address: "192.0.2.7",
      action: at < 3 ? "signed-in" : "office.changed",
    },
    facts: { nth: at },
  })));
  return await program(undefined, ["audit:read"], { audit });
}

Deno.test("the audit is read page by page, newest first, of one person or act where that is asked", async () => {
  const { ask } = await written(5);
  const page = async (query: string) => {
    const { lines, next } = (await ask("GET", `/audit${query}`)).body;
    return { nth: lines.map(({ facts }: { facts: { nth: number } }) => facts.nth), next, lines };
  };
  const [first] = (await page("")).lines;
  assert.deepEqual(first, {
    ...{ sequence: 5, at: "2026-11-21T12:00:00.000Z", who: "ana", address: "192.0.2.7", action: "office.changed" },
    facts: { nth: 4 },
  });
  const one = await page("?limit=3");
  const two = await page(`?limit=3&cursor=${one.next}`);
  assert.deepEqual([one.nth, two.nth, two.next], [[4, 3, 2], [1, 0], null]);
  assert.equal((await page("?limit=5")).next, null, "a last page that is full says so");
  assert.deepEqual((await page("?who=key%3Acrm")).nth, [3, 1]);
  assert.deepEqual((await page("?who=ana&action=signed-in")).nth, [2, 0]);
  assert.deepEqual((await page("?since=2026-11-21T12:00:00Z&who=ana")).nth, [4, 2, 0]);
  assert.deepEqual((await page("?until=2026-11-21T12:00:00Z")).nth, []);
  assert.match((await ask("GET", "/audit?since=noon")).body.detail, /since/);
  assert.match((await ask("GET", "/audit?cursor=x")).body.detail, /Cannot read cursor "x"/);
});

Deno.test("the audit goes out as a table: what is looked for, all of it, in words", async () => {
  const { ask } = await written(5);
  const [head, ...rows] = (await ask("GET", "/audit/export.csv?who=ana")).body.trim().split("\r\n");
  assert.match(head, /Number,When,Who,/);
  assert.deepEqual(rows.map((row: string) => row.split(",")[0]), ["5", "3", "1"]);
  assert.match(rows[2], /^1,[^,]+,ana,signed-in,signed in,nth: 0,/);
});

Deno.test("what a key reads is counted by its resource; what it may not, and what is nobody's, is not", async () => {
  const noted: Access[] = [];
  const { app, ask, key, audit } = await program(undefined, ["calls:read", "presence:write"], {
    accesses: { note: (access) => void noted.push(access) },
  });
  await ask("GET", "/calls");
  await ask("GET", "/calls/none");
  await ask("GET", "/office");
  await ask("PUT", "/presence/101", { presence: "away" });
  await app.request("/api/v1/calls");
  await app.request("/api/v1/openapi.json", { headers: { authorization: `Bearer ${key}` } });
  assert.deepEqual(noted, [1, 2].map(() => ({ who: "key:crm", address: "", resource: "calls" })));
  assert.deepEqual((await audit()).map(({ action }) => action), ["page.refused"]);
});
