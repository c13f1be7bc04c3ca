import assert from "node:assert/strict";
import type { Direction, MediaPlan, PlannedCodec } from "../../core/sdp/mod.ts";
import type { Lease, MediaEvent, SourceRule } from "../../core/sound/mod.ts";
import type { EngineCommand } from "../plane/mod.ts";
import { codeOf, payloadType, readRtcp, RtcpView, sequenceOf, ssrcOf, writeEvent, writeHeader } from "../rtp/mod.ts";

/** A phone's RTP socket on the loopback. */
export interface ExamPhone {
  readonly ip: string;
  readonly port: number;
  send(packet: Uint8Array, toPort: number): Promise<void>;
  /** The next packet; undefined when none came for a while that is long for the loopback. */
  hear(): Promise<Uint8Array | undefined>;
  close(): void;
}

/** An engine on real sockets, and phones to try it with. */
export interface ExamHall {
  /** Gives a command, and waits until the engine has taken it. */
  command(command: EngineCommand): Promise<void>;
  lease(family?: 4 | 6): Promise<Lease>;
  /** The next event of the type, from the past too; rejects when none comes. */
  event<T extends MediaEvent["type"]>(type: T): Promise<Extract<MediaEvent, { readonly type: T }>>;
  phone(ip?: string): ExamPhone;
  /** Packets thrown away because of who sent them, of which the engine knows. */
  strangers(): number;
  close(): Promise<void>;
}

const PCMA: PlannedCodec = { name: "PCMA", clockRate: 8000, channels: 1, sendAs: 8, receiveAs: 8 };
const EVENTS: PlannedCodec = { name: "telephone-event", clockRate: 8000, channels: 1, sendAs: 101, receiveAs: 101 };

interface Setting {
  readonly codecs?: readonly PlannedCodec[];
  readonly direction?: Direction;
  readonly sources?: SourceRule;
  readonly rtcp?: ExamPhone;
  readonly describedPort?: number;
}

/** A phone in a leg of its own. */
interface Seat {
  readonly leg: string;
  readonly phone: ExamPhone;
  readonly lease: Lease;
}

async function seat(hall: ExamHall, leg: string, setting: Setting = {}): Promise<Seat> {
  const lease = await hall.lease(4);
  const phone = hall.phone();
  await hall.command({ type: "open", leg, lease: lease.lease, label: "exam" });
  const plan: MediaPlan = {
    remote: { ip: phone.ip, port: setting.describedPort ?? phone.port },
    remoteRtcp: setting.rtcp === undefined ? undefined : { ip: setting.rtcp.ip, port: setting.rtcp.port },
    rtcpMux: false,
    direction: setting.direction ?? "sendrecv",
    codecs: setting.codecs ?? [PCMA, EVENTS],
    ptimeMs: 20,
  };
  await hall.command({ type: "apply", leg, plan, sources: setting.sources ?? {} });
  return { leg, phone, lease };
}

/** Ana and Bob, who hear each other, and no more of the silence that each was sent while he was alone. */
async function connected(hall: ExamHall): Promise<readonly [Seat, Seat]> {
  const [ana, bob] = [await seat(hall, "ana"), await seat(hall, "bob")];
  await hall.command({ type: "connect", a: "ana", b: "bob" });
  for (const { phone } of [ana, bob]) while (await phone.hear() !== undefined);
  return [ana, bob];
}

function speech(sequence: number, type = 8): Uint8Array {
  const packet = new Uint8Array(172).fill(0xd5);
  writeHeader(packet, { marker: false, payloadType: type, sequence, timestamp: 160 * sequence, ssrc: 0x0101 });
  return packet;
}

/** A whole press in one packet: its end. */
function pressed(sequence: number, digit: string): Uint8Array {
  const packet = new Uint8Array(16);
  writeHeader(packet, { marker: true, payloadType: 101, sequence, timestamp: 160 * sequence, ssrc: 0x0101 });
  writeEvent(packet, 12, codeOf(digit), 800, true);
  return packet;
}

