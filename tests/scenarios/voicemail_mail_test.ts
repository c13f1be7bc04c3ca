import assert from "node:assert/strict";
import type { Lab } from "../lab/lab.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import { mailOffice, messagesIn } from "../lab/mailboxes.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, press } from "../lab/scene.ts";

const EMAIL = { email: "bob@example.com" };

function leave(lab: Lab, from: HandPhone, keys = ""): void {
  const call = connected(lab, from, "*102");
  lab.run(65_000);
  press(lab, from, keys);
  call.bye();
  lab.run(1_000);
}

Deno.test("a message is sent to its owner, with its sound", () => {
  const { lab, ana } = mailOffice({}, EMAIL);
  leave(lab, ana, "#4");
  const [message] = messagesIn(lab, "102");
  const [mail, ...more] = lab.mail.taken;
  assert.deepEqual(more, []);
  assert.deepEqual(mail!.attachments, [{ path: message!.files[0], name: "message.ogg", type: "audio/ogg" }]);
  assert.equal(mail!.to, "bob@example.com");
  assert.equal(mail!.subject, "Urgent: Voice message from Person 101 (101) (1:05)");
  assert.match(mail!.text, /^From: Person 101 \(101\)\nReceived: .* November 2023 at \d\d:\d\d\nLength: 1:05\n/);
  assert.match(mail!.text, /dial \*97/);
  assertNothingLeft(lab);
});

Deno.test("the mail server is down for an hour: every mail arrives afterwards, once", () => {
  const { lab, ana } = mailOffice({}, EMAIL);
  lab.mail.says = "later";
  const begun = lab.now;
  for (let count = 0; count < 5; count++) leave(lab, ana);
  lab.run(3_600_000 - (lab.now - begun));
  assert.equal(lab.mail.taken.length, 0);
  assert.ok(lab.mail.tries > 5 && lab.mail.tries < 60, `${lab.mail.tries} tries`);
  assert.equal(lab.figures()["mails_waiting"], 5);
  lab.mail.says = "sent";
  lab.run(3_600_000);
  assert.equal(lab.mail.taken.length, 5);
  assert.equal(new Set(lab.mail.taken.map(({ id }) => id)).size, 5);
  assert.equal(lab.figures()["mails_waiting"], 0);
  lab.run(24 * 3_600_000);
  assert.equal(lab.mail.taken.length, 5);
  assert.equal(messagesIn(lab, "102").length, 5);
});

Deno.test("a mail goes without the sound where its owner wants that, and to nobody who gave no address", () => {
  const { lab, ana } = mailOffice({ attach: false }, EMAIL);
  leave(lab, ana);
  assert.deepEqual(lab.mail.taken.map(({ attachments }) => attachments), [[]]);
  assertNothingLeft(lab);
  const silent = mailOffice();
  leave(silent.lab, silent.ana);
  assert.equal(silent.lab.mail.tries, 0);
  assertNothingLeft(silent.lab);
});

Deno.test("an address that is refused is given up, and told", () => {
  const { lab, ana } = mailOffice({}, EMAIL);
  lab.mail.says = "never";
  leave(lab, ana);
  assert.equal(lab.mail.tries, 1);
  assert.ok(lab.log.some((line) => /A mail was given up.*bob@example.com/.test(line)));
  assertNothingLeft(lab);
});
