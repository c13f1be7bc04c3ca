import assert from "node:assert/strict";
import type { MediaPlan, SrtpKeys } from "../../core/sdp/mod.ts";
import { readBinding } from "../../core/stun/mod.ts";
import { SrtpReceiver, SrtpSender } from "../srtp/mod.ts";
import { browserCheck as check, CHECK_ID } from "../../tests/lab/browser_check.ts";
import { takeOctets } from "../wasm/mod.ts";
import { FIGURE } from "../plane/mod.ts";
import { formatHostOf } from "./address.ts";
import { socketsOf } from "./browser_gate.ts";
import { PCMU, speech, Stage } from "./stage.ts";

const SHARED = socketsOf(10_000, 10_999);
const [HERE, THERE] = [{ ip: "192.0.2.7", port: 40_000 }, { ip: "192.0.2.8", port: 50_000 }];
const DESK = { ip: "192.0.2.20", port: 4000 };
const key = (seed: number) => ({
  suite: "AEAD_AES_128_GCM" as const,
  key: btoa(String.fromCharCode(...new Uint8Array(28).fill(seed))),
});
const KEYS: SrtpKeys = { send: key(1), receive: key(2) };

/** A stage with a browser and a desk phone that hear each other; nobody has shaken hands. */
function scene() {
  const stage = new Stage({ web: 8443, families: [4, 6] });
  stage.engine.command({ type: "open-browser", leg: "ana", label: "call" });
  apply(stage, "ours");
  const bob = stage.open("bob", DESK, { codecs: [PCMU] });
  stage.engine.command({ type: "connect", a: "ana", b: "bob" });
  const arrive = (packet: Uint8Array, from = HERE, socket = SHARED) => {
    stage.hear(socket, packet, from);
    return stage.sockets.sent.splice(0);
  };
  /** What becomes of a packet of the desk phone. */
  const fromBob = (sequence: number) => arrive(speech(sequence), DESK, bob);
  return { stage, arrive, fromBob };
}

function apply(stage: Stage, ufrag: string): void {
  const plan: MediaPlan = {
    remote: { ip: "0.0.0.0", port: 9 },
    remoteRtcp: { ip: "0.0.0.0", port: 9 },
    rtcpMux: true,
    direction: "sendrecv",
    codecs: [PCMU],
    ptimeMs: 20,
    dtls: { fingerprints: [], ice: { ufrag, password: "a-password" }, peerUfrag: "theirs" },
  };
  stage.engine.command({ type: "apply", leg: "ana", plan, sources: {} });
}

/** A packet closed or opened with one of the keys. */
function worked(stage: Stage, packet: Uint8Array, how: "close" | "open"): Uint8Array {
  const { kernels } = stage.ground;
  const block = takeOctets(kernels, 2048);
  block.view.set(packet);
  const span = { at: block.at, length: packet.length };
  using end = how === "close" ? new SrtpSender(kernels, KEYS.receive) : new SrtpReceiver(kernels, KEYS.send);
  const length = end instanceof SrtpSender ? end.protect(span) : end.unprotect(span);
  assert.ok(length > 0, "the packet is not genuine");
  const out = block.view.slice(0, length);
  kernels.arena.giveBack(block.at);
  return out;
}

Deno.test("a check that is signed is answered with its address, and no other is answered at all", () => {
  const { arrive } = scene();
  const [answer, ...more] = arrive(check());
  assert.deepEqual(more, []);
  assert.deepEqual(readBinding(answer!.packet, CHECK_ID), { ok: true, value: HERE });
  assert.deepEqual([answer!.socket, answer!.target[0]], [SHARED, HERE.port]);
  for (const wrong of [{ password: "another" }, { user: "ours:others" }, { user: "nobody:theirs" }]) {
    assert.deepEqual(arrive(check(wrong)), []);
  }
});

Deno.test("datagrams of a handshake go to the one who proved by a check to be there, and from nobody else", () => {
  const { stage, arrive } = scene();
  const hello = Uint8Array.of(22, 254, 253, 1, 2, 3);
  arrive(hello);
  assert.deepEqual(stage.datagrams, []);
  arrive(check());
  arrive(hello);
  arrive(hello, THERE);
  assert.deepEqual(stage.datagrams, [{ type: "dtls", leg: "ana", datagram: btoa(String.fromCharCode(...hello)) }]);
  stage.engine.command({ type: "dtls", leg: "ana", datagram: btoa("answer") });
  const [sent] = stage.sockets.sent.splice(0);
  assert.equal(new TextDecoder().decode(sent!.packet), "answer");
  assert.equal(formatHostOf(sent!.target), HERE.ip);
});

