import assert from "node:assert/strict";
import { type LogLine, SeededChance } from "../../core/base/mod.ts";
import type { Direction, MediaPlan, PlannedCodec } from "../../core/sdp/mod.ts";
import type { Lease, MediaEvent, SourceRule } from "../../core/sound/mod.ts";
import {
  digitOf,
  eventEnds,
  headerLength,
  payloadType,
  readRtcp,
  RtcpView,
  sequenceOf,
  ssrcOf,
  timestampOf,
  writeEvent,
  writeHeader,
  writeReport,
} from "../rtp/mod.ts";
import { readAddress } from "./address.ts";
import { Engine } from "./engine.ts";
import { FIGURE, FIGURES } from "./figures.ts";
import type { Ground } from "./ground.ts";
import { MemorySockets } from "./memory_sockets.ts";

const PCMU: PlannedCodec = { name: "PCMU", clockRate: 8000, channels: 1, sendAs: 0, receiveAs: 0 };
const EVENTS: PlannedCodec = { name: "telephone-event", clockRate: 8000, channels: 1, sendAs: 101, receiveAs: 101 };

interface Peer {
  readonly ip: string;
  readonly port: number;
}

/** An engine on a fake clock, with the moves the tests make. */
class Stage {
  readonly sockets = new MemorySockets();
  readonly events: MediaEvent[] = [];
  readonly log: LogLine[] = [];
  readonly leases: Lease[] = [];
  readonly ground: Ground;
  readonly engine: Engine;

  constructor(settings: Partial<Ground["settings"]> = {}, taken: readonly number[] = []) {
    for (const port of taken) this.sockets.taken.add(port);
    this.ground = {
      settings: {
        from: 10000,
        to: 10999,
        families: [4],
        freeLeases: 8,
        restMs: 30_000,
        leastRestMs: 2_000,
        silentAfterMs: 30_000,
        ...settings,
      },
      sockets: this.sockets,
      figures: new Float64Array(FIGURES.length),
      chance: new SeededChance(7),
      log: { write: (line) => this.log.push(line) },
      cname: new TextEncoder().encode("box"),
      emit: (event) => {
        if (event.type === "leased") this.leases.push(...event.leases);
        else this.events.push(event);
      },
      now: 1000.25,
      ntpOffsetMs: 3_000_000_000_000,
    };
    this.engine = new Engine(this.ground);
  }

  open(
    leg: string,
    peer: Peer,
    options: { codecs?: PlannedCodec[]; direction?: Direction; sources?: SourceRule } = {},
  ): number {
    const lease = this.leases.shift()!;
    this.engine.command({ type: "open", leg, lease: lease.lease, label: "call" });
    this.apply(leg, peer, options);
    return lease.rtpPort - this.ground.settings.from;
  }

  apply(
    leg: string,
    peer: Peer,
    options: { codecs?: PlannedCodec[]; direction?: Direction; sources?: SourceRule } = {},
  ): void {
    const plan: MediaPlan = {
      remote: peer,
      remoteRtcp: { ip: peer.ip, port: peer.port + 1 },
      rtcpMux: false,
      direction: options.direction ?? "sendrecv",
      codecs: options.codecs ?? [PCMU, EVENTS],
      ptimeMs: 20,
    };
    this.engine.command({ type: "apply", leg, plan, sources: options.sources ?? {} });
  }

  hear(socket: number, packet: Uint8Array, from: Peer): void {
    const filtered = this.sockets.arrive(socket, packet, from);
    if (filtered !== undefined) this.engine.received(socket, packet.length, filtered);
  }

  /** Lets time pass in beats. */
  pass(ms: number): void {
    const end = this.ground.now + ms;
    while (this.ground.now < end) {
      this.ground.now += Math.min(this.engine.beatMs, end - this.ground.now);
      this.engine.beat();
    }
  }

  take(): { readonly packet: Uint8Array; readonly to: number; readonly socket: number }[] {
    const taken = this.sockets.sent.map(({ packet, target, socket }) => ({ packet, to: target[0]!, socket }));
    this.sockets.sent = [];
    return taken;
  }
}

function speech(sequence: number, options: { type?: number; ssrc?: number; marker?: boolean } = {}): Uint8Array {
  const packet = new Uint8Array(172).fill(0x55);
  writeHeader(packet, {
    marker: options.marker ?? false,
    payloadType: options.type ?? 0,
    sequence: sequence & 0xffff,
    timestamp: (sequence * 160) | 0,
    ssrc: options.ssrc ?? 0x1234,
  });
  return packet;
}

