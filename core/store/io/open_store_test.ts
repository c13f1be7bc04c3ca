import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import type { LogLine, WallTime } from "../../base/mod.ts";
import type { CallEvent } from "../../record/mod.ts";
import { ENDED, eventsFrom, EXAM, HandClock, STARTED } from "../exam.ts";
import type { Store } from "../ports.ts";
import { openStore } from "./open_store.ts";

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "kontor-store-" });
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function open(folder: string, lines: LogLine[] = []): Promise<Store> {
  return openStore(folder, { clock: new HandClock(), log: { write: (line) => void lines.push(line) } });
}

for (const { name, sit } of EXAM) {
  Deno.test(`the store on disk ${name}`, () =>
    inFolder(async (folder) => {
      const lines: LogLine[] = [];
      const log = { write: (line: LogLine) => void lines.push(line) };
      await sit({ open: (clock) => openStore(`${folder}/data`, { clock, log }) });
      assert.deepEqual(lines.filter((line) => line.level === "error"), []);
    }));
}

Deno.test("what the box remembers is nobody else's to read", () =>
  inFolder(async (folder) => {
    const store = await open(`${folder}/data`);
    for (const event of eventsFrom(1, "c1", [STARTED, ENDED])) store.record.append(event);
    await store.record.flush();
    await store.reader.caughtUp();
    assert.equal(Deno.statSync(`${folder}/data`).mode! & 0o777, 0o700);
    const files = [...Deno.readDirSync(`${folder}/data`)].map((entry) => entry.name).sort();
    assert.deepEqual(files.filter((name) => !/-(wal|shm)$/.test(name)), [
      ...["box.key", "kontor.db", "live.kv", "lock"],
      "readings.db",
    ]);
    for (const name of files) assert.equal(Deno.statSync(`${folder}/data/${name}`).mode! & 0o777, 0o600, name);
    assert.equal(Deno.statSync(`${folder}/data/box.key`).size, 32);
    await store.close();
  }));

Deno.test("a secret is on the disk only sealed, and once while it does not change", () =>
  inFolder(async (folder) => {
    const store = await open(folder);
    const secrets = new Map([["extensions/101/secret", "s3cret-of-ana"]]);
    await store.office.save({ document: "office: 1", secrets, who: "ana", note: "" });
    await store.office.save({ document: "office: 2", secrets, who: "ana", note: "" });
    await store.close();
    const bytes = Deno.readFileSync(`${folder}/kontor.db`);
    assert.ok(!new TextDecoder("latin1").decode(bytes).includes("s3cret-of-ana"));
    using db = new DatabaseSync(`${folder}/kontor.db`, { readOnly: true });
    assert.equal(db.prepare("SELECT count(*) AS rows FROM secret").get()?.["rows"], 1);
  }));

Deno.test("a PIN that was set by phone is on the disk only sealed, and read again", () =>
  inFolder(async (folder) => {
    const page = { family: "mailbox-pin", key: "101", value: "hash-of-ana" };
    const store = await open(folder);
    store.notebook.put(page);
    store.notebook.put({ family: "line", key: "101", value: "plain-of-ana" });
    await store.notebook.flush();
    await store.close();
    const files = [...Deno.readDirSync(folder)].filter(({ name }) => name.startsWith("kontor.db"));
    const bytes = files.map(({ name }) => new TextDecoder("latin1").decode(Deno.readFileSync(`${folder}/${name}`)))
      .join();
    assert.ok(bytes.includes("plain-of-ana"));
    assert.ok(!bytes.includes("hash-of-ana"));
    const again = await open(folder);
    assert.deepEqual((await again.notebook.load()).find(({ family }) => family === page.family), page);
    await again.close();
  }));

Deno.test("two processes cannot have one folder", () =>
  inFolder(async (folder) => {
    const store = await open(folder);
    await assert.rejects(open(folder), /Cannot open data folder ".*": another Kontor is using it/);
    await store.close();
    await (await open(folder)).close();
  }));

const SPOILT: readonly { name: string; spoil: (folder: string) => void; fault: RegExp }[] = [
  {
    name: "the box key is gone",
    spoil: (folder) => Deno.removeSync(`${folder}/box.key`),
    fault: /Cannot read box key ".*box\.key": the file is missing, and nothing else opens the stored secrets/,
  },
  {
    name: "the box key is another one",
    spoil: (folder) => Deno.writeFileSync(`${folder}/box.key`, new Uint8Array(32)),
    fault: /Cannot use box key ".*box\.key": the stored secrets were sealed with another one/,
  },
  {
    name: "the box key is no key",
    spoil: (folder) => Deno.writeTextFileSync(`${folder}/box.key`, "hello"),
    fault: /Cannot use box key ".*box\.key": expected 32 bytes, found 5/,
  },
  {
    name: "a newer Kontor wrote the database",
    spoil: (folder) => {
      using db = new DatabaseSync(`${folder}/kontor.db`);
      db.exec("PRAGMA user_version = 1000");
    },
    fault: /Cannot open database ".*kontor\.db": a newer Kontor wrote it \(version 1000, this one knows \d+\)/,
  },
  {
    name: "the database is something else",
    spoil: (folder) => Deno.writeTextFileSync(`${folder}/kontor.db`, "not a database".repeat(100)),
    fault: /Cannot open database ".*kontor\.db": file is not a database/,
  },
];

