import assert from "node:assert/strict";
import postgres from "postgres";
import type { Pbx } from "../../core/directory/mod.ts";
import { aggregate, judge, MemoryShelf, MissedEngine, readFusionPbx } from "../../features/missed/mod.ts";
import { Follower } from "../../features/missed/follow.ts";
import { FusionPbxSource } from "../../features/missed/io/postgres_source.ts";
import { Poller } from "../../features/missed/io/poller.ts";
import { DEFAULT_POLICY, type Office } from "../../features/missed/policy.ts";
import { DatabaseServer } from "./database.ts";
import { withReports } from "./tenant_reports.ts";
import { HERE } from "./place.ts";
import { realTest } from "./tool.ts";

const OFFICE: Office = {
  extensions: new Set(["101", "102"]),
  trunkPrefixes: [],
  queues: { "800": "Sales Queue" },
  groups: {},
  menus: {},
};
const SCOPE = { office: OFFICE, policy: DEFAULT_POLICY };
const START = Date.UTC(2026, 2, 2, 9) / 1_000;
const END = (START + 7_200) * 1_000;
const READER = { user: "reader", password: "may-only-read" };

type Leg = Readonly<Record<string, string | number | boolean>>;
const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const DOMAINS: readonly { readonly name: string; readonly uuid: string }[] = ["acme", "blue", "core"].map((
  name,
  at,
) => ({ name: `${name}.example.com`, uuid: uuid(900 + at) }));

const caller = (id: number, more: Leg = {}): Leg => ({
  xml_cdr_uuid: uuid(id),
  direction: "inbound",
  caller_id_number: "0745123456",
  caller_destination: "0376443311",
  destination_number: "101",
  start_epoch: START,
  end_epoch: START + 20,
  hangup_cause: "ORIGINATOR_CANCEL",
  ...more,
});
const leg = (id: number, of: number, to: string, more: Leg = {}): Leg => ({
  xml_cdr_uuid: uuid(id),
  originating_leg_uuid: uuid(of),
  direction: "local",
  destination_number: to,
  start_epoch: START,
  end_epoch: START + 20,
  hangup_cause: "NO_ANSWER",
  ...more,
});
const back = (id: number): Leg => ({
  xml_cdr_uuid: uuid(id),
  direction: "outbound",
  caller_id_number: "102",
  destination_number: "0745123456",
  start_epoch: START + 600,
  answer_epoch: START + 610,
  end_epoch: START + 700,
  billsec: 90,
  bridge_uuid: uuid(id + 1),
});

/** The same caller calls all three: missed by one, called back by another, answered by the third. */
const LEGS: readonly (readonly Leg[])[] = [
  [caller(10), leg(11, 10, "101"), leg(12, 10, "102", { hangup_cause: "USER_BUSY", end_epoch: START })],
  [
    caller(20, {
      cc_side: "member",
      cc_queue: "800@blue",
      cc_queue_joined_epoch: START,
      answer_epoch: START,
      billsec: 20,
    }),
    leg(21, 20, "101", { cc_side: "agent" }),
    back(22),
  ],
  [
    caller(30, { bridge_uuid: uuid(32), answer_epoch: START + 8, billsec: 12 }),
    leg(31, 30, "101", { hangup_cause: "LOSE_RACE" }),
    leg(32, 30, "102"),
    caller(33, { start_epoch: START + 900, end_epoch: START + 930, last_app: "voicemail", voicemail_message: true }),
  ],
];

async function withServer(run: (server: DatabaseServer, admin: postgres.Sql) => Promise<void>): Promise<void> {
  const server = await DatabaseServer.startPostgres();
  try {
    const admin = server.postgres();
    try {
      await admin.unsafe(`
        CREATE TABLE v_domains (domain_uuid uuid PRIMARY KEY, domain_name text);
        CREATE TABLE v_xml_cdr (
          xml_cdr_uuid uuid PRIMARY KEY, domain_uuid uuid, originating_leg_uuid uuid, direction text, caller_id_number text,
          caller_destination text, destination_number text, start_epoch numeric, start_stamp timestamptz,
          answer_epoch numeric, end_epoch numeric, billsec numeric, bridge_uuid uuid, last_app text, hangup_cause text,
          cc_side text, cc_queue text, cc_queue_joined_epoch numeric, cc_queue_answered_epoch numeric, cc_agent text,
          voicemail_message boolean, json jsonb
        );
        CREATE ROLE ${READER.user} LOGIN PASSWORD '${READER.password}';
        GRANT SELECT ON v_domains, v_xml_cdr TO ${READER.user};
      `);
      for (const { name, uuid } of DOMAINS) await admin`INSERT INTO v_domains VALUES (${uuid}, ${name})`;
      await run(server, admin);
    } finally {
      await admin.end();
    }
  } finally {
    await server.stop();
  }
}

