import assert from "node:assert/strict";
import { type PlannedCodec, SRTP_SUITES, type SrtpKey } from "../../core/sdp/mod.ts";
import { payloadType, sequenceOf, timestampOf } from "../rtp/mod.ts";
import { assertOneStream, G722, OPUS, PCMA, PCMU, Singer } from "./singers.ts";
import { ANA, BOB, event, EVENTS, kernels, Stage, type StageTerms } from "./stage.ts";

const CN: PlannedCodec = { name: "CN", clockRate: 8000, channels: 1, sendAs: 13, receiveAs: 13 };
const RESTING: PlannedCodec = { ...OPUS, parameters: "usedtx=1" };
const GSM: PlannedCodec = { name: "GSM", clockRate: 8000, channels: 1, sendAs: 3, receiveAs: 3 };
/** What no ear takes for anything: -60 dB of the loudest. */
const UNHEARD = 32;

/** Ana was answered, and nobody is with her. */
function alone(terms: StageTerms = {}) {
  const stage = new Stage();
  const socket = stage.open("ana", ANA, terms);
  const wait = (ms: number): Uint8Array[] => {
    stage.take();
    stage.pass(ms);
    return toAna();
  };
  const toAna = () => stage.take().filter((sent) => sent.socket === socket).map(({ packet }) => packet);
  return { stage, socket, wait, toAna };
}

const isMarked = (packet: Uint8Array): boolean => (packet[1]! & 0x80) !== 0;
const step = (packets: readonly Uint8Array[], at: number): number =>
  (timestampOf(packets[at]!) - timestampOf(packets[at - 1]!)) | 0;

for (const [codec, treatment] of [[PCMU], [PCMA], [G722], [OPUS], [RESTING], [G722, "treated"]] as const) {
  const name = `${codec.name}${codec.parameters === undefined ? "" : ` with ${codec.parameters}`}`;
  Deno.test(`from silence to silence over all roads a leg hears one stream in ${name}${treatment === undefined ? "" : ", treated"}`, () => {
    const { stage, socket, wait, toAna } = alone({
      codecs: [codec, EVENTS],
      ...(treatment === undefined ? {} : { treatment: { echo: "on", noise: "usual", gain: "off" } }),
    });
    const bobs = stage.open("bob", BOB, { codecs: [codec, EVENTS] });
    const ana = new Singer(stage, { socket, peer: ANA, codec, hz: 440 });
    const bob = new Singer(stage, { socket: bobs, peer: BOB, codec, hz: 700 });
    const listen = (ms: number): Uint8Array[] => {
      stage.take();
      for (let passed = 0; passed < ms; passed += 20) {
        ana.sing();
        bob.sing();
        stage.pass(20);
      }
      return toAna();
    };
    const began = stage.ground.now;
    const silent = [wait(1000)];
    stage.engine.command({ type: "play", leg: "ana", play: 1, sound: { tone: "ringback", country: "us" } });
    const tone = wait(1000);
    stage.engine.command({ type: "stop", leg: "ana" });
    silent.push(wait(1000));
    stage.engine.command({ type: "connect", a: "ana", b: "bob" });
    const relayed = listen(1000);
    stage.engine.command({ type: "disconnect", leg: "ana" });
    silent.push(wait(1000));
    for (const leg of ["ana", "bob"]) stage.engine.command({ type: "join", leg, room: "2001" });
    const met = listen(1000);
    const all = [silent[0]!, tone, silent[1]!, relayed, silent[2]!, met].flat();

    assert.equal(all.length, 300);
    assertOneStream(all, codec);
    assert.deepEqual(all.flatMap((packet, at) => isMarked(packet) ? [at] : []), [0], "only the first one begins");
    const frame = codec.clockRate / 50;
    for (let at = 1; at < all.length; at++) {
      const isJoint = at % 50 === 0;
      assert.ok(isJoint ? step(all, at) <= 2 * frame : step(all, at) === frame, `packet ${at}: ${step(all, at)} units`);
    }
    const units = (timestampOf(all.at(-1)!) - timestampOf(all[0]!)) | 0;
    const passed = (stage.ground.now - began - 20) * codec.clockRate / 1000;
    assert.ok(Math.abs(units - passed) <= frame, `${units} units, ${passed} have passed`);

    const sound = ana.hear(all);
    const second = sound.length / 6;
    const part = (at: number, from = 0.1) => sound.subarray((at + from) * second, (at + 1) * second);
    for (const at of [0, 2, 4]) {
      const loudest = part(at).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      assert.ok(loudest <= UNHEARD, `second ${at}: ${loudest}`);
    }
    for (const at of [1, 3, 5]) {
      const loudest = part(at, 0.3).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      assert.ok(loudest > 1500, `second ${at}: ${loudest}`);
    }
  });
}

