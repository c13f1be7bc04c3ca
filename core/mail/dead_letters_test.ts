import assert from "node:assert/strict";
import type { WallTime } from "../base/mod.ts";
import { Notebook, type Page } from "../notebook/mod.ts";
import { DeadLetters, type Hook } from "./mod.ts";

function hookOf(nth: number, of = "webhooks/crm"): Hook {
  return { id: `${of}.${nth}`, of, body: "{}", nth };
}

function deadOf(nth: number, of?: string) {
  return { hook: hookOf(nth, of), why: "it says 500", at: 1_000 + nth as WallTime };
}

Deno.test("what was given up is kept with the reason over a restart, oldest first, until it is taken or dropped", () => {
  const pages: Page[] = [];
  const first = new DeadLetters(new Notebook((page) => pages.push(page)));
  for (const nth of [3, 1, 2]) first.add(deadOf(nth));
  const notebook = new Notebook(() => {});
  notebook.restore(JSON.parse(JSON.stringify(pages)));
  const second = new DeadLetters(notebook);
  assert.deepEqual(second.all(), [deadOf(1), deadOf(2), deadOf(3)]);
  assert.deepEqual(second.take("webhooks/crm.2"), deadOf(2));
  assert.equal(second.take("webhooks/crm.2"), undefined);
  second.drop("webhooks/crm.1");
  assert.deepEqual([second.size, second.of("webhooks/crm")], [1, [deadOf(3)]]);
});

Deno.test("of one webhook a thousand are kept, the oldest goes first; others lose nothing by it", () => {
  const dead = new DeadLetters(new Notebook(() => {}));
  dead.add(deadOf(0, "webhooks/wall"));
  for (let nth = 1; nth <= 1_000; nth++) assert.equal(dead.add(deadOf(nth)), undefined);
  assert.deepEqual(dead.add(deadOf(1_001))?.hook.nth, 1);
  assert.deepEqual([dead.of("webhooks/crm").length, dead.of("webhooks/wall").length], [1_000, 1]);
  assert.deepEqual(["webhooks/crm.", "webhooks/wall.", "webhooks/c."].map((each) => dead.count(each)), [1_000, 1, 0]);
});