async function insert(admin: postgres.Sql, domain: string, leg: Leg): Promise<void> {
  const row = { ...leg, domain_uuid: domain, start_stamp: new Date(Number(leg["start_epoch"]) * 1_000).toISOString() };
  await admin`INSERT INTO v_xml_cdr ${admin(row)} ON CONFLICT DO NOTHING`;
}

function follow(domain: string, port: number, more: { shelf?: MemoryShelf; cursor?: number; password?: string } = {}) {
  const { shelf = new MemoryShelf(), cursor = (START - 86_400) * 1_000, password = READER.password } = more;
  const engine = new MissedEngine({ shelf, policy: DEFAULT_POLICY });
  const follower = new Follower({ tenant: domain, scope: SCOPE, cursor });
  const said: string[] = [];
  const poller = new Poller({
    tenant: domain,
    secrets: [password],
    sources: [new FusionPbxSource({ ...READER, password, host: HERE, port, database: "postgres", domain })],
    follower,
    everyMs: 300_000,
    wall: () => END,
    take: (understood, now) => engine.take(understood, now),
    say: (_, text) => said.push(text),
  });
  return { poller, follower, shelf, said };
}

/** What the readers say of all rows at once: what a replay does. */
function expected(domain: string, legs: readonly Leg[]): unknown {
  const calls = readFusionPbx(legs.map((leg) => ({ ...leg, tenant: domain })), SCOPE);
  return aggregate(calls.map((call) => judge(call, DEFAULT_POLICY)), [], { policy: DEFAULT_POLICY, at: END });
}

realTest("a box reads the domains of a FusionPBX from PostgreSQL, late and out of order, and nothing crosses", [
  "initdb",
], () =>
  withServer(async (server, admin) => {
    const shelves = DOMAINS.map(() => new MemoryShelf());
    let running = DOMAINS.map(({ name }, at) => follow(name, server.port, { shelf: shelves[at] ?? new MemoryShelf() }));
    // The last leg first; the three domains' legs come interleaved into one table.
    for (let at = 3; at >= 0; at--) {
      for (const [of, { uuid }] of DOMAINS.entries()) {
        const told = LEGS[of]?.[at];
        if (told !== undefined) await insert(admin, uuid, told);
      }
      for (const { poller, said } of running) assert.ok(await poller.look(), said.join("\n"));
      running = running.map(({ shelf, follower }, of) =>
        follow(DOMAINS[of]?.name ?? "", server.port, { shelf, cursor: follower.cursor })
      );
    }
    const states = shelves.map((shelf, of) => {
      assert.deepEqual(shelf.entries(), expected(DOMAINS[of]?.name ?? "", LEGS[of] ?? []));
      return shelf.entries().map(({ state, clearedBy }) => `${state} ${clearedBy ?? ""}`.trim());
    });
    assert.deepEqual(states, [["open"], ["cleared returned"], []]);
    // By its id a domain is known as well as by its name.
    const byId = follow(DOMAINS[0]?.uuid ?? "", server.port);
    assert.ok(await byId.poller.look(), byId.said.join());
    assert.equal(byId.shelf.entries().length, 1);
  }));

realTest("the reader of a FusionPBX can write nothing", ["initdb"], () =>
  withServer(async (server, admin) => {
    const options = { host: HERE, port: server.port, username: READER.user, database: "postgres", max: 1 };
    const reader = postgres({ ...options, password: READER.password, onnotice: () => {} });
    try {
      for (
        const text of [
          `INSERT INTO v_domains VALUES ('${uuid(1)}', 'x')`,
          "UPDATE v_xml_cdr SET direction = ''",
          "DELETE FROM v_xml_cdr",
          "CREATE TABLE own (id int)",
          "DROP TABLE v_xml_cdr",
        ]
      ) await assert.rejects(reader.unsafe(text), /permission denied|must be owner/, text);
    } finally {
      await reader.end();
    }
    // Even where an owner was generous, the session of a look cannot write.
    await admin.unsafe(`
      CREATE FUNCTION writes() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN DELETE FROM v_xml_cdr; RETURN true; END $$;
      ALTER TABLE v_domains RENAME TO real_domains;
      CREATE VIEW v_domains AS SELECT domain_uuid, domain_name FROM real_domains WHERE writes();
      GRANT ALL ON v_domains, v_xml_cdr TO ${READER.user};
    `);
    const { poller, said } = follow("acme.example.com", server.port);
    assert.equal(await poller.look(), false);
    assert.match(said.join(), /cannot execute DELETE in a read-only transaction/);
  }));

