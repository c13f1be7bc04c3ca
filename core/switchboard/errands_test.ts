import assert from "node:assert/strict";
import type { WallTime } from "../base/mod.ts";
import { type Errand, ERRAND_FAMILY, Notebook, readErrand, writeErrand } from "../notebook/mod.ts";
import { Errands } from "./errands.ts";

const NOBODY = () => false;
const at = (ms: number) => 1_000_000 + ms as WallTime;

function planned(change: Partial<Errand> = {}) {
  const notebook = new Notebook(() => {});
  const errands = new Errands(notebook);
  const errand: Errand = {
    number: "101",
    from: { number: "*62" },
    to: { kind: "any", id: "" },
    at: at(0),
    tries: 2,
    ...change,
  };
  notebook.set(ERRAND_FAMILY, "a", writeErrand(errand));
  errands.restore();
  const kept = () => readErrand(notebook.get(ERRAND_FAMILY, "a"));
  return { notebook, errands, kept };
}

Deno.test("an errand is due at its time, once more two minutes later, and then no more", () => {
  const { errands, kept } = planned();
  assert.equal(errands.next, at(0));
  assert.equal(errands.take(at(-1), NOBODY), undefined);
  assert.equal(errands.take(at(5), NOBODY)?.errand.number, "101");
  assert.equal(errands.take(at(5), NOBODY), undefined);
  assert.equal(errands.next, at(120_005));
  assert.equal(kept()?.tries, 1);
  assert.equal(errands.take(at(120_005), NOBODY)?.key, "a");
  assert.equal(kept(), undefined);
  assert.equal(errands.next, undefined);
  assert.equal(errands.size, 0);
});

Deno.test("one that waits for somebody to be free is looked at every three seconds", () => {
  const { errands } = planned({ whenFree: ["101", "102"], tries: 1 });
  const busy = new Set(["102"]);
  const isBusy = (number: string) => busy.has(number);
  assert.equal(errands.take(at(0), isBusy), undefined);
  assert.equal(errands.next, at(3_000));
  busy.clear();
  assert.equal(errands.take(at(2_999), isBusy), undefined);
  assert.equal(errands.take(at(3_000), isBusy)?.key, "a");
  assert.equal(errands.size, 0);
});

Deno.test("one that is an hour late is forgotten, and so is what makes no sense", () => {
  const { notebook, errands, kept } = planned();
  assert.equal(errands.take(at(3_600_001), NOBODY), undefined);
  assert.equal(kept(), undefined);
  assert.equal(errands.size, 0);
  assert.equal(
    planned({ evenLate: true }).errands.take(at(3_600_001), NOBODY)?.key,
    "a",
    "unless it knows better itself",
  );
  notebook.set(ERRAND_FAMILY, "b", "nonsense");
  errands.restore();
  assert.equal(errands.size, 0);
});

Deno.test("the earliest of many is next, also when it is forgotten", () => {
  const { notebook, errands } = planned();
  for (const [key, ms] of [["b", 500], ["c", -500]] as const) {
    const errand = readErrand(notebook.get(ERRAND_FAMILY, "a"))!;
    notebook.set(ERRAND_FAMILY, key, writeErrand({ ...errand, at: at(ms) }));
    errands.changed(key);
  }
  assert.equal(errands.next, at(-500));
  notebook.set(ERRAND_FAMILY, "c", undefined);
  errands.changed("c");
  assert.equal(errands.next, at(0));
});
