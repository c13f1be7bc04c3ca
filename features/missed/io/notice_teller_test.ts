import assert from "node:assert/strict";
import { miss } from "../exam.ts";
import { Missing, NoticeBench, OWN, person } from "../../../tests/lab/notice_bench.ts";

const ANA = person("ana@example.com");
const DAILY = person("boss@example.com", { cadence: "daily" });
const AT = "2026-03-02T09:00:00Z";
const iso = (ms: number) => new Date(ms).toISOString().replace(".000Z", "Z");
/** The nth caller. */
const callerOf = (nth: number) => `0722${String(nth).padStart(6, "0")}`;
/** Seconds after nine. */
const after = (seconds: number) => iso(Date.parse(AT) + seconds * 1_000);

Deno.test("a missed call is told of when the caller has had time to get through, once, and twice if he tries again later", async () => {
  const bench = new NoticeBench({ at: "2026-03-02T08:00:00Z", recipients: [ANA] });
  await bench.happens(miss(AT));
  await bench.until(after(29));
  assert.equal(bench.mails.length, 0);
  await bench.until(after(30));
  assert.equal(bench.mails.length, 1);
  const [mail] = bench.mails;
  assert.deepEqual([mail?.to, mail?.subject], ["ana@example.com", "[Cabinet Țîrlea] Missed call: 0745 123 456"]);
  await bench.happens(miss(after(60)));
  await bench.until(after(290));
  assert.equal(bench.mails.length, 1);
  await bench.happens(miss(after(400)));
  await bench.until(after(500));
  assert.equal(bench.mails.length, 2);
  assert.match(bench.mails[1]?.text ?? "", /called 0376 443 311 3 times/);
  assert.equal(new Set(bench.mails.map(({ id }) => id)).size, 2);
  assert.equal(bench.notified.length, 2);
  await bench.desk.stop();
});

Deno.test("who gets through before his mail is due is told of to nobody", async () => {
  const bench = new NoticeBench({ at: "2026-03-02T08:00:00Z", recipients: [ANA] });
  await bench.happens(miss(AT));
  await bench.happens({ at: after(10), did: "0376443300", rows: ["0 Dial→101 ANSWERED 5/5 @101"] }, after(20));
  await bench.until(after(3_600));
  assert.deepEqual(bench.mails, []);
  await bench.desk.stop();
});

Deno.test("200 callers in an hour are 50 mails at once, and one that tells of the other 150", async () => {
  const bench = new NoticeBench({ at: "2026-03-02T08:00:00Z", recipients: [ANA] });
  for (let nth = 0; nth < 200; nth++) await bench.happens({ ...miss(after(nth * 17)), by: callerOf(nth) });
  await bench.until(after(3_500));
  assert.equal(bench.mails.length, 50);
  await bench.until(after(2 * 3_600));
  assert.equal(bench.mails.length, 51);
  // Whoever was held back is told of later: of each both is written down.
  assert.deepEqual([new Set(bench.suppressed).size, bench.notified.length], [150, 200]);
  const last = bench.mails.at(-1);
  assert.equal(last?.subject, "[Cabinet Țîrlea] 150 more missed calls");
  // A hundred of them by name, and the others by number.
  assert.equal(last?.text.match(/^- /gm)?.length, 100);
  assert.match(last?.text ?? "", /and 50 more/);
  assert.equal(new Set(bench.mails.map(({ id }) => id)).size, 51);
  await bench.desk.stop();
});

Deno.test("200 calls of one caller in an hour are told of every five minutes", async () => {
  const bench = new NoticeBench({ at: "2026-03-02T08:00:00Z", recipients: [ANA, DAILY] });
  for (let nth = 0; nth < 200; nth++) await bench.happens(miss(after(nth * 18)));
  await bench.until(after(2 * 3_600));
  assert.equal(bench.mails.length, 12);
  await bench.until("2026-03-03T06:00:00Z");
  const digest = bench.mails.at(-1);
  assert.equal(
    digest?.subject,
    "[Cabinet Țîrlea] Missed calls of the day: 1 caller waits for a call, 1 new, 0 settled",
  );
  assert.match(digest?.text ?? "", /called 0376 443 311 200 times/);
  // Of each mail it is written down what it told of: the digest's too.
  assert.equal(bench.notified.length, 13);
  await bench.desk.stop();
});

