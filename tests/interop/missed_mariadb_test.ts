import assert from "node:assert/strict";
import { createConnection } from "mysql2/promise";
import { SeededChance, toText } from "../../core/base/mod.ts";
import type { Pbx } from "../../core/directory/mod.ts";
import { Follower } from "../../features/missed/follow.ts";
import { MariaDbSource } from "../../features/missed/io/mariadb_source.ts";
import { Poller } from "../../features/missed/io/poller.ts";
import { MemoryShelf, MissedEngine, readAsterisk, replayMissed } from "../../features/missed/mod.ts";
import { readScenario, type Scenario } from "../../features/missed/replay/mod.ts";
import { SCENARIO_DEFAULTS } from "../../features/missed/replay/defaults.ts";
import { viewOfEntry } from "../../features/missed/replay/view.ts";
import { type Told as Call, write } from "../../features/missed/stage.ts";
import { readCorpus } from "../lab/corpora.ts";
import {
  type Dialect,
  FREEPBX,
  insert,
  makeTenant,
  rowsOf,
  type TenantDatabase,
  type Told,
  VITALPBX,
} from "./asterisk_tables.ts";
import { withMariaDb } from "./database.ts";
import { withReports } from "./tenant_reports.ts";
import { HERE } from "./place.ts";
import { realTest } from "./tool.ts";

const END = "2026-03-03T00:00:00Z";
const HOUR_MS = 3_600_000;

const MISS: Call = { at: "09:00:00", rows: ["0 Dial→101 NO ANSWER 20/0 @101"] };
const TO_VOICEMAIL: Call = { ...MISS, rows: [...MISS.rows ?? [], "20 VoiceMail→– ANSWERED 30/30 @vmu101"] };
const OWN: Readonly<Record<string, readonly Call[]>> = {
  missed: [MISS],
  called_back: [MISS, {
    at: "09:10:00",
    by: "102",
    channel: "PJSIP/102-000000bb",
    did: "",
    rows: ["0 Dial→trunk ANSWERED 60/48 @0745123456"],
  }],
  queue: [{
    at: "09:00:00",
    rows: ["0 Queue→101 NO ANSWER 17/17 @800", "17 Queue→– ANSWERED 13/13 @800"],
    queue: ["1 - ENTERQUEUE |0745123456|1", "17 PJSIP/101 RINGNOANSWER 15000", "30 - ABANDON 1|1|29"],
  }],
  picked_up: [{ ...MISS, events: [[8, { eventtype: "PICKUP", peer: "PJSIP/105-000000aa" }]] }],
  no_cel: [{ ...MISS, cel: false }],
  spoken: [{
    ...TO_VOICEMAIL,
    events: [[30, { eventtype: "STREAM_BEGIN", appname: "VoiceMail", extra: { sound: "beep" } }]],
  }],
  told: [{ ...TO_VOICEMAIL, events: [[45, { eventtype: "USER_DEFINED", userdeftype: "VOICEMAIL_MESSAGE" }]] }],
};

/** Our own stories, and the worked examples where they are. */
function stories(): readonly Scenario[] {
  const own = Object.entries(OWN).map(([id, calls]) => ({ id, rows: write(calls), expect: { at: END } }));
  const file = readCorpus("missed/examples.json");
  const examples = file === undefined ? [] : JSON.parse(toText(file));
  return [...own, ...examples].map((story, at) => readScenario(story, SCENARIO_DEFAULTS, at));
}

interface Tenant {
  readonly name: string;
  readonly story: Scenario;
  readonly dialect: Dialect;
  readonly told: readonly Told[];
}

const TENANTS: readonly Tenant[] = stories().map((story, at) => {
  const [name, dialect] = [`t${at}`, at % 2 === 0 ? FREEPBX : VITALPBX];
  return { name, story, dialect, told: rowsOf(name, story, dialect) };
});

/** What a replay of the same rows finds: without what stands in no table. */
function expected({ story, name }: Tenant): unknown {
  const { id, rows, policy } = story;
  const at = new Date(endOf(story)).toISOString();
  const config = {
    voicemail_counts_as_missed: policy.countVoicemail,
    open_ttl_days: policy.openTtlDays,
    members: policy.members,
  };
  const played = replayMissed(JSON.stringify({ id, rows, config, expect: { at } }));
  assert.ok(played.ok, played.ok ? "" : played.fault.text);
  const [{ entries }] = JSON.parse(JSON.stringify(played.value));
  return entries.map((entry: Record<string, unknown>) => ({ ...entry, tenant: name }));
}

const endOf = ({ at }: Scenario): number => at ?? Date.parse(END);

