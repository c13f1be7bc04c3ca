import assert from "node:assert/strict";
import { type MediaPlan, SRTP_SUITES, type SrtpKey, type SrtpKeys, type SrtpSuite } from "../../core/sdp/mod.ts";
import { payloadType, sequenceOf, writeReport } from "../rtp/mod.ts";
import { SrtpReceiver, SrtpSender } from "../srtp/mod.ts";
import { takeOctets } from "../wasm/mod.ts";
import { FIGURE } from "../plane/mod.ts";
import { ANA, BOB, EVE, event, EVENTS, kernels, PCMU, type Peer, speech, Stage } from "./stage.ts";

const room = takeOctets(kernels, 2048);

function keyOf(suite: SrtpSuite, seed: number): SrtpKey {
  const { keyOctets, saltOctets } = SRTP_SUITES[suite];
  const octets = Uint8Array.from({ length: keyOctets + saltOctets }, (_, at) => (at * 37 + seed) & 0xff);
  return { suite, key: btoa(String.fromCharCode(...octets)) };
}

/** Both directions, as the box has them. */
function keysOf(suite: SrtpSuite, seed = 1): SrtpKeys {
  return { send: keyOf(suite, seed), receive: keyOf(suite, seed + 1) };
}

/** A phone's side of a leg's keys. */
class Lock implements Disposable {
  readonly #sender: SrtpSender;
  readonly #receiver: SrtpReceiver;

  constructor({ send, receive }: SrtpKeys) {
    this.#sender = new SrtpSender(kernels, receive);
    this.#receiver = new SrtpReceiver(kernels, send);
  }

  [Symbol.dispose](): void {
    this.#sender[Symbol.dispose]();
    this.#receiver[Symbol.dispose]();
  }

  close(packet: Uint8Array, kind: "rtp" | "rtcp" = "rtp"): Uint8Array {
    room.view.set(packet);
    const span = { at: room.at, length: packet.length };
    const length = kind === "rtp" ? this.#sender.protect(span) : this.#sender.protectRtcp(span);
    assert.ok(length > 0, `protect says ${length}`);
    return room.view.slice(0, length);
  }

  open(packet: Uint8Array): Uint8Array | undefined {
    room.view.set(packet);
    const length = this.#receiver.unprotect({ at: room.at, length: packet.length });
    return length < 0 ? undefined : room.view.slice(0, length);
  }
}

function plan(peer: Peer, srtp?: SrtpKeys): MediaPlan {
  return {
    remote: peer,
    remoteRtcp: { ip: peer.ip, port: peer.port + 1 },
    rtcpMux: false,
    direction: "sendrecv",
    codecs: [PCMU, EVENTS],
    ptimeMs: 20,
    ...(srtp === undefined ? {} : { srtp }),
  };
}

/** Ana's leg is encrypted, Bob's as told. */
function scene(ana: SrtpKeys, bob?: SrtpKeys) {
  const stage = new Stage();
  const sockets = { ana: stage.open("ana", ANA), bob: stage.open("bob", BOB) };
  stage.engine.command({ type: "apply", leg: "ana", plan: plan(ANA, ana), sources: {} });
  stage.engine.command({ type: "apply", leg: "bob", plan: plan(BOB, bob), sources: {} });
  stage.engine.command({ type: "connect", a: "ana", b: "bob" });
  return { stage, sockets, lock: new Lock(ana) };
}

for (const suite of Object.keys(SRTP_SUITES) as SrtpSuite[]) {
  Deno.test(`each leg is on its own terms: ${suite} on one side, plain or another key on the other`, () => {
    const plain = scene(keysOf(suite));
    for (let step = 0; step < 200; step++) {
      plain.stage.hear(plain.sockets.ana, plain.lock.close(speech(65_400 + step)), ANA);
      plain.stage.hear(plain.sockets.bob, speech(step), BOB);
    }
    const sent = plain.stage.take();
    const [toAna, toBob] = ["ana", "bob"].map((leg) =>
      sent.filter(({ socket }) => socket === plain.sockets[leg as "ana" | "bob"]).map(({ packet }) => packet)
    );
    assert.equal(toBob!.length, 200);
    assert.ok(toBob!.every((packet) => packet.length === 172 && packet[100] === 0x55), "Bob hears plain sound");
    const opened = toAna!.map((packet) => plain.lock.open(packet)!);
    assert.equal(opened.length, 200);
    assert.ok(opened.every((packet) => packet.length === 172 && packet[100] === 0x55), "Ana hears Bob");
    assert.ok(toAna!.every((packet) => packet[100] !== 0x55 || packet[101] !== 0x55), "and nobody else does");

    const bobsKeys = keysOf("AEAD_AES_128_GCM", 77);
    const both = scene(keysOf(suite), bobsKeys);
    both.stage.hear(both.sockets.ana, both.lock.close(speech(1)), ANA);
    assert.equal(new Lock(bobsKeys).open(both.stage.take()[0]!.packet)!.length, 172);
  });
}

