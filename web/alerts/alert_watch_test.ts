import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import { buildDirectory } from "../../core/directory/mod.ts";
import type { AuditLine } from "../../core/store/mod.ts";
import type { TrunkView } from "../../core/switchboard/mod.ts";
import type { BoxDoor, ExaminedThing } from "../page/mod.ts";
import type { Page } from "./alert_page.ts";
import { AlertWatch } from "./alert_watch.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 5, 1);

/** A box with a line outside, a disk and a certificate of the owner's. */
class Box {
  now = START;
  trunk: TrunkView["state"] | undefined = "up";
  disk: ExaminedThing["verdict"] | undefined = "ok";
  notAfter = START + 365 * DAY;
  bad: readonly string[] = [];
  fails = false;
  readonly audited: AuditLine[] = [];
  readonly log: string[] = [];
  readonly watch: AlertWatch;
  #pages = new Map<string, Page>();
  #timer: (() => void) | undefined;

  constructor(pages: readonly Page[] = []) {
    const status = (): ReturnType<BoxDoor["certificates"]["status"]> => ({
      source: "file",
      served: {
        ...{ subject: "kontor.local", issuer: "an authority", names: ["kontor.local"], fingerprint: "5F:1B:AA" },
        ...{ notBefore: START as WallTime, notAfter: this.notAfter as WallTime },
      },
      without: [],
    });
    this.watch = new AlertWatch({
      world: {
        clock: { now: () => 0 as never, wall: () => this.now as WallTime },
        office: { refused: undefined },
        box: { certificates: { status } },
        ask: () => ({ type: "trunks", trunks: this.trunk === undefined ? [] : [this.#trunkIn(this.trunk)] }),
        examined: () => this.#examined(),
        directory: () => buildDirectory(OFFICE, { revision: 1, realm: "kontor" }),
      },
      audit: { lines: () => Promise.resolve(this.audited.toReversed()) },
      soundsBad: () => this.fails ? Promise.reject(new Error("the disk is gone")) : Promise.resolve(this.bad),
      timer: (fire) => {
        this.#timer = fire;
        return () => this.#timer = undefined;
      },
      keep: (pages) => {
        for (const page of pages) {
          if (page.value === undefined) this.#pages.delete(page.key);
          else this.#pages.set(page.key, JSON.parse(JSON.stringify(page)));
        }
      },
      log: { write: ({ text }) => this.log.push(text) },
    });
    this.watch.start(pages);
  }

  get pages(): readonly Page[] {
    return [...this.#pages.values()];
  }

  get isWaiting(): boolean {
    return this.#timer !== undefined;
  }

  #trunkIn(state: TrunkView["state"]): TrunkView {
    const why = state === "down" ? { why: "it does not answer" as const } : {};
    return { name: "digi", kind: "register", state, forMs: 0, address: "sip.example", calls: 0, channels: 4, ...why };
  }

  #examined() {
    if (this.disk === undefined) return undefined;
    const finding: ExaminedThing = { about: "disk", verdict: this.disk, text: `disk is ${this.disk}` };
    const clock: ExaminedThing = { about: "clock", verdict: "warn", text: "The clock is late" };
    const findings = { en: [clock, finding], ro: [clock, { ...finding, text: `disc ${this.disk}` }] };
    return { machine: { findings, memoryBytes: 1, runtime: "" }, at: this.now as WallTime };
  }

  /** What is told after so long. */
  async after(ms: number): Promise<readonly string[]> {
    this.now += ms;
    this.#timer?.();
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    return this.told;
  }

  get told(): readonly string[] {
    return this.watch.all().map(({ verdict, at, text }) => `${verdict} ${(at - START) / MINUTE}: ${text.en}`);
  }

  lockedOut(name: string, address: string): void {
    const sequence = this.audited.length + 1;
    this.audited.push({
      ...{ sequence, at: this.now as WallTime, who: "", address, action: "sign-in.refused" },
      facts: { name, locked: true },
    });
  }
}

const OFFICE = {
  office: { name: "Acme", country: "RO", timeZone: "UTC", language: "en" as const },
  extensions: [],
};

Deno.test("a line outside that goes down is told of once, and that it is up again takes the place of it", async () => {
  const box = new Box();
  assert.deepEqual(await box.after(MINUTE), []);
  box.trunk = "down";
  const down = ["bad 2: digi: down, it does not answer"];
  assert.deepEqual(await box.after(MINUTE), down);
  assert.deepEqual(await box.after(HOUR), down);
  box.trunk = "up";
  assert.deepEqual(await box.after(MINUTE), ["ok 63: digi: up"]);
  assert.deepEqual(await box.after(2 * DAY), ["ok 63: digi: up"]);
  assert.deepEqual(await box.after(DAY), [], "after three days that is old");
});

Deno.test("over a restart nothing is told twice and nothing is forgotten, before it is known how things are", async () => {
  const before = new Box();
  before.trunk = "down";
  before.disk = "warn";
  const told = ["bad 1: digi: down, it does not answer", "warn 1: Disk: disk is warn"];
  assert.deepEqual(await before.after(MINUTE), told);
  const after = new Box(before.pages);
  after.trunk = "starting";
  after.disk = undefined;
  assert.deepEqual(after.told, told);
  assert.deepEqual(await after.after(5 * MINUTE), told);
  after.trunk = "down";
  after.disk = "warn";
  assert.deepEqual(await after.after(5 * MINUTE), told);
  after.trunk = undefined;
  assert.deepEqual(
    await after.after(MINUTE),
    told.slice(1),
    "a line that is taken out of the office is no matter any more",
  );
});

Deno.test("a disk that wavers about the limit is told of once an hour, and at once where nothing is left of it", async () => {
  const box = new Box();
  box.disk = "warn";
  assert.deepEqual(await box.after(0), ["warn 0: Disk: disk is warn"]);
  box.disk = "ok";
  assert.deepEqual(await box.after(5 * MINUTE), ["warn 0: Disk: disk is warn"]);
  box.disk = "bad";
  assert.deepEqual(await box.after(5 * MINUTE), ["bad 10: Disk: disk is bad"]);
  assert.equal(box.watch.all()[0]?.text.ro, "Disc: disc bad");
  box.disk = "warn";
  assert.deepEqual(await box.after(MINUTE), ["warn 11: Disk: disk is warn"]);
  box.disk = "ok";
  assert.deepEqual(await box.after(HOUR), ["ok 71: Disk: disk is ok"]);
});

Deno.test("a certificate is told of in time, and once more when it has expired", async () => {
  const box = new Box();
  await box.after(0);
  box.notAfter = START + 10 * DAY + 1;
  const [soon, ...none] = await box.after(0);
  assert.match(soon ?? "", /^warn 0: This desk, encrypted: .*10 days/);
  assert.deepEqual(none, []);
  assert.deepEqual(await box.after(DAY), [soon]);
  const [expired] = await box.after(10 * DAY);
  assert.match(expired ?? "", /^bad 15840: This desk, encrypted: /);
});

Deno.test("whoever guesses passwords is told of once a day, by name and address", async () => {
  const box = new Box();
  box.lockedOut("ana", "192.0.2.7");
  const told = ["warn 0: Somebody guesses the password of ana, from 192.0.2.7"];
  assert.deepEqual(await box.after(MINUTE), told);
  box.lockedOut("ana", "192.0.2.7");
  assert.deepEqual(await box.after(15 * MINUTE), told);
  box.lockedOut("", "192.0.2.8");
  assert.deepEqual(await box.after(MINUTE), ["warn 16: Somebody guesses how to sign in, from 192.0.2.8", ...told]);
  assert.deepEqual(await box.after(3 * DAY), [], "what the audit has of days past is old");
  box.lockedOut("ana", "192.0.2.7");
  assert.equal((await box.after(MINUTE)).length, 1);
});

Deno.test("where calls sound bad that is told until they sound well", async () => {
  const box = new Box();
  box.bad = ["digi"];
  assert.deepEqual(await box.after(MINUTE), ["warn 1: Calls sound bad: digi"]);
  assert.deepEqual(await box.after(HOUR), ["warn 1: Calls sound bad: digi"]);
  box.bad = [];
  assert.deepEqual(await box.after(HOUR), []);
});

Deno.test("a look that fails is told in the log and made again; a box without the time, and one that stops, looks for nothing", async () => {
  const box = new Box();
  box.trunk = "down";
  box.fails = true;
  assert.deepEqual([await box.after(MINUTE), box.log], [[], ["Cannot look for alerts"]]);
  box.fails = false;
  assert.equal((await box.after(MINUTE)).length, 1);
  box.watch.stop();
  assert.equal(box.isWaiting, false);
  const early = new Box();
  early.trunk = "down";
  assert.deepEqual([await early.after(-START), early.isWaiting], [[], true]);
});
