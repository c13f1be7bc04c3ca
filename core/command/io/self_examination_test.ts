import assert from "node:assert/strict";
import type { Instant, WallTime } from "../../base/mod.ts";
import type { Finding } from "../doctor.ts";
import type { Examination } from "./examination.ts";
import { SelfExamination } from "./self_examination.ts";

const MINUTE = 60_000;
const GIB = 1024 ** 3;
const WALL = 1_750_000_000_000;

function examinationWith(freeBytes: number): Examination {
  const findings: readonly Finding[] = [
    { about: "clock", verdict: "ok", text: "The clock is right" },
    { about: "disk", verdict: "ok", text: "Room" },
  ];
  return {
    findings: { en: findings, ro: findings },
    disk: { freeBytes, totalBytes: 8 * GIB },
    memoryBytes: 1,
    runtime: "",
  };
}

class Box {
  now = 0;
  fails = false;
  freeBytes = 4 * GIB;
  readonly did: string[] = [];
  readonly log: string[] = [];
  readonly self: SelfExamination;
  /** Ends an examination; undefined: it ends at once. */
  wait: Promise<void> | undefined;
  #timer: { readonly at: number; readonly fire: () => void } | undefined;

  constructor() {
    const note = (what: string) => this.did.push(`${what} at ${this.now / MINUTE}`);
    this.self = new SelfExamination({
      doctor: {
        examine: async () => {
          note("examined");
          await this.wait;
          if (this.fails) throw new Error("it took too long");
          return examinationWith(this.freeBytes);
        },
        stop: () => note("stopped"),
      },
      disk: () => {
        note("disk");
        return Promise.resolve({ path: "/data", freeBytes: this.freeBytes, totalBytes: 8 * GIB });
      },
      clock: { now: () => this.now as Instant, wall: () => WALL + this.now as WallTime },
      timer: (fire, ms) => {
        const timer = { at: this.now + ms, fire };
        this.#timer = timer;
        return () => this.#timer = this.#timer === timer ? undefined : this.#timer;
      },
      log: { write: ({ text }) => this.log.push(text) },
    });
  }

  get isWaiting(): boolean {
    return this.#timer !== undefined;
  }

  async pass(minutes: number): Promise<void> {
    const until = this.now + minutes * MINUTE;
    for (;;) {
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      const next = this.#timer;
      if (next === undefined || next.at > until) break;
      this.#timer = undefined;
      this.now = next.at;
      next.fire();
    }
    this.now = until;
  }

  get verdictOfDisk(): string | undefined {
    return this.self.last?.machine.findings.ro.find(({ about }) => about === "disk")?.verdict;
  }
}

Deno.test("the box looks at itself a minute after its start and every hour, and at its disk each five minutes", async () => {
  const box = new Box();
  await box.pass(0.9);
  assert.deepEqual([box.did, box.self.last], [[], undefined]);
  await box.pass(1);
  assert.equal(box.self.last?.at, WALL + MINUTE);
  await box.pass(119);
  const examined = box.did.filter((each) => each.startsWith("examined"));
  assert.deepEqual(examined, ["examined at 1", "examined at 61"]);
  assert.equal(box.did.length, 1 + 11 + 1 + 11);
  assert.equal(box.self.last?.at, WALL + 61 * MINUTE);
});

Deno.test("a disk that fills between two examinations is seen, and seen to be empty again", async () => {
  const box = new Box();
  await box.pass(2);
  assert.equal(box.verdictOfDisk, "ok");
  box.freeBytes = GIB / 2;
  await box.pass(5);
  assert.equal(box.verdictOfDisk, "warn");
  assert.equal(box.self.last?.machine.disk?.freeBytes, GIB / 2);
  assert.equal(box.self.last?.machine.findings.en.length, 2, "what else was found stays");
  assert.equal(box.self.last?.at, WALL + MINUTE, "the rest is as old as it was");
  box.freeBytes = 2 * GIB;
  await box.pass(5);
  assert.equal(box.verdictOfDisk, "ok");
});

Deno.test("whoever looks by himself spares the box its own look, and one that fails is told in the log and made again", async () => {
  const box = new Box();
  box.fails = true;
  await box.pass(3);
  assert.deepEqual([box.log, box.self.last], [["Cannot look at the machine"], undefined]);
  box.fails = false;
  await box.pass(47);
  assert.deepEqual(box.did.slice(0, 3), ["examined at 1", "examined at 6", "disk at 11"]);
  await box.self.examine();
  await box.pass(55);
  assert.deepEqual(box.did.filter((each) => each.startsWith("examined")).slice(2), ["examined at 50"]);
});

Deno.test("while it looks it does not begin another look, and a box that stops looks no more", async () => {
  const box = new Box();
  const { promise, resolve } = Promise.withResolvers<void>();
  box.wait = promise;
  await box.pass(30);
  assert.deepEqual([box.did, box.isWaiting], [["examined at 1"], false]);
  box.self.stop();
  resolve();
  await box.pass(30);
  assert.deepEqual([box.did, box.isWaiting], [["examined at 1", "stopped at 30"], false]);
});
