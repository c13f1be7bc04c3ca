/**
 * Many legs at once in one engine, without the network: whose packets lie ready, and what a beat of them costs.
 *
 * @module
 */
import { SeededChance } from "../../core/base/mod.ts";
import { type MediaPlan, type PlannedCodec, SRTP_SUITES, type SrtpKey, type SrtpKeys } from "../../core/sdp/mod.ts";
import type { Lease, MediaEvent, Treatment } from "../../core/sound/mod.ts";
import { codecFor } from "../../media/codec/mod.ts";
import { RnnoiseLibrary } from "../../media/echo/mod.ts";
import { ADDRESS_WORDS, Engine, type Ground, type Sockets } from "../../media/engine/mod.ts";
import { FIGURES } from "../../media/plane/mod.ts";
import { playBytes } from "../../media/play/mod.ts";
import { Resamplers } from "../../media/resample/mod.ts";
import { writeHeader } from "../../media/rtp/mod.ts";
import { SrtpSender } from "../../media/srtp/mod.ts";
import { tapBytes } from "../../media/tap/mod.ts";
import { type Kernels, type OpusLibrary, takeOctets, takeSamples } from "../../media/wasm/mod.ts";
import { labKernels, labOpus, labRnnoise } from "../lab/kernels.ts";
import { median } from "./whole_box.ts";

export const FRAME_MS = 20;
export const HEADER = 12;
export const kernels: Kernels = await labKernels();
export const opus: OpusLibrary = await labOpus();
const rnnoise = new RnnoiseLibrary(await labRnnoise());

export const PCMU: PlannedCodec = { name: "PCMU", clockRate: 8000, channels: 1, sendAs: 0, receiveAs: 0 };
export const G722: PlannedCodec = { name: "G722", clockRate: 8000, channels: 1, sendAs: 9, receiveAs: 9 };
const EVENTS: PlannedCodec = {
  name: "telephone-event",
  clockRate: 8000,
  channels: 1,
  sendAs: 101,
  receiveAs: 101,
};
export const OPUS: PlannedCodec = { name: "opus", clockRate: 48_000, channels: 2, sendAs: 111, receiveAs: 111 };

/** Sockets that swallow what is sent. */
class Sink implements Sockets {
  readonly packet: Uint8Array<ArrayBuffer> = takeOctets(kernels, 2048).view;
  readonly source: Int32Array = new Int32Array(ADDRESS_WORDS);
  sent = 0;

  bind(): "bound" {
    return "bound";
  }
  listen(): void {}
  rest(): void {}
  aim(): boolean {
    return true;
  }
  send(_socket: number, length: number): number {
    this.sent += 1;
    return length;
  }
  lock(): boolean {
    return true;
  }
  unlock(): void {}
  bindShared(): "bound" {
    return "bound";
  }
  borrow(): void {}
  handBack(): void {}
}

export function keysFor(leg: number): SrtpKeys {
  const { keyOctets, saltOctets } = SRTP_SUITES.AES_CM_128_HMAC_SHA1_80;
  const key = (seed: number): SrtpKey => {
    const octets = Uint8Array.from({ length: keyOctets + saltOctets }, (_, at) => (at * 31 + seed) & 0xff);
    return { suite: "AES_CM_128_HMAC_SHA1_80", key: btoa(String.fromCharCode(...octets)) };
  };
  return { send: key(2 * leg), receive: key(2 * leg + 1) };
}

/** A second of a voice-like sound in a codec, packet by packet. */
export function payloadsOf(codec: PlannedCodec): readonly Uint8Array[] {
  using made = codecFor(codec, { kernels, opus })!;
  const pcm = takeSamples(kernels, made.samplesPerFrame);
  const octets = takeOctets(kernels, made.octetsPerFrame);
  let phase = 0;
  return Array.from({ length: 50 }, (_, frame) => {
    for (let at = 0; at < pcm.length; at++) {
      phase += (120 + 40 * Math.sin(frame / 3)) / made.sampleRate;
      pcm.view[at] = 6000 * Math.abs(Math.sin(frame / 7)) * (2 * (phase % 1) - 1);
    }
    return octets.view.slice(0, made.encode(pcm, octets));
  });
}

/** A leg's peer: its packets lie ready. */
interface Speaker {
  readonly socket: number;
  readonly codec: PlannedCodec;
  readonly payloads: readonly Uint8Array[];
  readonly sender: SrtpSender | undefined;
}

/** An engine with so many legs, that all speak on every beat. */
export class Crowd {
  readonly #sink = new Sink();
  readonly engine: Engine;
  readonly #ground: Ground;
  readonly #leases: Lease[] = [];
  readonly #legs: Speaker[] = [];
  /** Written anew for each packet, so that none is made. */
  readonly #header = { marker: false, payloadType: 0, sequence: 0, timestamp: 0, ssrc: 0 };
  readonly #span = { at: 0, length: 0 };
  #frame = 0;