/** Everything of one tenant: as the box would run it, but for the clock. */
function follow(
  tenant: Tenant,
  own: TenantDatabase,
  port: number,
  more: { cursor?: number; shelf?: MemoryShelf } = {},
) {
  const { story: { policy, office }, dialect } = tenant;
  const shelf = more.shelf ?? new MemoryShelf();
  const engine = new MissedEngine({ shelf, policy });
  const first = Date.UTC(2026, 1, 27);
  const follower = new Follower({ tenant: tenant.name, scope: { policy, office }, cursor: more.cursor ?? first });
  const source = new MariaDbSource({ ...own, host: HERE, port, timeZone: policy.timeZone, ...dialect });
  const said: string[] = [];
  const at = { ms: endOf(tenant.story) };
  const poller = new Poller({
    tenant: tenant.name,
    secrets: [own.password],
    sources: [source],
    follower,
    everyMs: 300_000,
    wall: () => at.ms,
    take: (understood, now) => {
      engine.take(understood, now);
      engine.tick(now);
    },
    say: (_, text) => said.push(text),
  });
  const entries = () => JSON.parse(JSON.stringify(shelf.entries().map((entry) => viewOfEntry(entry, policy))));
  return { poller, follower, shelf, said, entries, at };
}

function shuffled<T>(list: readonly T[], chance: SeededChance): readonly T[] {
  return list.map((item) => ({ item, rank: chance.below(1_000_000) })).sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

realTest(
  "a box reads the rows of many tenants from MariaDB, and finds for each what a replay finds",
  ["mariadbd"],
  () =>
    withMariaDb(async (server, admin) => {
      const own = new Map<string, TenantDatabase>();
      for (const { name, dialect } of TENANTS) own.set(name, await makeTenant(admin, name, dialect));
      // All tenants' rows come interleaved, as calls do.
      const rows = TENANTS.flatMap(({ told }) => told.map((row, at) => ({ row, at }))).sort((a, b) => a.at - b.at);
      for (const { row } of rows) await insert(admin, row);
      let found = 0;
      for (const tenant of TENANTS) {
        const database = own.get(tenant.name);
        assert.ok(database !== undefined);
        const { poller, entries, said } = follow(tenant, database, server.port);
        assert.ok(await poller.look(), said.join("\n"));
        assert.deepEqual(entries(), expected(tenant), tenant.story.id);
        if (["spoken", "told"].includes(tenant.story.id)) assert.deepEqual(entries(), [], "left a message");
        assert.deepEqual(said, []);
        found += entries().length;
      }
      // Were nobody missed anywhere, nothing would have been shown.
      assert.ok(found >= 3);
    }),
);

realTest(
  "rows that come late, out of order and twice, with the box restarted between, end in the same entries",
  ["mariadbd"],
  () =>
    withMariaDb(async (server, admin) => {
      const chance = new SeededChance(5);
      for (const tenant of TENANTS.filter(({ told }) => told.length > 0).slice(0, 12)) {
        const own = await makeTenant(admin, tenant.name, tenant.dialect);
        const shelf = new MemoryShelf();
        let running = follow(tenant, own, server.port, { shelf });
        for (const [at, told] of shuffled(tenant.told, chance).entries()) {
          await insert(admin, told);
          if (chance.below(4) === 0) await insert(admin, told);
          if (chance.below(3) !== 0) continue;
          assert.ok(await running.poller.look());
          // Every other time it is another process that goes on, from what was kept.
          if (at % 2 === 0) running = follow(tenant, own, server.port, { shelf, cursor: running.follower.cursor });
        }
        assert.ok(await running.poller.look());
        assert.deepEqual(running.entries(), expected(tenant), tenant.story.id);
      }
    }),
);

realTest(
  "a tenant's reader can write nothing, and read nothing of another tenant",
  ["mariadbd"],
  () =>
    withMariaDb(async (server, admin) => {
      const [mine, other] = [await makeTenant(admin, "mine", FREEPBX), await makeTenant(admin, "other", FREEPBX)];
      const { user, password, database } = mine;
      const reader = await createConnection({ host: HERE, port: server.port, user, password, database });
      try {
        for (
          const sql of [
            "INSERT INTO cdr (uniqueid) VALUES ('1')",
            "UPDATE cel SET extra = ''",
            "DELETE FROM queue_log",
            "DROP TABLE cdr",
            "CREATE TABLE mine.own (id int)",
            `SELECT * FROM ${other.database}.cdr`,
            `USE ${other.database}`,
          ]
        ) await assert.rejects(reader.query(sql), /denied/, sql);
      } finally {
        reader.destroy();
      }
      // Even where an owner was generous, the session of a look cannot write.
      await admin.query("CREATE TABLE mine.written (at int)");
      await admin.query(
        "CREATE FUNCTION mine.writes() RETURNS int MODIFIES SQL DATA BEGIN INSERT INTO mine.written VALUES (1); RETURN 1; END",
      );
      await admin.query("RENAME TABLE mine.cdr TO mine.real_cdr");
      await admin.query("CREATE VIEW mine.cdr AS SELECT * FROM mine.real_cdr WHERE mine.writes() = 1");
      await admin.query("INSERT INTO mine.real_cdr (calldate) VALUES ('2026-03-02 09:00:00')");
      await admin.query(`GRANT ALL ON mine.* TO '${user}'@'%'`);
      const source = new MariaDbSource({ ...mine, host: HERE, port: server.port, timeZone: "UTC" });
      await using open = await source.open();
      const from = Date.UTC(2026, 2, 2, 9);
      await assert.rejects(Array.fromAsync(open.read({ from, to: from + 1 })), /READ ONLY transaction/);
    }),
);

realTest(
  "a database that is away is named without its password, and read on when it is back",
  ["mariadbd"],
  () =>
    withMariaDb(async (server, admin) => {
      const tenant = TENANTS[0];
      assert.ok(tenant !== undefined);
      const own = await makeTenant(admin, tenant.name, tenant.dialect);
      const wrong = follow(tenant, { ...own, password: "guessed-wrong" }, server.port);
      assert.equal(await wrong.poller.look(), false);
      assert.match(
        wrong.said.join(),
        /^Cannot read the rows of tenant "t0" from mariadb .*\/t0: Access denied for user/,
      );
      assert.doesNotMatch(wrong.said.join(), /guessed-wrong/);

      const missing = follow({ ...tenant, dialect: { ...FREEPBX, queueTable: "other_log" } }, own, server.port);
      assert.equal(await missing.poller.look(), false);
      assert.match(missing.said.join(), /there is no table other_log, or it may not be read$/);

      const { poller, said, entries } = follow(tenant, own, server.port);
      for (const told of tenant.told) await insert(admin, told);
      admin.destroy();
      await server.halt();
      assert.equal(await poller.look(), false);
      assert.equal(await poller.look(), false);
      assert.match(said.join(), /^Cannot read the rows of tenant "t0" from mariadb [^,]*ECONNREFUSED[^,]*$/);
      await server.start();
      assert.ok(await poller.look());
      assert.match(said.at(-1) ?? "", /^Rows of tenant "t0" are read again/);
      assert.deepEqual(entries(), expected(tenant));
    }),
);

/** What the office says of a tenant, so that its rows are read as its story reads them. */
function pbxOf({ name, dialect, story: { policy, office } }: Tenant, own: TenantDatabase, port: number): Pbx {
  const names = (all: Readonly<Record<string, string>>) => Object.entries(all).map(([id, name]) => ({ id, name }));
  const { country, timeZone, outboundPrefixes, members } = policy;
  return {
    ...{ name, host: HERE, port, user: own.user, secret: own.password, database: own.database, tls: "off" },
    kind: dialect === VITALPBX ? "vitalpbx" : "freepbx",
    queueTable: dialect.queueTable,
    ...{ country, timeZone, outboundPrefixes, members: names(members), everyS: 300, historyDays: 7 },
    extensions: [...office.extensions],
    trunkChannels: office.trunkPrefixes,
    ...{ queues: names(office.queues), groups: names(office.groups), menus: names(office.menus) },
    missed: { busyRangS: policy.busyRangS, forwardConfirmed: policy.isForwardConfirmed },
  };
}

realTest(
  "a report over a tenant's tables counts what one counts from the same rows in a file, and leads to its rows",
  ["mariadbd"],
  () =>
    withMariaDb(async (server, admin) => {
      const pbx: Pbx[] = [];
      for (const tenant of TENANTS) {
        pbx.push(pbxOf(tenant, await makeTenant(admin, tenant.name, tenant.dialect), server.port));
        for (const row of tenant.told) await insert(admin, row);
      }
      const [first] = TENANTS;
      assert.ok(first !== undefined);
      await withReports(pbx, first.story.policy.country, async ({ live, counted, past, reports }) => {
        let listed = 0;
        // Every fifth tenant, of both dialects, through the workers that make reports in a box.
        for (const { name, story: { rows, policy, office } } of TENANTS.filter((_, at) => at % 5 === 0)) {
          const calls = readAsterisk({ cdr: rows.cdr, cel: rows.cel, queueLog: rows.queue_log }, { policy, office });
          const starts = calls.map(({ startedAt }) => startedAt);
          if (starts.length === 0) continue;
          const period = { from: Math.min(...starts) - HOUR_MS, to: Math.max(...starts) + HOUR_MS };
          assert.deepEqual(await live(name, period), counted(name, calls, period), name);
          const question = { since: period.from, until: period.to };
          const [last] = await reports.calls(name, { question, limit: 1 });
          if (last === undefined) continue;
          const told = await past.rowsOf(name, last.id, last.startedAt);
          assert.ok(told.cdr.length + told.cel.length + told.queueLog.length > 0, `${name} ${last.id}`);
          listed += 1;
        }
        assert.ok(listed >= 3);
        await server.halt();
        await assert.rejects(
          live("t0", { from: Date.UTC(2026, 2, 2), to: Date.UTC(2026, 2, 3) }),
          /^SourceFault: Cannot read the rows of tenant "t0" from mariadb .*\/t0: /,
        );
        await server.start();
      });
    }),
);
