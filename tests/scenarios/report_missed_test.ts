import assert from "node:assert/strict";
import { LocalHours, SeededChance, type WallTime } from "../../core/base/mod.ts";
import { buildDirectory, DEFAULT_MISSED, type MissedSettings } from "../../core/directory/mod.ts";
import type { CallEvent, CallFact } from "../../core/record/mod.ts";
import { MemoryDisk, openMemoryStore } from "../../core/store/mod.ts";
import { callJudge, callOf, MemoryShelf, MissedEngine, ownRulesOf } from "../../features/missed/mod.ts";
import { callsFromRows, kpisOf } from "../../features/reports/mod.ts";
import { kpisFromSums } from "../../features/reports/from_sums.ts";
import { readSums } from "../../features/reports/sums.ts";
import { assertCountedAlike, judgedCalls } from "../lab/counted_alike.ts";

const TIME_ZONE = "Europe/Bucharest";
const FROM = Date.UTC(2026, 2, 2);
const DAY = { from: FROM, to: FROM + 86_400_000 };
const PROBE = "+40722000999";
const CALLERS = ["+40722000111", "0722000112", "0040722000113", "+40722000114", PROBE];

const rung = (endsAfter: "at once" | "later"): readonly CallFact[] => [
  { type: "leg.offered", leg: "b", party: { number: "101" }, direction: "out", sipCallId: "b" },
  { type: "leg.ringing", leg: "b" },
  ...endsAfter === "later" ? [{ type: "leg.brought", leg: "a", to: "extension", id: "101" } as const] : [],
  { type: "leg.ended", leg: "b", by: "us", cause: "cancelled" },
];
/** Everything that may become of a caller: each step takes two seconds. */
const KINDS: Readonly<Record<string, readonly CallFact[]>> = {
  answered: [
    { type: "leg.offered", leg: "b", party: { number: "101" }, direction: "out", sipCallId: "b" },
    { type: "leg.ringing", leg: "b" },
    { type: "leg.answered", leg: "b" },
    { type: "bridge.made", a: "a", b: "b" },
    { type: "leg.ended", leg: "b", by: "them", cause: "normal" },
  ],
  rang: rung("later"),
  rangShortly: rung("at once"),
  busy: [
    { type: "leg.offered", leg: "b", party: { number: "101" }, direction: "out", sipCallId: "b" },
    { type: "leg.ended", leg: "b", by: "them", cause: "busy" },
  ],
  full: [{ type: "queue.could-not-join", leg: "a", queue: "8001", why: "full" }],
  waited: [
    { type: "queue.joined", leg: "a", queue: "8001", position: 1 },
    { type: "queue.abandoned", leg: "a", queue: "8001", position: 1, joinedAt: 0, waitedMs: 4_000 },
  ],
  message: [...rung("later"), { type: "voicemail.left", leg: "a", box: "101", message: "m" }],
  messageAlone: [{ type: "voicemail.left", leg: "a", box: "101", message: "m" }],
  fax: [
    { type: "leg.answered", leg: "a" },
    { type: "fax.heard", leg: "a", tone: "cng" },
    { type: "fax.carried", leg: "a", by: "t38" },
  ],
  menu: [{ type: "leg.brought", leg: "a", to: "menu", id: "IVR" }],
};

/** Some hundred calls of a day, the same at every run. */
function aDay(): readonly (readonly CallEvent[])[] {
  const chance = new SeededChance(5);
  const kinds = Object.values(KINDS);
  let sequence = 0;
  return Array.from({ length: 300 }, (_, nth) => {
    const number = CALLERS[chance.below(CALLERS.length)]!;
    const from = { number, trunk: "digi" };
    const start = FROM + chance.below(86_000) * 1_000;
    const facts: readonly CallFact[] = [
      { type: "call.started", from, dialled: "+40211234567", sipCallId: "a" },
      { type: "leg.offered", leg: "a", party: from, direction: "in", sipCallId: "a" },
      ...kinds[chance.below(kinds.length)]!,
      { type: "leg.ended", leg: "a", by: "them", cause: "cancelled" },
      { type: "call.ended", cause: "normal" },
    ];
    return facts.map((fact, step): CallEvent => {
      const at = start + 2_000 * step as WallTime;
      return { ...fact, call: `c${nth}`, sequence: ++sequence, at, monotonicMs: at - FROM };
    });
  });
}

const SETTINGS: readonly Partial<MissedSettings>[] = [
  {},
  { voicemail: true },
  { busy: true },
  { refusedByQueue: false },
  { minRingS: 3 },
  { probeNumbers: ["0722 000 999"] },
  { voicemail: true, busy: true, refusedByQueue: false, minRingS: 3, probeNumbers: [PROBE] },
];

for (const missed of SETTINGS) {
  Deno.test(`a report misses just the calls that the list has: ${JSON.stringify(missed)}`, async () => {
    const stories = aDay();
    const office = { name: "Lab", country: "RO", timeZone: TIME_ZONE, language: "en" };
    const settings = { ...DEFAULT_MISSED, openDays: 0, archiveAfterDays: 0, ...missed };
    const rules = ownRulesOf(
      buildDirectory({ office, extensions: [], missed: settings }, { revision: 1, realm: "x" }),
    );
    assertCountedAlike(stories, rules);

    const shelf = new MemoryShelf();
    const engine = new MissedEngine({ shelf, policy: rules.policy });
    const calls = stories.flatMap((story) =>
      callOf(story, { office: rules.office, minRingS: rules.policy.minRingS }) ?? []
    );
    engine.take({ calls, gone: [] }, DAY.to);
    const attempts = shelf.entries().reduce((sum, entry) => sum + entry.attempts.length, 0);
    assert.equal(attempts, judgedCalls(stories, rules).missed);
    assert.ok(attempts > 20);

    const disk = Object.assign(new MemoryDisk(), { judge: callJudge(rules, []) });
    const store = openMemoryStore({ wall: () => DAY.to as WallTime, now: () => 0 as never }, disk);
    for (const event of stories.flat()) store.record.append(event);
    const all = { where: [], orderBy: ["call"], descending: false, limit: 1e9 };
    const [rows, seats, visits] = await Promise.all(
      ["call", "seat", "queue_visit"].map((table) => store.reader.rows({ ...all, table })),
    );
    const counted = kpisOf(callsFromRows({ calls: rows!, seats: seats!, visits: visits! }, { country: "RO" }), {
      timeZone: TIME_ZONE,
    });
    const hours = LocalHours.of(TIME_ZONE);
    const added = kpisFromSums(
      await readSums(store.reader, { period: DAY, hours, answerWithinS: 20, madeAt: DAY.to }),
      { hours },
    );
    assert.deepEqual([counted.missed, added.missed], [attempts, attempts]);
    assert.deepEqual([counted.messages, added.messages], [added.messages, counted.messages]);
    assert.deepEqual([counted.inboundReached, counted.serviceLevel], [added.inboundReached, added.serviceLevel]);
  });
}