function event(sequence: number, start: number, code: number, duration: number, ends: boolean): Uint8Array {
  const packet = new Uint8Array(16);
  writeHeader(packet, { marker: false, payloadType: 101, sequence, timestamp: start, ssrc: 0x1234 });
  writeEvent(packet, 12, code, duration, ends);
  return packet;
}

const ANA: Peer = { ip: "192.0.2.1", port: 4000 };
const BOB: Peer = { ip: "192.0.2.2", port: 5000 };
const EVE: Peer = { ip: "203.0.113.9", port: 4000 };

function talk(stage: Stage): { ana: number; bob: number } {
  const ana = stage.open("ana", ANA);
  const bob = stage.open("bob", BOB);
  stage.engine.command({ type: "connect", a: "ana", b: "bob" });
  return { ana, bob };
}

for (const start of [0, 1, 32767, 32768, 65534, 65535]) {
  Deno.test(`a relayed stream runs on without a gap from sequence number ${start}`, () => {
    const stage = new Stage();
    const { ana } = talk(stage);
    for (let step = 0; step < 5; step++) stage.hear(ana, speech(start + step), ANA);
    const sent = stage.take();
    assert.equal(sent.length, 5);
    for (const [at, { packet, to }] of sent.entries()) {
      assert.equal(to, BOB.port);
      assert.equal((sequenceOf(packet) - sequenceOf(sent[0]!.packet)) & 0xffff, at);
      assert.equal((timestampOf(packet) - timestampOf(sent[0]!.packet)) | 0, 160 * at);
      assert.equal(ssrcOf(packet), ssrcOf(sent[0]!.packet));
      assert.equal(packet[1]! >> 7, at === 0 ? 1 : 0);
    }
    assert.notEqual(ssrcOf(sent[0]!.packet), 0x1234);
  });
}

Deno.test("a payload type becomes the number that the other side gave to the same codec", () => {
  const stage = new Stage();
  const opus = (number: number): PlannedCodec => ({
    name: "opus",
    clockRate: 48000,
    channels: 2,
    sendAs: number,
    receiveAs: number,
  });
  const ana = stage.open("ana", ANA, { codecs: [opus(111), PCMU] });
  stage.open("bob", BOB, { codecs: [opus(96)] });
  stage.engine.command({ type: "connect", a: "ana", b: "bob" });
  stage.hear(ana, speech(1, { type: 111 }), ANA);
  stage.hear(ana, speech(2), ANA);
  stage.hear(ana, speech(3, { type: 111 }), ANA);
  const sent = stage.take();
  assert.deepEqual(sent.map(({ packet }) => payloadType(packet)), [96, 96]);
  assert.equal(sequenceOf(sent[1]!.packet) - sequenceOf(sent[0]!.packet), 1, "what is left out is not lost");
  assert.equal(stage.ground.figures[FIGURE.unsharedCodecs], 1);
});

Deno.test("an outsider neither is heard nor changes where we send", () => {
  for (const filters of [false, true]) {
    const stage = new Stage();
    stage.sockets.filters = filters;
    const { ana, bob } = talk(stage);
    stage.hear(ana, speech(1), EVE);
    stage.hear(ana, speech(2), { ip: ANA.ip, port: 4444 });
    assert.deepEqual(stage.take(), []);
    stage.hear(ana, speech(3), ANA);
    stage.hear(ana, speech(4), EVE);
    stage.hear(bob, speech(1), BOB);
    assert.deepEqual(stage.take().map(({ to }) => to), [BOB.port, ANA.port]);
    assert.equal(stage.ground.figures[FIGURE.strangers], filters ? 2 : 3);
  }
});

Deno.test("a phone behind NAT is answered where it speaks from, and a hold keeps that place", () => {
  const stage = new Stage();
  const nat: Peer = { ip: "198.51.100.7", port: 61000 };
  const sources = { signallingIp: nat.ip };
  const ana = stage.open("ana", ANA, { sources });
  const bob = stage.open("bob", BOB);
  stage.engine.command({ type: "connect", a: "ana", b: "bob" });
  stage.hear(ana, speech(1), nat);
  stage.hear(ana, speech(1), { ...nat, port: 61001 });
  stage.apply("ana", ANA, { sources, direction: "sendonly" });
  stage.hear(bob, speech(1), BOB);
  assert.deepEqual(stage.take().map(({ to }) => to), [BOB.port, nat.port]);
});

