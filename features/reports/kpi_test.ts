import assert from "node:assert/strict";
import { toText } from "../../core/base/mod.ts";
import { testWithCorpora } from "../../tests/lab/corpora.ts";
import { levelOf } from "./kpi_service_level.ts";
import { agentScore, erlangC, type KpiCall, kpisOf, peakHour, resolutionOf, serviceLevel } from "./mod.ts";

const ZONE = "Europe/Bucharest";
const VARIANTS = ["F1", "F2", "F3", "F4", "F5", "flow-out"] as const;

function call(id: number, at: string, more: Partial<KpiCall> = {}): KpiCall {
  return {
    id: String(id),
    direction: "inbound",
    startedAt: Date.parse(at),
    ended: "answered",
    waitS: 0,
    talkS: 0,
    durationS: 0,
    waits: [],
    ...more,
  };
}

interface Told {
  readonly id: number;
  readonly dir: "in" | "out" | "internal";
  readonly queue?: string;
  readonly start_local: string;
  readonly result: string;
  readonly wait_s?: number;
  readonly talk_s?: number;
  readonly caller?: string;
}

const ENDED: Readonly<Record<string, KpiCall["ended"]>> = {
  answered: "answered",
  abandon: "abandoned",
  caller_hangup_ringing: "abandoned",
  exit_timeout: "lost",
  no_answer_rang: "lost",
};

function fromVector({ id, dir, queue, start_local, result, wait_s = 0, talk_s = 0, caller }: Told): KpiCall {
  const direction = dir === "in" ? "inbound" : dir === "out" ? "outbound" : "internal";
  return call(id, `2026-03-02T${start_local}+02:00`, {
    direction,
    ended: ENDED[result] ?? "unreached",
    waitS: wait_s,
    talkS: talk_s,
    durationS: wait_s + talk_s,
    ...(caller === undefined ? {} : { caller }),
    ...(queue === undefined ? {} : { queue, waits: [{ queue, waitS: wait_s, wasAnswered: result === "answered" }] }),
  });
}

const percent = (rate: number | null | undefined) => rate === null || rate === undefined ? null : round(100 * rate);
const round = (value: number) => Math.round(value * 1_000) / 1_000;

testWithCorpora(
  "the figures of the fourteen calls are those counted by hand",
  ["missed/kpi-vectors.json"],
  ([file]) => {
    const { calls: told, expect, service_level_reference_vector: reference, erlang_c_vector: erlang } = JSON.parse(
      toText(file ?? new Uint8Array()),
    );
    const calls: readonly KpiCall[] = told.map(fromVector);
    const kpis = kpisOf(calls, { timeZone: ZONE });
    assert.deepEqual({
      total_calls: kpis.totalCalls,
      total_inbound_reached: kpis.inboundReached,
      abandon_rate_pct: percent(kpis.abandonRate),
      lost_rate_pct: percent(kpis.lostRate),
      missed_calls: kpis.missed,
      service_level_pct: {
        seed_F3_answeredT_over_answered_plus_abandoned: percent(kpis.serviceLevel.level),
        F1_plus_abandonedT: percent(serviceLevel(calls, "F1").level),
        F2_answered_only: percent(serviceLevel(calls, "F2").level),
        F4_minus_abandonedT: percent(serviceLevel(calls, "F4").level),
        F5_short_abandon_credit: percent(serviceLevel(calls, "F5").level),
        with_timeouts_in_denominator: percent(serviceLevel(calls, "flow-out").level),
      },
      average_time_s: kpis.averageTimeS,
      average_time_inbound_s: kpis.averageInboundTimeS,
      queue_wait_avg_all_s: kpis.queueWait.averageS,
      asa_queue_s: round(kpis.queueWait.answeredAverageS ?? 0),
      peak_hour: kpis.peakHour?.hour,
      peak_hour_count: kpis.peakHour?.calls,
      peak_hour_tie: kpis.peakHour?.tied,
      fcr_pct: percent(kpis.firstCallResolution.rate),
    }, expect);

    const counts = {
      answered: reference.answered,
      abandoned: reference.abandoned,
      flowedOut: 0,
      answeredInTime: reference.answered_in_T,
      abandonedInTime: reference.abandoned_in_T,
      abandonedAtOnce: reference.abandoned_in_5s,
    };
    for (const variant of ["F1", "F2", "F3", "F4", "F5"] as const) {
      assert.equal(percent(levelOf(counts, variant).level), reference[variant], variant);
    }
    for (const agents of [6, 7, 8]) {
      const { calls_per_hour: callsPerHour, aht_s: handlingS, T: thresholdS } = erlang;
      const staffing = erlangC(agents, { callsPerHour, handlingS, thresholdS });
      const expected = erlang[`N${agents}`];
      assert.ok(staffing !== null && Math.abs(staffing.waiting - expected.Pw) < 1e-6);
      assert.ok(Math.abs(staffing.serviceLevel - expected.SL) < 1e-6);
      assert.ok(Math.abs(staffing.averageWaitS - expected.ASA) < 1e-3);
      assert.ok(Math.abs(staffing.occupancy - expected.occ) < 1e-4);
    }
  },
);

