import assert from "node:assert/strict";
import type { WallTime } from "../../../core/base/mod.ts";
import type { KeptReceipt } from "../../../core/mail/mod.ts";
import type { Page } from "../../../core/notebook/mod.ts";
import { Missing, NoticeBench, OWN, person } from "../../../tests/lab/notice_bench.ts";
import { Lab } from "../../../tests/lab/lab.ts";
import { actionOf, type Deed } from "../deed.ts";
import { miss } from "../exam.ts";
import { idOf } from "../kept.ts";
import { NoticeReceipts } from "./notice_receipts.ts";

const AT = "2026-03-02T09:00:00Z";
const NOON = Date.parse("2026-03-02T12:00:00Z");

/** A list of missed calls that deeds are done to, all of them in one moment. */
function bookOf(missing: Missing) {
  return (_: string, deed: Deed): Promise<boolean> => {
    const entry = deed.do === "forget" ? undefined : missing.shelf.entries().find((each) => idOf(each) === deed.id);
    const action = actionOf(deed, entry, NOON);
    return Promise.resolve(action !== undefined && missing.engine.act(action, NOON).lines.length > 0);
  };
}

function receipt(key: string, came: "sent" | "lost", says: string, of = "missed"): KeptReceipt {
  const about = { tenant: OWN, entries: ['["own","c-1","+40"]', '["own","c-2","+40"]'], how: "mail 12ab" };
  return { key, receipt: { of, about }, came, says, at: NOON as WallTime };
}

function pageOf({ key, ...value }: KeptReceipt): Page {
  return { family: "receipt", key, value: JSON.parse(JSON.stringify(value)) };
}

function deskOf(act: (deed: Deed) => Promise<boolean> = () => Promise.resolve(true)) {
  const [deeds, gone, log]: string[][] = [[], [], []];
  const desk = new NoticeReceipts({
    log: { write: ({ text }) => void log!.push(text) },
    act: async (tenant, deed) => {
      if (deed.do !== "forget") deeds!.push(`${tenant} ${deed.id} ${deed.do} ${deed.note}`);
      return await act(deed);
    },
    post: ({ pages }) => gone!.push(...pages.map(({ family, key, value }) => `${family} ${key} ${value}`)),
  });
  return { desk, deeds, gone, log };
}

Deno.test("each notice's journal says when the server took it, in its words, or why it was lost, and names nobody", async () => {
  const missing = new Missing(OWN);
  const lab = new Lab();
  lab.mail.unknown.add("boss@example.com");
  const bench = new NoticeBench({
    at: "2026-03-02T08:00:00Z",
    missing,
    recipients: [person("ana@example.com"), person("boss@example.com")],
    post: (posted) => lab.input({ type: "posted", ...posted }),
  });
  await bench.happens(miss(AT));
  await bench.until("2026-03-02T09:00:30Z");
  lab.run(1_000);
  const desk = new NoticeReceipts({
    log: { write: () => {} },
    act: bookOf(missing),
    post: (posted) => lab.input({ type: "posted", ...posted }),
  });
  desk.start([]);
  for (const each of lab.receipts) desk.take(each);
  await desk.settled();
  const lines = missing.shelf.journal.filter(({ action }) => action.startsWith("notify"));
  assert.deepEqual(lines.map(({ action, reason }) => [action, reason.replace(/[0-9a-f]{12}/, "…")]).toSorted(), [
    ["notify_lost", "mail …: 550 5.1.1 no such user"],
    ["notify_sent", "mail …: 250 2.0.0 Ok"],
  ]);
  assert.doesNotMatch(JSON.stringify(missing.shelf.journal), /example\.com/);
  const kept = new Map(lab.kept.map(({ family, key, value }) => [`${family} ${key}`, value]));
  assert.deepEqual([...kept].filter(([key, value]) => key.startsWith("receipt") && value !== undefined), []);
  // Had the mail lost sent once more: a line more, and none is changed.
  lab.mail.unknown.clear();
  lab.ask({ type: "retry-dead-mails" });
  lab.run(1_000);
  desk.take(lab.receipts.at(-1)!);
  await desk.settled();
  const after = missing.shelf.journal.filter(({ action }) => action.startsWith("notify"));
  assert.deepEqual(after.slice(0, lines.length), lines);
  assert.deepEqual(after.slice(lines.length).map(({ action }) => action), ["notify_sent"]);
  await bench.desk.stop();
});

Deno.test("what the last run of the box has left is written once, be it heard of again meanwhile, and then forgotten", async () => {
  const { desk, deeds, gone } = deskOf();
  const [one, other] = [receipt("m-1 7", "sent", "250 Ok"), receipt("m-2 8", "lost", "550 <a@example.com>: unknown")];
  desk.take(one);
  desk.start([pageOf(one), pageOf(other), pageOf(receipt("r-1 9", "sent", "250 Ok", "report"))]);
  await desk.settled();
  assert.deepEqual(
    deeds,
    [
      "own c-1 notify-sent mail 12ab: 250 Ok",
      "own c-2 notify-sent mail 12ab: 250 Ok",
      "own c-1 notify-lost mail 12ab: 550 <…>: unknown",
      "own c-2 notify-lost mail 12ab: 550 <…>: unknown",
    ].map((line) => line.replace("~+40", "")),
  );
  assert.deepEqual(gone, ["receipt m-1 7 undefined", "receipt m-2 8 undefined"]);
});

Deno.test("what could not be written is kept for the next start, and the others are written", async () => {
  let isAway = true;
  const { desk, gone, log } = deskOf(() => isAway ? Promise.reject(new Error("no disk")) : Promise.resolve(true));
  desk.start([]);
  desk.take(receipt("m-1 7", "sent", "250 Ok"));
  await desk.settled();
  isAway = false;
  desk.take(receipt("m-2 8", "sent", "250 Ok"));
  await desk.settled();
  assert.deepEqual(gone, ["receipt m-2 8 undefined"]);
  assert.deepEqual(log, ["Cannot write down what became of a notice of a missed call"]);
});
