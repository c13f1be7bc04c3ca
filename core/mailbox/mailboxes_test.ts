import assert from "node:assert/strict";
import type { WallTime } from "../base/mod.ts";
import { buildDirectory, DEFAULT_VOICEMAIL } from "../directory/mod.ts";
import { Notebook, type Page } from "../notebook/mod.ts";
import { Mailboxes, type NewMessage } from "./mod.ts";

const NOW = 1_700_000_000_000 as WallTime;
const DAY_MS = 86_400_000;
const OFFICE = buildDirectory({
  office: { name: "Demo", country: "RO", timeZone: "Europe/Bucharest", language: "en" },
  voicemail: { ...DEFAULT_VOICEMAIL, retentionDays: 10 },
  extensions: ["101", "102"].map((number) => ({
    number,
    name: number,
    secret: "s3cret-secret",
    ringForS: 25,
    callLimit: 4,
    phones: 5,
    srtp: "allowed",
    voicemail: { pin: "4711", greeting: "number", ...(number === "102" ? { retentionDays: 0 } : {}) },
  })),
}, { revision: 1, realm: "kontor" });

function later(ms: number): WallTime {
  return NOW + ms as WallTime;
}

function message(id: string, box = "101"): NewMessage {
  return { id, box, from: { number: "102", name: "Bob" }, urgent: false, files: [`voicemail/${id}`] };
}

/** Mailboxes, and what they told. */
function boxes() {
  const pages: Page[] = [];
  const told: string[] = [];
  const notebook = new Notebook((page) => pages.push(page));
  const mailboxes = new Mailboxes(notebook, {
    changed: (box) => told.push(`changed ${box}`),
    arrived: ({ id }) => told.push(`arrived ${id}`),
    erase: (path) => told.push(`erase ${path}`),
    adopt: (path) => told.push(`adopt ${path}`),
    rescued: (path, durationMs) => told.push(`rescued ${path} ${durationMs}`),
  });
  return { mailboxes, notebook, told, pages };
}

Deno.test("a message is there at once, and after a restart", () => {
  const { mailboxes, told, pages } = boxes();
  mailboxes.deposit({ ...message("a"), transcript: "Sunați-mă azi" }, { durationMs: 5_000 }, NOW);
  assert.deepEqual(told, ["changed 101", "arrived a"]);
  mailboxes.change("101", "a", { urgent: true }, NOW);
  const again = boxes();
  const notebook = new Notebook(() => {});
  notebook.restore(pages);
  const restarted = new Mailboxes(notebook, { changed() {}, arrived() {}, erase() {}, adopt() {}, rescued() {} });
  restarted.restore();
  assert.deepEqual(restarted.messagesOf("101"), mailboxes.messagesOf("101"));
  assert.equal(restarted.messagesOf("101")[0]?.transcript, "Sunați-mă azi");
  assert.deepEqual(again.mailboxes.messagesOf("101"), []);
  assert.equal(restarted.usedMs("101"), 5_000);
});

Deno.test("a message whose caller hung up comes to be when its recording is over", () => {
  const { mailboxes, told } = boxes();
  mailboxes.deposit(message("a"), { recording: 7 }, NOW);
  assert.deepEqual([mailboxes.messagesOf("101"), mailboxes.waiting], [[], 1]);
  mailboxes.recorded(8, 9_000);
  mailboxes.recorded(7, 9_000);
  assert.equal(mailboxes.messagesOf("101")[0]!.durationMs, 9_000);
  mailboxes.deposit(message("b"), { recording: 9 }, NOW);
  mailboxes.recorded(9, 1_999);
  mailboxes.erase("c", 10);
  mailboxes.recorded(10, 5_000);
  assert.deepEqual(told.slice(2), ["erase voicemail/b", "erase c"]);
  assert.equal(mailboxes.waiting, 0);
});

