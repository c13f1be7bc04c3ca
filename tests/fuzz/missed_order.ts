import { SeededChance, type WallTime } from "../../core/base/mod.ts";
import type { CallEvent, CallFact } from "../../core/record/mod.ts";
import { aggregate } from "../../features/missed/aggregate.ts";
import type { Call } from "../../features/missed/call.ts";
import {
  callOf,
  DEFAULT_POLICY,
  type Entry,
  judge,
  MemoryShelf,
  MissedEngine,
  type Office,
  type Policy,
  readFusionPbx,
  type Understood,
} from "../../features/missed/mod.ts";
import { XmlDesk } from "../../features/missed/xml_desk.ts";

const POLICY: Policy = { ...DEFAULT_POLICY, openTtlDays: 1, lookbackS: 3_600 };
const OFFICE: Office = {
  extensions: new Set(["101", "102"]),
  trunkPrefixes: [],
  queues: { "800": "Sales Queue" },
  groups: {},
  menus: {},
};
const SCOPE = { office: OFFICE, policy: POLICY };
const CALLERS = ["0745123456", "+40745123456", "0722000111", "anonymous"];
const DIDS = ["0376443311", "0376443300"];
const NINE_S = Date.UTC(2026, 2, 2, 9) / 1_000;

/** What comes of a day, however it was told; throws when it is not the same. */
class Days {
  readonly counts = { days: 0, pieces: 0, entries: 0 };

  /** @param pieces what is told, in the order in which it is, some of it twice */
  try<T>(
    pieces: readonly T[],
    understood: (batch: readonly T[]) => Understood,
    { whole, chance, name }: { readonly whole: readonly Call[]; readonly chance: SeededChance; readonly name: string },
  ): void {
    const at = (NINE_S + (3 + chance.below(48)) * 3_600) * 1_000;
    const shelf = new MemoryShelf();
    const engine = new MissedEngine({ shelf, policy: POLICY });
    const left = [...pieces];
    while (left.length > 0) {
      engine.take(understood(left.splice(0, 1 + chance.below(6))), at);
      if (chance.below(4) === 0) engine.tick(at);
    }
    const expected = aggregate(whole.map((call) => judge(call, POLICY)), [], { policy: POLICY, at });
    const [found, wanted] = [textOf(shelf.entries()), textOf(expected)];
    if (found !== wanted) throw new Error(`Order mattered on ${name}:\n${found}\n${wanted}`);
    this.counts.days += 1;
    this.counts.pieces += pieces.length;
    this.counts.entries += expected.length;
  }
}

const textOf = (entries: readonly Entry[]): string => JSON.stringify(entries);

/** FusionPBX's legs, shuffled and doubled, a few at a time, end in the entries of all of them at once. */
export function fuzzMissedXml(seed: number, count: number): Readonly<Record<string, number>> {
  const chance = new SeededChance(seed);
  const days = new Days();
  for (let day = 0; day < count; day++) {
    const rows = Array.from({ length: 1 + chance.below(8) }, (_, nth) => legsOf(`${nth}`, chance)).flat();
    const desk = new XmlDesk(SCOPE);
    const name = `day ${day} of seed ${seed}, of v_xml_cdr`;
    const pieces = shuffled([...rows, ...rows.filter(() => chance.below(3) === 0)], chance);
    days.try(pieces, (batch) => desk.add(batch), { whole: readFusionPbx(rows, SCOPE), chance, name });
  }
  return days.counts;
}

/** A caller's leg and those of whom it was offered to; or a call back. */
function legsOf(id: string, chance: SeededChance): readonly object[] {
  const one = <T>(list: readonly T[]): T => list[chance.below(list.length)]!;
  const start = NINE_S + 10 * chance.below(720);
  const common = { domain_uuid: one(["d1", "d1", "d2"]), start_epoch: start, end_epoch: start + 20 };
  const answered = { answer_epoch: start + 8, billsec: 12 };
  if (chance.below(4) === 0) {
    const to = { direction: "outbound", caller_id_number: "102", destination_number: one(CALLERS) };
    const cause = one([{ ...answered, hangup_cause: "NORMAL_CLEARING" }, { hangup_cause: "NO_ANSWER" }]);
    return [{ ...common, ...to, ...cause, xml_cdr_uuid: id }];
  }
  const from = { caller_id_number: one(CALLERS), caller_destination: one(DIDS), destination_number: "101" };
  const shape = one<{ readonly his?: object; readonly legs?: readonly object[] }>([
    { his: { hangup_cause: "ORIGINATOR_CANCEL" }, legs: [{ hangup_cause: "NO_ANSWER" }] },
    { his: { bridge_uuid: `${id}-1`, ...answered }, legs: [{ hangup_cause: "LOSE_RACE" }, answered] },
    // Who was fetched into the call belongs to it by the bridge alone.
    {
      his: { bridge_uuid: `${id}-0`, ...answered },
      legs: [{ originating_leg_uuid: "", cc_side: "agent", ...answered }],
    },
    { his: { cc_side: "member", cc_queue: "800@d1", cc_queue_joined_epoch: start, ...answered } },
    { his: { cc_side: "member", cc_queue: "800@d1", hangup_cause: "ORIGINATOR_CANCEL" } },
    { his: { last_app: "voicemail", voicemail_message: true }, legs: [{ hangup_cause: "NO_ANSWER" }] },
    { his: { hangup_cause: "USER_BUSY" }, legs: [{ hangup_cause: "USER_BUSY", end_epoch: start }] },
  ]);
  const { his = {}, legs = [] } = shape;
  return [
    { ...common, direction: "inbound", ...from, ...his, xml_cdr_uuid: id },
    ...legs.map((leg, nth) => {
      const known = { originating_leg_uuid: id, direction: "local", destination_number: `10${1 + nth}` };
      return { ...common, ...known, ...leg, xml_cdr_uuid: `${id}-${nth}` };
    }),
  ];
}

