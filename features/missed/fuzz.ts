import { SeededChance } from "../../core/base/mod.ts";
import { aggregate } from "./aggregate.ts";
import { MissedEngine } from "./engine.ts";
import type { Entry } from "./entry.ts";
import { DEFAULT_POLICY, type Office, type Policy } from "./policy.ts";
import { readAsterisk } from "./read/mod.ts";
import { RowDesk } from "./row_desk.ts";
import { MemoryShelf } from "./shelf.ts";
import { type StageRows, type Told, write } from "./stage.ts";
import { judge } from "./verdict.ts";

const OFFICE: Office = {
  extensions: new Set(["101", "102", "103", "104", "105", "110", "205"]),
  trunkPrefixes: ["PJSIP/trunk-"],
  queues: { "800": "Sales Queue" },
  groups: { "600": "Reception" },
  menus: { "ivr-1": "IVR" },
};
const POLICY: Policy = { ...DEFAULT_POLICY, openTtlDays: 1, lookbackS: 3_600 };
const CALLERS = ["0745123456", "+40745123456", "0722000111", "anonymous", "1234"];
const DIDS = ["0376443311", "0376443300"];
const SHAPES: readonly Partial<Told>[] = [
  { rows: ["0 Dial→101 NO ANSWER 20/0 @101"] },
  { rows: ["0 Dial→101 ANSWERED 60/55 @101"] },
  { rows: ["0 Dial→101 BUSY 0/0 @101"] },
  { rows: ["0 Dial→101 NO ANSWER 9/0 @600", "0 Dial→102 ANSWERED 60/51 @600", "0 Dial→103 NO ANSWER 9/0 @600"] },
  {
    rows: ["0 Queue→101 NO ANSWER 17/17 @800", "17 Queue→– ANSWERED 13/13 @800"],
    queue: ["1 - ENTERQUEUE |0745123456|1", "17 PJSIP/101 RINGNOANSWER 15000", "30 - ABANDON 1|1|29"],
  },
  {
    cel: false,
    rows: ["0 Queue→102 NO ANSWER 60/0 @800"],
    queue: ["1 - ENTERQUEUE |0745123456|1", "10 PJSIP/102 CONNECT 9|x.1|8", "60 PJSIP/102 COMPLETECALLER 9|50|1"],
  },
  {
    rows: ["0 Dial→Local/0722000111 ANSWERED 75/66 @101", "0 ↳Dial→trunk ANSWERED 75/66 @0722000111"],
  },
  { rows: ["0 Dial→101 ANSWERED 32/27 @101", "32 Dial→104 NO ANSWER 23/23 @104"] },
  { rows: [], open: true, events: [[5, { eventtype: "BRIDGE_ENTER", peer: "PJSIP/105-000000aa" }]] },
];
const BACK: readonly string[] = [
  "0 Dial→trunk ANSWERED 60/48 @0745123456",
  "0 Dial→trunk NO ANSWER 30/0 @0745123456",
  "0 Dial→trunk ANSWERED 60/48 @0722000111",
];

/**
 * Order independence: the rows of a little day, once all together, and once shuffled, doubled, in batches of any size with
 * looks between them, end in the same entries. Throws with both when they do not.
 */
export function fuzzMissed(seed: number, count: number): Readonly<Record<string, number>> {
  const chance = new SeededChance(seed);
  const sums = { days: 0, rows: 0, entries: 0, retracted: 0 };
  for (let day = 0; day < count; day++) {
    const rows = write(aDay(chance));
    const end = Date.UTC(2026, 2, 2 + chance.below(4), 12);
    const [told, expected] = [gathered(rows, end), atOnce(rows, end)];
    const [found, wanted] = [JSON.stringify(told.entries), JSON.stringify(expected)];
    if (found !== wanted) throw new Error(`Order mattered on day ${day} of seed ${seed}:\n${found}\n${wanted}`);
    // Shuffled rows read all at once, too.
    const again = JSON.stringify(atOnce(shuffledAll(rows, chance), end));
    if (again !== wanted) throw new Error(`Reading order mattered on day ${day} of seed ${seed}:\n${again}\n${wanted}`);
    sums.days++;
    sums.rows += rows.cdr.length + rows.cel.length + rows.queue_log.length;
    sums.entries += expected.length;
    sums.retracted += told.retracted;
  }
  return sums;

  function gathered(rows: StageRows, end: number): { entries: readonly Entry[]; retracted: number } {
    const desk = new RowDesk({ office: OFFICE, policy: POLICY });
    const shelf = new MemoryShelf();
    const engine = new MissedEngine({ shelf, policy: POLICY });
    const all = [
      ...rows.cdr.map((row) => ({ cdr: [row] })),
      ...rows.cel.map((row) => ({ cel: [row] })),
      ...rows.queue_log.map((row) => ({ queueLog: [row] })),
    ];
    const doubled = shuffled([...all, ...all.filter(() => chance.below(3) === 0)], chance);
    while (doubled.length > 0) {
      const batch = doubled.splice(0, 1 + chance.below(12));
      const understood = desk.add({
        cdr: batch.flatMap((one) => "cdr" in one ? one.cdr : []),
        cel: batch.flatMap((one) => "cel" in one ? one.cel : []),
        queueLog: batch.flatMap((one) => "queueLog" in one ? one.queueLog : []),
      });
      engine.take(understood, end);
      if (chance.below(4) === 0) engine.tick(end);
    }
    const retracted = shelf.journal.filter(({ action }) => action === "retracted").length;
    return { entries: shelf.entries(), retracted };
  }
}

function atOnce(rows: StageRows, at: number): readonly Entry[] {
  const calls = readAsterisk({ cdr: rows.cdr, cel: rows.cel, queueLog: rows.queue_log }, {
    office: OFFICE,
    policy: POLICY,
  });
  return aggregate(calls.map((call) => judge(call, POLICY)), [], { policy: POLICY, at });
}

/** Some calls in and out within two hours, of few callers, so that they meet. */
function aDay(chance: SeededChance): readonly Told[] {
  const pick = <T>(list: readonly T[]): T | undefined => list[chance.below(list.length)];
  return Array.from({ length: 1 + chance.below(8) }, (): Told => {
    const at = new Date(Date.UTC(2026, 2, 2, 9) + 10_000 * chance.below(720)).toISOString();
    if (chance.below(4) === 0) {
      return { at, by: "102", channel: "PJSIP/102-000000bb", did: "", rows: [pick(BACK) ?? ""] };
    }
    return { at, by: pick(CALLERS) ?? "", did: pick(DIDS) ?? "", ...pick(SHAPES) };
  });
}

function shuffledAll(rows: StageRows, chance: SeededChance): StageRows {
  return {
    cdr: shuffled([...rows.cdr, ...rows.cdr.slice(0, 2)], chance),
    cel: shuffled([...rows.cel, ...rows.cel.slice(0, 5)], chance),
    queue_log: shuffled([...rows.queue_log, ...rows.queue_log.slice(0, 1)], chance),
  };
}

function shuffled<T>(list: readonly T[], chance: SeededChance): T[] {
  const mixed = [...list];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = chance.below(at + 1);
    const held = mixed[at];
    if (held === undefined || mixed[other] === undefined) continue;
    [mixed[at], mixed[other]] = [mixed[other], held];
  }
  return mixed;
}
