/**
 * A call whose sound goes from road to road while two phones talk in real time.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { MediaPlan } from "../../core/sdp/mod.ts";
import type { Lease } from "../../core/sound/mod.ts";
import { codecFor } from "../../media/codec/mod.ts";
import { startMediaPlane } from "../../media/io/mod.ts";
import type { EngineCommand } from "../../media/plane/mod.ts";
import { startRecorder } from "../../media/record/io/mod.ts";
import { headerLength, RTP_HEADER, sequenceOf, ssrcOf, timestampOf, writeHeader } from "../../media/rtp/mod.ts";
import { TapReader } from "../../media/tap/mod.ts";
import { takeOctets, takeSamples } from "../../media/wasm/mod.ts";
import { labKernels, labOpus } from "../lab/kernels.ts";
import { newFolder, removeFolder } from "./place.ts";
import { onSteadyMachine } from "./steady.ts";

const FRAME_MS = 20;
const LOUD = 8000;
const kernels = await labKernels();
const tools = { kernels, opus: await labOpus() };

/** A phone that sings one note by RTP, on time, and keeps every packet that it is sent. */
class Phone {
  readonly heard: Uint8Array[] = [];
  readonly #socket = Deno.listenDatagram({ transport: "udp", hostname: "127.0.0.1", port: 0 });
  readonly #codec = codecFor({ name: "PCMU" }, tools)!;
  readonly #pcm = takeSamples(kernels, 160);
  readonly #payload = takeOctets(kernels, 160);
  readonly #hz: number;
  readonly #listening: Promise<void>;
  #frames = 0;
  #isClosed = false;

  constructor(hz: number) {
    this.#hz = hz;
    this.#listening = this.#listen();
  }

