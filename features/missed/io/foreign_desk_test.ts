import assert from "node:assert/strict";
import { type LogLine, START, type WallTime } from "../../../core/base/mod.ts";
import { openMemoryStore } from "../../../core/store/mod.ts";
import { DEFAULT_HISTORY, DEFAULT_MISSED, type Pbx } from "../../../core/directory/mod.ts";
import type { Change } from "../engine.ts";
import type { Action } from "../entry.ts";
import { ForeignDesk } from "./foreign_desk.ts";
import { MissedDesk } from "./missed_desk.ts";
import { MissedLists } from "./missed_lists.ts";

const OFFICE = { country: "RO", timeZone: "Europe/Bucharest", missed: DEFAULT_MISSED, history: DEFAULT_HISTORY };

const CLOCK = { now: () => START, wall: () => Date.now() as WallTime };
const log = { write: () => {} };

function files(name: string, queueLog: string): Pbx {
  return {
    name,
    kind: "asterisk-files",
    queueLog,
    everyS: 3_600,
    historyDays: 1,
    extensions: ["101"],
    trunkChannels: [],
    outboundPrefixes: [],
    queues: [{ id: "800", name: "Sales" }],
    groups: [],
    menus: [],
    members: [],
    tls: "off",
    missed: {},
  };
}