Deno.test("figures of nothing are null, and counts 0", () => {
  const kpis = kpisOf([call(1, "2026-03-02T09:00:00Z", { ended: "unreached" })], { timeZone: ZONE });
  assert.deepEqual(kpis, {
    totalCalls: 0,
    inboundReached: 0,
    answered: 0,
    missed: 0,
    messages: 0,
    averageTimeS: null,
    averageInboundTimeS: null,
    abandonRate: null,
    lostRate: null,
    serviceLevel: { inTime: 0, of: 0, level: null },
    peakHour: null,
    queueWait: { averageS: null, answeredAverageS: null, longestS: null, p90S: null },
    firstCallResolution: { resolved: 0, of: 0, rate: null, provisional: 0 },
  });
  for (const variant of VARIANTS) assert.equal(serviceLevel([], variant).level, null);
});

Deno.test("who is answered in the last second of the threshold is in time, each queue by its own", () => {
  const calls = [20, 21].map((waitS) => call(waitS, "2026-03-02T09:00:00Z", { waitS, queue: "800" }));
  assert.deepEqual(serviceLevel(calls, "F3"), { inTime: 1, of: 2, level: 0.5 });
  assert.deepEqual(serviceLevel(calls, "F3", { thresholds: { "800": 21 } }), { inTime: 2, of: 2, level: 1 });
});

Deno.test("short abandons are taken from both sides where the office says so", () => {
  const calls = [
    call(1, "2026-03-02T09:00:00Z"),
    call(2, "2026-03-02T09:00:00Z", { ended: "abandoned", waitS: 3 }),
    call(3, "2026-03-02T09:00:00Z", { ended: "abandoned", waitS: 30 }),
  ];
  assert.equal(kpisOf(calls, { timeZone: ZONE }).abandonRate, 2 / 3);
  assert.equal(kpisOf(calls, { timeZone: ZONE, shortAbandonS: 5 }).abandonRate, 1 / 2);
});

Deno.test("a call through two queues has waited twice, and an average may be of durations", () => {
  const waits = [{ queue: "800", waitS: 30, wasAnswered: false }, { queue: "801", waitS: 10, wasAnswered: true }];
  const calls = [call(1, "2026-03-02T09:00:00Z", { talkS: 60, durationS: 100, waits })];
  const { queueWait, averageTimeS } = kpisOf(calls, { timeZone: ZONE, timeOf: "duration" });
  assert.deepEqual(queueWait, { averageS: 20, answeredAverageS: 10, longestS: 30, p90S: 30 });
  assert.equal(averageTimeS, 100);
});

Deno.test("the hour that autumn repeats is one hour of the day", () => {
  const times = ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T10:30:00Z"];
  const calls = times.map((at, id) => call(id, at));
  assert.deepEqual(peakHour(calls, ZONE), { hour: "03", calls: 2, tied: ["03"] });
});

Deno.test("a caller who calls again within the window was not helped, answered or not; young calls are not judged", () => {
  const calls = [
    call(1, "2026-03-02T09:00:00Z", { caller: "A" }),
    call(2, "2026-03-03T09:00:00Z", { caller: "A", ended: "abandoned" }),
    call(3, "2026-03-02T10:00:00Z", { caller: "B" }),
    call(4, "2026-03-03T10:00:01Z", { caller: "B" }),
    call(5, "2026-03-02T11:00:00Z"),
  ];
  assert.deepEqual(resolutionOf(calls), { resolved: 2, of: 3, rate: 2 / 3, provisional: 0 });
  const now = Date.parse("2026-03-03T12:00:00Z");
  assert.deepEqual(resolutionOf(calls, { now }), { resolved: 1, of: 2, rate: 1 / 2, provisional: 1 });
});

Deno.test("whoever calls again after a period says so of his call in it; a call whose window is open is not judged, repeated or not", () => {
  const calls = [
    call(1, "2026-03-02T09:00:00Z", { caller: "A" }),
    call(2, "2026-03-02T10:00:00Z", { caller: "B" }),
    call(3, "2026-03-02T11:00:00Z", { caller: "C" }),
    call(4, "2026-03-02T11:30:00Z", { caller: "C" }),
    call(5, "2026-03-03T08:00:00Z", { caller: "A" }),
  ];
  const [to, later, soon] = ["2026-03-03T00:00:00Z", "2026-03-06T00:00:00Z", "2026-03-03T10:30:00Z"].map(Date.parse);
  const counted = (now: number) => resolutionOf(calls, { to: to!, now });
  assert.deepEqual(counted(later!), { resolved: 2, of: 4, rate: 1 / 2, provisional: 0 });
  assert.deepEqual(counted(soon!), { resolved: 1, of: 2, rate: 1 / 2, provisional: 2 });
});

Deno.test("an agent's score shares the weight of what is empty, and says nothing of few calls", () => {
  const record = { answered: 8, missed: 2, answeredInTarget: 4, callbacksAnswered: 1, callbacksOwed: 2 };
  assert.equal(round(agentScore(record).score ?? 0), round(100 * (0.5 * 0.8 + 0.3 * 0.5 + 0.2 * 0.5)));
  const { score, calledBack } = agentScore({ ...record, callbacksAnswered: 0, callbacksOwed: 0 });
  assert.equal(calledBack, null);
  assert.equal(round(score ?? 0), round(100 * (0.5 * 0.8 + 0.3 * 0.5) / 0.8));
  assert.equal(agentScore({ ...record, missed: 1 }).score, null);
});

Deno.test("too few agents for the load have no waiting time at all", () => {
  assert.equal(erlangC(5, { callsPerHour: 100, handlingS: 180 }), null);
  assert.ok((erlangC(400, { callsPerHour: 7_000, handlingS: 180 })?.waiting ?? 0) > 0);
});
