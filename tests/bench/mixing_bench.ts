/**
 * The mixing road without the network: the whole engine, fed packets from memory. What a call costs in a room, and what
 * a conference costs beside the sum of its parts.
 *
 * @module
 */
import { SeededChance } from "../../core/base/mod.ts";
import { type MediaPlan, type PlannedCodec, SRTP_SUITES, type SrtpKey, type SrtpKeys } from "../../core/sdp/mod.ts";
import type { Lease, MediaEvent, Treatment } from "../../core/sound/mod.ts";
import { codecFor, warmCodecs } from "../../media/codec/mod.ts";
import { ADDRESS_WORDS, Engine, FIGURES, type Ground, type Sockets } from "../../media/engine/mod.ts";
import { RnnoiseLibrary } from "../../media/echo/mod.ts";
import { JitterBuffer } from "../../media/jitter/mod.ts";
import { Mixer } from "../../media/mix/mod.ts";
import { Resamplers } from "../../media/resample/mod.ts";
import { writeHeader } from "../../media/rtp/mod.ts";
import { SrtpReceiver, SrtpSender } from "../../media/srtp/mod.ts";
import { playBytes } from "../../media/play/mod.ts";
import { tapBytes } from "../../media/tap/mod.ts";
import { takeOctets, takeSamples } from "../../media/wasm/mod.ts";
import { labKernels, labOpus, labRnnoise } from "../lab/kernels.ts";
import type { Figure } from "./figure.ts";
import { median } from "./whole_box.ts";

const FRAME_MS = 20;
/** After so many nobody listens for a fax any more. */
const FAX_FRAMES = 3000;
const HEADER = 12;
const kernels = await labKernels();
const opus = await labOpus();
const rnnoise = new RnnoiseLibrary(await labRnnoise());

const PCMU: PlannedCodec = { name: "PCMU", clockRate: 8000, channels: 1, sendAs: 0, receiveAs: 0 };
const G722: PlannedCodec = { name: "G722", clockRate: 8000, channels: 1, sendAs: 9, receiveAs: 9 };
const EVENTS: PlannedCodec = {
  name: "telephone-event",
  clockRate: 8000,
  channels: 1,
  sendAs: 101,
  receiveAs: 101,
};
const OPUS: PlannedCodec = { name: "opus", clockRate: 48_000, channels: 2, sendAs: 111, receiveAs: 111 };

/** Sockets that swallow what is sent. */
class Sink implements Sockets {
  readonly packet: Uint8Array<ArrayBuffer> = takeOctets(kernels, 2048).view;
  readonly source = new Int32Array(ADDRESS_WORDS);
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
}

function keysFor(leg: number): SrtpKeys {
  const { keyOctets, saltOctets } = SRTP_SUITES.AES_CM_128_HMAC_SHA1_80;
  const key = (seed: number): SrtpKey => {
    const octets = Uint8Array.from({ length: keyOctets + saltOctets }, (_, at) => (at * 31 + seed) & 0xff);
    return { suite: "AES_CM_128_HMAC_SHA1_80", key: btoa(String.fromCharCode(...octets)) };
  };
  return { send: key(2 * leg), receive: key(2 * leg + 1) };
}