Deno.test("no sound goes either way before hands were shaken, then both ways, and encrypted", () => {
  const { stage, arrive, fromBob } = scene();
  const plain = speech(5);
  arrive(check());
  const before = stage.ground.figures[FIGURE.strangers]!;
  assert.deepEqual(arrive(plain), []);
  assert.deepEqual(arrive(worked(stage, plain, "close")), []);
  assert.equal(stage.ground.figures[FIGURE.strangers], before + 2);
  assert.deepEqual(fromBob(1), []);

  stage.engine.command({ type: "keys", leg: "ana", keys: KEYS });
  const [toBob] = arrive(worked(stage, plain, "close"));
  assert.equal(formatHostOf(toBob!.target), DESK.ip);
  assert.deepEqual([...toBob!.packet.subarray(12)], [...plain.subarray(12)]);
  assert.deepEqual(arrive(plain), [], "what is not encrypted is not his");
  assert.deepEqual(arrive(worked(stage, plain, "close")), [], "what was heard already is not heard again");
  const [toAna] = fromBob(2);
  assert.deepEqual([toAna!.target[0], formatHostOf(toAna!.target)], [HERE.port, HERE.ip]);
  assert.equal(worked(stage, toAna!.packet, "open").length, plain.length);
});

Deno.test("sound follows the way that the browser chooses, of either family, and stops when it asks no more", () => {
  const { stage, arrive, ...desk } = scene();
  const six = { ip: "2001:db8::7", port: 41_000 };
  const fromBob = (sequence: number) => desk.fromBob(sequence).map(({ target }) => target[0]);
  arrive(check({ nominates: true }));
  stage.engine.command({ type: "keys", leg: "ana", keys: KEYS });
  assert.deepEqual(fromBob(1), [HERE.port]);
  arrive(check(), THERE);
  assert.deepEqual(fromBob(2), [HERE.port], "one that is only tried changes nothing");
  arrive(check({ nominates: true }), six, SHARED + 1);
  assert.deepEqual(fromBob(3), [six.port]);
  // New names: the old way holds until a new check has come.
  apply(stage, "anew");
  assert.deepEqual(arrive(check()), []);
  assert.deepEqual(fromBob(4), [six.port]);
  arrive(check({ user: "anew:theirs", nominates: true }), THERE);
  assert.deepEqual(fromBob(5), [THERE.port]);
  stage.ground.now += 31_000;
  stage.engine.beat();
  stage.sockets.sent.splice(0);
  assert.deepEqual(fromBob(6), []);
});

Deno.test("who takes himself for led is told to lead, and is nowhere yet", () => {
  const { stage, arrive } = scene();
  const [answer] = arrive(check({ isLed: true }));
  assert.equal(answer!.packet[26]! * 100 + answer!.packet[27]!, 487);
  arrive(Uint8Array.of(22, 254, 253));
  assert.deepEqual(stage.datagrams, []);
});

Deno.test("a browser that is gone is not known any more, and its place is given to another", () => {
  const { stage, arrive } = scene();
  arrive(check());
  stage.engine.command({ type: "close", leg: "ana" });
  assert.deepEqual(arrive(check()), []);
  arrive(Uint8Array.of(22, 254, 253));
  assert.deepEqual(stage.datagrams, []);
  stage.engine.command({ type: "open-browser", leg: "next", label: "call" });
  assert.deepEqual(stage.log.filter(({ level }) => level === "error"), []);
});

Deno.test("a port that somebody has is told, and browsers find no room", () => {
  const stage = new Stage({ web: 8443 }, [8443]);
  assert.deepEqual(stage.engine.browserFamilies, []);
  stage.engine.command({ type: "open-browser", leg: "ana", label: "call" });
  const told = stage.log.map(({ text }) => text);
  assert.deepEqual(told, [
    'Cannot take UDP port "8443" for the sound of browsers: another program has it',
    'Cannot open leg "ana" in lease "of browsers": it is unknown or in use',
  ]);
});
