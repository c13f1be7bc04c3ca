import assert from "node:assert/strict";
import { buildDirectory, DEFAULT_REPORTS, type Directory } from "../../../core/directory/mod.ts";
import type { SourceQuality } from "../quality.ts";
import { QualityDesk } from "./quality_desk.ts";

const HOUR_MS = 3_600_000;
const BAD: SourceQuality = {
  ...{ source: "digi", isTrunk: true, streams: 10, bad: 5 },
  averages: { mos: 3, jitterMs: 1, lostPercent: 0, latencyMs: 1 },
};

function officeWith(to: readonly string[]): Directory {
  return buildDirectory({
    office: { name: "Acme", country: "RO", timeZone: "UTC", language: "en" },
    extensions: [],
    reports: { ...DEFAULT_REPORTS, qualityAlerts: { to, share: 20, calls: 5 } },
  }, { revision: 1, realm: "kontor" });
}

class Box {
  now: number;
  sources: readonly SourceQuality[] = [];
  fails = false;
  readonly pages: Map<string, unknown>;
  readonly looked: string[] = [];
  readonly mails: string[] = [];
  readonly log: string[] = [];
  readonly desk: QualityDesk;
  #timer: { readonly at: number; readonly fire: () => void } | undefined;

  constructor(now: string, pages: Map<string, unknown> = new Map()) {
    this.now = Date.parse(now);
    this.pages = pages;
    this.desk = new QualityDesk({
      ...{ data: "/data", wall: () => this.now, caughtUp: () => Promise.resolve() },
      log: { write: ({ text }) => this.log.push(text) },
      timer: (fire, ms) => {
        const timer = { at: this.now + ms, fire };
        this.#timer = timer;
        return () => this.#timer = this.#timer === timer ? undefined : this.#timer;
      },
      post: ({ mails }, pages) => {
        this.mails.push(...mails.map(({ id }) => id));
        for (const { key, value } of pages) this.pages.set(key, value);
      },
      maker: {
        sources: (_data, { from, to }) => {
          if (this.fails) return Promise.reject(new Error("the disk is gone"));
          this.looked.push([from, to].map((at) => new Date(at).toISOString().slice(11, 16)).join("-"));
          return Promise.resolve(this.sources);
        },
      },
    });
  }

  start(to: readonly string[]): this {
    this.desk.follow(officeWith(to));
    this.desk.start([...this.pages].map(([key, value]) => ({ family: "report-quality", key, value })));
    return this;
  }

  async pass(ms: number): Promise<void> {
    const until = this.now + ms;
    for (;;) {
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      const next = this.#timer;
      if (next === undefined || next.at > until) break;
      this.#timer = undefined;
      this.now = Math.max(this.now, next.at);
      next.fire();
    }
    this.now = until;
  }
}

Deno.test("every hour is looked at once, soon after its end, and who is bad is told of once", async () => {
  const box = new Box("2026-03-02T10:10:00Z").start(["ana@example.com"]);
  box.sources = [BAD];
  await box.pass(3 * HOUR_MS);
  assert.deepEqual(box.looked, ["09:00-10:00", "10:00-11:00", "11:00-12:00", "12:00-13:00"]);
  assert.deepEqual(box.mails, [`quality.${Date.parse("2026-03-02T10:00:00Z")}.0`]);
});

Deno.test("over a restart nobody is told again, and no hour is looked at twice", async () => {
  const first = new Box("2026-03-02T10:10:00Z").start(["ana@example.com"]);
  first.sources = [BAD];
  await first.pass(1_000);
  const next = new Box("2026-03-02T10:20:00Z", first.pages).start(["ana@example.com"]);
  next.sources = [BAD];
  await next.pass(HOUR_MS);
  assert.deepEqual([next.looked, next.mails], [["10:00-11:00"], []]);
});

Deno.test("where nobody is to be told nobody looks, until somebody is", async () => {
  const box = new Box("2026-03-02T10:10:00Z").start([]);
  await box.pass(2 * HOUR_MS);
  assert.deepEqual(box.looked, []);
  box.desk.follow(officeWith(["ana@example.com"]));
  await box.pass(1_000);
  assert.equal(box.looked.length, 1);
});

Deno.test("whoever has asked which sources are bad may ask again: from then on every hour is looked at", async () => {
  const box = new Box("2026-03-02T10:10:00Z").start([]);
  box.sources = [BAD];
  assert.deepEqual(box.desk.soundsBad(), []);
  await box.pass(HOUR_MS);
  assert.deepEqual(box.desk.soundsBad(), ["digi"]);
  assert.deepEqual([box.looked.length, box.mails], [2, []]);
  box.sources = [{ ...BAD, bad: 0 }];
  await box.pass(HOUR_MS);
  assert.deepEqual(box.desk.soundsBad(), []);
});

Deno.test("an hour that cannot be read is told in the log, and the next is looked at", async () => {
  const box = new Box("2026-03-02T10:10:00Z");
  box.fails = true;
  box.start(["ana@example.com"]);
  await box.pass(1_000);
  assert.deepEqual(box.log, ["Cannot look at how calls sounded"]);
  box.fails = false;
  await box.pass(HOUR_MS);
  assert.deepEqual(box.looked, ["10:00-11:00"]);
});
