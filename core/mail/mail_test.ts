import assert from "node:assert/strict";
import { type Mail, readMail, writeMail } from "./mod.ts";

const MAIL: Mail = {
  id: "missed-7",
  to: "ana@example.com",
  subject: "Missed calls",
  text: "3 callers",
  html: '<img src="cid:day" alt="3 callers">',
  attachments: [
    { base64: "iVBORw==", name: "day.png", type: "image/png", cid: "day" },
    { path: "reports/day.pdf", name: "day.pdf", type: "application/pdf" },
  ],
  thread: "missed-6",
  settingsAt: "https://kontor.local/office/missed",
};

Deno.test("a mail is kept with all that it holds, be it in itself or in a file", () => {
  assert.deepEqual(readMail(MAIL.id, JSON.parse(JSON.stringify(writeMail(MAIL)))), MAIL);
  const { thread: _thread, html: _html, settingsAt: _at, ...plain } = MAIL;
  assert.deepEqual(readMail(plain.id, JSON.parse(JSON.stringify(writeMail(plain)))), plain);
});

Deno.test("an attachment that is nowhere is none", () => {
  const kept = { to: "a@example.com", subject: "s", text: "t", attachments: [{ name: "x", type: "text/plain" }, 7] };
  assert.deepEqual(readMail("m", kept)?.attachments, []);
});