Deno.test("a mail says where it is set how often its reader hears, to him and to his mail program", async () => {
  const recipients = [ANA, DAILY];
  const at = "2026-03-02T08:00:00Z";
  const bench = new NoticeBench({ at, recipients, deskAt: "http://kontor.local" });
  await bench.happens(miss(AT));
  await bench.until("2026-03-03T06:00:00Z");
  assert.deepEqual(bench.mails.map(({ to }) => to), ["ana@example.com", "boss@example.com"]);
  for (const { settingsAt, text, html } of bench.mails) {
    assert.equal(settingsAt, "http://kontor.local/office/missed");
    assert.match(text, /missed: notify\. How often, or not at all: http:\/\/kontor\.local\/office\/missed\n$/);
    assert.match(html ?? "", /<a href="http:\/\/kontor\.local\/office\/missed">How often, or not at all<\/a>/);
  }
  await bench.desk.stop();
  const without = new NoticeBench({ at, recipients });
  await without.happens(miss(AT));
  await without.until(after(30));
  assert.equal(without.mails[0]?.settingsAt, undefined);
  assert.doesNotMatch(without.mails[0]?.html ?? "", /office\/missed/);
  await without.desk.stop();
});

/** From eight in the evening to seven, each night. */
const NIGHTS = { quiet: [{ days: [1, 2, 3, 4, 5, 6, 7], from: 20 * 60, to: 7 * 60 }] };
const SLEEPER = person("ana@example.com", NIGHTS);

Deno.test("who was missed in quiet hours is told of in the morning, all in one mail, but for who got through since", async () => {
  const missing = new Missing(OWN);
  const bench = new NoticeBench({
    at: "2026-03-02T08:00:00Z",
    recipients: [SLEEPER, person("https://crm.example", NIGHTS)],
    missing,
  });
  await bench.happens(miss("2026-03-02T17:58:00Z"));
  await bench.until("2026-03-02T18:05:00Z");
  assert.equal(bench.mails.length, 1, "it was two minutes to eight");
  for (let nth = 0; nth < 3; nth++) {
    await bench.happens({ ...miss(`2026-03-02T2${nth}:10:00Z`), by: callerOf(nth) });
  }
  const answered = {
    at: "2026-03-03T03:00:00Z",
    by: callerOf(1),
    did: "0376443311",
    rows: ["0 Dial→101 ANSWERED 5/5 @101"],
  };
  await bench.happens(answered, "2026-03-03T03:00:30Z");
  await bench.until("2026-03-03T04:59:59Z");
  assert.equal(bench.mails.length, 1);
  assert.equal(bench.hooks.length, 4, "programs do not sleep");
  await bench.desk.stop();
  const next = new NoticeBench({ at: "2026-03-03T04:59:59Z", recipients: [SLEEPER], missing, pages: bench.kept });
  await next.until("2026-03-03T05:00:00Z");
  assert.deepEqual(next.mails.map(({ subject }) => subject), ["[Cabinet Țîrlea] 2 missed calls"]);
  assert.equal(next.mails[0]?.text.match(/^- /gm)?.length, 2);
  await next.until("2026-03-04T12:00:00Z");
  assert.equal(next.mails.length, 1);
  await next.desk.stop();
});

Deno.test("digests of the night are one in the morning, and who is quiet all week is told as if he were not", async () => {
  const always = { days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1_440 };
  const bench = new NoticeBench({
    at: "2026-03-02T08:00:00Z",
    recipients: [
      person("boss@example.com", { cadence: "hourly", ...NIGHTS }),
      person("eve@example.com", { quiet: [always] }),
    ],
  });
  await bench.happens(miss("2026-03-02T20:10:00Z"));
  await bench.happens({ ...miss("2026-03-03T02:10:00Z"), by: callerOf(1) });
  await bench.until("2026-03-03T04:59:59Z");
  assert.deepEqual(bench.mails.map(({ to }) => to), ["eve@example.com", "eve@example.com"]);
  await bench.until("2026-03-03T05:00:00Z");
  const digest = bench.mails.at(-1)!;
  assert.equal(
    digest.subject,
    "[Cabinet Țîrlea] Missed calls of this hour: 2 callers wait for a call, 2 new, 0 settled",
  );
  assert.doesNotMatch(digest.text, /comes late/);
  await bench.desk.stop();
});

Deno.test("each hears only of the calls to his numbers and through his queues", async () => {
  const bench = new NoticeBench({
    at: "2026-03-02T08:00:00Z",
    recipients: [
      person("sales@example.com", { numbers: ["+40376443322"] }),
      person("help@example.com", { queues: ["Help"] }),
      person("other@example.com", { pbx: "other" }),
    ],
  });
  await bench.happens(miss(AT));
  await bench.happens({ ...miss(after(1)), did: "0376443322", by: callerOf(1) });
  await bench.until(after(100));
  assert.deepEqual(bench.mails.map(({ to }) => to), ["sales@example.com"]);
  await bench.desk.stop();
});

