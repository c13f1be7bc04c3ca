import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import type { CallEvent, CallFact, Cause } from "../../core/record/mod.ts";
import { cdrLine, cdrOf } from "./cdr.ts";
import { celLine, celOf } from "./cel.ts";
import type { EventsOf } from "./ledger.ts";

/** 2026-03-02 11:00:00 in Bucharest. */
const NINE = Date.UTC(2026, 2, 2, 9);

/** Events at seconds of the call. */
function story(facts: readonly (readonly [second: number, fact: CallFact])[]): readonly CallEvent[] {
  return facts.map(([second, fact], at) => ({
    ...fact,
    call: "c1",
    sequence: 0x20 + at,
    at: NINE + 1000 * second as WallTime,
    monotonicMs: 1000 * second,
  }));
}

const offered = (leg: string, number: string, direction: "in" | "out", more = {}): CallFact => ({
  type: "leg.offered",
  leg,
  party: { number, ...more },
  direction,
  sipCallId: `${leg}@x`,
});
const ended = (leg: string, by: "them" | "us", cause: Cause): CallFact => ({ type: "leg.ended", leg, by, cause });

/** From outside to a group of two: the second answers after 5 s, and they talk for 30. */
const ANSWERED = story([
  [0, { type: "call.started", from: { number: "+40722000111", trunk: "digi" }, dialled: "+40211234567" }],
  [0, offered("a", "+40722000111", "in", { trunk: "digi", name: 'Ion "Nelu" Pop' })],
  [0, offered("b", "101", "out")],
  [0, offered("c", "102", "out", { name: "Bob" })],
  [1, { type: "leg.ringing", leg: "b" }],
  [5, { type: "leg.answered", leg: "c", codec: "PCMA" }],
  [5, ended("b", "us", "answered-elsewhere")],
  [5, { type: "leg.answered", leg: "a", codec: "PCMA" }],
  [5, { type: "bridge.made", a: "a", b: "c" }],
  [20, { type: "leg.digit", leg: "a", digit: "5", by: "rfc4733" }],
  [35, ended("a", "them", "normal")],
  [35, { type: "bridge.broken", a: "a", b: "c" }],
  [35, ended("c", "us", "normal")],
  [35, { type: "call.ended", cause: "normal" }],
]);

Deno.test("a call to a group is a row for each who was rung, and one of them was answered", () => {
  const rows = cdrOf(ANSWERED);
  const shared = {
    src: "+40722000111",
    channel: "PJSIP/digi-00000021",
    uniqueid: "1772442000.33",
    did: "+40211234567",
  };
  for (const row of rows) {
    assert.deepEqual({ src: row.src, channel: row.channel, uniqueid: row.uniqueid, did: row.did }, shared);
    assert.deepEqual([row.linkedid, row.dcontext], ["1772442000.33", "from-trunk"]);
  }
  assert.deepEqual(rows.map((row) => [row.dst, row.dstchannel, row.disposition, row.duration, row.billsec]), [
    ["101", "PJSIP/101-00000022", "NO ANSWER", 5, 0],
    ["102", "PJSIP/102-00000023", "ANSWERED", 35, 30],
  ]);
  assert.equal(
    cdrLine(rows[1]!, "Europe/Bucharest"),
    `"","+40722000111","102","from-trunk","""Ion 'Nelu' Pop"" <+40722000111>","PJSIP/digi-00000021",` +
      `"PJSIP/102-00000023","Dial","PJSIP/102","2026-03-02 11:00:00","2026-03-02 11:00:05","2026-03-02 11:00:35",35,30,` +
      `"ANSWERED","DOCUMENTATION","1772442000.33","+40211234567","","1772442000.33",1\n`,
  );
});

Deno.test("a channel starts, answers, is bridged, hangs up and ends, and the call's end is told once", () => {
  const rows = celOf(ANSWERED);
  const of = (channame: string) => rows.filter((row) => row.channame === channame).map(({ eventtype }) => eventtype);
  assert.deepEqual(of("PJSIP/digi-00000021"), [
    ...["CHAN_START", "ANSWER", "BRIDGE_ENTER", "DTMF", "HANGUP", "CHAN_END", "BRIDGE_EXIT", "LINKEDID_END"],
  ]);
  assert.deepEqual(of("PJSIP/101-00000022"), ["CHAN_START", "HANGUP", "CHAN_END"]);
  const hangups = rows.filter(({ eventtype }) => eventtype === "HANGUP").map(({ extra }) => JSON.parse(extra));
  assert.deepEqual(hangups, [
    { hangupcause: 26, hangupsource: "", dialstatus: "" },
    { hangupcause: 16, hangupsource: "PJSIP/digi-00000021", dialstatus: "ANSWER" },
    { hangupcause: 16, hangupsource: "", dialstatus: "" },
  ]);
  assert.equal(
    celLine(rows[0]!),
    `"CHAN_START","1772442000.000000","Ion ""Nelu"" Pop","+40722000111","+40722000111","","","+40211234567",` +
      `"from-trunk","PJSIP/digi-00000021","","","DOCUMENTATION","","1772442000.33","1772442000.33","","","",""\n`,
  );
});

