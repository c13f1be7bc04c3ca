import assert from "node:assert/strict";
import postgres from "postgres";
import { toText } from "../../core/base/mod.ts";
import type { Pbx } from "../../core/directory/mod.ts";
import { Follower } from "../../features/missed/follow.ts";
import { FusionPbxSource } from "../../features/missed/io/postgres_source.ts";
import { Poller } from "../../features/missed/io/poller.ts";
import {
  aggregate,
  type Call,
  type Entry,
  judge,
  MemoryShelf,
  MissedEngine,
  readAsterisk,
  readFusionPbx,
} from "../../features/missed/mod.ts";
import { readScenario, type Scenario } from "../../features/missed/replay/mod.ts";
import { SCENARIO_DEFAULTS } from "../../features/missed/replay/defaults.ts";
import { type Told, write } from "../../features/missed/stage.ts";
import { readCorpus } from "../lab/corpora.ts";
import { DatabaseServer } from "./database.ts";
import { HERE } from "./place.ts";
import { withReports } from "./tenant_reports.ts";
import { realTest } from "./tool.ts";
import { type Leg, legsOf, uuidOf, XML_CDR_TABLES } from "./xml_cdr_legs.ts";

const READER = { user: "reader", password: "may-only-read" };
const END = Date.parse("2026-03-03T00:00:00Z");
const FIRST = Date.UTC(2026, 1, 20);
const PERIOD = { from: Date.UTC(2026, 1, 25), to: Date.UTC(2026, 3, 1) };

const MISS: Told = { at: "09:00:00", rows: ["0 Dial→101 NO ANSWER 20/0 @101"] };
/** Our own stories; the worked examples join them where they are. */
const OWN: Readonly<Record<string, readonly Told[]>> = {
  missed: [MISS],
  busy: [{ at: "09:00:00", rows: ["0 Dial→101 BUSY 0/0 @101"] }],
  called_back: [MISS, {
    at: "09:10:00",
    by: "102",
    channel: "PJSIP/102-000000bb",
    did: "",
    rows: ["0 Dial→trunk ANSWERED 60/48 @0745123456"],
  }],
  taken: [{ at: "09:00:00", rows: ["0 Dial→101 NO ANSWER 9/0 @101", "9 Dial→102 ANSWERED 60/51 @102"] }],
  queue: [{
    at: "09:00:00",
    rows: ["0 Queue→101 NO ANSWER 17/17 @800", "17 Queue→– ANSWERED 13/13 @800"],
    queue: ["1 - ENTERQUEUE |0745123456|1", "17 PJSIP/101 RINGNOANSWER 15000", "30 - ABANDON 1|1|29"],
  }],
};

/** A story, told by an Asterisk, and the legs that a FusionPBX would have written of its calls. */
interface Tenant {
  readonly domain: string;
  readonly story: Scenario;
  /** As Asterisk's rows tell them. */
  readonly calls: readonly Call[];
  readonly legs: readonly Leg[];
}

function tenants(): readonly Tenant[] {
  const own = Object.entries(OWN).map(([id, calls]) => ({ id, rows: write(calls), expect: {} }));
  const file = readCorpus("missed/examples.json");
  const examples: readonly unknown[] = file === undefined ? [] : JSON.parse(toText(file));
  return [...own, ...examples].map((told, at): Tenant => {
    const story = readScenario(told, SCENARIO_DEFAULTS, at);
    const { policy, office, rows } = story;
    // Derived: nobody has given us a real system's legs of these stories.
    const domain = `${story.id}.example.com`;
    const read = readAsterisk({ cdr: rows.cdr, cel: rows.cel, queueLog: rows.queue_log }, { policy, office });
    const calls = read.map((call) => ({ ...call, tenant: domain }));
    return { domain, story, calls, legs: calls.flatMap((call) => legsOf(call, domain)) };
  });
}

const endOf = ({ at }: Scenario): number => at ?? END;

/** What people see of entries; how a caller went through the house no leg tells as Asterisk does. */
function told(entries: readonly Entry[]): readonly string[] {
  return entries.map(({ callerKey, state, clearedBy, attempts }) =>
    `${callerKey} ${state} ${clearedBy ?? ""} ${attempts.map(({ at }) => Math.floor(at / 1_000)).join()}`
  ).sort();
}

