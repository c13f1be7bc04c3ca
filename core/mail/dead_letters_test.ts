import assert from "node:assert/strict";
import type { WallTime } from "../base/mod.ts";
import { Notebook, type Page } from "../notebook/mod.ts";
import { DeadLetters, type Hook, HOOKS, type Mail, MAILS } from "./mod.ts";

function hookOf(nth: number, of = "webhooks/crm"): Hook {
  return { id: `${of}.${nth}`, of, body: "{}", nth };
}

function deadOf(nth: number, of?: string) {
  return { item: hookOf(nth, of), why: "it says 500", at: 1_000 + nth as WallTime };
}

Deno.test("what was given up is kept with the reason over a restart, oldest first, until it is taken or dropped", () => {
  const pages: Page[] = [];
  const first = new DeadLetters(new Notebook((page) => pages.push(page)), HOOKS);
  for (const nth of [3, 1, 2]) first.add(deadOf(nth));
  const notebook = new Notebook(() => {});
  notebook.restore(JSON.parse(JSON.stringify(pages)));
  const second = new DeadLetters(notebook, HOOKS);
  assert.deepEqual(second.all(), [deadOf(1), deadOf(2), deadOf(3)]);
  assert.deepEqual(second.take("webhooks/crm.2"), [deadOf(2)]);
  assert.deepEqual(second.take("webhooks/crm.2"), []);
  second.drop("webhooks/crm.1");
  assert.deepEqual([second.size, second.of("webhooks/crm")], [1, [deadOf(3)]]);
});

Deno.test("of one webhook a thousand are kept, the oldest goes first; others lose nothing by it", () => {
  const dead = new DeadLetters(new Notebook(() => {}), HOOKS);
  dead.add(deadOf(0, "webhooks/wall"));
  for (let nth = 1; nth <= 1_000; nth++) assert.equal(dead.add(deadOf(nth)), undefined);
  assert.deepEqual(dead.add(deadOf(1_001))?.item.nth, 1);
  assert.deepEqual([dead.of("webhooks/crm").length, dead.of("webhooks/wall").length], [1_000, 1]);
  assert.deepEqual(["webhooks/crm.", "webhooks/wall.", "webhooks/c."].map((each) => dead.count(each)), [1_000, 1, 0]);
});

Deno.test("a mail that was given up is kept whole, and whether it is its address that was refused", () => {
  const pages: Page[] = [];
  const mail: Mail = {
    ...{ id: "m-1", to: "gone@example.com", subject: "Missed call", text: "0745 123 456", html: "<b>0745</b>" },
    attachments: [{ base64: "AA==", name: "day.png", type: "image/png", cid: "day" }],
    receipt: { of: "missed", about: { entry: "e-1" } },
  };
  const letter = { item: mail, why: "550 no such user", at: 7 as WallTime, isAddress: true } as const;
  new DeadLetters(new Notebook((page) => pages.push(page)), MAILS).add(letter);
  const notebook = new Notebook(() => {});
  notebook.restore(JSON.parse(JSON.stringify(pages)));
  assert.deepEqual(new DeadLetters(notebook, MAILS).all(), [letter]);
});