const UNANSWERED: readonly (readonly [Cause, string, number])[] = [
  ["busy", "BUSY", 17],
  ["rejected", "BUSY", 21],
  ["no-answer", "NO ANSWER", 19],
  ["cancelled", "NO ANSWER", 16],
  ["unavailable", "FAILED", 20],
  ["overload", "CONGESTION", 42],
];
for (const [cause, disposition, hangupcause] of UNANSWERED) {
  Deno.test(`an extension that ends as "${cause}" is ${disposition}`, () => {
    const call = story([
      [0, { type: "call.started", from: { number: "103" }, dialled: "101" }],
      [0, offered("a", "103", "in")],
      [0, offered("b", "101", "out")],
      [9, ended("b", "them", cause)],
      [9, ended("a", "us", cause)],
      [9, { type: "call.ended", cause }],
    ]);
    const [row, ...others] = cdrOf(call);
    assert.equal(others.length, 0);
    assert.deepEqual([row?.disposition, row?.duration, row?.billsec, row?.answer], [disposition, 9, 0, undefined]);
    const hangup = celOf(call).find(({ eventtype, channame }) => eventtype === "HANGUP" && channame.includes("/101-"));
    assert.equal(JSON.parse(hangup?.extra ?? "{}").hangupcause, hangupcause);
  });
}

Deno.test("a caller for whom nobody was tried has a row of his own, without another channel", () => {
  const rows = cdrOf(story([
    [0, { type: "call.started", from: { number: "103" }, dialled: "*60" }],
    [0, offered("a", "103", "in")],
    [0, { type: "leg.answered", leg: "a" }],
    [12, ended("a", "them", "normal")],
    [12, { type: "call.ended", cause: "normal" }],
  ]));
  assert.deepEqual(rows.map((row) => [row.dst, row.dstchannel, row.disposition, row.billsec]), [
    ["*60", "", "ANSWERED", 12],
  ]);
});

Deno.test("a transfer without asking is told with its target once it went well", () => {
  const facts = (status: number): readonly (readonly [number, CallFact])[] => [
    [0, { type: "call.started", from: { number: "103" }, dialled: "101" }],
    [0, offered("a", "103", "in")],
    [0, offered("b", "101", "out")],
    [1, { type: "bridge.made", a: "a", b: "b" }],
    [9, { type: "transfer.asked", leg: "b", target: "102", kind: "blind" }],
    [10, { type: "transfer.done", leg: "b", status }],
  ];
  const told = (status: number) => celOf(story(facts(status))).filter(({ eventtype }) => eventtype === "BLINDTRANSFER");
  assert.deepEqual(told(200).map(({ channame, extra }) => [channame, JSON.parse(extra)]), [
    ["PJSIP/101-00000022", {
      ...{ extension: "102", context: "from-internal", bridge_id: "c1-a-b" },
      ...{ transferee_channel_name: "PJSIP/103-00000021", transferee_channel_uniqueid: "1772442000.33" },
    }],
  ]);
  assert.deepEqual(told(486), []);
});

Deno.test("an announced transfer names both calls of the one who asks, and who is joined with whom", () => {
  const held = { call: "c2", leg: "d" };
  const all = story([
    [0, { type: "call.started", from: { number: "103" }, dialled: "101" }],
    [0, offered("a", "103", "in")],
    [0, offered("b", "101", "out")],
    [1, { type: "bridge.made", a: "a", b: "b" }],
    [4, { type: "call.started", from: { number: "101" }, dialled: "102" }],
    [4, offered("d", "101", "in")],
    [4, offered("e", "102", "out")],
    [6, { type: "bridge.made", a: "d", b: "e" }],
    [9, { type: "transfer.asked", leg: "b", target: "102", kind: "attended", held }],
    [9, { type: "bridge.made", a: "d", b: "z" }],
    [9, { type: "transfer.done", leg: "b", status: 200 }],
  ]);
  const isOther = (at: number): boolean => at >= 4 && at <= 7 || at === 9;
  const own = all.filter((_, at) => !isOther(at));
  const other = all.filter((_, at) => isOther(at)).map((event) => ({ ...event, call: "c2" }));
  const extraOf = (eventsOf: EventsOf): unknown =>
    JSON.parse(celOf(own, eventsOf).find(({ eventtype }) => eventtype === "ATTENDEDTRANSFER")!.extra);
  const first = {
    ...{ bridge1_id: "c1-a-b", extension: "102" },
    ...{ transferee_channel_name: "PJSIP/103-00000021", transferee_channel_uniqueid: "1772442000.33" },
  };
  assert.deepEqual(extraOf((call) => call === "c2" ? other : []), {
    ...first,
    ...{ channel2_name: "PJSIP/101-00000025", channel2_uniqueid: "1772442004.37", bridge2_id: "c2-d-e" },
    ...{ transfer_target_channel_name: "PJSIP/102-00000026", transfer_target_channel_uniqueid: "1772442004.38" },
  });
  // The record has let go of it, or it is the box that announces: there is one call.
  assert.deepEqual(extraOf(() => []), first);
});
