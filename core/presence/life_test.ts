import assert from "node:assert/strict";
import { type Instant, later, START } from "../base/mod.ts";
import { Life } from "./life.ts";

const at = (seconds: number): Instant => later(START, seconds * 1_000);
const MINUTES = { awayAfterS: 60, offlineAfterS: 120 };

Deno.test("of whom nothing is heard is away, then offline, and each is told once", () => {
  const life = new Life(MINUTES);
  life.sign("101", at(0));
  assert.deepEqual([life.next(), life.idleOf("101", at(59))], [at(60), "no"]);
  assert.deepEqual([life.take(at(60)), life.take(at(60)), life.idleOf("101", at(60))], ["101", undefined, "away"]);
  assert.deepEqual([life.take(at(120)), life.idleOf("101", at(120)), life.next()], ["101", "offline", undefined]);
  life.sign("101", at(500));
  assert.deepEqual([life.idleOf("101", at(500)), life.next()], ["no", at(560)]);
});

Deno.test("who is in a call is there, however long, and his time begins when it ends", () => {
  const life = new Life(MINUTES);
  life.line("101", false, at(0));
  assert.equal(life.size, 0);
  life.line("101", true, at(10));
  life.line("101", true, at(50));
  assert.deepEqual([life.idleOf("101", at(700)), life.next()], ["no", undefined]);
  life.line("101", false, at(800));
  assert.deepEqual([life.idleOf("101", at(859)), life.next()], ["no", at(860)]);
  life.forget("101");
  assert.deepEqual([life.size, life.next(), life.idleOf("101", at(999))], [0, undefined, "no"]);
});

Deno.test("an office that counts neither has no deadlines, and one that begins to has them at once", () => {
  const life = new Life({ awayAfterS: false, offlineAfterS: false });
  life.sign("101", at(0));
  assert.deepEqual([life.next(), life.idleOf("101", at(1e6))], [undefined, "no"]);
  life.configure({ awayAfterS: false, offlineAfterS: 300 }, at(100));
  assert.equal(life.next(), at(300));
  life.configure(MINUTES, at(100));
  assert.deepEqual([life.next(), life.idleOf("101", at(100))], [at(120), "away"]);
});