Deno.test("silence costs memory and beats only while somebody is left in it", () => {
  const { stage, wait } = alone({ codecs: [G722, EVENTS] });
  const before = kernels.arena.takenBytes;
  stage.open("bob", BOB, { codecs: [OPUS, EVENTS] });
  assert.equal(wait(500).length, 25);
  for (const leg of ["ana", "bob"]) stage.engine.command({ type: "close", leg });
  assert.ok(kernels.arena.takenBytes <= before);
  assert.equal(stage.engine.beatMs, 250);
  stage.take();
  stage.pass(500);
  assert.deepEqual(stage.take(), []);
});

Deno.test("a leg without a plan is sent nothing", () => {
  const stage = new Stage();
  const { lease } = stage.leases.shift()!;
  stage.engine.command({ type: "open", leg: "ana", lease, label: "call" });
  stage.pass(500);
  assert.deepEqual(stage.take(), []);
  assert.equal(stage.engine.beatMs, 250);
});

for (
  const [why, terms, count] of [
    ["who has us on hold", { direction: "recvonly" }, 0],
    ["where neither side may speak", { direction: "inactive" }, 0],
    ["who only listens", { direction: "sendonly" }, 10],
    ["whose codec is not spoken here", { codecs: [GSM, EVENTS] }, 0],
    ["who agreed to digits only", { codecs: [EVENTS] }, 0],
  ] as const satisfies readonly (readonly [string, StageTerms, number])[]
) {
  Deno.test(`${why} is sent ${count} packets of silence in 200 ms`, () => {
    const { stage, wait } = alone(terms);
    assert.equal(wait(200).length, count);
    assert.equal(stage.engine.beatMs, count === 0 ? 250 : 20);
  });
}

Deno.test("silence goes only where the plan says, or where he was heard from since", () => {
  const stage = new Stage();
  const nowhere = { ip: "0.0.0.0", port: 4000 };
  const socket = stage.open("ana", nowhere, { sources: { signallingIp: ANA.ip } });
  stage.pass(200);
  assert.deepEqual(stage.take(), [], "he has named no address");
  const behind = { ip: "10.0.0.7", port: 4000 };
  stage.apply("ana", behind, { sources: { signallingIp: ANA.ip } });
  stage.pass(100);
  assert.deepEqual(stage.take().map(({ to }) => to), Array(5).fill(4000));
  const ana = new Singer(stage, { socket, peer: { ip: ANA.ip, port: 40_123 }, codec: PCMU, hz: 440 });
  ana.sing();
  stage.pass(100);
  assert.deepEqual(stage.take().map(({ to }) => to), Array(5).fill(40_123));
});

Deno.test("who hears himself, or a mate who says nothing, is sent nothing of ours", () => {
  const { stage, wait } = alone();
  stage.engine.command({ type: "echo", leg: "ana" });
  assert.deepEqual(wait(200), []);
  stage.open("bob", BOB);
  stage.engine.command({ type: "connect", a: "ana", b: "bob" });
  assert.deepEqual(wait(200), []);
  stage.engine.command({ type: "disconnect", leg: "bob" });
  assert.equal(wait(200).length, 10);
});

Deno.test("behind a mate who has long been silent, silence does not begin with what was said before him", () => {
  const { stage, socket, wait } = alone();
  const bobs = stage.open("bob", BOB);
  const [ana, bob] = [[socket, ANA], [bobs, BOB]].map(([socket, peer]) =>
    new Singer(stage, { socket: socket as number, peer: peer as typeof ANA, codec: PCMU, hz: 700 })
  );
  stage.engine.command({ type: "play", leg: "ana", play: 1, sound: { tone: "dial", country: "us" } });
  wait(120);
  stage.engine.command({ type: "stop", leg: "ana" });
  stage.engine.command({ type: "connect", a: "ana", b: "bob" });
  for (let frame = 0; frame < 10; frame++) {
    bob!.sing();
    stage.pass(20);
  }
  wait(500);
  stage.engine.command({ type: "disconnect", leg: "ana" });
  assert.ok(ana!.hear(wait(200)).every((sample) => sample === 0));
});

Deno.test("who is listened to in his silence is sent it all the same", () => {
  const { stage, wait } = alone();
  const all = wait(400);
  stage.engine.command({ type: "tap", leg: "ana", ring: 3 });
  all.push(...wait(400));
  stage.engine.command({ type: "untap", leg: "ana", ring: 3 });
  all.push(...wait(400));
  assert.equal(all.length, 60);
  for (let at = 1; at < all.length; at++) assert.deepEqual([step(all, at), isMarked(all[at]!)], [160, false]);
});

Deno.test("who has agreed to comfort noise is described the silence, as everywhere", () => {
  const { wait } = alone({ codecs: [PCMU, CN, EVENTS] });
  const all = wait(2200);
  assert.deepEqual(all.map(payloadType), [...Array(10).fill(0), ...Array(4).fill(13)]);
  for (const [at, packet] of all.entries()) {
    if (at > 0) assert.equal(sequenceOf(packet), (sequenceOf(all[at - 1]!) + 1) & 0xffff);
    if (at > 10) assert.equal(step(all, at), 25 * 160);
    assert.equal(isMarked(packet), at === 0);
  }
});

