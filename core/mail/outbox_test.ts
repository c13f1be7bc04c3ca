import assert from "node:assert/strict";
import { later, START, type WallTime } from "../base/mod.ts";
import { Notebook, type Page } from "../notebook/mod.ts";
import {
  type Hook,
  HOOKS,
  type Mail,
  MAIL_PATIENCE_MS,
  type MailOutcome,
  MAILS,
  Outbox,
  type OutboxKind,
} from "./mod.ts";

const LATER: MailOutcome = { came: "later", why: "nobody is there" };
const HOUR_MS = 3_600_000;

function mailOf(id: string): Mail {
  const attachments = [{ path: "voicemail/101/a.opus", name: "message.ogg", type: "audio/ogg" }];
  return { id, to: "ana@example.com", subject: "Voice message", text: "Hello", attachments };
}

/** An outbox, what it tried to send, and what it has kept. */
function outboxOf<Item extends { readonly id: string }>(kind: OutboxKind<Item>, pages: Page[], patienceMs: number) {
  const tried: string[] = [];
  const lost: string[] = [];
  const clock = { now: START };
  const notebook = new Notebook((page) => pages.push(page));
  notebook.restore([...pages]);
  const outbox = new Outbox(notebook, kind, {
    send: ({ id }) => tried.push(id),
    lost: ({ id }, { why }) => lost.push(`${id}: ${why}`),
    wall: () => 1_700_000_000_000 + clock.now as WallTime,
    patienceMs: () => patienceMs,
  });
  return { outbox, tried, lost, pages, clock };
}

function office(pages: Page[] = []) {
  return outboxOf(MAILS, pages, MAIL_PATIENCE_MS);
}

function program(pages: Page[] = []) {
  return outboxOf(HOOKS, pages, 72 * HOUR_MS);
}

Deno.test("mails go one after the other, and each is forgotten once the server has taken it", () => {
  const { outbox, tried } = office();
  outbox.add(mailOf("a"), START);
  outbox.add(mailOf("b"), START);
  assert.deepEqual(tried, ["a"]);
  assert.equal(outbox.next(), undefined);
  outbox.tried("a", { came: "sent" }, later(START, 500));
  assert.deepEqual(tried, ["a", "b"]);
  outbox.tried("b", { came: "sent" }, later(START, 900));
  assert.deepEqual([outbox.size, outbox.next()], [0, undefined]);
});

Deno.test("a mail that was not taken is tried again and again, with longer pauses, for more than four days", () => {
  const { outbox, tried, lost, clock } = office();
  let now = START;
  outbox.add(mailOf("a"), now);
  const pauses: number[] = [];
  while (lost.length === 0) {
    outbox.tried("a", LATER, now);
    const due = outbox.next();
    if (due === undefined) break;
    pauses.push((due - now) / 60_000);
    outbox.expire(later(due, -1));
    now = clock.now = due;
    outbox.expire(now);
    assert.equal(tried.length, pauses.length + 1);
  }
  assert.deepEqual(pauses.slice(0, 9), [1, 2, 5, 10, 15, 30, 60, 60, 60]);
  assert.deepEqual(lost, ["a: nobody is there"]);
  assert.ok(now - START > 4 * 24 * HOUR_MS && now - START < 6 * 24 * HOUR_MS);
  assert.equal(outbox.size, 0);
});

Deno.test("a mail that is refused for good is told, and holds up no other", () => {
  const { outbox, tried, lost } = office();
  outbox.add(mailOf("a"), START);
  outbox.add(mailOf("b"), START);
  outbox.tried("a", { came: "never", why: "550 no such user" }, START);
  assert.deepEqual([tried, lost], [["a", "b"], ["a: 550 no such user"]]);
});

Deno.test("what waits outlives a restart, and what the server may have taken goes again under the same id", () => {
  const first = office();
  first.outbox.add(mailOf("a"), START);
  first.outbox.add(mailOf("b"), START);
  first.outbox.tried("a", { came: "sent" }, START);
  const second = office(first.pages);
  second.outbox.restore(START);
  assert.deepEqual(second.tried, ["b"]);
  second.outbox.tried("b", { came: "sent" }, START);
  const third = office(second.pages);
  third.outbox.restore(START);
  assert.deepEqual(third.tried, []);
});

/** `crm 7 c1`: the seventh event, of call c1, for the program crm. */
function hookOf(words: string): Hook {
  const [of = "", nth = "", about] = words.split(" ");
  return { id: words, of, body: "{}", nth: Number(nth), ...(about === undefined ? {} : { about }) };
}

Deno.test("what is told of one call goes in its order, and the others go on while one of them is tried again", () => {
  const { outbox, tried } = program();
  for (const words of ["crm 1 c1", "crm 2 c2", "crm 3 c1", "crm 4 c2"]) outbox.add(hookOf(words), START);
  assert.deepEqual(tried, ["crm 1 c1", "crm 2 c2"]);
  outbox.tried("crm 1 c1", LATER, START);
  outbox.tried("crm 2 c2", { came: "sent" }, START);
  outbox.tried("crm 4 c2", { came: "sent" }, START);
  assert.deepEqual(tried.slice(2), ["crm 4 c2"]);
  assert.equal(outbox.next(), later(START, 5_000));
  outbox.expire(later(START, 5_000));
  outbox.tried("crm 1 c1", { came: "sent" }, later(START, 5_100));
  assert.deepEqual(tried.slice(3), ["crm 1 c1", "crm 3 c1"]);
});

