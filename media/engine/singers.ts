/** For tests only: phones that sing a note each, and can tell what they hear. */
import type { PlannedCodec } from "../../core/sdp/mod.ts";
import { codecFor } from "../codec/mod.ts";
import { headerLength, payloadType, sequenceOf, ssrcOf, timestampOf, writeHeader } from "../rtp/mod.ts";
import { takeOctets, takeSamples } from "../wasm/mod.ts";
import { ANA, BOB, kernels, opus, type Peer, Stage } from "./stage.ts";

export const PCMU: PlannedCodec = { name: "PCMU", clockRate: 8000, channels: 1, sendAs: 0, receiveAs: 0 };
export const PCMA: PlannedCodec = { name: "PCMA", clockRate: 8000, channels: 1, sendAs: 8, receiveAs: 8 };
export const G722: PlannedCodec = { name: "G722", clockRate: 8000, channels: 1, sendAs: 9, receiveAs: 9 };
export const OPUS: PlannedCodec = { name: "opus", clockRate: 48_000, channels: 2, sendAs: 111, receiveAs: 96 };
export const LOUD = 8000;

/** A phone that says one note in its codec, and can tell how clean a note is that it hears. */
export class Singer {
  readonly #stage: Stage;
  readonly #socket: number;
  readonly #peer: Peer;
  readonly #codec: PlannedCodec;
  readonly #hz: number;
  readonly #voice;
  readonly #ears;
  readonly #pcm = takeSamples(kernels, 320);
  readonly #payload = takeOctets(kernels, 320);
  #frames = 0;
  ssrc: number;

  constructor(stage: Stage, parts: { socket: number; peer: Peer; codec: PlannedCodec; hz: number }) {
    this.#stage = stage;
    this.#socket = parts.socket;
    this.#peer = parts.peer;
    this.#codec = parts.codec;
    this.#hz = parts.hz;
    this.ssrc = parts.hz;
    this.#voice = codecFor(parts.codec, { kernels, opus })!;
    this.#ears = codecFor(parts.codec, { kernels, opus })!;
  }

  sing(): void {
    const { samplesPerFrame, sampleRate } = this.#voice;
    for (let at = 0; at < samplesPerFrame; at++) {
      const turns = this.#hz * (this.#frames * samplesPerFrame + at) / sampleRate;
      this.#pcm.view[at] = Math.round(LOUD * Math.sin(2 * Math.PI * turns));
    }
    const pcm = { at: this.#pcm.at, length: samplesPerFrame };
    const length = this.#voice.encode(pcm, { at: this.#payload.at, length: 320 });
    const packet = new Uint8Array(12 + length);
    const [sequence, timestamp] = [this.#frames & 0xffff, this.#frames * this.#codec.clockRate / 50];
    writeHeader(packet, { marker: false, payloadType: this.#codec.receiveAs, sequence, timestamp, ssrc: this.ssrc });
    packet.set(this.#payload.view.subarray(0, length), 12);
    this.#frames += 1;
    this.#stage.hear(this.#socket, packet, this.#peer);
  }

  /** The sound of packets in the order in which they were sent. */
  hear(packets: readonly Uint8Array[]): Float64Array {
    const samples: number[] = [];
    for (const packet of packets) {
      const header = headerLength(packet, packet.length);
      this.#payload.view.set(packet.subarray(header));
      const room = { at: this.#pcm.at, length: 320 };
      const count = this.#ears.decode({ at: this.#payload.at, length: packet.length - header }, room);
      samples.push(...this.#pcm.view.subarray(0, count));
    }
    return Float64Array.from(samples);
  }

  /** By how many dB the note is louder than all else that is heard. */
  clearness(packets: readonly Uint8Array[], hz: number): number {
    const { sampleRate } = this.#ears;
    // An adaptive decoder that comes in late needs a moment.
    const part = partOf(this.hear(packets).subarray(sampleRate / 5), sampleRate, hz);
    return 10 * Math.log10(part / Math.max(1e-9, 1 - part));
  }

  /** The parts of what it hears that lie at these frequencies. */
  parts(packets: readonly Uint8Array[], hz: readonly number[]): readonly number[] {
    const { sampleRate } = this.#ears;
    const sound = this.hear(packets).subarray(sampleRate / 5);
    return hz.map((each) => partOf(sound, sampleRate, each));
  }
}

export interface Scene {
  readonly stage: Stage;
  readonly ana: Singer;
  readonly bob: Singer;
  readonly sockets: { readonly ana: number; readonly bob: number };
}

export function scene(codecs: { ana: readonly PlannedCodec[]; bob: readonly PlannedCodec[] }): Scene {
  const stage = new Stage();
  const sockets = {
    ana: stage.open("ana", ANA, { codecs: [...codecs.ana] }),
    bob: stage.open("bob", BOB, { codecs: [...codecs.bob] }),
  };
  stage.engine.command({ type: "connect", a: "ana", b: "bob" });
  const ana = new Singer(stage, { socket: sockets.ana, peer: ANA, codec: codecs.ana[0]!, hz: 440 });
  const bob = new Singer(stage, { socket: sockets.bob, peer: BOB, codec: codecs.bob[0]!, hz: 700 });
  return { stage, ana, bob, sockets };
}

/** Both sing for a while; the RTP that each was sent. */
export function sing(
  { stage, ana, bob, sockets }: Scene,
  ms: number,
): { readonly ana: Uint8Array[]; readonly bob: Uint8Array[] } {
  stage.take();
  for (let passed = 0; passed < ms; passed += 20) {
    ana.sing();
    bob.sing();
    stage.pass(20);
  }
  const sent = stage.take();
  const to = (socket: number): Uint8Array[] =>
    sent.filter((each) => each.socket === socket).map(({ packet }) => packet);
  return { ana: to(sockets.ana), bob: to(sockets.bob) };
}

/** The part of a sound's power that lies at a frequency, 0 to 1. */
export function partOf(sound: Float64Array, rate: number, hz: number): number {
  let [cosine, sine, all] = [0, 0, 0];
  for (const [at, sample] of sound.entries()) {
    cosine += sample * Math.cos(2 * Math.PI * hz * at / rate);
    sine += sample * Math.sin(2 * Math.PI * hz * at / rate);
    all += sample * sample;
  }
  return 2 * (cosine * cosine + sine * sine) / sound.length / Math.max(1e-9, all);
}

/** One stream: one SSRC, no number missing or twice, time that goes on. Throws where it is not. */
export function assertOneStream(packets: readonly Uint8Array[], { sendAs, clockRate }: PlannedCodec): void {
  for (const [at, packet] of packets.entries()) {
    const before = packets[at - 1];
    const step = before === undefined ? 1 : (timestampOf(packet) - timestampOf(before)) | 0;
    const goesOn = before === undefined ||
      ssrcOf(packet) === ssrcOf(before) && sequenceOf(packet) === ((sequenceOf(before) + 1) & 0xffff);
    if (payloadType(packet) === sendAs && goesOn && step > 0 && step <= 3 * clockRate / 50) continue;
    throw new Error(`Cannot follow the stream at packet ${at}: sequence ${sequenceOf(packet)}, ${step} units on`);
  }
}
