import assert from "node:assert/strict";
import { later, SeededChance, START } from "../base/mod.ts";
import { Nonces } from "./nonces.ts";

function make(seed = 1, limit = 100): Nonces {
  return new Nonces({ chance: new SeededChance(seed), lifetimeMs: 1_000, limit });
}

Deno.test("a challenge leaves nothing behind, and all nonces differ", () => {
  const nonces = make();
  const issued = new Set(Array.from({ length: 1_000 }, () => nonces.issue(START)));
  assert.equal(issued.size, 1_000);
  assert.equal(nonces.size, 0);
});

Deno.test("a nonce lives as long as it should, to the millisecond", () => {
  const nonces = make();
  const nonce = nonces.issue(START);
  assert.equal(nonces.use(nonce, 1, later(START, 1_000)), "ok");
  assert.equal(nonces.use(nonce, 1, later(START, 1_000)), "replayed-nc");
  assert.equal(nonces.use(nonce, 2, later(START, 1_001)), "stale");
  nonces.expire(later(START, 1_001));
  assert.equal(nonces.size, 0);
  assert.equal(nonces.use(nonce, 3, later(START, 1_001)), "stale");
});

Deno.test("a nonce of another boot, and one that was changed, is stale", () => {
  const nonces = make(1);
  const nonce = nonces.issue(START);
  assert.equal(make(2).use(nonce, 1, START), "stale");
  for (let at = 0; at < nonce.length; at++) {
    const changed = nonce.slice(0, at) + (nonce[at] === "1" ? "2" : "1") + nonce.slice(at + 1);
    assert.equal(nonces.use(changed, 1, START), "stale", changed);
  }
  for (const text of ["", "..", "a.b.c", nonce + "x", nonce.toUpperCase()]) {
    assert.equal(nonces.use(text, 1, START), "stale");
  }
  assert.equal(nonces.size, 0);
});

Deno.test("the table is bounded, and forgetting opens no way to replay", () => {
  const nonces = make(1, 3);
  const issued = Array.from({ length: 6 }, () => nonces.issue(START));
  const unusedOld = issued[0]!;
  for (const nonce of issued.slice(1)) assert.equal(nonces.use(nonce, 1, START), "ok");
  assert.equal(nonces.size, 3);
  for (const nonce of issued.slice(1, 3)) assert.equal(nonces.use(nonce, 1, START), "stale");
  for (const nonce of issued.slice(3)) assert.equal(nonces.use(nonce, 1, START), "replayed-nc");
  assert.equal(nonces.use(unusedOld, 1, START), "stale");
  assert.equal(nonces.use(nonces.issue(START), 1, START), "ok");
});
