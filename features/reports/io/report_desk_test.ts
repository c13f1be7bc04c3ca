import assert from "node:assert/strict";
import type { Log } from "../../../core/base/mod.ts";
import {
  buildDirectory,
  DEFAULT_CSV,
  DEFAULT_REPORTS,
  type Directory,
  type Pbx,
  type SavedReport,
} from "../../../core/directory/mod.ts";
import type { Mail } from "../../../core/mail/mod.ts";
import type { ReportPlan } from "../make_report.ts";
import { BUCHAREST } from "../stage.ts";
import { ReportDesk, type ReportDeskParts } from "./report_desk.ts";

const DAILY: SavedReport = {
  name: "daily",
  parts: ["summary", "comparison", "missed"],
  period: "yesterday",
  format: "pdf",
  csv: DEFAULT_CSV,
  to: ["ana@example.com", "ion@example.com"],
  cron: "0 8 * * *",
};
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const at = (text: string) => Date.parse(text);

const OTHER: Pbx = {
  ...{ name: "old", kind: "freepbx", tls: "off", everyS: 300, historyDays: 7, missed: {} },
  ...{ extensions: [], trunkChannels: [], outboundPrefixes: [], queues: [], groups: [], menus: [], members: [] },
};

function officeWith(...saved: readonly SavedReport[]): Directory {
  return buildDirectory({
    office: { name: "Acme", country: "RO", timeZone: BUCHAREST, language: "en" },
    extensions: [],
    pbx: [OTHER],
    reports: { ...DEFAULT_REPORTS, saved },
  }, { revision: 1, realm: "kontor" });
}

interface Order {
  readonly plan: Pick<ReportPlan, "period" | "madeAt" | "only">;
}

/** A box whose clock is turned by hand; what it made, sent and kept. */
class Box {
  now: number;
  fails = false;
  /** How many were made of another phone system's calls. */
  foreign = 0;
  /** Pages as a notebook has them over a restart. */
  readonly pages: Map<string, unknown>;
  readonly made: { readonly path: string; readonly from: number; readonly to: number; readonly madeAt: number }[] = [];
  /** Of which part of the office each was made. */
  readonly parts: ReportPlan["only"][] = [];
  readonly mails: Mail[] = [];
  readonly log: string[] = [];
  readonly desk: ReportDesk;
  /** The record tells something else of calls from this instant on. */
  changed: (from: number) => void = () => {};
  #timers: { readonly at: number; readonly fire: () => void }[] = [];

  constructor(now: string, pages: Map<string, unknown> = new Map()) {
    this.now = at(now);
    this.pages = pages;
    const log: Log = { write: ({ text, facts }) => this.log.push(`${text}: ${facts?.["reason"]}`) };
    this.desk = new ReportDesk({
      ...{ log, data: "/data", wall: () => this.now, caughtUp: () => Promise.resolve() },
      onChange: (listener) => this.changed = listener,
      seal: () => ({ key: new Uint8Array(32), keyId: "box" }),
      timer: (fire, ms) => {
        const timer = { at: this.now + ms, fire };
        this.#timers.push(timer);
        return () => this.#timers = this.#timers.filter((each) => each !== timer);
      },
      post: (mails, pages) => {
        this.mails.push(...mails);
        for (const { key, value } of pages) {
          if (value === undefined) this.pages.delete(key);
          else this.pages.set(key, value);
        }
      },
      maker: {
        make: this.#make,
        makeForeign: (order: Order, wanted: unknown) => {
          this.foreign += 1;
          return this.#make(order, wanted);
        },
        list: () => new ReadableStream(),
        stop: () => {},
      } as ReportDeskParts["maker"],
      misses: () => Promise.resolve([]),
      foreign: (tenant) => Promise.reject(new Error(`nobody reads ${tenant} here`)),
    });
  }

  readonly #make = (order: Order, wanted: unknown) => {
    if (this.fails) return Promise.reject(new Error("the disk is full"));
    const { period, madeAt, only } = order.plan;
    this.parts.push(only);
    this.made.push({ path: (wanted as { path: string }).path, ...period, madeAt });
    return Promise.resolve({ type: "written", octets: new Uint8Array([this.made.length]) });
  };

  start(...saved: readonly SavedReport[]): this {
    this.desk.follow(officeWith(...saved));
    this.desk.start([...this.pages].map(([key, value]) => ({ family: "report", key, value })));
    return this;
  }

  /** Lets so much time pass, timer by timer. */
  async pass(ms: number): Promise<void> {
    const until = this.now + ms;
    for (;;) {
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      const next = this.#timers.toSorted((one, other) => one.at - other.at)[0];
      if (next === undefined || next.at > until) break;
      this.#timers = this.#timers.filter((each) => each !== next);
      this.now = Math.max(this.now, next.at);
      next.fire();
    }
    this.now = until;
  }

  get sent(): readonly string[] {
    return this.mails.map(({ id, to }) => `${id} ${to}`);
  }
}