Deno.test("a NAT that moved a phone is followed once its old place is quiet", () => {
  const stage = new Stage();
  stage.sockets.filters = true;
  const nat: Peer = { ip: "198.51.100.7", port: 61000 };
  const ana = stage.open("ana", ANA, { sources: { signallingIp: nat.ip } });
  stage.engine.command({ type: "echo", leg: "ana" });
  for (let step = 0; step < 50; step++) {
    stage.hear(ana, speech(step), nat);
    stage.pass(20);
  }
  const moved = { ...nat, port: 62000 };
  stage.hear(ana, speech(51), moved);
  assert.ok(stage.take().every(({ to }) => to !== moved.port));
  stage.pass(2500);
  stage.hear(ana, speech(52), moved);
  assert.equal(stage.take().at(-1)!.to, moved.port);
});

Deno.test("latch: any takes the first source, and no second one even when that fell quiet", () => {
  const stage = new Stage();
  const ana = stage.open("ana", ANA, { sources: { any: true } });
  stage.engine.command({ type: "echo", leg: "ana" });
  stage.hear(ana, speech(1), EVE);
  stage.hear(ana, speech(2), { ip: "198.51.100.1", port: 1000 });
  stage.pass(5000);
  stage.hear(ana, speech(3), { ip: "198.51.100.1", port: 1000 });
  assert.deepEqual(stage.take().filter(({ socket }) => socket === ana).map(({ to }) => to), [EVE.port]);
});

Deno.test("a filter of the system that lets nothing through is given up", () => {
  const stage = new Stage();
  stage.sockets.filters = true;
  const { ana } = talk(stage);
  stage.hear(ana, speech(1), ANA);
  assert.equal(stage.sockets.locked.size, 1);
  stage.pass(600);
  assert.equal(stage.sockets.locked.size, 0);
  stage.hear(ana, speech(2), ANA);
  assert.equal(stage.sockets.locked.size, 0, "it is not tried again before the next plan");
});

Deno.test("a new speaker goes on where the last one stopped, with the marker set", () => {
  const stage = new Stage();
  const { ana } = talk(stage);
  const carl = stage.open("carl", { ip: "192.0.2.3", port: 6000 });
  stage.hear(ana, speech(100), ANA);
  const [before] = stage.take();
  stage.pass(500);
  stage.engine.command({ type: "connect", a: "carl", b: "bob" });
  stage.hear(carl, speech(60000, { ssrc: 0x9999 }), { ip: "192.0.2.3", port: 6000 });
  stage.hear(ana, speech(101), ANA);
  const sent = stage.take().filter(({ socket }) => (socket & 1) === 0);
  assert.equal(sent.length, 1, "the one who was left no longer reaches bob");
  const after = sent[0]!.packet;
  assert.equal(ssrcOf(after), ssrcOf(before!.packet));
  assert.equal((sequenceOf(after) - sequenceOf(before!.packet)) & 0xffff, 1);
  assert.equal((timestampOf(after) - timestampOf(before!.packet)) | 0, 4000);
  assert.equal(after[1]! >> 7, 1);
});

const DIRECTIONS: readonly [Direction, { heard: boolean; sent: boolean }][] = [
  ["sendrecv", { heard: true, sent: true }],
  ["sendonly", { heard: false, sent: true }],
  ["recvonly", { heard: true, sent: false }],
  ["inactive", { heard: false, sent: false }],
];
for (const [direction, expected] of DIRECTIONS) {
  Deno.test(`a leg that is ${direction} is heard: ${expected.heard}, is spoken to: ${expected.sent}`, () => {
    const stage = new Stage();
    const ana = stage.open("ana", ANA, { direction });
    const bob = stage.open("bob", BOB);
    stage.engine.command({ type: "connect", a: "ana", b: "bob" });
    stage.hear(ana, speech(1), ANA);
    stage.hear(bob, speech(1), BOB);
    const to = stage.take().map((sent) => sent.to);
    assert.equal(to.includes(BOB.port), expected.heard);
    assert.equal(to.includes(ANA.port), expected.sent);
  });
}

