import assert from "node:assert/strict";
import { DEFAULT_POLICY } from "../policy.ts";
import { MissedEngine } from "../engine.ts";
import { MISS, miss } from "../exam.ts";
import { RowDesk } from "../row_desk.ts";
import { MemoryShelf } from "../shelf.ts";
import { write } from "../stage.ts";
import { digestFor, type Recipient } from "./digest.ts";
import { type DigestCadence, dueDigest, nextDigest } from "./digest_time.ts";
import { MAIL_LIMITS, NOTHING_SENT, notify, type PlannedMail, release, releaseAt, type Sent } from "./realtime.ts";

const BUCHAREST = "Europe/Bucharest";
const at = (text: string) => Date.parse(text);
const iso = (ms: number) => new Date(ms).toISOString().replace(".000Z", "Z");
const MINUTE = 60_000;

const NEXT: readonly (readonly [string, DigestCadence, string, number, string, string])[] = [
  ["hourly is at the full hour", "hourly", BUCHAREST, 8, "2026-03-02T09:00:00Z", "2026-03-02T10:00:00Z"],
  ["where hours are full at half past", "hourly", "Asia/Kolkata", 8, "2026-03-02T09:00:00Z", "2026-03-02T09:30:00Z"],
  ["daily is at eight in the morning", "daily", BUCHAREST, 8, "2026-03-02T05:59:59Z", "2026-03-02T06:00:00Z"],
  ["at the moment itself it is tomorrow's", "daily", BUCHAREST, 8, "2026-03-02T06:00:00Z", "2026-03-03T06:00:00Z"],
  ["weekly is on Monday", "weekly", BUCHAREST, 8, "2026-03-02T06:00:00Z", "2026-03-09T06:00:00Z"],
  ["monthly is on the first", "monthly", BUCHAREST, 8, "2026-03-31T12:00:00Z", "2026-04-01T05:00:00Z"],
  ["eight o'clock comes earlier in summer time", "daily", BUCHAREST, 8, "2026-03-28T06:00:00Z", "2026-03-29T05:00:00Z"],
  ["and later after it", "daily", BUCHAREST, 8, "2026-10-24T05:00:00Z", "2026-10-25T06:00:00Z"],
  [
    "an hour that is skipped is the moment after",
    "daily",
    BUCHAREST,
    3,
    "2026-03-28T01:00:00Z",
    "2026-03-29T01:00:00Z",
  ],
  [
    "an hour that is repeated is the first of both",
    "daily",
    BUCHAREST,
    3,
    "2026-10-24T00:00:00Z",
    "2026-10-25T00:00:00Z",
  ],
  ["and not again with the second", "daily", BUCHAREST, 3, "2026-10-25T00:00:00Z", "2026-10-26T01:00:00Z"],
];
for (const [title, cadence, timeZone, hour, after, expected] of NEXT) {
  Deno.test(`nextDigest(): ${title}`, () => {
    assert.equal(iso(nextDigest(cadence, at(after), { timeZone, hour })), expected);
  });
}

Deno.test("a day of the week and a minute of one's own are kept on both days that clocks change", () => {
  const clock = { timeZone: BUCHAREST, hour: 17, minute: 30, weekday: 5 };
  const days = ["2026-03-20T15:30:00Z", "2026-03-27T15:30:00Z", "2026-04-03T14:30:00Z", "2026-04-10T14:30:00Z"];
  for (const [nth, day] of days.slice(1).entries()) {
    assert.equal(iso(nextDigest("weekly", at(days[nth]!), clock)), day);
  }
  assert.equal(iso(nextDigest("daily", at("2026-10-24T14:30:00Z"), clock)), "2026-10-25T15:30:00Z");
});

Deno.test("hourly digests are 23 on the short day and 25 on the long one", () => {
  const runs = (from: string, to: string) => {
    let count = 0;
    for (let now = at(from); now < at(to); now = nextDigest("hourly", now, { timeZone: BUCHAREST })) count++;
    return count;
  };
  assert.equal(runs("2026-03-28T22:00:00Z", "2026-03-29T21:00:00Z"), 23);
  assert.equal(runs("2026-10-24T21:00:00Z", "2026-10-25T22:00:00Z"), 25);
});

Deno.test("after a time without power only the last digest goes out, and covers all", () => {
  const last = at("2026-03-02T09:00:00Z");
  const due = (now: string) => dueDigest("hourly", last, { timeZone: BUCHAREST, now: at(now) });
  assert.equal(due("2026-03-02T09:59:59Z"), undefined);
  assert.deepEqual(due("2026-03-02T10:00:00Z"), { from: last, at: at("2026-03-02T10:00:00Z"), isDelayed: false });
  assert.deepEqual(due("2026-03-02T12:20:00Z"), { from: last, at: at("2026-03-02T12:00:00Z"), isDelayed: true });
  const monthly = (now: string) => dueDigest("monthly", last, { timeZone: BUCHAREST, now: at(now) })?.at;
  assert.equal(monthly("2026-03-31T20:00:00Z"), undefined);
  assert.equal(monthly("2027-01-31T20:00:00Z"), at("2027-01-01T06:00:00Z"));
});

