import assert from "node:assert/strict";
import type { CallEvent } from "../../core/record/mod.ts";
import { celLine, celOf, type LedgerLine, LEDGERS, queueLogLine, queueLogOf } from "../../features/asterisk/mod.ts";
import { readAsterisk } from "../../features/missed/mod.ts";
import { DEFAULT_POLICY } from "../../features/missed/policy.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { inQueue, queueOffice, take } from "../lab/queues.ts";
import { Day } from "./day.ts";

const ZONE = "Europe/Bucharest";

/** What a ledger says of events, one after the other as they happen. */
function told(name: string, events: readonly CallEvent[]): readonly LedgerLine[] {
  const ledger = LEDGERS.find((each) => each.name === name)!;
  const stories = new Map<string, CallEvent[]>();
  return events.flatMap((event) => {
    const story = event.call === "" ? [] : stories.get(event.call) ?? [];
    stories.set(event.call, story);
    story.push(event);
    return ledger.wants(event.type) ? ledger.linesOf(story, ZONE, (call) => stories.get(call) ?? []) : [];
  });
}

/** What is said of each call once it is over. */
function afterwards(
  events: readonly CallEvent[],
  textOf: (story: readonly CallEvent[], eventsOf: (call: string) => readonly CallEvent[]) => readonly string[],
) {
  const stories = Map.groupBy(events.filter(({ call }) => call !== ""), ({ call }) => call);
  return [...stories.values()].flatMap((story) => textOf(story, (call) => stories.get(call) ?? [])).sort();
}

Deno.test("the lines of a day that are written as it happens are those of its calls when they are over", () => {
  const day = new Day({ seed: 11, calls: 200, weather: { loss: 0, duplicates: 0, delayMs: 5 } });
  day.work(200);
  assertNothingLeft(day.lab);
  const { events } = day.lab;
  const cel = told("cel", events).map(({ text }) => text);
  assert.ok(cel.length > 1_500, `${cel.length} lines`);
  assert.deepEqual(cel.toSorted(), afterwards(events, (story, eventsOf) => celOf(story, eventsOf).map(celLine)));
  const attended = cel.filter((line) => line.startsWith('"ATTENDEDTRANSFER"'));
  assert.ok(attended.length > 0);
  for (const line of attended) assert.match(line, /""channel2_name"":""PJSIP\//);
  assert.ok(attended.some((line) => /""bridge2_id"":""c.*""transfer_target_channel_name"":""PJSIP\//.test(line)));
  const cdr = told("cdr", events);
  assert.ok(cdr.length >= 200);
  // cdr_csv: 21 columns; words in quotes, a time that never came as nothing.
  const time = '"\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d"';
  const row = new RegExp(
    `^("[^"]*",){4}"("{2}[^"]*"{2} )?<[^"]*>",("[^"]*",){4}${time},(${time})?,${time},\\d+,\\d+,` +
      `("[^"]*",){6}\\d+\\n$`,
  );
  for (const { text } of cdr) assert.match(text, row);
});

Deno.test("the queue's log says when the box has started", () => {
  const { lab } = queueOffice();
  lab.input({ type: "started" });
  assert.match(told("queue_log", lab.events)[0]!.text, /^\d+\|NONE\|NONE\|NONE\|QUEUESTART\|\n$/);
});

Deno.test("the queue's log is written as it happens, and is read as another box's would be", () => {
  const { lab, ana, bob, tom } = queueOffice();
  const call = inQueue(lab, ana);
  lab.run(4_000);
  take(lab, bob);
  lab.run(10_000);
  call.bye();
  lab.run(100);
  inQueue(lab, tom).bye();
  lab.run(100);
  assertNothingLeft(lab);
  const lines = told("queue_log", lab.events);
  assert.deepEqual(lines.map(({ text }) => text.split("|")[4]), [
    "ENTERQUEUE",
    "CONNECT",
    "COMPLETECALLER",
    "ENTERQUEUE",
    "RINGCANCELED",
    "ABANDON",
  ]);
  assert.deepEqual(
    lines.map(({ text }) => text).toSorted(),
    afterwards(lab.events, (story) => queueLogOf(story).map(queueLogLine)),
  );
  const office = {
    extensions: new Set(["101", "102", "103"]),
    trunkPrefixes: [],
    queues: { [lines[0]!.text.split("|")[2]!]: "Sales" },
    groups: {},
    menus: {},
  };
  const rows = {
    cdr: told("cdr", lab.events).map(({ fields }) => fields),
    cel: told("cel", lab.events).map(({ fields }) => fields),
    queueLog: lines.map(({ text }) => ({ line: text.trim() })),
  };
  const calls = readAsterisk(rows, { office, policy: { ...DEFAULT_POLICY, timeZone: ZONE } }, "rows");
  assert.ok(calls.length >= 1 && calls.every(({ isFinished }) => isFinished));
});