/** A second of a voice-like sound in a codec, packet by packet. */
function payloadsOf(codec: PlannedCodec): readonly Uint8Array[] {
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
class Crowd {
  readonly sink = new Sink();
  readonly engine: Engine;
  readonly #ground: Ground;
  readonly #leases: Lease[] = [];
  readonly #legs: Speaker[] = [];
  /** Written anew for each packet, so that none is made. */
  readonly header = { marker: false, payloadType: 0, sequence: 0, timestamp: 0, ssrc: 0 };
  readonly span = { at: 0, length: 0 };
  #frame = 0;

  constructor() {
    const { sink } = this;
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
    const { packet } = this.sink;
    const payload = payloads[(this.#frame + socket) % payloads.length]!;
    const { header } = this;
    header.payloadType = codec.receiveAs;
    header.sequence = this.#frame & 0xffff;
    header.timestamp = this.#frame * codec.clockRate / 50;
    header.ssrc = socket;
    writeHeader(packet, header);
    packet.set(payload, HEADER);
    this.span.at = packet.byteOffset;
    this.span.length = HEADER + payload.length;
    return sender === undefined ? this.span.length : sender.protect(this.span);
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

/** Two-leg calls between codecs: how many a core could carry, were there nothing else. */
export function benchTranslatedCalls(): readonly Figure[] {
  warmCodecs({ kernels, opus });
  const pairs = [["G.711 <-> Opus 16 kHz", PCMU, OPUS, ">= 110"], ["G.711 <-> G.722", PCMU, G722, undefined]] as const;
  return pairs.flatMap(([name, one, other, goal]) => {
    const calls = 20;
    const crowd = new Crowd();
    for (let call = 0; call < calls; call++) {
      crowd.engine.command({ type: "connect", a: crowd.add(one), b: crowd.add(other) });
    }
    const { usual } = crowd.run(300);
    const value = calls * FRAME_MS / usual;
    return [{
      figure: `mixing: ${name} calls on one core`,
      value,
      unit: "calls",
      ...(goal === undefined ? { better: "more" as const } : { goal }),
    }];
  });
}

/**
 * What the engine leaves on the heap once it runs: numbers with a fraction that the compiler boxes on their way from one
 * function to another, and no object of ours. What libopus needs it takes in its own memory, when a leg opens.
 */
export function benchSteadyState(): readonly Figure[] {
  const roads = [["G.711 <-> G.722", PCMU, G722], ["G.711 <-> Opus", PCMU, OPUS]] as const;
  const calls = roads.map(([name, one, other]) => {
    const crowd = new Crowd();
    for (let call = 0; call < 2; call++) {
      crowd.engine.command({ type: "connect", a: crowd.add(one), b: crowd.add(other) });
    }
    return [name, crowd.heap()] as const;
  });
  const met = new Crowd();
  for (let leg = 0; leg < 5; leg++) {
    met.engine.command({ type: "join", leg: met.add(G722, { isSecret: true }), room: "2001" });
  }
  return [...calls, ["conference with SRTP", met.heap()] as const].map(([name, value]) => (
    { figure: `mixing: ${name}, heap of a leg and a beat`, value, unit: "B", goal: "<= 128" }
  ));
}

/** What a tap costs the media thread beside the mixed call itself. */
export function benchTap(): readonly Figure[] {
  const cost = (isTapped: boolean): number => {
    const crowd = new Crowd();
    for (let call = 0; call < 40; call++) {
      const [a, b] = [crowd.add(PCMU), crowd.add(G722)];
      crowd.engine.command({ type: "connect", a, b });
      if (isTapped) crowd.engine.command({ type: "tap", leg: a, ring: call });
    }
    return crowd.run(300).usual;
  };
  const [plain, tapped] = [cost(false), cost(true)];
  return [{ figure: "mixing: a recorded call by one that is not", value: tapped / plain, unit: "x", goal: "<= 1.25" }];
}

/** What it costs a leg to be treated, and to be listened to for a fax. */
export function benchTreatment(): readonly Figure[] {
  const legs = 40;
  const crowdOf = (codec: PlannedCodec, treatment: Treatment | undefined): Crowd => {
    const crowd = new Crowd();
    for (let leg = 0; leg < legs; leg++) {
      crowd.engine.command({ type: "join", leg: crowd.add(codec, { treatment }), room: "2003" });
    }
    return crowd;
  };
  const all: Treatment = { echo: "on", noise: "usual", gain: "on" };
  const perLeg = (beats: number): number => 1000 * beats / legs;
  const treated = ([["G.711", PCMU, 40], ["G.722", G722, 70]] as const).map(([name, codec, goal]) => ({
    figure: `mixing: echo, noise and gain of a ${name} leg, 20 ms`,
    value: perLeg(crowdOf(codec, all).run(300).usual - crowdOf(codec, undefined).run(300).usual),
    unit: "us",
    goal: `<= ${goal}`,
  }));
  const heard = crowdOf(PCMU, undefined);
  const listening = heard.run(300).usual;
  for (let beat = 0; beat < FAX_FRAMES; beat++) heard.beat();
  const value = perLeg(listening - heard.run(300).usual);
  return [...treated, { figure: "mixing: listening for a fax, a leg, 20 ms", value, unit: "us", goal: "<= 4" }];
}

/** 50 G.722 legs with SRTP in one conference, beside the sum of what their parts cost in the same run; and 300 of G.711. */
export function benchConference(): readonly Figure[] {
  const legs = 50;
  const crowd = new Crowd();
  for (let leg = 0; leg < legs; leg++) {
    crowd.engine.command({ type: "join", leg: crowd.add(G722, { isSecret: true }), room: "2001" });
  }
  const { usual } = crowd.run(300);
  const parts = partsOf(legs);
  const large = new Crowd();
  for (let leg = 0; leg < 300; leg++) large.engine.command({ type: "join", leg: large.add(PCMU), room: "2002" });
  const all = large.run(500);
  return [
    { figure: "conference of 50 G.722 legs with SRTP: a beat", value: 1000 * usual, unit: "us" },
    { figure: "conference of 50: its kernels and packets alone", value: 1000 * parts, unit: "us" },
    { figure: "conference of 50: the beat by its parts", value: usual / parts, unit: "x", goal: "<= 1.5" },
    { figure: "conference of 300 G.711 legs: a beat", value: all.usual, unit: "ms" },
    { figure: "conference of 300 G.711 legs: the longest of 500 beats", value: all.longest, unit: "ms", goal: "<= 10" },
  ];
}

/** What one beat of the legs costs where each part is called by itself, in ms. */
function partsOf(legs: number): number {
  const payloads = payloadsOf(G722);
  const keys = keysFor(0);
  const made = Array.from({ length: legs }, () => {
    const [ear, mouth] = [codecFor(G722, { kernels, opus })!, codecFor(G722, { kernels, opus })!];
    return {
      ear: new JitterBuffer(kernels, ear),
      mouth,
      in: new SrtpReceiver(kernels, keys.receive),
      out: new SrtpSender(kernels, keys.send),
      phone: new SrtpSender(kernels, keys.receive),
      said: takeSamples(kernels, 320),
      heard: takeSamples(kernels, 320),
    };
  });
  using mixer = new Mixer(kernels, 320, legs);
  const packet = takeOctets(kernels, 512);
  const span = { at: packet.at, length: 0 };
  const payload = { at: packet.at + HEADER, length: 160 };
  const beat = (frame: number): number => {
    let spent = 0;
    const write = (sequence: number): void => {
      const header = { marker: false, payloadType: 9, sequence, timestamp: 160 * frame, ssrc: 1 };
      writeHeader(packet.view, header);
    };
    for (const leg of made) {
      write(frame & 0xffff);
      packet.view.set(payloads[frame % payloads.length]!, HEADER);
      span.length = HEADER + 160;
      span.length = leg.phone.protect(span);
      const began = performance.now();
      leg.in.unprotect(span);
      leg.ear.put({ sequence: frame & 0xffff, timestamp: 160 * frame, payload }, FRAME_MS * frame);
      leg.ear.take(leg.said, FRAME_MS * frame + 1);
      spent += performance.now() - began;
    }
    const began = performance.now();
    mixer.clear();
    for (const { said, heard } of made) mixer.seat(said.at, heard.at);
    mixer.mixMinus();
    for (const leg of made) {
      leg.mouth.encode(leg.heard, payload);
      write(frame & 0xffff);
      span.length = HEADER + 160;
      leg.out.protect(span);
    }
    return spent + performance.now() - began;
  };
  for (let frame = 0; frame < 100; frame++) beat(frame);
  return median(Array.from({ length: 300 }, (_, frame) => beat(100 + frame)));
}
