/**
 * Callers from outside who must say their name, and callers who must say for whom they call, on real phones.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip } from "./baresip.ts";
import { Box } from "./box.ts";
import { HERE } from "./place.ts";
import { hearsLast, hearsPrompt } from "./prompt.ts";
import { answerOptions, officeWith, PROVIDER } from "./provider.ts";
import { scenario } from "./scenario.ts";
import { Sipp, sippPort } from "./sipp.ts";
import { answering, hungUpOn } from "./sipp_stage.ts";
import { realTest } from "./tool.ts";
import { anaAndBob, startPhones, withPhones } from "./with_phones.ts";

/** Where the provider is of whom nobody is called: another address than the phones'. */
const ELSEWHERE = "127.0.0.2";
/** The tone after which he says his name. */
const BEEP_HZ = 1000;
const trunkAt = (ip: string): string =>
  `trunks: [{ name: provider, kind: peer, host: ${ip}, number: "+40211234567" }]\n`;
const aMoment = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Ana's office, and a caller from outside who has said his name, which Ana hears now. */
async function saysHisName(
  opened: AsyncDisposableStack,
  extension: string,
): Promise<{ readonly box: Box; readonly ana: Baresip; readonly caller: Baresip }> {
  // Whoever calls from here and is no extension comes from the provider; this baresip sends its sound from here alone.
  const office = `${trunkAt(HERE)}numbers: [{ number: "0211234567", to: "101" }]\n`;
  const box = opened.adopt(await Box.start({ office, extension }), (box) => box.stop());
  const ana = opened.adopt(await Baresip.start({ ...box.account("101", "udp"), hz: 660 }), (phone) => phone.stop());
  const caller = opened.adopt(await Baresip.start({ user: "0722000111", hz: 440 }), (phone) => phone.stop());
  await caller.dial(box.uri("0211234567"));
  await caller.hears(BEEP_HZ, 0.2);
  await aMoment(900);
  await caller.digits("#");
  await ana.until("CALL_ESTABLISHED");
  await hearsPrompt(ana, "screening-call-from");
  await ana.hears(440, 0.4);
  return { box, ana, caller };
}

realTest(
  "a caller from outside says his name; the called one hears it, and him once she has pressed 1",
  ["baresip"],
  async () => {
    await using opened = new AsyncDisposableStack();
    const { box, ana, caller } = await saysHisName(opened, "screening: all");
    await assert.rejects(caller.hears(660, 0.1, 1), /Cannot hear 660 Hz/, "he does not hear her yet");
    await ana.digits("1");
    await caller.hears(660, 0.5);
    await caller.hangUp();
    await ana.until("CALL_CLOSED");
    await box.untilIdle();
  },
);

realTest("a caller whom the called one sends to her mailbox is greeted there, and one whom she refuses hears so", [
  "baresip",
], async () => {
  for (const [key, said] of [["2", "is-unavailable"], ["3", "caller-refused"]] as const) {
    await using opened = new AsyncDisposableStack();
    const { box, ana, caller } = await saysHisName(opened, 'screening: all, voicemail: { pin: "4711" }');
    await ana.digits(key);
    await ana.until("CALL_CLOSED");
    await hearsLast(caller, said);
    if (key === "2") await caller.hangUp();
    else await caller.until("CALL_CLOSED");
    await box.untilIdle();
  }
});

withPhones(
  "who must say for whom he calls is asked for a code, and told of a wrong one",
  (box) => anaAndBob(box).slice(0, 1),
  async (box, phones) => {
    const [ana] = phones;
    assert.ok(ana);
    await ana.dial(box.uri("0722000111"));
    await hearsPrompt(ana, "enter-account-code");
    await ana.digits("99#");
    await hearsPrompt(ana, "wrong-account-code");
    await ana.hangUp();
    await box.untilIdle();
  },
  {
    extension: "account_code: required",
    office: `${trunkAt(ELSEWHERE)}routes: [{ match: "0.", trunks: [provider] }]\n` +
      'account_codes: [{ name: Client A, code: "4711" }]\n',
  },
);

realTest("who says for whom he calls is let outside, and the record has the account, and its code nowhere", [
  "baresip",
  "sipp",
], async () => {
  await using opened = new AsyncDisposableStack();
  const port = sippPort();
  const trunk = `kind: peer, host: ${PROVIDER.ip}, port: ${port}`;
  const office = `${officeWith({ provider: trunk })}account_codes: [{ name: Client A, code: "4711" }]\n`;
  const box = opened.adopt(await Box.start({ office, extension: "account_code: required" }), (box) => box.stop());
  const there = await answerOptions(PROVIDER.ip, port);
  await box.untilFigure("trunks_up", 1);
  there.close();
  const [ana] = await startPhones(opened, anaAndBob(box).slice(0, 1));
  const steps = scenario("provider", [answering, hungUpOn]);
  opened.adopt(
    await Sipp.start({ scenario: steps, host: PROVIDER, port, calls: 1, withinS: 60 }),
    async (sipp) => void await sipp.stop(),
  );
  await ana!.dial(box.uri("0722000111"));
  await hearsPrompt(ana!, "enter-account-code");
  await ana!.digits("4711#");
  // What she says comes back from there.
  await ana!.hears(440);
  await ana!.hangUp();
  await box.untilIdle();
  const [given] = await box.untilRecorded("account.given", 1);
  assert.equal(given!.facts["account"], "Client A");
  const pressed = box.recorded(["leg.digit"]).map(({ facts }) => facts["digit"]).join("");
  assert.ok(!pressed.includes("4711"), pressed);
});