for (
  const [title, from, days] of [
    ["that clocks go forward", "2026-03-28T05:00:00Z", ["2026-03-28T06:00", "2026-03-29T05:00", "2026-03-30T05:00"]],
    ["that they go back", "2026-10-24T04:00:00Z", ["2026-10-24T05:00", "2026-10-25T06:00", "2026-10-26T06:00"]],
  ] as const
) {
  Deno.test(`a daily digest comes at eight, once a day, around the day ${title}`, async () => {
    const sentAt: string[] = [];
    const bench: NoticeBench = new NoticeBench({
      at: from,
      recipients: [DAILY],
      post: ({ mails }) => void sentAt.push(...mails.map(({ subject }) => `${iso(bench.now).slice(0, 16)} ${subject}`)),
    });
    const start = Date.parse(from);
    for (let hour = 0; hour < 51; hour++) {
      await bench.happens({ ...miss(iso(start + hour * 3_600_000 + 60_000)), by: callerOf(hour) });
    }
    await bench.until(start + 51 * 3_600_000);
    assert.deepEqual(sentAt.map((line) => line.slice(0, 16)), days);
    const counts = sentAt.map((line) => Number(/(\d+) new/.exec(line)?.[1]));
    const gaps = days.slice(1).map((day, nth) =>
      (Date.parse(`${day}:00Z`) - Date.parse(`${days[nth]}:00Z`)) / 3_600_000
    );
    assert.deepEqual(counts, [1, ...gaps]);
    await bench.desk.stop();
  });
}

Deno.test("nobody hears of what was missed before he was named, and nothing gets lost while the box is off", async () => {
  const first = new NoticeBench({ at: "2026-03-02T08:00:00Z", recipients: [] });
  await first.happens({ ...miss("2026-03-02T08:30:00Z"), by: callerOf(1) });
  await first.desk.stop();
  assert.equal(first.pages.size, 0);
  const second = new NoticeBench({ at: "2026-03-02T08:40:00Z", recipients: [ANA, DAILY], missing: first.missing });
  await second.until("2026-03-02T08:50:00Z");
  await second.desk.stop();
  assert.deepEqual(second.mails, []);
  // The journal goes on, the box does not.
  first.missing.take({ ...miss("2026-03-02T08:55:00Z"), by: callerOf(2) }, Date.parse("2026-03-02T08:56:00Z"));
  const pages = JSON.parse(JSON.stringify(second.kept));
  const third = new NoticeBench({ at: AT, recipients: [ANA, DAILY], missing: first.missing, pages });
  await third.until(after(60));
  assert.deepEqual(third.mails.map(({ subject }) => subject), ["[Cabinet Țîrlea] Missed call: 0722 000 002"]);
  await third.until("2026-03-03T06:00:00Z");
  assert.match(third.mails.at(-1)?.subject ?? "", /2 callers wait for a call, 1 new, 0 settled/);
  await third.desk.stop();
});

Deno.test("another phone system's calls are told of once, though it tells them anew at every start", async () => {
  const recipients = [person("acme@example.com", { pbx: "acme" })];
  const first = new NoticeBench({ at: "2026-03-02T08:00:00Z", recipients });
  const acme = () => new Missing("acme");
  const rows = acme();
  const tell = async (bench: NoticeBench, told: ReturnType<typeof miss>, at: string) => {
    await bench.until(at);
    bench.desk.heard("acme", rows.take(told, bench.now));
    await bench.desk.settled();
  };
  await tell(first, { ...miss("2026-03-02T07:00:00Z"), by: callerOf(1) }, "2026-03-02T08:05:00Z");
  await tell(first, { ...miss(AT), by: callerOf(2) }, after(60));
  await first.until(after(120));
  assert.deepEqual(first.mails.map(({ subject }) => subject), [
    "[Cabinet Țîrlea] Missed call: 0722 000 002".replace("Cabinet Țîrlea", "acme"),
  ]);
  await first.desk.stop();
  const second = new NoticeBench({ at: after(200), recipients, pages: JSON.parse(JSON.stringify(first.kept)) });
  const again = acme();
  for (const [nth, at] of [[1, "2026-03-02T07:00:00Z"], [2, AT], [3, after(150)]] as const) {
    second.desk.heard("acme", again.take({ ...miss(at), by: callerOf(nth) }, second.now));
  }
  await second.until(after(400));
  assert.deepEqual(second.mails.map(({ subject }) => subject), ["[acme] Missed call: 0722 000 003"]);
  await second.desk.stop();
});