  get port(): number {
    return (this.#socket.addr as Deno.NetAddr).port;
  }

  /** Sends all frames that are due after so many ms. */
  async singUntil(ms: number, port: number): Promise<void> {
    for (; this.#frames * FRAME_MS < ms; this.#frames++) {
      for (let at = 0; at < 160; at++) {
        this.#pcm.view[at] = LOUD * Math.sin(2 * Math.PI * this.#hz * (160 * this.#frames + at) / 8000);
      }
      this.#codec.encode(this.#pcm, this.#payload);
      const packet = new Uint8Array(RTP_HEADER + 160);
      const [sequence, timestamp] = [this.#frames, 160 * this.#frames];
      writeHeader(packet, { marker: false, payloadType: 0, sequence, timestamp, ssrc: this.#hz });
      packet.set(this.#payload.view, RTP_HEADER);
      await this.#socket.send(packet, { transport: "udp", hostname: "127.0.0.1", port });
    }
  }

  /** The samples of all that was heard. */
  sound(): readonly number[] {
    return this.heard.flatMap((packet) => {
      this.#payload.view.set(packet.subarray(headerLength(packet, packet.length)));
      this.#codec.decode(this.#payload, this.#pcm);
      return [...this.#pcm.view];
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#socket.close();
    await this.#listening;
  }

  async #listen(): Promise<void> {
    while (!this.#isClosed) {
      try {
        const [packet] = await this.#socket.receive();
        if (packet.length === RTP_HEADER + 160) this.heard.push(packet.slice());
      } catch (error) {
        if (!this.#isClosed) throw error;
      }
    }
  }
}

function planFor(port: number): MediaPlan {
  return {
    remote: { ip: "127.0.0.1", port },
    remoteRtcp: undefined,
    rtcpMux: false,
    direction: "sendrecv",
    codecs: [{ name: "PCMU", clockRate: 8000, channels: 1, sendAs: 0, receiveAs: 0 }],
    ptimeMs: FRAME_MS,
  };
}

Deno.test("relay, recording on, off, conference, relay: no number is lost or said twice, and nothing clicks", () => {
  return onSteadyMachine(recordedAndMixed);
});

async function recordedAndMixed(): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const folder = opened.adopt(await newFolder("roads"), removeFolder);
  const leased = Promise.withResolvers<readonly Lease[]>();
  const media = { bind: "127.0.0.1", from: 47_700, to: 47_799, freeLeases: 4 };
  const plane = opened.adopt(
    await startMediaPlane(media, (event) => event.type === "leased" && leased.resolve(event.leases), { write() {} }),
    (plane) => plane.close(),
  );
  const recorded = Promise.withResolvers<number>();
  const recorder = opened.adopt(
    startRecorder(
      { taps: plane.taps, log: { write() {} } },
      (event) => event.type === "recorded" && recorded.resolve(event.ms),
    ),
    (recorder) => recorder.close(),
  );
  const phones = [440, 700].map((hz) => opened.adopt(new Phone(hz), (phone) => phone.close()));
  const leases = await leased.promise;
  const tell = (command: EngineCommand): void => assert.ok(plane.command(command));
  for (const [at, phone] of phones.entries()) {
    tell({ type: "open", leg: `${at}`, lease: leases[at]!.lease, label: "roads" });
    tell({ type: "apply", leg: `${at}`, plan: planFor(phone.port), sources: {} });
  }
  const began = performance.now();
  const talkUntil = async (ms: number): Promise<void> => {
    for (let now = 0; now < ms; now = performance.now() - began) {
      for (const [at, phone] of phones.entries()) await phone.singUntil(now, leases[at]!.rtpPort);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  tell({ type: "connect", a: "0", b: "1" });
  await talkUntil(1000);
  recorder.record({
    ring: 0,
    from: TapReader.position(plane.taps, 0),
    path: `${folder}/call.ogg`,
    format: "opus",
    of: "call",
  });
  tell({ type: "tap", leg: "0", ring: 0 });
  await talkUntil(2000);
  tell({ type: "untap", leg: "0", ring: 0 });
  await talkUntil(3000);
  recorder.finish(0);
  for (const leg of ["0", "1"]) tell({ type: "join", leg, room: "2001" });
  await talkUntil(4000);
  tell({ type: "connect", a: "0", b: "1" });
  await talkUntil(5000);
  for (const [at, phone] of phones.entries()) {
    const { heard } = phone;
    assert.ok(heard.length > 230, `phone ${at} heard ${heard.length} of 250 packets`);
    for (const [nth, packet] of heard.entries()) {
      if (nth === 0) continue;
      assert.equal(ssrcOf(packet), ssrcOf(heard[0]!));
      assert.equal(sequenceOf(packet), (sequenceOf(heard[nth - 1]!) + 1) & 0xffff, `phone ${at}, packet ${nth}`);
    }
    const sound = phone.sound();
    // A cut in a note makes a larger step than the note itself ever does.
    const bound = 1.25 * LOUD * 2 * Math.PI * [700, 440][at]! / 8000;
    const largest = sound.reduce(
      (most, sample, nth) => Math.max(most, nth ? Math.abs(sample - sound[nth - 1]!) : 0),
      0,
    );
    assert.ok(largest <= bound, `phone ${at}: a step of ${largest}, bound ${bound}`);
  }
  const ms = await recorded.promise;
  assert.ok(ms >= 900 && ms <= 1300, `${ms} ms were recorded`);
}

/** Who has agreed to it and is alone is on no other road. */
const EVENTS = { name: "telephone-event", clockRate: 8000, channels: 1, sendAs: 101, receiveAs: 101 };

for (const engine of ["libc", "fallback"] as const) {
  Deno.test(`silence, tone, silence, relay, silence, room on ${engine}: the stream goes on in time`, () => {
    return onSteadyMachine(() => spokenInTime(engine));
  });
}

async function spokenInTime(engine: "libc" | "fallback"): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const leased = Promise.withResolvers<readonly Lease[]>();
  const media = { bind: "127.0.0.1", from: 47_800, to: 47_899, freeLeases: 4, engine };
  const plane = opened.adopt(
    await startMediaPlane(media, (event) => event.type === "leased" && leased.resolve(event.leases), { write() {} }),
    (plane) => plane.close(),
  );
  const phones = [440, 700].map((hz) => opened.adopt(new Phone(hz), (phone) => phone.close()));
  const leases = await leased.promise;
  const tell = (command: EngineCommand): void => assert.ok(plane.command(command));
  for (const [at, phone] of phones.entries()) {
    const plan = planFor(phone.port);
    tell({ type: "open", leg: `${at}`, lease: leases[at]!.lease, label: "roads" });
    tell({ type: "apply", leg: `${at}`, plan: { ...plan, codecs: [...plan.codecs, EVENTS] }, sources: {} });
  }
  const began = performance.now();
  const until = async (ms: number): Promise<void> => {
    for (let now = 0; now < ms; now = performance.now() - began) {
      for (const [at, phone] of phones.entries()) await phone.singUntil(now, leases[at]!.rtpPort);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  await until(500);
  tell({ type: "play", leg: "0", play: 1, sound: { tone: "dial", country: "us" } });
  await until(1020);
  tell({ type: "stop", leg: "0" });
  await until(1500);
  tell({ type: "connect", a: "0", b: "1" });
  await until(2000);
  tell({ type: "disconnect", leg: "0" });
  await until(2500);
  for (const leg of ["0", "1"]) tell({ type: "join", leg, room: "2001" });
  await until(3000);
  const { heard } = phones[0]!;
  assert.ok(heard.length > 135, `${heard.length} of 150 packets`);
  for (const [nth, packet] of heard.entries()) {
    const before = heard[nth - 1];
    assert.equal((packet[1]! & 0x80) !== 0, nth === 0, `packet ${nth}: only the first one is marked`);
    if (before === undefined) continue;
    assert.equal(ssrcOf(packet), ssrcOf(before));
    assert.equal(sequenceOf(packet), (sequenceOf(before) + 1) & 0xffff, `packet ${nth}`);
    const step = (timestampOf(packet) - timestampOf(before)) | 0;
    assert.ok(step >= 160 && step <= 400, `packet ${nth}: ${step} units on`);
  }
  const units = (timestampOf(heard.at(-1)!) - timestampOf(heard[0]!)) | 0;
  assert.ok(units >= 8 * 2800 && units <= 8 * 3100, `${units} units in 3 s`);
  const sound = phones[0]!.sound();
  const loudest = (from: number, to: number): number => Math.max(...sound.slice(8 * from, 8 * to).map(Math.abs));
  assert.ok(loudest(0, 350) === 0 && loudest(650, 900) > 1000 && loudest(1150, 1350) === 0);
  const rises = sound.map((sample, nth) => nth === 0 ? 0 : Math.abs(sample - sound[nth - 1]!));
  const largest = rises.reduce((most, rise) => Math.max(most, rise));
  // The singer is the loudest and the highest that is heard.
  assert.ok(largest <= 1.25 * LOUD * 2 * Math.PI * 700 / 8000, `a step of ${largest}`);
}