/** Misses at so many seconds; when mails went out. */
function mailsOf(
  seconds: readonly number[],
  entryOf = (_: number) => "he",
): { mails: readonly PlannedMail[]; sent: Sent } {
  const mails: PlannedMail[] = [];
  let sent = NOTHING_SENT;
  for (const second of seconds) {
    const trigger = { tenant: "t1", entry: entryOf(second), at: second * 1_000 };
    const outcome = notify(sent, { trigger, recipient: "ana", isOpen: true }, { ...MAIL_LIMITS, settleMs: 0 });
    sent = outcome.sent;
    if (outcome.mail !== undefined) mails.push(outcome.mail);
  }
  return { mails, sent };
}

Deno.test("five minutes count from the last mail sent: an insistent caller is told of again and again", () => {
  const everyMinute = Array.from({ length: 11 }, (_, minute) => minute * 60);
  assert.deepEqual(mailsOf(everyMinute).mails.map(({ at }) => at / 1_000), [0, 300, 600]);
});

Deno.test("a caller who gets through before the mail is due is told of to nobody", () => {
  const trigger = { tenant: "t1", entry: "he", at: 0 };
  assert.deepEqual(notify(NOTHING_SENT, { trigger, recipient: "ana", isOpen: false }), {
    sent: NOTHING_SENT,
    why: "cleared",
  });
});

Deno.test("200 misses of 200 callers in an hour are 50 mails, and one that tells of the others", () => {
  const { mails, sent } = mailsOf(Array.from({ length: 200 }, (_, at) => at), (second) => String(second));
  assert.equal(mails.length, 50);
  assert.equal(releaseAt(sent), 3_600_000);
  assert.deepEqual(release(sent, 3_599_999).mails, []);
  const freed = release(sent, 3_600_000);
  assert.deepEqual(freed.mails, [{ kind: "more", recipient: "ana", tenant: "t1", more: 150, at: 3_600_000 }]);
  assert.deepEqual(release(freed.sent, 3_700_000).mails, []);
  assert.equal(releaseAt(freed.sent), undefined);
});

Deno.test("200 misses of one caller in an hour are twelve mails", () => {
  assert.equal(mailsOf(Array.from({ length: 200 }, (_, at) => at * 18)).mails.length, 12);
});

const ANA: Recipient = { id: "ana", tenant: "t1", cadence: "daily", timeZone: BUCHAREST };

function known() {
  const shelf = new MemoryShelf();
  const office = { extensions: new Set(["101"]), trunkPrefixes: ["PJSIP/trunk-"], queues: {}, groups: {}, menus: {} };
  const desk = new RowDesk({ office, policy: DEFAULT_POLICY });
  const engine = new MissedEngine({ shelf, policy: DEFAULT_POLICY });
  const take = (told: Parameters<typeof write>[0][number], now: string) => {
    const { cdr, cel } = write([told]);
    engine.take(desk.add({ cdr, cel }), at(now));
  };
  return { take, now: () => ({ entries: shelf.entries(), journal: shelf.journal }) };
}

Deno.test("a digest tells what waits, and what is cleared before it only in a number", () => {
  const { take, now } = known();
  take(MISS, "2026-03-02T09:01:00Z");
  take({ ...miss("2026-03-02T09:10:00Z"), by: "0722000222" }, "2026-03-02T09:11:00Z");
  take(
    {
      at: "2026-03-02T10:00:00Z",
      by: "101",
      channel: "PJSIP/101-aaaaaaaa",
      rows: ["0 Dial→trunk ANSWERED 60/50 @0745123456"],
    },
    "2026-03-02T10:02:00Z",
  );
  const last = at("2026-03-02T06:00:00Z");
  const digest = digestFor(ANA, now(), { last, now: at("2026-03-03T06:00:00Z") });
  assert.deepEqual(digest?.open.map(({ callerKey }) => callerKey), ["+40722000222"]);
  assert.deepEqual([digest?.fresh, digest?.resolved, digest?.isDelayed], [2, 1, false]);
  assert.equal(digestFor(ANA, now(), { last, now: at("2026-03-03T05:59:59Z") }), undefined);
});

Deno.test("what the box learns after a digest is in the next one, whenever it happened", () => {
  const { take, now } = known();
  take(miss("2026-03-03T05:59:30Z"), "2026-03-03T06:00:03Z");
  const first = at("2026-03-03T06:00:00Z");
  assert.equal(digestFor(ANA, now(), { last: first - 24 * 60 * MINUTE, now: first })?.fresh, 0);
  assert.equal(digestFor(ANA, now(), { last: first, now: first + 24 * 60 * MINUTE })?.fresh, 1);
});

Deno.test("nothing to tell is not told, unless somebody wants to know; off and realtime have no digest", () => {
  const nothing = { entries: [], journal: [] };
  const when = { last: at("2026-03-02T06:00:00Z"), now: at("2026-03-03T06:00:00Z") };
  assert.equal(digestFor(ANA, nothing, when), undefined);
  assert.equal(digestFor({ ...ANA, wantsEmpty: true }, nothing, when)?.open.length, 0);
  for (const cadence of ["off", "realtime"] as const) {
    assert.equal(digestFor({ ...ANA, cadence, wantsEmpty: true }, nothing, when), undefined);
  }
});
