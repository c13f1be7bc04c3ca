import assert from "node:assert/strict";
import type { LogLine } from "../../core/base/mod.ts";
import { AsteriskDesk } from "./asterisk_desk.ts";

const OFFICE = { name: "Lab", country: "RO", timeZone: "Europe/Bucharest", language: "en" } as const;

Deno.test("the keeper is told what the office wants, and asked for lines in words that it knows", async () => {
  const told: unknown[] = [];
  const page = { lines: [], last: 7, isEnd: true };
  const keepers = {
    set: (...words: readonly unknown[]) => Promise.resolve(void told.push(words)),
    ask: (...words: readonly unknown[]) => Promise.resolve(told.push(words)).then(() => page),
  };
  const desk = new AsteriskDesk({ keepers, folder: "/data/asterisk", log: { write: () => {} } });
  desk.follow({ asterisk: { files: ["cel"] }, office: OFFICE });
  assert.deepEqual(await desk.lines({ ledger: "cdr", after: 3, limit: 10 }), page);
  assert.deepEqual(told, [
    ["asterisk", { folder: "/data/asterisk", timeZone: "Europe/Bucharest", files: ["cel"] }],
    ["asterisk", { ledger: "cdr", after: 3, limit: 10 }],
  ]);
});

Deno.test("a keeper that cannot be told is a line in the log, and costs the office nothing", async () => {
  const said = Promise.withResolvers<LogLine>();
  const keepers = { set: () => Promise.reject(new Error("it is closed")), ask: () => Promise.resolve() };
  new AsteriskDesk({ keepers, folder: "", log: { write: said.resolve } })
    .follow({ asterisk: { files: [] }, office: OFFICE });
  assert.partialDeepStrictEqual(await said.promise, { level: "error", facts: { reason: "it is closed" } });
});