/** The next piece of a press. A slow machine has begun to send silence before the two were connected: that is none. */
async function hearPress(phone: ExamPhone): Promise<Uint8Array | undefined> {
  for (;;) {
    const heard = await phone.hear();
    if (heard === undefined || payloadType(heard) !== PCMA.sendAs) return heard;
  }
}

/** The exam that every kind of sockets sits, over the whole way: commands in, packets through, events out. */
export function examine(name: string, open: () => Promise<ExamHall>): void {
  const sit = (sentence: string, body: (hall: ExamHall) => Promise<void>): void => {
    Deno.test(`${name}: ${sentence}`, async () => {
      const hall = await open();
      try {
        await body(hall);
      } finally {
        await hall.close();
      }
    });
  };

  sit("two legs hear each other, each in one stream of ours", async (hall) => {
    const [ana, bob] = await connected(hall);
    for (const [from, to] of [[ana, bob], [bob, ana], [ana, bob]] as const) {
      for (let step = 0; step < 5; step++) {
        await from.phone.send(speech(65533 + step & 0xffff), from.lease.rtpPort);
        const heard = await to.phone.hear();
        assert.ok(heard !== undefined, `packet ${step} of ${from.leg}`);
        assert.equal(heard.length, 172);
        assert.notEqual(ssrcOf(heard), 0x0101);
      }
    }
    assert.equal((await hall.event("heard")).leg, "ana");
  });

  sit("a payload type is mapped by the codec's identity", async (hall) => {
    const own = { ...PCMA, sendAs: 96, receiveAs: 97 };
    const [ana, bob] = [await seat(hall, "ana"), await seat(hall, "bob", { codecs: [own] })];
    await hall.command({ type: "connect", a: "ana", b: "bob" });
    await ana.phone.send(speech(1), ana.lease.rtpPort);
    assert.equal(payloadType((await bob.phone.hear())!), 96);
    await bob.phone.send(speech(1, 97), bob.lease.rtpPort);
    assert.equal(payloadType((await ana.phone.hear())!), 8);
  });

  sit("a withheld digit is told, and not heard by the other leg; others are", async (hall) => {
    const [ana, bob] = await connected(hall);
    await hall.command({ type: "withhold", leg: "ana", digits: "*#" });
    for (const [at, digit] of ["#", "1"].entries()) {
      await ana.phone.send(pressed(10 * at + 1, digit), ana.lease.rtpPort);
    }
    const heard = await bob.phone.hear();
    assert.equal(heard?.[12], 1, "of the two only the second comes");
    const { leg, digit, isWithheld } = await hall.event("digit");
    assert.deepEqual({ leg, digit, isWithheld }, { leg: "ana", digit: "#", isWithheld: true });
  });

  sit("an outsider that sprays every port neither hears nor is heard", async (hall) => {
    const [ana, bob] = await connected(hall);
    const outsiders = [hall.phone(), hall.phone("127.0.0.9")];
    const spray = async (): Promise<void> => {
      for (const outsider of outsiders) {
        for (const { lease } of [ana, bob]) {
          for (const port of [lease.rtpPort, lease.rtcpPort]) await outsider.send(speech(7), port);
        }
      }
    };
    await spray();
    await ana.phone.send(speech(1), ana.lease.rtpPort);
    const first = await bob.phone.hear();
    assert.ok(first !== undefined);
    await bob.phone.send(speech(1), bob.lease.rtpPort);
    assert.ok(await ana.phone.hear() !== undefined);
    await spray();
    await ana.phone.send(speech(2), ana.lease.rtpPort);
    const second = await bob.phone.hear();
    assert.equal((sequenceOf(second!) - sequenceOf(first)) & 0xffff, 1, "nothing came between");
    for (const one of [...outsiders, ana.phone, bob.phone]) assert.equal(await one.hear(), undefined);
    assert.ok(hall.strangers() >= 4);
  });

  sit("a phone behind NAT is answered where it speaks from", async (hall) => {
    const ana = await seat(hall, "ana", { describedPort: 9, sources: { signallingIp: "127.0.0.1" } });
    await hall.command({ type: "echo", leg: "ana" });
    await ana.phone.send(speech(1), ana.lease.rtpPort);
    assert.ok(await ana.phone.hear() !== undefined);
  });

  sit("a held leg is neither heard nor spoken to until it is resumed", async (hall) => {
    const [ana, bob] = [await seat(hall, "ana", { direction: "inactive" }), await seat(hall, "bob")];
    await hall.command({ type: "connect", a: "ana", b: "bob" });
    await ana.phone.send(speech(1), ana.lease.rtpPort);
    await bob.phone.send(speech(1), bob.lease.rtpPort);
    assert.equal(await ana.phone.hear(), undefined);
    assert.equal(await bob.phone.hear(), undefined);
  });

  sit("a digit is reported once and passes through", async (hall) => {
    const [ana, bob] = await connected(hall);
    for (let step = 1; step <= 6; step++) {
      const packet = new Uint8Array(16);
      writeHeader(packet, { marker: step === 1, payloadType: 101, sequence: step, timestamp: 1, ssrc: 5 });
      writeEvent(packet, 12, 9, 160 * Math.min(step, 4), step >= 4);
      await ana.phone.send(packet, ana.lease.rtpPort);
      assert.equal(payloadType((await hearPress(bob.phone))!), 101);
    }
    assert.deepEqual(await hall.event("digit"), { type: "digit", leg: "ana", digit: "9", durationMs: 80 });
  });

  sit("a digit is sent, ends three times, and speech goes on", async (hall) => {
    const [ana, bob] = await connected(hall);
    await hall.command({ type: "digit", leg: "bob", digit: "#", durationMs: 60 });
    const ends: boolean[] = [];
    while (ends.filter(Boolean).length < 3) {
      const heard = await hearPress(bob.phone);
      assert.ok(heard !== undefined && heard.length === 16 && heard[12] === 11);
      ends.push((heard[13]! & 0x80) !== 0);
    }
    assert.deepEqual(ends, [false, false, true, true, true]);
    let heard: Uint8Array | undefined;
    for (let step = 0; heard === undefined && step < 20; step++) {
      await ana.phone.send(speech(step), ana.lease.rtpPort);
      heard = await bob.phone.hear();
    }
    assert.equal(heard?.length, 172);
  });

  sit("a leg that closes says good-bye by RTCP and tells what its streams were like", async (hall) => {
    const rtcp = hall.phone();
    const ana = await seat(hall, "ana", { rtcp });
    await hall.command({ type: "echo", leg: "ana" });
    for (const step of [1, 2, 4, 5]) {
      await ana.phone.send(speech(step), ana.lease.rtpPort);
      assert.ok(await ana.phone.hear() !== undefined);
    }
    await hall.command({ type: "close", leg: "ana" });
    const packet = await rtcp.hear();
    const view = new RtcpView();
    assert.ok(packet !== undefined && readRtcp(packet, packet.length, 0x0101, view));
    assert.ok(view.saysBye && view.hasReport && view.lost === 1);
    const { report } = await hall.event("quality");
    assert.equal(report.packetsIn, 4);
    // And silence, where this machine was slow to say that there is an echo.
    assert.ok(report.packetsOut >= 4);
    assert.equal(report.octetsIn, 640);
    assert.equal(report.lostIn, 1);
    assert.equal(report.codec, "PCMA");
    assert.ok(report.mos > 1 && report.mos < 4.5);
  });

  sit("a peer whose port is closed does not stop the others", async (hall) => {
    const [ana, bob, carl] = [await seat(hall, "ana"), await seat(hall, "bob"), await seat(hall, "carl")];
    await hall.command({ type: "connect", a: "ana", b: "bob" });
    await hall.command({ type: "echo", leg: "carl" });
    await bob.phone.send(speech(1), bob.lease.rtpPort);
    assert.ok(await ana.phone.hear() !== undefined);
    bob.phone.close();
    for (let step = 0; step < 5; step++) await ana.phone.send(speech(step), ana.lease.rtpPort);
    await carl.phone.send(speech(1), carl.lease.rtpPort);
    assert.ok(await carl.phone.hear() !== undefined);
  });
}