Deno.test("a digit is reported once per press and passes through", () => {
  const stage = new Stage();
  const { ana } = talk(stage);
  for (let step = 1; step <= 5; step++) stage.hear(ana, event(step, 800, 5, 160 * step, false), ANA);
  for (let step = 6; step <= 8; step++) stage.hear(ana, event(step, 800, 5, 960, true), ANA);
  for (let step = 9; step <= 11; step++) stage.hear(ana, event(step, 8000, 5, 800, step === 11), ANA);
  assert.equal(stage.take().length, 11);
  const digits = stage.events.filter((seen) => seen.type === "digit");
  assert.deepEqual(digits, [
    { type: "digit", leg: "ana", digit: "5", durationMs: 120 },
    { type: "digit", leg: "ana", digit: "5", durationMs: 100 },
  ]);
});

Deno.test("a digit whose end was lost is reported when its source falls quiet", () => {
  const stage = new Stage();
  const { ana } = talk(stage);
  stage.hear(ana, event(1, 800, 11, 400, false), ANA);
  assert.equal(stage.events.filter((seen) => seen.type === "digit").length, 0);
  stage.pass(1000);
  assert.deepEqual(stage.events.at(-1), { type: "digit", leg: "ana", digit: "#", durationMs: 50 });
});

Deno.test("a digit is sent with one timestamp, a marker, growing duration and three ends, and speech waits", () => {
  const stage = new Stage();
  const { ana } = talk(stage);
  stage.hear(ana, speech(1), ANA);
  stage.take();
  stage.engine.command({ type: "digit", leg: "bob", digit: "7", durationMs: 100 });
  stage.hear(ana, speech(2), ANA);
  assert.deepEqual(stage.take(), [], "speech is held back");
  stage.pass(300);
  const sent = stage.take().map(({ packet }) => packet).filter((packet) => packet.length === 16);
  assert.equal(sent.length, 7);
  assert.equal(new Set(sent.map(timestampOf)).size, 1);
  assert.deepEqual(sent.map((packet) => packet[1]! >> 7), [1, 0, 0, 0, 0, 0, 0]);
  assert.deepEqual(sent.map((packet) => eventEnds(packet, 12)), [false, false, false, false, true, true, true]);
  assert.deepEqual(sent.map((packet) => packet[14]! << 8 | packet[15]!), [160, 320, 480, 640, 800, 800, 800]);
  assert.equal(digitOf(sent[0]![12]!), "7");
  stage.hear(ana, speech(20), ANA);
  const [speechAfter] = stage.take();
  assert.equal(sequenceOf(speechAfter!.packet), (sequenceOf(sent.at(-1)!) + 1) & 0xffff);
  assert.equal(speechAfter!.packet[1]! >> 7, 1);
});

Deno.test("reports go out every few seconds and measure loss and round trip", () => {
  const stage = new Stage();
  const { ana, bob } = talk(stage);
  for (let step = 0; step < 500; step++) {
    if (step % 10 !== 0 || step === 0) stage.hear(ana, speech(step), ANA);
    stage.pass(20);
  }
  const reports = stage.take().filter(({ socket }) => socket === ana + 1);
  assert.ok(reports.length >= 1 && reports.length <= 5, `${reports.length} reports in 10 s`);
  const view = new RtcpView();
  const { packet, to } = reports.at(-1)!;
  assert.equal(to, ANA.port + 1);
  assert.ok(readRtcp(packet, packet.length, 0x1234, view));
  assert.ok(view.hasReport && view.lost > 20 && view.fractionLost > 15 && view.fractionLost < 35);

  // He answers with a report on our stream, 40 ms after he got ours: half of it is his own delay.
  const bobReports = new RtcpView();
  stage.engine.command({ type: "connect", a: "ana", b: "bob" });
  stage.hear(ana, speech(501), ANA);
  const ours = ssrcOf(stage.take()[0]!.packet);
  stage.pass(8000);
  const toBob = stage.take().find(({ socket }) => socket === bob + 1)!.packet;
  assert.ok(readRtcp(toBob, toBob.length, 0, bobReports) && bobReports.hasSenderReport);
  const answer = new Uint8Array(200);
  const sentAt = stage.ground.now;
  const length = writeReport(answer, 77, {
    cname: new Uint8Array(3),
    block: {
      ssrc: ours,
      fractionLost: 0,
      lost: 9,
      highest: 0,
      jitter: 0,
      lastSenderReport: (Math.floor((sentAt + stage.ground.ntpOffsetMs) * 65.536) | 0) - Math.round(40 * 65.536),
      sinceSenderReport: Math.round(20 * 65.536),
    },
  });
  stage.hear(bob + 1, answer.subarray(0, length), { ip: BOB.ip, port: BOB.port + 1 });
  stage.engine.command({ type: "close", leg: "bob" });
  const quality = stage.events.find((seen) => seen.type === "quality");
  assert.ok(quality !== undefined && quality.report.lostOut === 9);
  assert.ok(Math.abs(quality.report.roundTripMs! - 20) < 1, `${quality.report.roundTripMs}`);
});

