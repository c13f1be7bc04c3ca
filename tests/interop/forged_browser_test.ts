/**
 * Browsers at the real box that are not whom their descriptions promise: each calls, is answered, proves where it is, and then
 * shows another certificate, signs with another key, or does not sign. None of them ever hears anything.
 *
 * @module
 */
import assert from "node:assert/strict";
import { createPrivateKey } from "node:crypto";
import type { SrtpKeys } from "../../core/sdp/mod.ts";
import { HandClient, type HandClientHabits } from "../../media/dtls/hand_client.ts";
import { fingerprintOf } from "../../media/dtls/peer.ts";
import { MESSAGE } from "../../media/dtls/server.ts";
import { ANA, BOX } from "../../media/dtls/test_certificates.ts";
import { SrtpReceiver } from "../../media/srtp/mod.ts";
import { takeOctets } from "../../media/wasm/mod.ts";
import { labKernels } from "../lab/kernels.ts";
import { Box } from "./box.ts";
import { BrowserCaller, until } from "./browser_caller.ts";
import { realTest } from "./tool.ts";

/** The caller hears a sentence of the box, and then himself. */
const ECHO_TEST = "*43";
/** Half a second of sound. */
const ENOUGH = 25;
/** The box ends a call in which nobody is heard after 30 s; its sentence comes before. */
const ENDED_MS = 60_000;
/** What RFC 5246 §7.2 has the box say. */
const [UNEXPECTED, BAD_CERTIFICATE, DECRYPT_ERROR] = [10, 42, 51] as const;

const theirs = (pem: typeof ANA) => new HandClient(pem).fingerprint.value;
const inVerify = (change: (body: Uint8Array) => Uint8Array): HandClientHabits => ({
  tampers: (type, body) => type === MESSAGE.certificateVerify ? change(body) : body,
});

interface Forgery {
  readonly what: string;
  readonly habits: HandClientHabits;
  /** The certificate that its description promises; its own unless told. */
  readonly promises?: string;
  readonly alert: number;
  readonly log: string;
}

const NO_SIGNATURE = { alert: DECRYPT_ERROR, log: "a signature with the certificate's key" };
const FORGERIES: readonly Forgery[] = [
  {
    what: "shows a certificate that its description does not promise",
    habits: {},
    promises: theirs(BOX),
    alert: BAD_CERTIFICATE,
    log: "the certificate of the fingerprint in SDP",
  },
  {
    what: "signs with a key that is not its certificate's",
    habits: { signsWith: createPrivateKey(BOX.keyPem) },
    ...NO_SIGNATURE,
  },
  { what: "signs something else", habits: inVerify((body) => body.with(20, body[20]! ^ 1)), ...NO_SIGNATURE },
  {
    what: "has an empty signature",
    habits: inVerify((body) => Uint8Array.of(body[0]!, body[1]!, 0, 0)),
    ...NO_SIGNATURE,
  },
  {
    what: "leaves its signature out",
    habits: { leavesOut: MESSAGE.certificateVerify },
    alert: UNEXPECTED,
    log: `message ${MESSAGE.finished} in its turn`,
  },
];

/** How many of these packets are closed with the keys of a handshake. */
async function genuine(packets: readonly Uint8Array[], keys: SrtpKeys): Promise<number> {
  const kernels = await labKernels();
  const block = takeOctets(kernels, 2_048);
  using receiver = new SrtpReceiver(kernels, keys.receive);
  return packets.filter((packet) => {
    block.view.set(packet);
    return receiver.unprotect({ at: block.at, length: packet.length }) > 0;
  }).length;
}

realTest("a browser that is whom its description promises shakes hands, and hears", [], async () => {
  await using opened = new AsyncDisposableStack();
  const box = opened.adopt(await Box.start(), (box) => box.stop());
  const ana = opened.use(await BrowserCaller.open(box, "101", new HandClient(ANA)));
  const call = await ana.call(ECHO_TEST, fingerprintOf(ana.client.certificate).value);
  await ana.check(call);
  const keys = await ana.shakeHands();
  assert.ok(typeof keys === "object", `the box refuses it with the alert ${keys}:\n${box.log.slice(-3_000)}`);
  await until("sound for the browser", () => ana.sound.length >= ENOUGH);
  assert.ok(await genuine(ana.sound, keys) >= ENOUGH - 1);
  call.bye();
  await box.untilEmpty();
});

realTest(
  "a browser that is not whom its description promises hears nothing, however it insists, and is hung up on",
  [],
  async () => {
    await using opened = new AsyncDisposableStack();
    const box = opened.adopt(await Box.start({ extensions: FORGERIES.length }), (box) => box.stop());
    await Promise.all(FORGERIES.map(async ({ what, habits, promises, alert, log }, place) => {
      const forger = opened.use(await BrowserCaller.open(box, String(101 + place), new HandClient(ANA, habits)));
      const call = await forger.call(ECHO_TEST, promises ?? theirs(ANA));
      await forger.check(call);
      assert.equal(await forger.shakeHands(), alert, what);
      await box.until(RegExp(`Cannot shake hands: expected ${log}`));
      await forger.insist(5_000);
      await until(`the end of the call of one who ${what}`, () => call.count("BYE") > 0, ENDED_MS);
      assert.equal(forger.client.keys, undefined, what);
      assert.deepEqual(forger.sound, [], what);
    }));
    assert.doesNotMatch(box.log, /Shook hands with a browser/);
    await box.untilEmpty();
  },
);