Deno.test("a program is told of each call with what is known of it, and is not held back with the mails", async () => {
  const bench = new NoticeBench({
    at: "2026-03-02T08:00:00Z",
    recipients: [person("https://crm.example.com/missed"), ANA],
    limits: { perHour: 1 },
    names: new Map([["+40722000001", "Ion Țuțuianu"]]),
  });
  for (const nth of [1, 2, 3]) await bench.happens({ ...miss(after(nth)), by: callerOf(nth) });
  await bench.until(after(60));
  assert.equal(bench.mails.length, 1);
  assert.equal(bench.hooks.length, 3);
  const [hook] = bench.hooks;
  assert.deepEqual([hook?.url, JSON.parse(hook?.body ?? "")], ["https://crm.example.com/missed", {
    type: "missed.call",
    id: hook?.id,
    tenant: OWN,
    caller: "+40722000001",
    name: "Ion Țuțuianu",
    number: "+40376443311",
    attempts: 1,
    first_at: "2026-03-02T09:00:01.000Z",
    last_at: "2026-03-02T09:00:01.000Z",
    rang: ["101"],
    route: "Ext 101",
  }]);
  // What is told of one entry waits for what was told of it before; other entries do not.
  assert.equal(new Set(bench.hooks.map(({ about }) => about)).size, 3);
  await bench.happens({ ...miss(after(600)), by: callerOf(1) });
  await bench.until(after(700));
  const again = bench.hooks.at(-1);
  assert.equal(again?.about, hook?.about);
  assert.ok(again!.nth! > hook!.nth!);
  await bench.desk.stop();
});

Deno.test("a journal that cannot be read is complained of once, and read when it can be again", async () => {
  const bench = new NoticeBench({ at: "2026-03-02T08:00:00Z", recipients: [ANA] });
  await bench.until("2026-03-02T08:01:00Z");
  await bench.desk.stop();
  const { missing } = bench;
  const sound = missing.book;
  let isAway = true;
  const linesAfter: typeof sound.linesAfter = (...asked) =>
    isAway ? Promise.reject(new Error("the disk is away")) : sound.linesAfter(...asked);
  Object.defineProperty(missing, "book", { value: { ...sound, linesAfter } });
  missing.take(miss("2026-03-02T08:05:00Z"), Date.parse("2026-03-02T08:05:00Z"));
  const pages = JSON.parse(JSON.stringify(bench.kept));
  const next = new NoticeBench({ at: "2026-03-02T08:10:00Z", recipients: [ANA], missing, pages });
  await next.until("2026-03-02T08:15:00Z");
  assert.deepEqual(next.mails, []);
  assert.equal(next.log.filter((line) => line.startsWith("error Cannot tell people of missed calls")).length, 1);
  isAway = false;
  await next.until("2026-03-02T08:16:00Z");
  assert.equal(next.mails.length, 1);
  await next.desk.stop();
});

Deno.test("a box that does not know the time yet tells nobody, and then what it has to tell", async () => {
  const first = new NoticeBench({ at: "2026-03-02T08:00:00Z", recipients: [ANA, DAILY] });
  await first.happens(miss(AT));
  await first.desk.stop();
  const pages = JSON.parse(JSON.stringify(first.kept));
  const next = new NoticeBench({ at: "1970-01-01T00:00:10Z", recipients: [ANA, DAILY], missing: first.missing, pages });
  await next.until("1970-01-01T00:10:00Z");
  assert.deepEqual(next.mails, []);
  next.now = Date.parse("2026-03-02T09:10:00Z");
  await next.until("2026-03-02T09:11:00Z");
  assert.equal(next.mails.length, 1);
  await next.desk.stop();
});

Deno.test("a clock that ran a year ahead and is set back holds up nobody's notices", async () => {
  const ahead = new NoticeBench({ at: "2027-03-02T08:00:00Z", recipients: [ANA, DAILY] });
  await ahead.happens({ ...miss("2027-03-02T08:30:00Z"), by: callerOf(1) });
  await ahead.until("2027-03-02T08:40:00Z");
  await ahead.happens({ ...miss("2027-03-02T08:41:00Z"), by: callerOf(2) });
  await ahead.desk.stop();
  assert.equal(ahead.mails.length, 1);
  const pages = JSON.parse(JSON.stringify(ahead.kept));
  const next = new NoticeBench({ at: "2026-03-02T08:00:00Z", recipients: [ANA, DAILY], missing: ahead.missing, pages });
  await next.until("2026-03-02T08:01:00Z");
  assert.equal(next.mails.length, 1);
  await next.happens({ ...miss("2026-03-02T08:10:00Z"), by: callerOf(3) });
  await next.until("2026-03-03T06:00:00Z");
  assert.deepEqual(next.mails.map(({ to }) => to), ["ana@example.com", "ana@example.com", "boss@example.com"]);
  await next.desk.stop();
});