Deno.test("a leg that should speak and does not is silent, again and again, but not one that is held or sends RTCP", () => {
  const stage = new Stage();
  const { ana } = talk(stage);
  stage.hear(ana, speech(1), ANA);
  stage.apply("bob", BOB, { direction: "sendonly" });
  stage.pass(29_000);
  assert.deepEqual(stage.events.filter((seen) => seen.type === "silent"), []);
  stage.pass(2_000);
  assert.deepEqual(stage.events.filter((seen) => seen.type === "silent").map((seen) => seen.leg), ["ana"]);
  stage.pass(30_000);
  assert.equal(stage.events.filter((seen) => seen.type === "silent").length, 2);
  const report = new Uint8Array(100);
  const length = writeReport(report, 5, { cname: new Uint8Array(3) });
  for (let tens = 0; tens < 9; tens++) {
    stage.hear(ana + 1, report.subarray(0, length), { ip: ANA.ip, port: ANA.port + 1 });
    stage.pass(10_000);
  }
  assert.equal(stage.events.filter((seen) => seen.type === "silent").length, 2);
});

Deno.test("only bound pairs are leased, and given-back ones rest before they are leased again", () => {
  const stage = new Stage({ to: 10007, freeLeases: 4 }, [10003]);
  stage.pass(500);
  assert.deepEqual(stage.leases.map((lease) => lease.rtpPort), [10000, 10004, 10006]);
  const ports = new Stage({ to: 10003, freeLeases: 2 });
  ports.open("ana", ANA);
  ports.open("bob", BOB);
  ports.pass(500);
  assert.equal(ports.leases.length, 0);
  assert.equal(ports.log.filter((line) => line.text.includes("Cannot lease")).length, 1, "said once");
  ports.engine.command({ type: "close", leg: "ana" });
  ports.pass(1500);
  assert.equal(ports.leases.length, 0, "a pair rests two seconds even when there is no other");
  ports.pass(1500);
  assert.deepEqual(ports.leases.map((lease) => lease.rtpPort), [10000]);
});

Deno.test("a closed leg is nowhere any more", () => {
  const stage = new Stage();
  const { ana, bob } = talk(stage);
  stage.hear(ana, speech(1), ANA);
  stage.engine.command({ type: "close", leg: "ana" });
  stage.engine.command({ type: "close", leg: "ana" });
  stage.take();
  stage.hear(ana, speech(2), ANA);
  stage.hear(bob, speech(2), BOB);
  assert.deepEqual(stage.take(), []);
  assert.equal(stage.ground.figures[FIGURE.legs], 1);
  assert.equal(stage.events.filter((seen) => seen.type === "quality").length, 1);
});

Deno.test("addresses are read in every form, and hosts that are nobody or many are refused", () => {
  const good = ["192.0.2.7", "::1", "2001:db8::7", "1:2:3:4:5:6:7:8", "fe80::1%eth0", "::ffff:192.0.2.7", "1::8"];
  for (const ip of good) assert.ok(readAddress(ip, 4000) !== undefined, ip);
  const bad = [
    "",
    "0.0.0.0",
    "::",
    "224.0.0.1",
    "255.255.255.255",
    "ff02::1",
    "1.2.3",
    "1.2.3.256",
    "a.b.c.d",
    "1::2::3",
    "1:2",
    "12345::",
    "host",
  ];
  for (const ip of bad) assert.equal(readAddress(ip, 4000), undefined, ip);
  assert.deepEqual(readAddress("::ffff:192.0.2.7", 4000), readAddress("192.0.2.7", 4000));
  assert.equal(readAddress("192.0.2.7", 0), undefined);
});

Deno.test("headerLength() stays within the packet", () => {
  assert.equal(headerLength(speech(1), 172), 12);
});