Deno.test("a report of another phone system goes out at its hour like any other, and is made of its calls", async () => {
  const box = new Box("2026-03-02T05:00:00Z").start({ ...DAILY, pbx: "old" });
  await box.pass(DAY_MS);
  assert.deepEqual([box.made.length, box.foreign, box.mails.length], [1, 1, 2]);
  await box.desk.octets({ report: { ...DAILY, pbx: "old" } }, "pdf");
  await box.desk.octets({ report: DAILY }, "pdf");
  assert.equal(box.foreign, 2);
});

Deno.test("a report of a part of the office is made of that part, and is nobody else's", async () => {
  const box = new Box("2026-03-02T05:00:00Z").start();
  const report: SavedReport = { ...DAILY, parts: ["queues"] };
  const look = (only?: readonly string[]) => box.desk.json({ report, ...only === undefined ? {} : { only } });
  const [whole, part] = [await look(), await look(["8001"])];
  assert.notDeepEqual(whole, part);
  assert.deepEqual(await look(["8001"]), part);
  await box.desk.octets({ report: { ...report, pbx: "old" }, only: ["8002"] }, "csv");
  assert.deepEqual(box.parts, [undefined, ["8001"], ["8002"]]);
});

Deno.test("a report goes out at its hour, once to each, and what it is of is the day before", async () => {
  const box = new Box("2026-03-02T05:00:00Z").start(DAILY);
  await box.pass(2 * DAY_MS);
  const runs = [at("2026-03-02T06:00:00Z"), at("2026-03-03T06:00:00Z")];
  assert.deepEqual(box.made.map(({ path }) => path), runs.map((run) => `reports/daily.${run}.pdf`));
  assert.deepEqual(
    box.sent,
    runs.flatMap((run) => [
      `report.daily.${run}.0 ana@example.com`,
      `report.daily.${run}.1 ion@example.com`,
    ]),
  );
  assert.deepEqual(box.made[0], {
    path: `reports/daily.${runs[0]}.pdf`,
    from: at("2026-02-28T22:00:00Z"),
    to: at("2026-03-01T22:00:00Z"),
    madeAt: runs[0],
  });
});

Deno.test("a report that is new begins now, also over a restart, and one that is gone is forgotten", async () => {
  const first = new Box("2026-03-02T05:59:00Z").start(DAILY);
  await first.pass(30_000);
  first.desk.stop();
  const next = new Box("2026-03-02T06:30:00Z", first.pages).start(DAILY);
  await next.pass(1_000);
  assert.equal(next.made.length, 1);
  next.desk.follow(officeWith());
  assert.equal(next.pages.size, 0);
  next.desk.follow(officeWith(DAILY));
  await next.pass(HOUR_MS);
  assert.equal(next.made.length, 1);
});

Deno.test("several runs that were slept through are one report over all of them", async () => {
  const box = new Box("2026-03-05T12:00:00Z", new Map([["daily", at("2026-03-02T06:00:00Z")]])).start(DAILY);
  await box.pass(HOUR_MS);
  assert.equal(box.mails.length, 2);
  assert.deepEqual([box.made[0]?.from, box.made[0]?.to], [at("2026-03-01T22:00:00Z"), at("2026-03-04T22:00:00Z")]);
});

Deno.test("a crash before the mail is posted makes the same report again; after it nothing is sent twice", async () => {
  const pages = new Map<string, unknown>([["daily", at("2026-03-01T06:00:00Z")]]);
  const before = new Box("2026-03-02T06:00:00Z", new Map(pages)).start(DAILY);
  await before.pass(1_000);
  const again = new Box("2026-03-02T06:10:00Z", new Map(pages)).start(DAILY);
  await again.pass(1_000);
  assert.deepEqual([again.made, again.mails], [before.made, before.mails]);
  const after = new Box("2026-03-02T06:20:00Z", again.pages).start(DAILY);
  await after.pass(HOUR_MS);
  assert.deepEqual(after.made, []);
});

