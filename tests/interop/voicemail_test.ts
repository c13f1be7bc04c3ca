/**
 * Voicemail on real baresips: what one says into a box is what its owner hears there, among the right prompts, and what a real
 * mail server takes.
 *
 * @module
 */
import assert from "node:assert/strict";
import { LAB_TOOLS, playAll } from "../../media/file/exam.ts";
import { fromMemory, openPlayer } from "../../media/file/mod.ts";
import { mailOffice } from "../lab/mailboxes.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected } from "../lab/scene.ts";
import { findTone } from "../lab/signals.ts";
import { Baresip } from "./baresip.ts";
import { Box } from "./box.ts";
import { aMoment, BEEP_HZ, leave } from "./leave.ts";
import { attachmentOf, MailServer } from "./mail_server.ts";
import { hearsPrompt } from "./prompt.ts";
import { RealPost } from "./real_post.ts";
import { realTest } from "./tool.ts";
import { anaAndBob, anaBobAndCarl, endCall, three, withPhones } from "./with_phones.ts";
import { freePorts } from "./place.ts";

const RATE = 8000;

withPhones(
  "what a baresip says into a mailbox is what its owner hears there, and he deletes it",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await leave(ana, box, 2_500);
    await bob.dial(box.uri("*97"));
    await hearsPrompt(bob, "enter-pin", 1.5);
    await bob.digits("4711#");
    await hearsPrompt(bob, "voicemail-you-have");
    await bob.digits("1");
    await aMoment(300);
    // Past the envelope to what was said.
    await bob.digits("5");
    await bob.hears(440, 2);
    await bob.digits("7");
    await hearsPrompt(bob, "voicemail-deleted");
    await bob.hangUp();
    await box.untilIdle();
  },
  { extension: 'voicemail: { pin: "4711" }' },
);

withPhones(
  "who presses 0 while he is greeted talks with the operator, and nothing is left in the box",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, , carl] = three(phones);
    await ana.dial(box.uri("*102"));
    await ana.until("CALL_ESTABLISHED");
    await ana.digits("0");
    await carl.hears(440);
    await ana.hears(880);
    await endCall(box, ana, carl);
    assert.deepEqual(box.recorded(["voicemail.left"]), []);
  },
  { office: 'voicemail: { operator: "103" }\n', extension: 'voicemail: { pin: "4711" }' },
);

withPhones(
  "a greeting that a baresip records as its own is what its callers hear",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await bob.dial(box.uri("*97"));
    await hearsPrompt(bob, "enter-pin", 1.5);
    await bob.digits("4711#");
    await hearsPrompt(bob, "voicemail-no-messages", 1);
    await bob.digits("0");
    await hearsPrompt(bob, "voicemail-own-greeting-press", 1);
    await bob.digits("1");
    await hearsPrompt(bob, "voicemail-record-greeting", 1);
    await bob.hears(BEEP_HZ, 0.3);
    await aMoment(2_500);
    await bob.digits("#");
    await hearsPrompt(bob, "voicemail-greeting-set", 1);
    await bob.hangUp();
    await box.untilIdle();
    await ana.dial(box.uri("*102"));
    await ana.hears(660, 1);
    await ana.hangUp();
    await box.untilIdle();
  },
  { extension: 'voicemail: { pin: "4711" }' },
);

realTest("a message arrives by e-mail, once, and says what was said", ["baresip", "smtpd"], async () => {
  await using opened = new AsyncDisposableStack();
  const server = opened.adopt(await MailServer.start(), (server) => server.stop());
  const box = opened.adopt(
    await Box.start({
      extension: 'voicemail: { pin: "4711", email: bob@example.com }',
      kontor: `smtp: { host: 127.0.0.1, port: ${server.port}, tls: "off", from: phones@example.com }\n`,
    }),
    (box) => box.stop(),
  );
  const ana = opened.adopt(await Baresip.start({ ...box.account("101", "udp"), hz: 440 }), (phone) => phone.stop());
  await leave(ana, box, 2_500);
  const [mail] = await server.untilTaken(1);
  assert.match(mail!, /^Subject: Voice message from Phone 101 \(101\) \(0:0\d\)$/m);
  assert.match(mail!, /^Message-ID: <[a-z0-9-]+\.102@example\.com>$/m);
  const player = openPlayer(fromMemory(attachmentOf(mail!)), LAB_TOOLS, { rate: RATE });
  assert.ok(player.ok, player.ok ? "" : player.fault.text);
  using sound = player.value;
  const heard = playAll(sound);
  assert.ok(heard.length >= 2.3 * RATE, `${heard.length / RATE} s`);
  const clear = clearTenths(heard, 440);
  assert.ok(clear >= 10, `her tone is clear in ${clear} tenths of a second of ${heard.length / RATE} s`);
  await box.untilFigure("mails_waiting", 0);
  await aMoment(500);
  assert.equal((await server.untilTaken(1)).length, 1);
});

/** In how many tenths of a second a tone stands alone: where a busy machine lost a packet its phase goes on elsewhere. */
function clearTenths(heard: Int16Array, hz: number): number {
  const tenth = RATE / 10;
  const tenths = Array.from({ length: Math.floor(heard.length / tenth) }, (_, at) => at * tenth);
  return tenths.filter((from) => findTone(heard.subarray(from, from + tenth), hz, RATE).snr > 15).length;
}

realTest(
  "the mail server is not there for an hour: what was left meanwhile arrives afterwards, once",
  ["smtpd"],
  async () => {
    await using opened = new AsyncDisposableStack();
    const { lab, ana } = mailOffice({}, { email: "bob@example.com" });
    const port = freePorts(1);
    const post = new RealPost(lab, port);
    const call = connected(lab, ana, "*102");
    lab.run(15_000);
    call.bye();
    for (let minute = 0; minute < 60; minute++) await post.run(60_000);
    assert.ok(post.tries > 2, `${post.tries} tries`);
    assert.equal(lab.figures()["mails_waiting"], 1);
    const server = opened.adopt(await MailServer.start(port), (server) => server.stop());
    for (let minute = 0; minute < 60; minute++) await post.run(60_000);
    const [mail, ...more] = await server.untilTaken(1);
    assert.deepEqual(more, []);
    assert.match(mail!, /^Subject: Voice message from Person 101 \(101\)/m);
    assert.equal(lab.figures()["mails_waiting"], 0);
    assertNothingLeft(lab);
  },
);
