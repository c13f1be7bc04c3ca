import assert from "node:assert/strict";
import { CALLS } from "../../core/record/mod.ts";
import { AgentDesk, judge, judgementOf, readAsterisk, type Scope } from "../../features/missed/mod.ts";
import { DEFAULT_POLICY } from "../../features/missed/policy.ts";
import {
  type AgentData,
  agentsFromForeign,
  agentsFromRows,
  callsFromForeign,
  makeReport,
  type Value,
} from "../../features/reports/mod.ts";
import { PLAN } from "../../features/reports/stage.ts";
import type { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { code, inQueue, queueOffice, take } from "../lab/queues.ts";
import { exported } from "../lab/read_back.ts";

const SCOPE: Scope = {
  office: {
    extensions: new Set(["102", "103"]),
    trunkPrefixes: [],
    queues: { "8001": "Sales" },
    groups: {},
    menus: {},
  },
  policy: { ...DEFAULT_POLICY, timeZone: "Europe/Bucharest" },
};
const WRAP_UP_S = 10;

/** The box's own rows of its agents. */
function ownAgents({ events }: Lab, period: { readonly from: number; readonly to: number }): AgentData {
  const stories = Map.groupBy(events, ({ call }) => call);
  const rows = [...stories.values()].map((story) => CALLS.rowsOf(story));
  return agentsFromRows({
    offers: rows.flatMap(({ queue_offer: offers = [] }) => offers),
    changes: rows.flatMap(({ agent_change: changes = [] }) => changes),
  }, period);
}

/** The same out of the queue_log that it writes for others, read as another system's. */
function foreignAgents({ events }: Lab, period: { readonly from: number; readonly to: number }): AgentData | undefined {
  const { cdr = [], cel = [], queue_log: queueLog = [] } = exported(events);
  const desk = new AgentDesk(SCOPE);
  // Lines come again with every look.
  for (let look = 0; look < 2; look++) desk.take({ queueLog });
  const calls = readAsterisk({ cdr, cel, queueLog }, SCOPE);
  return agentsFromForeign(
    calls.map((call) => ({ ...call, judgement: judgementOf(judge(call, SCOPE.policy).outcome) })),
    desk.changes,
    { period, wrapUps: { "8001": WRAP_UP_S } },
  );
}

function table(agents: AgentData | undefined, period: { readonly from: number; readonly to: number }) {
  assert.ok(agents !== undefined);
  const plan = { ...PLAN, parts: ["agents"], period, agentScore: { ringWithinS: 10 } } as const;
  const found = makeReport({ calls: [], agents }, plan).sections.find(({ key }) => key === "agent_activity");
  assert.ok(found?.kind === "table");
  return found;
}

/** Logs tell whole seconds; times of several stretches differ by one each. */
function assertAlike(one: Value, other: Value, said: string): void {
  if (typeof one !== "number" || typeof other !== "number") return assert.equal(one, other, said);
  assert.ok(Math.abs(one - other) <= Math.max(3, 0.02 * Math.abs(one)), `${said}: ${one} and ${other}`);
}

Deno.test("agents of another phone system are counted as the box's own: what it writes of them, read back, is the same table", () => {
  const { lab, ana, bob, eve, tom } = queueOffice({
    logIn: true,
    joinIf: "always",
    stayIf: "always",
    wrapUpS: WRAP_UP_S,
  });
  const from = lab.events.at(-1)?.at ?? 0;
  lab.run(60_000);
  code(lab, bob, "*45");
  code(lab, eve, "*45");
  lab.run(30_000);
  const first = inQueue(lab, ana);
  bob.calls.at(-1)!.respond(180);
  lab.run(18_000);
  take(lab, eve);
  lab.run(120_000);
  first.bye();
  lab.run(30_000);
  code(lab, eve, "*462");
  const second = inQueue(lab, tom);
  take(lab, bob);
  lab.run(200_000);
  second.bye();
  lab.run(60_000);
  code(lab, eve, "*46");
  const third = inQueue(lab, ana);
  lab.run(4_000);
  third.bye();
  lab.run(1_000);
  code(lab, bob, "*45");
  lab.run(600_000);
  code(lab, bob, "*45");
  lab.run(60_000);
  assertNothingLeft(lab);
  const at = lab.events.map((event) => event.at);
  const period = { from: Math.min(...at, from || Infinity) - 1_000, to: Math.max(...at) + 1_000 };
  const [own, foreign] = [table(ownAgents(lab, period), period), table(foreignAgents(lab, period), period)];
  assert.deepEqual(foreign.columns, own.columns);
  assert.deepEqual(own.rows.map(([agent]) => agent), ["102", "103"]);
  const exact = ["agent", "offered", "answered", "missed"];
  for (const [nth, row] of own.rows.entries()) {
    for (const [column, { key }] of own.columns.entries()) {
      const [ours, theirs] = [row[column] ?? null, foreign.rows[nth]?.[column] ?? null];
      if (exact.includes(key)) assert.equal(theirs, ours, `${row[0]} ${key}`);
      else if (key !== "pauses") assertAlike(ours, theirs, `${row[0]} ${key}`);
    }
  }
  const cell = (agent: number, key: string) =>
    Number(own.rows[agent]?.[own.columns.findIndex((each) => each.key === key)]);
  assert.ok(cell(1, "paused") > 250 && cell(0, "loggedIn") > 400 && cell(0, "wrapUp") > 0 && cell(0, "missed") > 0);
});

const T0 = Date.UTC(2026, 2, 2, 9) / 1_000;
const lines = (told: readonly (readonly [at: number, rest: string])[]) =>
  told.map(([at, rest]) => ({ line: `${T0 + at}|${rest}` }));

Deno.test("pauses of one queue and of all, members that are added paused, and names of members are read as Asterisk writes them", () => {
  const scope = { ...SCOPE, policy: { ...SCOPE.policy, members: { "Ana Pop": "102" } } };
  const desk = new AgentDesk(scope);
  desk.take({
    queueLog: lines([
      [0, "NONE|8001|Ana Pop|ADDMEMBER|"],
      [0, "REALTIME|8002|Ana Pop|ADDMEMBER|PAUSED"],
      [60, "NONE|8002|Ana Pop|UNPAUSE|"],
      // Asterisk writes each queue, and then all of them.
      [100, "NONE|8001|Ana Pop|PAUSE|Lunch"],
      [100, "NONE|8002|Ana Pop|PAUSE|Lunch"],
      [100, "NONE|NONE|Ana Pop|PAUSEALL|Lunch"],
      [200, "NONE|8001|Ana Pop|UNPAUSE|"],
      [250, "NONE|8002|Ana Pop|UNPAUSE|"],
      [300, "NONE|8001|Ana Pop|PAUSE|Auto-Pause"],
      [330, "NONE|NONE|Ana Pop|UNPAUSEALL|"],
      [400, `${T0 + 400}.9|8001|Ana Pop|REMOVEMEMBER|`],
      [500, "NONE|8002|Ana Pop|REMOVEMEMBER|"],
      [501, "NONE|NONE|NONE|QUEUESTART|"],
      [502, "NONE|8001|PJSIP/103|ADDMEMBER"],
    ]),
  });
  const period = { from: T0 * 1_000, to: (T0 + 600) * 1_000 };
  const { columns, rows } = table(agentsFromForeign([], desk.changes, { period }), period);
  const of = (agent: string, key: string) =>
    rows.find(([whose]) => whose === agent)?.[columns.findIndex((each) => each.key === key)];
  assert.deepEqual([of("102", "loggedIn"), of("102", "paused")], [500, 100]);
  assert.equal(of("102", "pauses"), "Lunch: 0:02, - (8002): 0:01, Lunch (8002): 0:01, auto (8001): 0:01");
  assert.deepEqual([of("103", "loggedIn"), of("103", "occupancy")], [98, 0]);
});

Deno.test("calls of another phone system go by the trunks that its channels name", () => {
  const office = { ...SCOPE.office, trunkPrefixes: ["PJSIP/provider-", "DAHDI/i1/", "PJSIP/peer"] };
  const row = (id: number, channel: string, dstchannel: string, disposition = "ANSWERED") => ({
    ...{
      calldate: new Date((T0 + id) * 1_000).toISOString(),
      uniqueid: `${T0 + id}.${id}`,
      sequence: id,
      src: "0722000111",
    },
    ...{ dst: "102", channel, dstchannel, disposition, duration: 20, billsec: 10, lastapp: "Dial" },
  });
  const out = { ...row(4, "PJSIP/102-00000008", "PJSIP/peer2-00000009"), dst: "0722000999", src: "102" };
  const calls = callsFromForeign(
    readAsterisk({
      cdr: [
        row(1, "PJSIP/provider-00000001", "PJSIP/102-00000002"),
        row(2, "DAHDI/i1/0722000111-3", "PJSIP/102-00000004", "NO ANSWER"),
        row(3, "PJSIP/102-00000005", "PJSIP/103-00000006"),
        // The first way was busy: it went out by the second.
        { ...out, dstchannel: "PJSIP/provider-00000007", disposition: "BUSY", billsec: 0, sequence: 1 },
        { ...out, sequence: 2 },
      ],
    }, { ...SCOPE, office }).map((call) => ({ ...call, judgement: judgementOf(judge(call, SCOPE.policy).outcome) })),
  );
  assert.deepEqual(calls.map(({ trunk }) => trunk), ["provider", "i1", undefined, "peer2"]);
  const period = { from: T0 * 1_000, to: (T0 + 600) * 1_000 };
  const [trunks] = makeReport({ calls }, { ...PLAN, parts: ["trunks"], period }).sections;
  assert.ok(trunks?.kind === "table");
  assert.deepEqual(trunks.rows.map(([trunk, inbound]) => [trunk, inbound]), [["i1", 1], ["peer2", 0], ["provider", 1]]);
});
