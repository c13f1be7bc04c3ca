/**
 * What the record costs: the thread that carries signalling, the writer that seals and keeps it, and the disk.
 *
 * @module
 */
import { SystemClock } from "../../core/io/mod.ts";
import type { CallEvent, CallFact } from "../../core/record/mod.ts";
import { openStore } from "../../core/store/io/mod.ts";
import type { Store } from "../../core/store/mod.ts";
import { newFolder, removeFolder } from "../interop/place.ts";
import type { Figure } from "./figure.ts";
import { threadSeconds } from "./whole_box.ts";

const CALLS = 20_000;
/** As many as the record takes before it asks for fewer calls. */
const CALLS_AT_ONCE = 500;

/** An internal call as the switchboard tells it. */
const FACTS: readonly CallFact[] = [
  { type: "call.started", from: { number: "101", name: "Ana Pop" }, dialled: "102", sipCallId: "7d3c9f1b@10.1.0.7" },
  {
    type: "leg.offered",
    leg: "leg-1",
    party: { number: "101", name: "Ana Pop" },
    direction: "in",
    sipCallId: "7d3c9f1b@10.1.0.7",
    userAgent: "Yealink SIP-T46U 108.86.0.20",
  },
  {
    type: "leg.offered",
    leg: "leg-2",
    party: { number: "102", name: "Bob Ion" },
    direction: "out",
    sipCallId: "1f0d88e2a9c4@10.0.0.1",
    userAgent: "Yealink SIP-T46U 108.86.0.20",
  },
  { type: "leg.ringing", leg: "leg-2" },
  { type: "leg.answered", leg: "leg-2", codec: "G722" },
  { type: "leg.answered", leg: "leg-1", codec: "G722" },
  { type: "bridge.made", a: "leg-1", b: "leg-2" },
  { type: "bridge.broken", a: "leg-1", b: "leg-2" },
  { type: "leg.ended", leg: "leg-1", by: "them", cause: "normal" },
  { type: "leg.ended", leg: "leg-2", by: "us", cause: "normal" },
  { type: "call.ended", cause: "normal" },
];

export async function benchRecord(): Promise<readonly Figure[]> {
  const folder = await newFolder("record");
  const clock = new SystemClock();
  const store = await openStore(folder, { clock, log: { write: (line) => console.error(line.text) } });
  try {
    const events = CALLS * FACTS.length;
    await write(store, CALLS_AT_ONCE, clock); // compiles what there is to compile
    const before = threadSeconds();
    const began = performance.now();
    await write(store, CALLS, clock);
    const seconds = (performance.now() - began) / 1000;
    const mine = threadSeconds() - before;
    const [day] = await store.reader.days();
    const checkBegan = performance.now();
    const checked = await store.reader.checkDay(day!);
    const checkS = (performance.now() - checkBegan) / 1000;
    if (checked?.state !== "whole") throw new Error(`Cannot measure the record: the day is ${checked?.state}`);
    await store.close();
    const bytes = Deno.statSync(`${folder}/kontor.db`).size;
    return [
      {
        figure: "record: CPU of the signalling thread per event",
        value: 1e6 * mine / events,
        unit: "us",
        goal: "<= 5",
      },
      {
        figure: "record: events written and sealed",
        value: events / seconds,
        unit: "per s",
        better: "more",
        goal: ">= 2000",
      },
      { figure: "record: events checked again", value: checked.events / checkS, unit: "per s", better: "more" },
      { figure: "record: disk per internal call of 11 events", value: bytes / CALLS, unit: "B" },
    ];
  } finally {
    await store.close();
    await removeFolder(folder);
  }
}

async function write(store: Store, calls: number, clock: SystemClock): Promise<void> {
  for (let call = 0; call < calls; call++) {
    for (const event of callOf(store, clock)) store.record.append(event);
    if (call % CALLS_AT_ONCE === CALLS_AT_ONCE - 1) await store.record.flush();
  }
  await store.record.flush();
}

function* callOf({ record }: Store, clock: SystemClock): Generator<CallEvent> {
  const call = crypto.randomUUID().slice(0, 13);
  for (const fact of FACTS) {
    const sequence = record.acknowledged + record.waiting + 1;
    yield { ...fact, call, sequence, at: clock.wall(), monotonicMs: performance.now() };
  }
}