realTest(
  "a FusionPBX that is away is named without its password, and read on when it is back",
  ["initdb"],
  () =>
    withServer(async (server, admin) => {
      const wrong = follow("acme.example.com", server.port, { password: "guessed-wrong" });
      assert.equal(await wrong.poller.look(), false);
      assert.match(
        wrong.said.join(),
        /^Cannot read the rows of tenant "acme.example.com" from postgresql .*: password authentication failed/,
      );
      assert.doesNotMatch(wrong.said.join(), /guessed-wrong/);
      const nobody = follow("nobody.example.com", server.port);
      assert.equal(await nobody.poller.look(), false);
      assert.match(nobody.said.join(), /there is no domain "nobody.example.com"$/);

      const { poller, said, shelf } = follow("acme.example.com", server.port);
      for (const told of LEGS[0] ?? []) await insert(admin, DOMAINS[0]?.uuid ?? "", told);
      await admin.end();
      await server.halt();
      assert.equal(await poller.look(), false);
      assert.equal(await poller.look(), false);
      assert.match(
        said.join(),
        /^Cannot read the rows of tenant "acme.example.com" from [^,]*, domain [^,]*ECONNREFUSED/,
      );
      await server.start();
      assert.ok(await poller.look(), said.join("\n"));
      assert.deepEqual(shelf.entries(), expected("acme.example.com", LEGS[0] ?? []));
    }),
);

realTest("a report over a domain counts what one counts from the same legs in a file, and leads to its legs", [
  "initdb",
], () =>
  withServer(async (server, admin) => {
    for (const [of, { uuid }] of DOMAINS.entries()) for (const leg of LEGS[of] ?? []) await insert(admin, uuid, leg);
    const pbx = DOMAINS.map(({ name }): Pbx => ({
      ...{ name, kind: "fusionpbx", host: HERE, port: server.port, user: READER.user, secret: READER.password },
      ...{ database: "postgres", domain: name, tls: "off", everyS: 300, historyDays: 7, trunkChannels: [] },
      ...{ outboundPrefixes: [], groups: [], menus: [], members: [], missed: {} },
      extensions: [...OFFICE.extensions],
      queues: Object.entries(OFFICE.queues).map(([id, name]) => ({ id, name })),
    }));
    const period = { from: Date.UTC(2026, 2, 2), to: Date.UTC(2026, 2, 3) };
    await withReports(pbx, DEFAULT_POLICY.country, async ({ live, counted, past, reports }) => {
      for (const [of, { name }] of DOMAINS.entries()) {
        const legs = LEGS[of] ?? [];
        const calls = readFusionPbx(legs.map((leg) => ({ ...leg, tenant: name })), SCOPE);
        assert.deepEqual(await live(name, period), counted(name, calls, period), name);
        const listed = await reports.calls(name, { question: { since: period.from, until: period.to }, limit: 9 });
        assert.deepEqual(listed.map(({ id }) => id).sort(), calls.map(({ id }) => id).sort());
        const told = await Promise.all(listed.map(({ id, startedAt }) => past.rowsOf(name, id, startedAt)));
        assert.equal(told.flatMap(({ xmlCdr }) => xmlCdr).length, legs.length);
      }
      const wrong = pbx.map((each) => ({ ...each, secret: "guessed-wrong" }));
      await withReports(wrong, DEFAULT_POLICY.country, async ({ live }) => {
        await assert.rejects(live("acme.example.com", period), (error) => {
          assert.match(
            String(error),
            /^SourceFault: Cannot read the rows of tenant "acme.example.com" from postgresql /,
          );
          assert.doesNotMatch(String(error), /guessed-wrong/);
          return true;
        });
      });
    });
  }));
