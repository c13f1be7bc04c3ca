/**
 * The REST interface of a box in which nothing happens: tests put in its place what they are about.
 *
 * @module
 */
import { type Clock, SeededChance, START, type WallTime } from "../../core/base/mod.ts";
import { buildDirectory } from "../../core/directory/mod.ts";
import { openMemoryStore } from "../../core/store/mod.ts";
import { trendsOf } from "../../features/missed/mod.ts";
import { contactDesk } from "../../tests/lab/contact_desk.ts";
import { NO_SOUNDS, STAGED_HEALTH, stagedBox } from "../../tests/lab/quiet_box.ts";
import type { ApiWorld } from "./api.ts";

export const NOON: WallTime = Date.UTC(2026, 10, 21, 12) as WallTime;
export const CLOCK: Clock = { now: () => START, wall: () => NOON };

const EMPTY = buildDirectory({
  office: { name: "", country: "RO", timeZone: "Europe/Bucharest", language: "en" },
  extensions: [],
}, { revision: 0, realm: "kontor" });

const NO_KEYS: ApiWorld["keys"] = {
  all: () => [],
  add: () => Promise.reject(new Error("nobody makes keys here")),
  remove: () => Promise.reject(new Error("nobody takes keys back here")),
};

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
      trends: (_, question) => Promise.resolve(trendsOf([], question)),
      act: () => Promise.resolve(false),
      linesAfter: () => Promise.resolve([]),
      lastLine: () => Promise.resolve(0),
      past: () => Promise.resolve(),
      ignored: () => Promise.resolve([]),
      ignore: () => Promise.resolve(false),
    },
    asterisk: { lines: () => Promise.resolve({ lines: [], last: 0, isEnd: true }) },
    contacts: contactDesk({ store: openMemoryStore(CLOCK).contacts }),
    sentences: () => new Map(),
    audit: { append: () => Promise.resolve(), lines: () => Promise.resolve([]) },
    accesses: { note: () => {} },
    alerts: () => Promise.resolve([]),
    people: () => Promise.reject(new Error("nobody signs in here")),
    directory: () => EMPTY,
    sounds: NO_SOUNDS,
    box: stagedBox(),
    examine: () => Promise.resolve(STAGED_HEALTH),
    figures: () => ({}),
    logged: () => [],
    about: () => Promise.resolve({ matters: [] }),
    names: () => Promise.resolve(new Map()),
    numbersCalled: () => [],
    picture: () => Promise.resolve(undefined),
    trace: () => undefined,
    traced: () => [],
    live: () => new Response(),
    office: {
      export: () => Promise.resolve(undefined),
      documentOf: () => Promise.resolve(undefined),
      apply: () => Promise.reject(new Error("nobody changes the office here")),
      rollback: () => Promise.reject(new Error("nobody changes the office here")),
      revisions: () => Promise.resolve([]),
      refused: undefined,
    },
    ask: ({ type }) => ({ type: "refused", text: `Nobody plays "${type}" here` }),
    keyOf: () => undefined,
    keys: NO_KEYS,
    chance: new SeededChance(2),
    origins: [],
    perMinute: false,
  };
}
