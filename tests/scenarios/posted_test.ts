import assert from "node:assert/strict";
import type { Page } from "../../core/notebook/mod.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { webhook } from "../lab/webhooks.ts";

const MAIL = {
  id: "report-7",
  to: "ana@example.com",
  subject: "Yesterday",
  text: "12 calls",
  html: '<img src="cid:day" alt="12 calls">',
  attachments: [{ path: "reports/day.svg", name: "day.svg", type: "image/svg+xml", cid: "day" }],
};
const HOOK = { id: "missed-7", url: "https://crm.example.com/kontor", body: "{}" };
const HOW_FAR: Page = { family: "report", key: "yesterday", value: 7 };

Deno.test("what is to be sent goes out whole, and how far its sender has come is kept", () => {
  const lab = new Lab();
  lab.input({ type: "posted", mails: [MAIL], hooks: [HOOK], pages: [HOW_FAR] });
  lab.run(1_000);
  assert.deepEqual(lab.mail.taken, [MAIL]);
  assert.deepEqual(lab.hooks, [HOOK]);
  assert.deepEqual(lab.kept[0], HOW_FAR);
  assertNothingLeft(lab);
});

Deno.test("what goes to the address of one of the office's webhooks is signed as that one is", () => {
  const lab = new Lab({
    sections: { webhooks: [webhook("crm", { url: HOOK.url, nextSecret: "the one that follows" })] },
  });
  const elsewhere = { ...HOOK, id: "missed-8", url: "https://elsewhere.example.com/kontor" };
  lab.input({ type: "posted", mails: [], hooks: [HOOK, elsewhere], pages: [] });
  lab.run(1_000);
  assert.deepEqual(lab.hooksTo, [
    { url: HOOK.url, secrets: ["the secret of crm", "the one that follows"] },
    { url: elsewhere.url, secrets: [] },
  ]);
  assertNothingLeft(lab);
});

Deno.test("what was to be sent when the power went is sent by the next box, the same", () => {
  const first = new Lab();
  first.mail.says = "later";
  first.hooksCome = { came: "later", why: "it says 503" };
  first.input({ type: "posted", mails: [MAIL], hooks: [HOOK], pages: [HOW_FAR] });
  first.run(1_000);
  const next = new Lab();
  next.input({ type: "recalled", pages: JSON.parse(JSON.stringify(first.kept)) });
  next.run(1_000);
  assert.deepEqual(next.mail.taken, [MAIL]);
  assert.deepEqual(next.hooks, [HOOK]);
  assertNothingLeft(next);
});