Deno.test("what is deleted takes no room, comes back, and is thrown away after a day with its file", () => {
  const { mailboxes, told } = boxes();
  mailboxes.deposit(message("a"), { durationMs: 5_000 }, NOW);
  mailboxes.change("101", "a", { state: "deleted" }, NOW);
  assert.equal(mailboxes.usedMs("101"), 0);
  mailboxes.change("101", "a", { state: "saved" }, NOW);
  assert.equal(mailboxes.usedMs("101"), 5_000);
  mailboxes.change("101", "a", { state: "deleted" }, later(1_000));
  mailboxes.sweep(OFFICE, later(DAY_MS));
  assert.equal(mailboxes.messagesOf("101").length, 1);
  told.length = 0;
  mailboxes.sweep(OFFICE, later(DAY_MS + 1_000));
  assert.deepEqual(told, ["erase voicemail/a", "changed 101"]);
  assert.deepEqual(mailboxes.countOf("101"), { new: 0, saved: 0, deleted: 0, urgentNew: 0, urgentSaved: 0 });
});

Deno.test("old messages go when their owner wants it, and a file stays while a message is made of it", () => {
  const { mailboxes, told } = boxes();
  mailboxes.deposit(message("a"), { durationMs: 5_000 }, NOW);
  mailboxes.deposit({ ...message("b", "102"), files: ["voicemail/a"], forwardedBy: "101" }, { durationMs: 5_000 }, NOW);
  told.length = 0;
  mailboxes.sweep(OFFICE, later(10 * DAY_MS));
  assert.deepEqual(told, ["changed 101"]);
  assert.deepEqual([mailboxes.messagesOf("101").length, mailboxes.messagesOf("102").length], [0, 1]);
});

Deno.test("a box stays closed for a while after ten wrong PINs, also for the right one", () => {
  const { mailboxes } = boxes();
  const attempt = (pin: string, ms = 0) => mailboxes.judgePin("101", pin, OFFICE, later(ms));
  for (let tries = 0; tries < 9; tries++) assert.equal(attempt("0000"), "wrong");
  assert.equal(attempt("4711"), "right");
  for (let tries = 0; tries < 10; tries++) assert.equal(attempt("0000"), "wrong");
  assert.equal(attempt("4711"), "closed");
  assert.equal(attempt("4711", 15 * 60_000), "right");
  mailboxes.setPin("101", "0815");
  assert.deepEqual([attempt("0815", 15 * 60_000), attempt("4711", 15 * 60_000)], ["right", "wrong"]);
  assert.equal(mailboxes.judgePin("999", "4711", OFFICE, NOW), "wrong");
});

Deno.test("a message that a power loss cut off is in its box after the start; one of which next to nothing is there is not", () => {
  const before = boxes();
  before.mailboxes.expect(message("a"), NOW);
  before.mailboxes.expect(message("b"), NOW);
  before.mailboxes.expect(message("c"), NOW);
  before.mailboxes.deposit(message("c"), { durationMs: 5_000 }, NOW);
  before.mailboxes.expect(message("d"), NOW);
  before.mailboxes.erase("voicemail/d");
  const { mailboxes, notebook, told } = boxes();
  notebook.restore(before.pages);
  mailboxes.expect(message("e"), NOW);
  mailboxes.restore();
  assert.deepEqual(told, ["adopt voicemail/a", "adopt voicemail/b"]);
  mailboxes.adopted("voicemail/a", 4_000, 12_000);
  mailboxes.adopted("voicemail/b", 500, 1_500);
  mailboxes.adopted("voicemail/e", 4_000, 12_000);
  assert.deepEqual(told.slice(2), [
    "changed 101",
    "arrived a",
    "rescued voicemail/a 4000",
    "erase voicemail/b",
    "rescued voicemail/b 0",
  ]);
  assert.deepEqual(mailboxes.messagesOf("101").map(({ id }) => id), ["c", "a"]);
  assert.deepEqual([...notebook.all("message-draft").keys()], ["101/e"]);
});