Deno.test("two tenants' queue logs are read in a worker, and nothing crosses", async () => {
  const folder = await Deno.makeTempDir({ prefix: "kontor-foreign-" });
  const told = new Map<string, Change>();
  const lines: LogLine[] = [];
  const both = Promise.withResolvers<void>();
  const enough = () => told.size === 2 && lines.length === 1 ? both.resolve() : undefined;
  const desk = new ForeignDesk({
    log: {
      write: (line) => {
        lines.push(line);
        enough();
      },
    },
    onChange: (tenant, change) => {
      // Of an empty stretch of the past there is nothing to tell.
      if (change.entries.length > 0) told.set(tenant, change);
      enough();
    },
  });
  try {
    const epoch = Math.floor(Date.now() / 1_000) - 600;
    const call = (by: string) =>
      `${epoch}|${epoch}.1|800|NONE|ENTERQUEUE||${by}|1\n${epoch + 30}|${epoch}.1|800|NONE|ABANDON|1|1|30\n`;
    await Deno.writeTextFile(`${folder}/acme`, call("0745123456"));
    await Deno.writeTextFile(`${folder}/blue`, call("0722000111"));
    const all = [files("acme", `${folder}/acme`), files("blue", `${folder}/blue`), files("lost", `${folder}/lost`)];
    desk.follow(all, OFFICE);
    desk.follow(all, OFFICE);
    await both.promise;
    const found = [...told].map((
      [tenant, { entries }],
    ) => [tenant, entries.map((entry) => [entry.tenant, entry.callerKey])]);
    assert.deepEqual(found.toSorted(), [["acme", [["acme", "+40745123456"]]], ["blue", [["blue", "+40722000111"]]]]);
    assert.deepEqual(desk.figures()['missed_entries_open{tenant="acme"}'], 1);
    const lists = new MissedLists({
      own: new MissedDesk({ log, keepers: openMemoryStore(CLOCK).keepers, wall: CLOCK.wall }),
      foreign: desk,
    });
    const last = await lists.lastLine("acme");
    assert.deepEqual((await lists.linesAfter("acme", 0, 10)).map(({ sequence, action }) => [sequence, action]), [
      [last, "created"],
    ]);
    await lists.past("acme", last - 1, 60_000);
    const [entry] = await lists.entries("acme", { limit: 1 });
    const next = lists.past("acme", last, 60_000);
    await lists.act("acme", { do: "resolve", id: entry!.id, user: "ana", note: "" });
    lists.heard("acme");
    await next;
    assert.deepEqual((await lists.linesAfter("acme", last, 10)).map(({ actor }) => actor), ["ana"]);
    const probe = { caller: "0722 000 111", isIgnored: true, user: "ana", note: "The alarm" };
    assert.deepEqual([await lists.ignore(probe, "blue"), await lists.ignore(probe, "blue")], [true, false]);
    const names = async (tenant: string) => (await lists.ignored(tenant)).map(({ caller }) => caller);
    assert.deepEqual([await names("blue"), await names("acme")], [["+40722000111"], []]);
    assert.deepEqual(await lists.entries("blue", { states: ["open"], limit: 9 }), []);
    assert.ok(await lists.ignore({ ...probe, isIgnored: false }, "blue"));
    assert.equal((await lists.entries("blue", { states: ["open"], limit: 9 })).length, 1);
    assert.match(lines[0]?.text ?? "", /^Cannot read the rows of tenant "lost" from file .*: No such file/);
  } finally {
    await desk.stop();
    await desk.stop();
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a list outlives its rows and the box: what was told is told once, and what is open stays open", async () => {
  const folder = await Deno.makeTempDir({ prefix: "kontor-foreign-" });
  /** A desk that has told something, and what it was. */
  const open = async () => {
    const told = Promise.withResolvers<Change>();
    const desk = new ForeignDesk({
      log: { write: () => {} },
      folder,
      onChange: (_, change) => change.entries.length > 0 ? told.resolve(change) : undefined,
    });
    desk.follow([files("acme", `${folder}/log`)], OFFICE);
    return { desk, change: await told.promise };
  };
  try {
    const epoch = Math.floor(Date.now() / 1_000) - 600;
    const text = `${epoch}|${epoch}.1|800|NONE|ENTERQUEUE||0745123456|1\n${epoch}|${epoch}.1|800|NONE|ABANDON|1|1|30\n`;
    await Deno.writeTextFile(`${folder}/log`, text);
    const first = await open();
    assert.deepEqual(first.change.lines.map(({ action }) => action), ["created"]);
    const [entry] = first.change.entries;
    const id = entry!.attempts[0]!.call;
    assert.ok(await first.desk.act("acme", { do: "notified", id, user: "system", note: "mail 1" }));
    await first.desk.stop();
    // The other system has cleaned up.
    await Deno.writeTextFile(`${folder}/log`, "");
    const second = await open();
    assert.deepEqual(second.change.lines, []);
    const kept = await second.desk.entry("acme", id);
    assert.deepEqual([kept?.state, kept?.audit.map(({ action }) => action)], ["open", ["created", "notified"]]);
    assert.equal(second.desk.figures()['missed_entries_open{tenant="acme"}'], 1);
    await second.desk.stop();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("what people do to another system's entries is kept here, and holds for the reader that comes next", async () => {
  const folder = await Deno.makeTempDir({ prefix: "kontor-foreign-" });
  const kept: Action[] = [];
  const deeds = {
    keepAction: (action: Action) => Promise.resolve(void kept.push(action)),
    actionsIn: (tenant: string) => Promise.resolve(kept.filter((action) => action.tenant === tenant)),
  };
  const epoch = Math.floor(Date.now() / 1_000) - 600;
  const text = `${epoch}|${epoch}.1|800|NONE|ENTERQUEUE||0745123456|1\n${epoch}|${epoch}.1|800|NONE|ABANDON|1|1|30\n`;
  await Deno.writeTextFile(`${folder}/log`, text);
  /** A desk whose list has come to what is waited for. */
  const open = async (isSo: (change: Change) => boolean) => {
    const come = Promise.withResolvers<void>();
    const onChange = (_: string, change: Change) => isSo(change) ? come.resolve() : undefined;
    const desk = new ForeignDesk({ log: { write: () => {} }, onChange, deeds });
    desk.follow([files("acme", `${folder}/log`)], OFFICE);
    await come.promise;
    return desk;
  };
  const before = await open(({ entries }) => entries[0]?.state === "open");
  try {
    const [entry] = await before.entries("acme", { limit: 10, caller: "0745 123 456" });
    assert.equal(entry?.callerKey, "+40745123456");
    const id = entry!.id;
    assert.ok(await before.act("acme", { do: "resolve", id, user: "Ana", note: "Sent a mail" }));
    assert.equal(await before.act("acme", { do: "resolve", id, user: "Ana", note: "" }), false);
    assert.equal(await before.act("blue", { do: "resolve", id, user: "Ana", note: "" }), false, "nobody's list");
    assert.deepEqual(await before.entries("blue", { limit: 10 }), []);
    assert.deepEqual(kept.map(({ type, user }) => `${type} ${user}`), ["manual_resolve Ana"]);
    await before.stop();
    assert.deepEqual(await before.entries("acme", { limit: 10 }), []);
    const after = await open(({ entries }) => entries[0]?.state === "cleared");
    assert.equal((await after.entry("acme", id))?.note, "Sent a mail");
    await after.stop();
  } finally {
    await before.stop();
    await Deno.remove(folder, { recursive: true });
  }
});
