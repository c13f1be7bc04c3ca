/**
 * The REST interface of a box in which nothing happens: tests put in its place what they are about.
 *
 * @module
 */
import { type Clock, SeededChance, START, type WallTime } from "../../core/base/mod.ts";
import { openMemoryStore } from "../../core/store/mod.ts";
import { contactDesk } from "../../tests/lab/contact_desk.ts";
import type { ApiWorld } from "./api.ts";

export const NOON: WallTime = Date.UTC(2026, 10, 21, 12) as WallTime;
export const CLOCK: Clock = { now: () => START, wall: () => NOON };

/** Nobody has a key, and nothing was recorded. */
export function quietApi(): ApiWorld {
  const { reader, record } = openMemoryStore(CLOCK);
  return {
    version: "0.1.0",
    clock: CLOCK,
    log: { write: () => {} },
    reader,
    record,
    reports: {
      saved: [],
      types: { pdf: "application/pdf", xlsx: "application/xlsx", csv: "text/csv", jsonl: "application/jsonl" },
      json: () => Promise.reject(new Error("nobody makes reports here")),
      octets: () => Promise.reject(new Error("nobody makes reports here")),
      list: () => Promise.resolve(new ReadableStream()),
    },
    tenants: {
      has: () => false,
      calls: () => Promise.resolve([]),
      rowsOf: () => Promise.resolve({ cdr: [], cel: [], queueLog: [], xmlCdr: [] }),
    },
    missed: {
      has: () => true,
      entries: () => Promise.resolve([]),
      entry: () => Promise.resolve(undefined),
      act: () => Promise.resolve(false),
      linesAfter: () => Promise.resolve([]),
      lastLine: () => Promise.resolve(0),
      past: () => Promise.resolve(),
      ignored: () => Promise.resolve([]),
      ignore: () => Promise.resolve(false),
    },
    asterisk: { lines: () => Promise.resolve({ lines: [], last: 0, isEnd: true }) },
    contacts: contactDesk({ store: openMemoryStore(CLOCK).contacts }),
    sounds: {
      measure: () => Promise.reject(new Error("No such file")),
      read: () => Promise.reject(new Error("No such file")),
      outline: () => Promise.reject(new Error("No such file")),
      keep: () => Promise.resolve({ refused: "no-sound" }),
      list: () => Promise.resolve([]),
      erase: () => Promise.reject(new Error("No such file")),
    },
    sentences: () => new Map(),
    audit: { append: () => Promise.resolve() },
    live: () => new Response(),
    office: {
      export: () => Promise.resolve(undefined),
      documentOf: () => Promise.resolve(undefined),
      apply: () => Promise.reject(new Error("nobody changes the office here")),
      rollback: () => Promise.reject(new Error("nobody changes the office here")),
      revisions: () => Promise.resolve([]),
    },
    ask: ({ type }) => ({ type: "refused", text: `Nobody plays "${type}" here` }),
    keyOf: () => undefined,
    keys: () => [],
    chance: new SeededChance(2),
    origins: [],
    perMinute: false,
  };
}
