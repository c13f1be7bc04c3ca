import assert from "node:assert/strict";
import type { WallTime } from "../base/mod.ts";
import { Notebook, type Page } from "../notebook/mod.ts";
import type { CallFact } from "../record/mod.ts";
import { Archive } from "./mod.ts";

const DAY_MS = 86_400_000;
const MB = 1_000_000;
const KEEPING = { keepDays: 90, quotaMb: 10 };

/** An archive on a notebook, and what it told. */
function archive(pages: readonly Page[] = []) {
  const kept: Page[] = [];
  const notebook = new Notebook((page) => kept.push(page));
  notebook.restore(pages);
  const facts: CallFact[] = [];
  const erased: string[] = [];
  const adopting: string[] = [];
  const made = new Archive(notebook, {
    erase: (path) => erased.push(path),
    adopt: (path) => adopting.push(path),
    note: (_call, fact) => facts.push(fact),
  });
  const add = (path: string, at: number, bytes: number) => {
    made.began(path, "call", at as WallTime);
    made.ended(path, { durationMs: 1_000, bytes });
  };
  const paths = () => made.all().map(({ path }) => path);
  return { archive: made, notebook, kept, facts, erased, adopting, add, paths };
}

function at(days: number): WallTime {
  return days * DAY_MS as WallTime;
}

Deno.test("what is as old as it may be is thrown away, to the millisecond, and nothing else", () => {
  const { archive: box, add, paths, erased, facts } = archive();
  add("a", at(0), MB);
  add("b", at(1), MB);
  assert.equal(box.nextExpiry(KEEPING), at(90));
  box.sweep(KEEPING, at(90) - 1 as WallTime);
  assert.deepEqual(erased, []);
  box.sweep(KEEPING, at(90));
  assert.deepEqual(erased, ["a"]);
  assert.deepEqual(facts, [{ type: "recording.erased", path: "a", why: "age" }]);
  assert.deepEqual(paths(), ["b"]);
  assert.equal(box.nextExpiry(KEEPING), at(91));
  assert.equal(box.sizes.bytes, MB);
});

Deno.test("0 days keeps recordings for ever", () => {
  const { archive: box, add, erased } = archive();
  add("a", at(0), MB);
  assert.equal(box.nextExpiry({ ...KEEPING, keepDays: 0 }), undefined);
  box.sweep({ ...KEEPING, keepDays: 0 }, at(10_000));
  assert.deepEqual(erased, []);
});

Deno.test("the oldest go where all take too much room, and that is told once before", () => {
  const { archive: box, add, paths, facts } = archive();
  for (let nth = 0; nth < 8; nth++) add(`${nth}`, at(0) + nth, MB);
  box.sweep(KEEPING, at(1));
  assert.equal(facts.length, 0);
  add("8", at(1), MB);
  box.sweep(KEEPING, at(1));
  box.sweep(KEEPING, at(1));
  assert.deepEqual([...facts], [{ type: "recordings.filling", usedBytes: 9 * MB, quotaBytes: 10 * MB }]);
  add("9", at(1), 3 * MB);
  box.sweep(KEEPING, at(1));
  assert.deepEqual(paths(), ["2", "3", "4", "5", "6", "7", "8", "9"]);
  assert.partialDeepStrictEqual(facts.map((fact) => fact as CallFact).slice(1), [{ path: "0", why: "quota" }, {
    path: "1",
    why: "quota",
  }]);
  // Told again only once there was room in between.
  box.sweep({ ...KEEPING, quotaMb: 100 }, at(1));
  box.sweep(KEEPING, at(1));
  assert.equal(facts.filter(({ type }) => type === "recordings.filling").length, 2);
});

Deno.test("what is being written is never thrown away", () => {
  const { archive: box, erased } = archive();
  box.began("a", "call", at(0));
  box.sweep(KEEPING, at(200));
  assert.deepEqual(erased, []);
  assert.equal(box.nextExpiry(KEEPING), undefined);
  box.ended("a", { durationMs: 5, bytes: 70 });
  box.sweep(KEEPING, at(200));
  assert.deepEqual(erased, ["a"]);
});

Deno.test("what somebody holds stays beyond its days and the quota, over a restart, until he lets go of it", () => {
  const before = archive();
  before.add("held", at(0), 6 * MB);
  before.add("other", at(1), 6 * MB);
  assert.ok(before.archive.hold("held", true));
  assert.ok(!before.archive.hold("nobody's", true));
  const { archive: box, erased } = archive(before.kept);
  box.restore();
  assert.equal(box.nextExpiry(KEEPING), at(91));
  box.sweep(KEEPING, at(2));
  assert.deepEqual(erased, ["other"], "the next one makes room");
  box.sweep(KEEPING, at(1_000));
  assert.deepEqual(erased, ["other"]);
  box.hold("held", false);
  box.sweep(KEEPING, at(1_000));
  assert.deepEqual(erased, ["other", "held"]);
});

Deno.test("any is thrown away before its time where somebody asks, but for one that is being written", () => {
  const { archive: box, add, erased, facts } = archive();
  add("a", at(0), MB);
  box.hold("a", true);
  box.began("b", "call", at(0));
  assert.deepEqual(["a", "b", "nobody's", "a"].map((path) => box.eraseNow(path)), [true, false, false, false]);
  assert.deepEqual(erased, ["a"]);
  assert.deepEqual(facts, [{ type: "recording.erased", path: "a", why: "asked" }]);
});

Deno.test("what was being written when the box went down is adopted, or dropped where it holds nothing", () => {
  const before = archive();
  before.add("whole", at(0), MB);
  before.archive.began("cut", "c1", at(1));
  before.archive.began("empty", "c2", at(2));
  const { archive: box, adopting, facts, erased, paths, kept } = archive(before.kept);
  box.restore();
  assert.deepEqual(adopting, ["cut", "empty"]);
  box.adopted("cut", 4_000, 12_000);
  box.adopted("empty", 0, 0);
  box.adopted("whole", 0, 0);
  box.adopted("nobody's", 4_000, 12_000);
  assert.deepEqual(paths(), ["whole", "cut"]);
  assert.deepEqual(erased, ["empty"]);
  assert.deepEqual(facts, [
    { type: "recording.adopted", path: "cut", durationMs: 4_000, bytes: 12_000 },
    { type: "recording.dropped", path: "empty" },
  ]);
  const again = archive([...before.kept, ...kept]);
  again.archive.restore();
  assert.deepEqual(again.adopting, []);
  assert.equal(again.archive.sizes.bytes, MB + 12_000);
});

Deno.test("a file that could not be written to its end is looked at as it is; one without sound is dropped", () => {
  const { archive: box, adopting, erased, paths } = archive();
  box.began("full", "call", at(0));
  box.ended("full", undefined);
  assert.deepEqual(adopting, ["full"]);
  box.adopted("full", 900, 70);
  box.began("nothing", "call", at(0));
  box.ended("nothing", { durationMs: 0, bytes: 300 });
  assert.deepEqual(erased, ["nothing"]);
  assert.deepEqual(paths(), ["full"]);
});