Deno.test("a program that hangs has four of its own waiting for it, and holds up no other program", () => {
  const { outbox, tried } = program();
  for (let call = 1; call <= 9; call++) outbox.add(hookOf(`slow ${call} c${call}`), START);
  outbox.add(hookOf("quick 10 c10"), START);
  assert.deepEqual(tried, ["slow 1 c1", "slow 2 c2", "slow 3 c3", "slow 4 c4", "quick 10 c10"]);
  outbox.tried("slow 2 c2", { came: "sent" }, START);
  assert.deepEqual(tried.slice(5), ["slow 5 c5"]);
});

Deno.test("a program that was away and is back is told at once of all that has waited", () => {
  const { outbox, tried } = program();
  for (const call of [1, 2, 3, 4]) outbox.add(hookOf(`crm ${call} c${call}`), START);
  for (const call of [1, 2, 3, 4]) outbox.tried(`crm ${call} c${call}`, LATER, START);
  assert.match(outbox.standing("crm").failing ?? "", /nobody is there/);
  outbox.add(hookOf("crm 5 c5"), later(START, 1_000));
  outbox.tried("crm 5 c5", { came: "sent" }, later(START, 1_100));
  assert.deepEqual(tried.slice(5), ["crm 1 c1", "crm 2 c2", "crm 3 c3", "crm 4 c4"]);
  assert.deepEqual(outbox.standing("crm"), { waiting: 4, failing: undefined });
});

Deno.test("one hook that is refused again and again does not make the others be tried more often", () => {
  const { outbox, tried } = program();
  outbox.add(hookOf("crm 1 c1"), START);
  outbox.tried("crm 1 c1", LATER, START);
  outbox.add(hookOf("crm 2 c2"), later(START, 100));
  outbox.tried("crm 2 c2", { came: "sent" }, later(START, 200));
  assert.deepEqual(tried, ["crm 1 c1", "crm 2 c2"]);
});

Deno.test("a program that asks for time is given it", () => {
  const { outbox } = program();
  outbox.add(hookOf("crm 1 c1"), START);
  outbox.tried("crm 1 c1", { came: "later", why: "it says 429", waitS: 90 }, START);
  assert.equal(outbox.next(), later(START, 90_000));
});

Deno.test("a hook is given up after three days, also when the box was off meanwhile; but not before its third try", () => {
  const first = program();
  first.outbox.add(hookOf("crm 1 c1"), START);
  const second = program(first.pages);
  let now = second.clock.now = later(START, 80 * HOUR_MS);
  second.outbox.restore(now);
  for (const pauseMs of [5_000, 30_000]) {
    second.outbox.tried("crm 1 c1", LATER, now);
    assert.deepEqual(second.lost, []);
    now = later(now, pauseMs);
    second.outbox.expire(now);
  }
  second.outbox.tried("crm 1 c1", LATER, now);
  assert.deepEqual([second.tried.length, second.lost], [3, ["crm 1 c1: nobody is there"]]);
});

Deno.test("after a restart the hooks of a call go in their order, however the disk has kept them", () => {
  const first = program();
  for (const words of ["crm 10 c1", "crm 9 c2", "crm 11 c1", "crm 100 c1"]) first.outbox.add(hookOf(words), START);
  const second = program([...first.pages].reverse());
  second.outbox.restore(START);
  for (const id of ["crm 10 c1", "crm 11 c1"]) second.outbox.tried(id, { came: "sent" }, START);
  assert.deepEqual(second.tried, ["crm 9 c2", "crm 10 c1", "crm 11 c1", "crm 100 c1"]);
});

Deno.test("what nobody is to be told any more is forgotten, the one that is under way too", () => {
  const { outbox, tried, pages } = program();
  for (const words of ["gone 1 c1", "gone 2 c1", "crm 3 c1"]) outbox.add(hookOf(words), START);
  outbox.forget(({ of }) => of === "gone", START);
  outbox.tried("gone 1 c1", LATER, START);
  assert.deepEqual([tried, outbox.size], [["gone 1 c1", "crm 3 c1"], 1]);
  assert.deepEqual(pages.slice(-2).map(({ key, value }) => [key, value]), [["gone 1 c1", undefined], [
    "gone 2 c1",
    undefined,
  ]]);
  outbox.tried("crm 3 c1", { came: "sent" }, START);
  assert.deepEqual([outbox.size, outbox.next()], [0, undefined]);
});

Deno.test("the same hook twice is one", () => {
  const { outbox, tried } = program();
  for (let time = 1; time <= 2; time++) outbox.add(hookOf("crm 1 c1"), START);
  outbox.tried("crm 1 c1", { came: "sent" }, START);
  assert.deepEqual([tried, outbox.size], [["crm 1 c1"], 0]);
});