Deno.test("who does not have the key is neither heard nor followed; who has it is, wherever a NAT has put him", () => {
  const { stage, sockets, lock } = scene(keysOf("AES_CM_128_HMAC_SHA1_80"));
  stage.hear(sockets.ana, speech(1), ANA);
  stage.hear(sockets.ana, new Lock(keysOf("AES_CM_128_HMAC_SHA1_80", 9)).close(speech(2)), EVE);
  assert.deepEqual(stage.take(), []);
  assert.equal(stage.ground.figures[FIGURE.refusedCrypto], 2);
  const moved = { ip: "198.51.100.7", port: 61_000 };
  const first = lock.close(speech(3));
  stage.hear(sockets.ana, first, moved);
  stage.hear(sockets.ana, first, moved);
  assert.equal(stage.take().length, 1, "the same packet twice is said once");
  stage.hear(sockets.bob, speech(1), BOB);
  assert.equal(stage.take()[0]!.to, moved.port);
});

Deno.test("digits and reports of an encrypted leg are encrypted too", () => {
  const { stage, sockets, lock } = scene(keysOf("AEAD_AES_256_GCM"));
  stage.hear(sockets.ana, lock.close(event(1, 160, 5, 800, true)), ANA);
  assert.deepEqual(stage.events.filter(({ type }) => type === "digit").length, 1);
  const report = new Uint8Array(200);
  const length = writeReport(report, 0x1234, { cname: new Uint8Array(3) });
  stage.hear(sockets.ana + 1, report.subarray(0, length), { ip: ANA.ip, port: ANA.port + 1 });
  assert.equal(stage.ground.figures[FIGURE.refusedCrypto], 1, "a plain report is refused");
  stage.hear(sockets.ana + 1, lock.close(report.subarray(0, length), "rtcp"), { ip: ANA.ip, port: ANA.port + 1 });
  assert.equal(stage.ground.figures[FIGURE.rtcpMalformed], 0);
  stage.take();
  stage.engine.command({ type: "digit", leg: "ana", digit: "7", durationMs: 100 });
  stage.pass(40);
  const digit = lock.open(stage.take().find(({ socket }) => socket === sockets.ana)!.packet);
  assert.equal(payloadType(digit!), 101);
});

Deno.test("while a key stays the packets count on, with another they begin anew", () => {
  const keys = keysOf("AES_CM_128_HMAC_SHA1_80");
  const { stage, sockets, lock } = scene(keys);
  for (let step = 0; step < 10; step++) stage.hear(sockets.bob, speech(step), BOB);
  stage.engine.command({ type: "apply", leg: "ana", plan: plan(ANA, keys), sources: {} });
  stage.hear(sockets.bob, speech(10), BOB);
  const numbers = stage.take().map(({ packet }) => sequenceOf(lock.open(packet)!));
  assert.equal(numbers.length, 11);
  assert.equal(numbers[10], (numbers[0]! + 10) & 0xffff);
  const others = keysOf("AES_CM_128_HMAC_SHA1_32", 40);
  stage.engine.command({ type: "apply", leg: "ana", plan: plan(ANA, others), sources: {} });
  stage.hear(sockets.bob, speech(11), BOB);
  const { packet } = stage.take()[0]!;
  assert.equal(lock.open(packet), undefined);
  assert.equal(new Lock(others).open(packet)!.length, 172);
});

Deno.test("a closed leg's keys are gone from the memory", () => {
  const before = kernels.arena.takenBytes;
  const { stage, sockets, lock } = scene(keysOf("AES_256_CM_HMAC_SHA1_80"));
  stage.hear(sockets.bob, speech(1), BOB);
  for (const leg of ["ana", "bob"]) stage.engine.command({ type: "close", leg });
  lock[Symbol.dispose]();
  // The stage's packet stays.
  assert.equal(kernels.arena.takenBytes - before, 2048);
});
