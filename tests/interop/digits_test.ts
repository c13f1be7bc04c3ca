/**
 * A baresip, which knows RFC 4733 alone, and a SIPp that presses and takes digits by SIP INFO or in its sound: each digit
 * arrives, and once.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip } from "./baresip.ts";
import { ffmpeg } from "./ffmpeg.ts";
import { newFolder, removeFolder } from "./place.ts";
import { answer, answerInside, audio, expect, inviting, pause, request, ringing } from "./scenario.ts";
import { hangUp, hungUpOn, onStage, type Stage } from "./sipp_stage.ts";
import type { Tool } from "./tool.ts";

const DIGITS = [..."123A456B789C*0#D55"];
/** G.711 alone: no telephone-event. */
const PLAIN = audio("sendrecv", "8");
const ALLOW_INFO = "Allow: INVITE, ACK, BYE, CANCEL, INFO";
const ROWS_HZ = [697, 770, 852, 941];
const COLUMNS_HZ = [1209, 1336, 1477, 1633];

function withBaresip(
  name: string,
  tools: readonly Tool[],
  run: (stage: Stage, phone: Baresip) => Promise<void>,
): void {
  onStage(name, async (stage) => {
    const phone = await Baresip.start({ ...stage.box.account("102", "udp"), hz: 440 });
    try {
      await run(stage, phone);
    } finally {
      await phone.stop();
    }
  }, { tools: ["baresip", ...tools] });
}

function assertHeard(phone: Baresip): void {
  const heard = phone.events.filter(({ type }) => type === "CALL_DTMF_START").map(({ param }) => param);
  assert.deepEqual(heard, DIGITS);
}

/** Presses all digits, each when the one before is over. */
async function pressAll(phone: Baresip, whenPressed: (digit: string) => Promise<unknown>): Promise<void> {
  for (const digit of DIGITS) {
    await phone.digits(digit);
    await whenPressed(digit);
  }
}

const aMoment = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

withBaresip("digits by SIP INFO are telephone-events for a baresip", [], async (stage, phone) => {
  const pressed = DIGITS.map((digit, at) => [
    request("INFO", {
      cseq: 3 + at,
      inDialog: true,
      body: { type: "application/dtmf-relay", text: `Signal=${digit}\nDuration=100` },
    }),
    expect(200),
    pause(250),
  ]);
  await stage.caller("101", "102", [
    inviting({ body: PLAIN, headers: [ALLOW_INFO] }),
    ringing,
    expect(200, { dialog: true }),
    request("ACK", { cseq: 2, inDialog: true }),
    pause(300),
    pressed,
    pause(500),
    hangUp(3 + DIGITS.length),
  ]);
  assertHeard(phone);
});

withBaresip("a baresip's telephone-events are SIP INFO for who takes that", [], async (stage, phone) => {
  const told = DIGITS.map((digit) => [
    expect("INFO", { matching: new RegExp(`Signal=[${digit}]`) }),
    answerInside("200 OK"),
  ]);
  const callee = await stage.callee("101", [
    expect("INVITE", { dialog: true }),
    answer("200 OK", { body: PLAIN, headers: [ALLOW_INFO], repeated: true }),
    expect("ACK"),
    told,
    hungUpOn,
  ]);
  await phone.dial(stage.box.uri("101"));
  await phone.until("CALL_ESTABLISHED");
  await aMoment(300);
  await pressAll(phone, () => aMoment(400));
  await phone.hangUp();
  await callee.done();
});

withBaresip(
  "a baresip's telephone-events are keys in the sound, and what echoes is told it",
  [],
  async (stage, phone) => {
    const callee = await stage.callee("101", [
      expect("INVITE", { dialog: true }),
      answer("200 OK", { body: PLAIN, repeated: true }),
      expect("ACK"),
      hungUpOn,
    ]);
    await phone.dial(stage.box.uri("101"));
    await phone.until("CALL_ESTABLISHED");
    await phone.hears(440, 0.5);
    await pressAll(phone, async (digit) => {
      assert.equal((await phone.until("CALL_DTMF_START")).param, digit);
      await phone.until("CALL_DTMF_END");
      await aMoment(200);
    });
    await phone.hangUp();
    await callee.done();
    assertHeard(phone);
  },
);

/** All digits in A-law, 100 ms each with pauses of 150 ms, made by somebody else. */
async function keysByFfmpeg(): Promise<Uint8Array<ArrayBuffer>> {
  const parts = DIGITS.map((digit, at) => {
    const key = "123A456B789C*0#D".indexOf(digit);
    const [row, column] = [ROWS_HZ[key >> 2], COLUMNS_HZ[key & 3]];
    const from = 0.5 + 0.25 * at;
    return `between(t,${from},${from + 0.1})*0.25*(sin(2*PI*${row}*t)+sin(2*PI*${column}*t))`;
  });
  const seconds = 1 + 0.25 * DIGITS.length;
  const source = `aevalsrc='${parts.join("+")}':s=8000:d=${seconds}`;
  return await ffmpeg(["-f", "lavfi", "-i", source, "-f", "alaw", "-ar", "8000", "-ac", "1", "-"], new Uint8Array(0));
}

withBaresip("keys in the sound are telephone-events for a baresip", ["ffmpeg"], async (stage, phone) => {
  const folder = await newFolder("keys");
  await Deno.writeFile(`${folder}/keys.alaw`, await keysByFfmpeg());
  const speaking = { ...PLAIN, text: PLAIN.text.replace("[media_port]", "[rtpstream_audio_port]") };
  await stage.caller("101", "102", [
    inviting({ body: speaking }),
    ringing,
    expect(200, { dialog: true }),
    request("ACK", { cseq: 2, inDialog: true }),
    `<nop><action><exec rtp_stream="${folder}/keys.alaw,1,8,PCMA/8000"/></action></nop>`,
    pause(1500 + 250 * DIGITS.length),
    hangUp(),
  ]);
  await removeFolder(folder);
  assertHeard(phone);
});