  constructor() {
    const sink = this.#sink;
    this.#ground = {
      settings: {
        from: 10_000,
        to: 19_999,
        families: [4],
        freeLeases: 1024,
        restMs: 30_000,
        leastRestMs: 2_000,
        silentAfterMs: 30_000,
      },
      sockets: sink,
      kernels,
      resamplers: new Resamplers(kernels),
      makeCodec: (codec) => codecFor(codec, { kernels, opus }),
      plays: new SharedArrayBuffer(playBytes()),
      rnnoise: () => rnnoise,
      taps: new SharedArrayBuffer(tapBytes()),
      figures: new Float64Array(FIGURES.length),
      chance: new SeededChance(1),
      log: { write: (line) => console.error(line.text) },
      cname: new Uint8Array(4),
      emit: (event: MediaEvent) => {
        if (event.type === "leased") this.#leases.push(...event.leases);
      },
      now: 1000.25,
      frameAt: 1000.25,
      ntpOffsetMs: 0,
    };
    this.engine = new Engine(this.#ground);
  }

  add(
    codec: PlannedCodec,
    options: { readonly isSecret?: boolean; readonly treatment?: Treatment | undefined } = {},
  ): string {
    const number = this.#legs.length;
    const leg = `${number}`;
    while (this.#leases.length === 0) {
      this.#ground.now += 250;
      this.engine.beat();
    }
    const lease = this.#leases.shift()!;
    const srtp = options.isSecret === true ? keysFor(number) : undefined;
    const plan: MediaPlan = {
      remote: { ip: "192.0.2.1", port: 10_000 + number },
      remoteRtcp: undefined,
      rtcpMux: false,
      direction: "sendrecv",
      codecs: [codec, EVENTS],
      ptimeMs: FRAME_MS,
      ...(srtp === undefined ? {} : { srtp }),
    };
    this.engine.command({ type: "open", leg, lease: lease.lease, label: "bench" });
    const { treatment } = options;
    this.engine.command({
      type: "apply",
      leg,
      plan,
      sources: {},
      ...(treatment === undefined ? {} : { treatment }),
    });
    this.#legs.push({
      socket: lease.rtpPort - this.#ground.settings.from,
      codec,
      payloads: payloadsOf(codec),
      sender: srtp === undefined ? undefined : new SrtpSender(kernels, srtp.receive),
    });
    return leg;
  }

  /** Puts a leg's next packet into the buffer; its length. */
  #speak({ socket, codec, payloads, sender }: Speaker): number {
    const { packet } = this.#sink;
    const payload = payloads[(this.#frame + socket) % payloads.length]!;
    const header = this.#header;
    header.payloadType = codec.receiveAs;
    header.sequence = this.#frame & 0xffff;
    header.timestamp = this.#frame * codec.clockRate / 50;
    header.ssrc = socket;
    writeHeader(packet, header);
    packet.set(payload, HEADER);
    this.#span.at = packet.byteOffset;
    this.#span.length = HEADER + payload.length;
    return sender === undefined ? this.#span.length : sender.protect(this.#span);
  }

  /** 20 ms of all legs; how long the engine had to work, in ms. What the phones would do themselves is not counted. */
  beat(): number {
    let spent = 0;
    for (const leg of this.#legs) {
      const length = this.#speak(leg);
      const began = performance.now();
      this.engine.received(leg.socket, length, true);
      spent += performance.now() - began;
    }
    this.#frame += 1;
    this.#ground.now += FRAME_MS;
    const began = performance.now();
    this.engine.beat();
    return spent + performance.now() - began;
  }

  /** The usual beat in ms, while no phone says a word. */
  wait(beats: number): number {
    const pass = (): number => {
      this.#ground.now += FRAME_MS;
      const began = performance.now();
      this.engine.beat();
      return performance.now() - began;
    };
    for (let warm = 0; warm < 500; warm++) pass();
    return median(Array.from({ length: beats }, pass));
  }

  /**
   * What a beat of one leg leaves on the heap, in octets: the middle one of the runs in which nothing was collected. The
   * phones' packets lie ready: whatever is allocated, the engine has allocated.
   */
  heap(): number {
    const beats = 200;
    for (let warm = 0; warm < 10_000; warm++) this.#quietBeat();
    const grown = Array.from({ length: 15 }, () => {
      const before = Deno.memoryUsage().heapUsed;
      for (let beat = 0; beat < beats; beat++) this.#quietBeat();
      return (Deno.memoryUsage().heapUsed - before) / beats / this.#legs.length;
    });
    return median(grown.filter((octets) => octets >= 0));
  }

  /** A beat that nobody times: reading the clock allocates. */
  #quietBeat(): void {
    for (const leg of this.#legs) this.engine.received(leg.socket, this.#speak(leg), true);
    this.#frame += 1;
    this.#ground.now += FRAME_MS;
    this.engine.beat();
  }

  /** The usual beat and the longest, in ms, once all is compiled. */
  run(beats: number): { readonly usual: number; readonly longest: number } {
    for (let warm = 0; warm < 100; warm++) this.beat();
    const spent = Array.from({ length: beats }, () => this.beat());
    return { usual: median(spent), longest: Math.max(...spent) };
  }
}