const OWN = { office: { country: "RO", queues: { "8001": "Sales" }, groups: {} }, minRingS: POLICY.minRingS };

/**
 * This box's own calls, in whatever order they are over, some of them told while they run, and told again: as it does that
 * reads on from where it was, and by mistake from before. Of one call the whole comes after the part.
 */
export function fuzzMissedOwn(seed: number, count: number): Readonly<Record<string, number>> {
  const chance = new SeededChance(seed);
  const days = new Days();
  for (let day = 0; day < count; day++) {
    const stories = Array.from({ length: 1 + chance.below(8) }, (_, nth) => storyOf(`c${nth}`, chance));
    const read = (story: readonly CallEvent[]): readonly Call[] => [callOf(story, OWN) ?? []].flat();
    const wholes = shuffled([...stories, ...stories.filter(() => chance.below(3) === 0)], chance);
    const pieces = [...wholes];
    for (const story of stories) {
      const met = story.findIndex(({ type }) => type === "bridge.made");
      if (met < 0 || chance.below(2) === 0) continue;
      pieces.splice(chance.below(1 + pieces.indexOf(story)), 0, story.slice(0, met + 1));
    }
    const understood = (batch: readonly (readonly CallEvent[])[]) => ({ calls: batch.flatMap(read), gone: [] });
    const name = `day ${day} of seed ${seed}, of the box's own record`;
    days.try(pieces, understood, { whole: stories.flatMap(read), chance, name });
  }
  return days.counts;
}

function storyOf(call: string, chance: SeededChance): readonly CallEvent[] {
  const one = <T>(list: readonly T[]): T => list[chance.below(list.length)]!;
  const outside = { number: one(CALLERS), trunk: "digi" };
  const isOut = chance.below(4) === 0;
  const [from, to] = isOut ? [{ number: "102" }, outside] : [outside, { number: "101" }];
  const [a, b] = ["a", "b"];
  const began: readonly CallFact[] = [
    { type: "call.started", from, dialled: isOut ? outside.number : one(DIDS), sipCallId: call },
    { type: "leg.offered", leg: a, party: from, direction: "in", sipCallId: call },
  ];
  const rings: readonly CallFact[] = [
    { type: "leg.offered", leg: b, party: to, direction: "out", sipCallId: `${call}-b` },
    { type: "leg.ringing", leg: b },
  ];
  const talk: readonly CallFact[] = [
    { type: "leg.answered", leg: b },
    { type: "leg.answered", leg: a },
    { type: "bridge.made", a, b },
    { type: "bridge.broken", a, b },
  ];
  const queued: CallFact = { type: "queue.joined", leg: a, queue: "8001", position: 1 };
  const waited = { leg: a, queue: "8001", position: 1, joinedAt: 1, waitedMs: 1_000 };
  const end = (leg: string, by: "them" | "us"): CallFact => ({ type: "leg.ended", leg, by, cause: "normal" });
  const middle = one<readonly CallFact[]>([
    [...rings, { type: "leg.ended", leg: b, by: "us", cause: "cancelled" }],
    [...rings, { type: "leg.ended", leg: b, by: "them", cause: "busy" }],
    [...rings, ...talk, end(b, "us")],
    ...isOut ? [] : [
      [queued, { type: "queue.abandoned", ...waited } as const],
      [queued, { type: "queue.left", ...waited, why: "cut" } as const],
      [queued, ...rings, ...talk, end(b, "us")],
      [{ type: "voicemail.left", leg: a, box: "101", message: "m1" } as const],
    ],
  ]);
  const facts: readonly CallFact[] = [...began, ...middle, end(a, "them"), { type: "call.ended", cause: "normal" }];
  const start = (NINE_S + 10 * chance.below(720)) * 1_000;
  const stepMs = 1_500 + chance.below(10_000);
  return facts.map((fact, nth) => ({
    ...fact,
    call,
    sequence: nth + 1,
    at: start + nth * stepMs as WallTime,
    monotonicMs: nth * stepMs,
  }));
}

function shuffled<T>(list: readonly T[], chance: SeededChance): readonly T[] {
  return list.map((each) => [chance.below(1 << 30), each] as const).sort(([one], [other]) => one - other)
    .map(([, each]) => each);
}