function follow({ domain, story: { policy, office, ...story } }: Tenant, port: number) {
  const shelf = new MemoryShelf();
  const engine = new MissedEngine({ shelf, policy });
  const said: string[] = [];
  const poller = new Poller({
    tenant: domain,
    secrets: [READER.password],
    sources: [new FusionPbxSource({ ...READER, host: HERE, port, database: "postgres", domain })],
    follower: new Follower({ tenant: domain, scope: { policy, office }, cursor: FIRST }),
    everyMs: 300_000,
    wall: () => endOf({ policy, office, ...story }),
    take: (understood, now) => {
      engine.take(understood, now);
      engine.tick(now);
    },
    say: (_, text) => said.push(text),
  });
  return { poller, shelf, said };
}

realTest(
  "our stories and the worked examples are the same in a FusionPBX's PostgreSQL, each in a domain of its own, and nothing crosses",
  ["initdb"],
  async () => {
    const all = tenants();
    const server = await DatabaseServer.startPostgres();
    const admin = server.postgres();
    try {
      await admin.unsafe(`
        ${XML_CDR_TABLES}
        CREATE ROLE ${READER.user} LOGIN PASSWORD '${READER.password}';
        GRANT SELECT ON v_domains, v_xml_cdr TO ${READER.user};
      `);
      await insert(admin, all);
      for (const tenant of all) {
        const { poller, shelf, said } = follow(tenant, server.port);
        assert.ok(await poller.look(), said.join("\n"));
        const { story: { policy }, calls } = tenant;
        // Legs tell whole seconds, and what is not over they do not tell.
        const finished = calls.filter(({ isFinished }) => isFinished);
        const at = endOf(tenant.story);
        const expected = aggregate(finished.map((call) => judge(call, policy)), [], { policy, at });
        assert.deepEqual(told(shelf.entries()), told(expected), tenant.story.id);
      }
      await withReports(all.map((tenant) => pbxOf(tenant, server.port)), "RO", async ({ live, counted, reports }) => {
        // Every tenth story, through the workers that make reports in a box.
        for (const { domain, legs, story: { policy, office } } of all.filter((_, at) => at % 10 === 4)) {
          const calls = readFusionPbx(legs.map((leg) => ({ ...leg, tenant: domain })), { policy, office });
          assert.deepEqual(await live(domain, PERIOD), counted(domain, calls, PERIOD), domain);
          const question = { since: PERIOD.from, until: PERIOD.to };
          const listed = await reports.calls(domain, { question, limit: 99 });
          assert.deepEqual(listed.map(({ id }) => id).sort(), calls.map(({ id }) => id).sort(), domain);
        }
      });
    } finally {
      await admin.end();
      await server.stop();
    }
  },
);

/** All domains' legs interleaved in the one table, the last first. */
async function insert(admin: postgres.Sql, all: readonly Tenant[]): Promise<void> {
  for (const { domain } of all) await admin`INSERT INTO v_domains VALUES (${uuidOf(domain)}, ${domain})`;
  const rows = all.flatMap(({ domain, legs }) => legs.map((leg) => ({ ...leg, domain_uuid: uuidOf(domain) })));
  const at = (row: Leg) => Number(row["start_epoch"]);
  for (const row of rows.sort((one, other) => at(other) - at(one))) {
    await admin`INSERT INTO v_xml_cdr ${admin({ ...row, start_stamp: new Date(1_000 * at(row)).toISOString() })}`;
  }
}

function pbxOf({ domain, story: { office } }: Tenant, port: number): Pbx {
  return {
    ...{ name: domain, kind: "fusionpbx", host: HERE, port, user: READER.user, secret: READER.password, domain },
    ...{ database: "postgres", tls: "off", everyS: 300, historyDays: 7, trunkChannels: [], outboundPrefixes: [] },
    ...{ groups: [], menus: [], members: [], missed: {}, extensions: [...office.extensions] },
    queues: Object.entries(office.queues).map(([id, name]) => ({ id, name })),
  };
}
