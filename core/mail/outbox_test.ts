import assert from "node:assert/strict";
import { later, START } from "../base/mod.ts";
import { Notebook, type Page } from "../notebook/mod.ts";
import { type Mail, type MailOutcome, MAILS, Outbox } from "./mod.ts";

const LATER: MailOutcome = { came: "later", why: "nobody is there" };
const HOUR_MS = 3_600_000;

function mailOf(id: string): Mail {
  const attachments = [{ path: "voicemail/101/a.opus", name: "message.ogg", type: "audio/ogg" }];
  return { id, to: "ana@example.com", subject: "Voice message", text: "Hello", attachments };
}

/** An outbox, what it tried to send, and what it has kept. */
function office(pages: Page[] = []) {
  const tried: string[] = [];
  const lost: string[] = [];
  const notebook = new Notebook((page) => pages.push(page));
  notebook.restore([...pages]);
  const outbox = new Outbox(notebook, MAILS, {
    send: ({ id }) => tried.push(id),
    lost: ({ id }, why) => lost.push(`${id}: ${why}`),
  });
  return { outbox, tried, lost, pages };
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
  const { outbox, tried, lost } = office();
  let now = START;
  outbox.add(mailOf("a"), now);
  const pauses: number[] = [];
  while (lost.length === 0) {
    outbox.tried("a", LATER, now);
    const due = outbox.next();
    if (due === undefined) break;
    pauses.push((due - now) / 60_000);
    outbox.expire(later(due, -1));
    now = due;
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
