import assert from "node:assert/strict";
import { buildDirectory, DEFAULT_MISSED, type NoticeRecipient } from "../../../core/directory/mod.ts";
import { Missing, OWN, person } from "../../../tests/lab/notice_bench.ts";
import { miss } from "../exam.ts";
import { NoticeDesk } from "./notice_desk.ts";

function officeOf(recipients: readonly NoticeRecipient[]) {
  const office = { name: "Lab", country: "RO", timeZone: "Europe/Bucharest", language: "en" };
  const missed = { ...DEFAULT_MISSED, notify: { ...DEFAULT_MISSED.notify, recipients, settleS: 0 } };
  return buildDirectory({ office, extensions: [], missed }, { revision: 1, realm: "kontor" });
}

function deskOf() {
  const keys: string[] = [];
  const told = Promise.withResolvers<string>();
  let asked = 0;
  const desk = new NoticeDesk({
    log: { write: () => {} },
    wall: () => Date.parse("2026-03-02T10:00:00Z"),
    after: () => () => {},
    post: ({ mails, pages }) => {
      keys.push(...pages.map(({ key, value }) => value === undefined ? `no ${key}` : key));
      for (const { subject } of mails) told.resolve(subject);
    },
    book: {
      ...new Missing(OWN).book,
      lastSequence: () => {
        asked++;
        return Promise.resolve(0);
      },
    },
    names: () => Promise.resolve(new Map()),
  });
  return { desk, keys, told: told.promise, asked: () => asked };
}

Deno.test("where nobody is to be told nothing is asked, and what was kept of notices is forgotten", async () => {
  const idle = deskOf();
  idle.desk.follow(officeOf([]));
  idle.desk.start([{ family: "line", key: "101", value: {} }]);
  idle.desk.heard("acme", { entries: [], lines: [] });
  await idle.desk.stop();
  assert.deepEqual([idle.keys, idle.asked()], [[], 0]);
  const before = deskOf();
  before.desk.follow(officeOf([]));
  before.desk.start([{ family: "missed-notice", key: "cursor", value: 7 }]);
  await before.desk.settled();
  await before.desk.stop();
  assert.deepEqual([before.keys, before.asked()], [["no cursor"], 0]);
});

Deno.test("what another phone system tells before the box is ready is told of all the same", async () => {
  const { desk, told } = deskOf();
  desk.follow(officeOf([person("acme@example.com", { pbx: "acme" })]));
  const rows = new Missing("acme");
  const now = Date.parse("2026-03-02T10:00:00Z");
  desk.heard("acme", rows.take(miss("2026-03-02T10:00:00Z"), now));
  desk.start([]);
  assert.equal(await told, "[acme] Missed call: 0745 123 456");
  await desk.stop();
  await desk.stop();
});