for (const { name, spoil, fault } of SPOILT) {
  Deno.test(`the store does not open when ${name}, and says so`, () =>
    inFolder(async (folder) => {
      await (await open(folder)).close();
      spoil(folder);
      await assert.rejects(open(folder), fault);
    }));
}

Deno.test("the log says how many calls were cut off", () =>
  inFolder(async (folder) => {
    const store = await open(folder);
    for (const event of eventsFrom(1, "c1", [STARTED])) store.record.append(event);
    for (const event of eventsFrom(2, "c2", [STARTED, ENDED])) store.record.append(event);
    await store.close();
    const lines: LogLine[] = [];
    await (await open(folder, lines)).close();
    assert.deepEqual(lines, [
      { level: "warn", text: "Closed the calls that the last run left open", facts: { calls: 1 } },
    ]);
  }));

Deno.test("a registration that KV cannot hold is refused with a log line, a long contact is not", () =>
  inFolder(async (folder) => {
    const lines: LogLine[] = [];
    const store = await open(folder, lines);
    const { registrations } = store;
    const flow = {
      transport: "udp",
      local: { ip: "192.0.2.1", port: 5060 },
      remote: { ip: "192.0.2.7", port: 5060 },
    } as const;
    const expiresAt = new HandClock(1_750_000_060_000).wall();
    const base = { number: "101", flow, path: [], callId: "x", cseq: 1, preference: 1000, expiresAt };
    const long = { ...base, contact: `sip:101@192.0.2.7;x=${"é".repeat(5_000)}` };
    registrations.put(long);
    registrations.put({ ...base, contact: `sip:101@192.0.2.7;x=${"y".repeat(60_000)}` });
    await registrations.flush();
    assert.deepEqual(await registrations.load(), [long]);
    assert.deepEqual(lines.map((line) => line.text), ["Cannot remember a phone: its registration is too long"]);
    await store.close();
  }));

const DAY_MS = 86_400_000;
/** Three days, two events each. */
const THREE_DAYS: readonly CallEvent[] = [0, 1, 2].flatMap((day) =>
  eventsFrom(1 + 2 * day, `c${day}`, [STARTED, ENDED]).map((event) => ({
    ...event,
    at: event.at + day * DAY_MS as WallTime,
  }))
);

const TAMPERED: readonly { name: string; sql: string; states: readonly string[] }[] = [
  {
    name: "an event is altered",
    sql: `UPDATE record SET facts = replace(facts, '"102"', '"103"') WHERE sequence = 3`,
    states: ["whole", "changed", "whole"],
  },
  { name: "an event is removed", sql: "DELETE FROM record WHERE sequence = 4", states: ["whole", "changed", "whole"] },
  {
    name: "an event is put back by an hour",
    sql: "UPDATE record SET at = at - 3600000 WHERE sequence = 6",
    states: ["whole", "whole", "changed"],
  },
  {
    name: "a day's events are removed, as retention does",
    sql: "DELETE FROM record WHERE sequence < 3",
    states: ["removed", "whole", "whole"],
  },
  {
    name: "a day is removed with its seal",
    sql: "DELETE FROM record WHERE sequence IN (3, 4); DELETE FROM record_day WHERE first = 3",
    states: ["whole", "changed"],
  },
  {
    name: "a day is given another's seal",
    sql: "UPDATE record_day SET hash = (SELECT hash FROM record_day WHERE first = 1) WHERE first = 5",
    states: ["whole", "whole", "changed"],
  },
];
for (const { name, sql, states } of TAMPERED) {
  Deno.test(`the record is checked after ${name}`, () =>
    inFolder(async (folder) => {
      const store = await open(folder);
      for (const event of THREE_DAYS) store.record.append(event);
      await store.record.flush();
      {
        using db = new DatabaseSync(`${folder}/kontor.db`);
        db.exec(sql);
      }
      const checked = await Promise.all((await store.reader.days()).map((day) => store.reader.checkDay(day)));
      assert.deepEqual(checked.map((day) => day?.state), states);
      await store.close();
    }));
}

Deno.test("a record from before there were seals is sealed as it is", () =>
  inFolder(async (folder) => {
    const before = await open(folder);
    for (const event of THREE_DAYS) before.record.append(event);
    await before.close();
    {
      using db = new DatabaseSync(`${folder}/kontor.db`);
      db.exec("DELETE FROM record_day");
    }
    const store = await open(folder);
    const checked = await Promise.all((await store.reader.days()).map((day) => store.reader.checkDay(day)));
    assert.deepEqual(checked.map((day) => [day?.events, day?.state]), [[2, "whole"], [2, "whole"], [2, "whole"]]);
    await store.close();
  }));