Deno.test("a report that cannot be made is tried again with longer pauses, and holds up no other", async () => {
  const box = new Box("2026-03-02T05:59:59Z").start(DAILY);
  box.fails = true;
  await box.pass(30 * 60_000);
  assert.deepEqual(box.log.length, 4);
  assert.match(box.log[0]!, /Cannot make a report: it is tried again: the disk is full/);
  box.fails = false;
  await box.pass(HOUR_MS);
  assert.equal(box.mails.length, 2);
  assert.equal(box.made[0]?.madeAt, at("2026-03-02T06:00:00Z"));
});

Deno.test("a box that does not know the time sends nothing until it does", async () => {
  const box = new Box("1970-01-01T05:59:59Z").start(DAILY);
  await box.pass(3 * HOUR_MS);
  assert.deepEqual([box.made, box.pages.size], [[], 0]);
  box.now = at("2026-03-02T07:00:00Z");
  box.desk.look();
  await box.pass(DAY_MS);
  assert.equal(box.made.length, 1);
});

Deno.test("a clock that was wrong for a while keeps no report back", async () => {
  const box = new Box("2026-03-02T05:00:00Z", new Map([["daily", at("2030-01-01T06:00:00Z")]])).start(DAILY);
  await box.pass(2 * HOUR_MS);
  assert.equal(box.made.length, 1);
});

Deno.test("a report of a time that is over is made again only where something of it has changed", async () => {
  const box = new Box("2026-03-02T09:00:00Z").start();
  const look = async (wish: Partial<SavedReport> = {}) =>
    (await box.desk.json({ report: { ...DAILY, parts: ["summary"], ...wish } }))[0];
  const [midnight, yesterday] = [at("2026-03-01T22:00:00Z"), at("2026-02-28T22:00:00Z")];
  assert.deepEqual(await Promise.all([look(), look()]), [1, 1], "two look at once");
  box.changed(midnight);
  assert.equal(await look(), 1, "a call of today changes nothing of yesterday");
  box.changed(midnight - 1);
  box.now += 1_999;
  assert.equal(await look(), 1, "what is so new is shown as it is");
  box.now += 1;
  assert.equal(await look(), 2);
  box.changed(yesterday - HOUR_MS);
  box.now += 2_000;
  assert.equal(await look(), 3);
  box.desk.follow(officeWith(DAILY));
  assert.equal(await look(), 4, "the office is another one");
  assert.deepEqual([await look({ parts: ["missed"] }), await look({ parts: ["missed"] })], [5, 6]);
});

Deno.test("a report of a time that goes on is made again where something has happened, and the next minute", async () => {
  const box = new Box("2026-03-02T09:00:00Z").start();
  const look = async () => (await box.desk.json({ report: { ...DAILY, parts: ["summary"], period: "today" } }))[0];
  assert.equal(await look(), 1);
  box.now += MINUTE_MS - 1;
  assert.equal(await look(), 1);
  box.changed(box.now);
  assert.equal(await look(), 2, "a call has ended");
  box.now += 1;
  assert.equal(await look(), 3);
});

Deno.test("a clock that is set back has no report kept for longer", async () => {
  const box = new Box("2026-03-02T09:00:00Z").start();
  const look = async () => (await box.desk.json({ report: { ...DAILY, parts: ["summary"] } }))[0];
  assert.equal(await look(), 1);
  box.changed(0);
  box.now -= HOUR_MS;
  assert.equal(await look(), 2);
});

Deno.test("a report of another phone system is made again in the next minute, also of a time that is over", async () => {
  const box = new Box("2026-03-02T09:00:00Z").start();
  const look = async (tenant?: string) =>
    (await box.desk.json({ report: { ...DAILY, parts: ["summary"] }, ...tenant === undefined ? {} : { tenant } }))[0];
  assert.deepEqual([await look("old"), await look("old"), await look()], [1, 1, 2]);
  box.now += MINUTE_MS;
  assert.deepEqual([await look("old"), await look()], [3, 2]);
});

Deno.test("a report that could not be made, or was changed while it was made, is made by the next who asks", async () => {
  const box = new Box("2026-03-02T09:00:00Z").start();
  const look = async () => (await box.desk.json({ report: { ...DAILY, parts: ["summary"] } }))[0];
  box.fails = true;
  await assert.rejects(look(), /the disk is full/);
  box.fails = false;
  const looking = look();
  await Promise.resolve();
  await Promise.resolve();
  box.changed(0);
  await looking;
  box.now += 2_000;
  assert.equal(await look(), 2);
});