Deno.test("Opus rests where its hearer would rather have silence unsent", () => {
  const { wait } = alone({ codecs: [RESTING, EVENTS] });
  wait(1000);
  assert.ok(wait(200).every((packet) => packet.length <= 14));
});

Deno.test("a tone behind a long silence is as clean in G.722 as one that was always there", () => {
  const { stage, socket, wait } = alone({ codecs: [G722, EVENTS] });
  const ana = new Singer(stage, { socket, peer: ANA, codec: G722, hz: 440 });
  const play = () =>
    stage.engine.command({ type: "play", leg: "ana", play: 1, sound: { tone: "dial", country: "us" } });
  play();
  const before = wait(400);
  stage.engine.command({ type: "stop", leg: "ana" });
  const silent = wait(3000);
  play();
  const after = wait(400);
  const parts = (from: number) => ana.parts([...before, ...silent, ...after].slice(from, from + 15), [350, 440]);
  const clear = (from: number) => parts(from).reduce((sum, part) => sum + part);
  assert.ok(clear(before.length + silent.length) > 0.99 * clear(0), `${clear(before.length + silent.length)}`);
});

Deno.test("a digit is pressed into the silence, which waits for it and goes on behind it", () => {
  const { stage, wait } = alone();
  const all = wait(400);
  stage.engine.command({ type: "digit", leg: "ana", digit: "5", durationMs: 100 });
  all.push(...wait(600));
  const types = all.map(payloadType);
  const events = types.filter((type) => type === 101).length;
  assert.ok(events >= 5, `${events}`);
  assert.equal(types.lastIndexOf(101) - types.indexOf(101) + 1, events, "nothing between its packets");
  assert.equal(types.at(-1), 0);
  for (const [at, packet] of all.entries()) {
    if (at > 0) assert.equal(sequenceOf(packet), (sequenceOf(all[at - 1]!) + 1) & 0xffff);
  }
  const units = (timestampOf(all.at(-1)!) - timestampOf(all[0]!)) | 0;
  assert.ok(Math.abs(units - 8 * 980) <= 160, `${units} units`);
});

Deno.test("digits are heard from a leg that is sent silence", () => {
  const { stage, socket } = alone();
  for (let nth = 1; nth <= 5; nth++) {
    stage.hear(socket, event(nth, 90_000, 7, 160 * nth, nth === 5), ANA);
    stage.pass(20);
  }
  assert.deepEqual(stage.events.flatMap((seen) => seen.type === "digit" ? [seen.digit] : []), ["7"]);
});

Deno.test("behind a hold silence goes on in the same stream, after as much time as has passed", () => {
  const { stage, wait } = alone();
  const before = wait(400);
  stage.apply("ana", ANA, { direction: "recvonly" });
  assert.deepEqual(wait(1000), []);
  stage.apply("ana", ANA);
  const after = wait(400);
  assert.equal(sequenceOf(after[0]!), (sequenceOf(before.at(-1)!) + 1) & 0xffff);
  assert.ok(Math.abs(((timestampOf(after[0]!) - timestampOf(before.at(-1)!)) | 0) - 8 * 1020) <= 160);
  assert.ok(isMarked(after[0]!));
});

Deno.test("another codec in mid-silence is spoken from the next frame on", () => {
  const { stage, wait } = alone();
  wait(400);
  stage.apply("ana", ANA, { codecs: [G722, EVENTS] });
  const after = wait(400);
  assert.deepEqual(after.map(payloadType), Array(20).fill(9));
  stage.engine.command({ type: "play", leg: "ana", play: 1, sound: { tone: "dial", country: "us" } });
  stage.engine.command({ type: "stop", leg: "ana" });
  stage.apply("ana", ANA, { codecs: [PCMA, EVENTS] });
  assert.deepEqual(wait(400).map(payloadType), Array(20).fill(8));
});

Deno.test("silence is encrypted like all else", () => {
  const stage = new Stage();
  const { lease } = stage.leases.shift()!;
  const suite = "AES_CM_128_HMAC_SHA1_80";
  const { keyOctets, saltOctets } = SRTP_SUITES[suite];
  const key = (seed: number): SrtpKey => ({
    suite,
    key: btoa(String.fromCharCode(...Array.from({ length: keyOctets + saltOctets }, (_, at) => (at + seed) & 0xff))),
  });
  stage.engine.command({ type: "open", leg: "ana", lease, label: "call" });
  const media = { remote: ANA, remoteRtcp: undefined, rtcpMux: false, direction: "sendrecv", ptimeMs: 20 } as const;
  const plan = { ...media, codecs: [PCMU], srtp: { send: key(1), receive: key(2) } };
  stage.engine.command({ type: "apply", leg: "ana", plan, sources: {} });
  stage.pass(400);
  const sent = stage.take().map(({ packet }) => packet);
  assert.deepEqual(sent.map(({ length }) => length), Array(20).fill(12 + 160 + 10));
  assert.notDeepEqual(sent[18]!.subarray(12), sent[19]!.subarray(12));
});
