/**
 * What it costs to make of a day of a busy office all that reports and lists are made from, and of that the judge who knows
 * which calls were missed.
 *
 * @module
 */
import process from "node:process";
import { type CallEvent, type CallJudge, CALLS, READINGS } from "../../core/record/mod.ts";
import type { RecordSource } from "../../core/store/io/kept_reading.ts";
import { Readings } from "../../core/store/io/readings.ts";
import { callJudge, DEFAULT_POLICY } from "../../features/missed/mod.ts";
import { newFolder, removeFolder } from "../interop/place.ts";
import type { Figure } from "./figure.ts";
import { generatedDays } from "./generated_calls.ts";

const CALLS_A_DAY = 5_479;
const ROUNDS = 5;
const OFFICE = { country: "RO", queues: { "8001": "Sales" }, groups: {} };

export async function benchReadings(): Promise<readonly Figure[]> {
  const days = generatedDays({ from: Date.UTC(2025, 9, 26), day: 0, callsADay: CALLS_A_DAY, sequence: 1 });
  const [first, second] = [days.next().value, days.next().value];
  const judge = callJudge({ policy: DEFAULT_POLICY, office: OFFICE }, []);
  const stories = storiesOf(first);
  const judging = best(() => stories.forEach((story) => judge.judgementOf(story, [])));
  const making = best(() => stories.forEach((story) => CALLS.sums!.of(CALLS.rowsOf(story))));
  const kept = await keptMs([first, second], judge);
  return [
    {
      figure: "readings: judging a call as the missed list does, CPU",
      value: 1_000 * judging / stories.length,
      unit: "us",
    },
    { figure: "readings: making a call's rows and sums, CPU", value: 1_000 * making / stories.length, unit: "us" },
    {
      figure: "readings: a call, from its events to the disk, CPU",
      value: 1_000 * kept / CALLS_A_DAY,
      unit: "us",
      // A hundred thousand calls, a month of the busiest office, are told anew within a minute.
      goal: "<= 600",
    },
    { figure: "readings: judging, of all that a call takes", value: 100 * judging / kept, unit: "%", goal: "<= 15" },
  ];
}

function storiesOf(events: readonly CallEvent[]): readonly (readonly CallEvent[])[] {
  return [...Map.groupBy(events.filter(({ call }) => call !== ""), ({ call }) => call).values()];
}

/** The day after the first one, which has compiled what there is to compile. */
async function keptMs(days: readonly (readonly CallEvent[])[], judge: CallJudge): Promise<number> {
  const folder = await newFolder("readings");
  let events: readonly CallEvent[] = [];
  let byCall = new Map<string, CallEvent[]>();
  const source: RecordSource = {
    after: (sequence, limit) => {
      const at = sequence + 1 - (events[0]?.sequence ?? 1);
      return at < 0 ? [] : events.slice(at, at + limit);
    },
    eventsOf: (call) => byCall.get(call) ?? [],
    forgotten: () => 0,
  };
  const readings = new Readings(`${folder}/readings.db`, source, { readings: READINGS, country: "RO", judge });
  try {
    let took = 0;
    for (const day of days) {
      [events, byCall] = [day, Map.groupBy(day, ({ call }) => call)];
      took = cpuMs(() => {
        while (readings.follow().isBehind);
      });
    }
    return took;
  } finally {
    readings.close();
    await removeFolder(folder);
  }
}

function best(work: () => void): number {
  return Math.min(...Array.from({ length: ROUNDS }, () => cpuMs(work)));
}

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1_000;
}
