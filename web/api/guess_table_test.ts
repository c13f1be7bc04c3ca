import assert from "node:assert/strict";
import { later, START } from "../../core/base/mod.ts";
import { GuessTable } from "./guess_table.ts";

const at = (ms: number) => later(START, ms);

/** So many wrong keys, a second apart; what the last one came to. */
function guess(table: GuessTable, ip: string, count: number, from = 0): number {
  return Array.from({ length: count }, (_, n) => table.wrong(ip, at(from + 1_000 * n))).at(-1)!;
}

Deno.test("ten wrong keys within a minute close the door, twice as long each time, up to 15 minutes", () => {
  const table = new GuessTable();
  let now = 0;
  const closed: number[] = [];
  for (let round = 0; round < 6; round++) {
    assert.equal(guess(table, "192.0.2.7", 9, now), 0);
    now += 9_000;
    const forMs = table.wrong("192.0.2.7", at(now));
    closed.push(forMs / 60_000);
    assert.equal(table.closedForMs("192.0.2.7", at(now + 1)), forMs - 1);
    now += forMs;
    assert.equal(table.closedForMs("192.0.2.7", at(now)), 0);
  }
  assert.deepEqual(closed, [1, 2, 4, 8, 15, 15]);
});

Deno.test("wrong keys now and then close nothing, and what is long ago is forgiven", () => {
  const table = new GuessTable();
  for (let minute = 0; minute < 100; minute++) assert.equal(table.wrong("192.0.2.7", at(minute * 15_000)), 0);
  assert.equal(guess(table, "192.0.2.8", 10), 60_000);
  const later = 60_000 + 9_000 + 15 * 60_000 + 1;
  assert.equal(guess(table, "192.0.2.8", 10, later), 60_000);
});

Deno.test("an IPv6 network is one source, and another is not concerned", () => {
  const table = new GuessTable();
  for (let n = 0; n < 10; n++) table.wrong(`2001:db8::${n}`, START);
  assert.ok(table.closedForMs("2001:db8::ffff", at(1)) > 0);
  assert.equal(table.closedForMs("2001:db8:0:1::1", at(1)), 0);
  assert.equal(table.closed(at(1)), 1);
});

Deno.test("a key that was right from there lately is trusted there, for two hours", () => {
  const table = new GuessTable();
  table.right("192.0.2.7", "wallboard", START);
  assert.ok(table.isTrusted("192.0.2.7", "wallboard", at(7_200_000)));
  assert.ok(!table.isTrusted("192.0.2.7", "wallboard", at(7_200_001)));
  assert.ok(!table.isTrusted("192.0.2.8", "wallboard", START));
  assert.ok(!table.isTrusted("192.0.2.7", "crm", START));
});

Deno.test("the table is bounded: whoever guesses from everywhere is forgotten first where he began", () => {
  const table = new GuessTable();
  guess(table, "192.0.2.7", 10);
  for (let n = 0; n < 10_000; n++) table.wrong(`10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`, at(20_000));
  assert.equal(table.closedForMs("192.0.2.7", at(20_000)), 0);
});
