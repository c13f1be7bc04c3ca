import { type LogLine, SeededChance } from "../../core/base/mod.ts";
import type { Direction, MediaPlan, PlannedCodec, T38Terms } from "../../core/sdp/mod.ts";
import type { DigitTerms, Lease, MediaEvent, SourceRule, Treatment } from "../../core/sound/mod.ts";
import { codecFor } from "../codec/mod.ts";
import { RnnoiseLibrary } from "../echo/mod.ts";
import { Resamplers } from "../resample/mod.ts";
import { labKernels, labOpus, labRnnoise } from "../../tests/lab/kernels.ts";
import { writeEvent, writeHeader } from "../rtp/mod.ts";
import { playBytes } from "../play/mod.ts";
import { tapBytes } from "../tap/mod.ts";
import { type Kernels, type OpusLibrary, takeOctets } from "../wasm/mod.ts";
import { Engine } from "./engine.ts";
import { type EngineEvent, FIGURES } from "../plane/mod.ts";
import type { Ground } from "./ground.ts";
import { MemorySockets } from "./memory_sockets.ts";

const LARGEST_PACKET = 2048;
/** One for all stages of a file: what they leave behind would show. */
export const kernels: Kernels = await labKernels();
export const taps: SharedArrayBuffer = new SharedArrayBuffer(tapBytes());
/** Of the rings that a player fills. */
export const plays: SharedArrayBuffer = new SharedArrayBuffer(playBytes());
export const opus: OpusLibrary = await labOpus();
const rnnoise = new RnnoiseLibrary(await labRnnoise());

/** For tests only: an engine on a fake clock, the people who use it, and the packets they send. */
export const PCMU: PlannedCodec = { name: "PCMU", clockRate: 8000, channels: 1, sendAs: 0, receiveAs: 0 };
export const EVENTS: PlannedCodec = {
  name: "telephone-event",
  clockRate: 8000,
  channels: 1,
  sendAs: 101,
  receiveAs: 101,
};

/** Where somebody is. */
export interface Peer {
  readonly ip: string;
  readonly port: number;
}

/** What was agreed with somebody, and what is known of him. */
export interface StageTerms {
  readonly codecs?: readonly PlannedCodec[];
  readonly direction?: Direction;
  readonly sources?: SourceRule;
  readonly digits?: DigitTerms;
  readonly treatment?: Treatment;
  /** A fax goes there in place of sound. */
  readonly t38?: T38Terms;
  readonly fax?: "off";
}

/** An engine on a fake clock, with the moves the tests make. */
export class Stage {
  readonly sockets: MemorySockets = new MemorySockets(takeOctets(kernels, LARGEST_PACKET).view);
  readonly events: MediaEvent[] = [];
  /** Of handshakes, that came from browsers. */
  readonly datagrams: Extract<EngineEvent, { type: "dtls" }>[] = [];
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
      kernels,
      resamplers: new Resamplers(kernels),
      makeCodec: (codec) => codecFor(codec, { kernels, opus }),
      rnnoise: () => rnnoise,
      taps,
      plays,
      figures: new Float64Array(FIGURES.length),
      chance: new SeededChance(7),
      log: { write: (line) => this.log.push(line) },
      cname: new TextEncoder().encode("box"),
      emit: (event) => {
        if (event.type === "leased") this.leases.push(...event.leases);
        else if (event.type === "dtls") this.datagrams.push(event);
        else this.events.push(event);
      },
      now: 1000.25,
      frameAt: 1000.25,
      ntpOffsetMs: 3_000_000_000_000,
    };
    this.engine = new Engine(this.ground);
  }

  open(
    leg: string,
    peer: Peer,
    options: StageTerms = {},
  ): number {
    const lease = this.leases.shift()!;
    this.engine.command({ type: "open", leg, lease: lease.lease, label: "call" });
    this.apply(leg, peer, options);
    return lease.rtpPort - this.ground.settings.from;
  }

  apply(
    leg: string,
    peer: Peer,
    options: StageTerms = {},
  ): void {
    const plan: MediaPlan = {
      remote: peer,
      remoteRtcp: { ip: peer.ip, port: peer.port + 1 },
      rtcpMux: false,
      direction: options.direction ?? "sendrecv",
      codecs: options.codecs ?? [PCMU, EVENTS],
      ptimeMs: 20,
      ...(options.t38 === undefined ? {} : { t38: options.t38 }),
    };
    const { digits, sources = {}, treatment, fax } = options;
    this.engine.command({
      type: "apply",
      leg,
      plan,
      sources,
      ...(digits === undefined ? {} : { digits }),
      ...(treatment === undefined ? {} : { treatment }),
      ...(fax === undefined ? {} : { fax }),
    });
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

export function speech(sequence: number, options: { type?: number; ssrc?: number; marker?: boolean } = {}): Uint8Array {
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

export function event(sequence: number, start: number, code: number, duration: number, ends: boolean): Uint8Array {
  const packet = new Uint8Array(16);
  writeHeader(packet, { marker: false, payloadType: 101, sequence, timestamp: start, ssrc: 0x1234 });
  writeEvent(packet, 12, code, duration, ends);
  return packet;
}

export const ANA: Peer = { ip: "192.0.2.1", port: 4000 };
export const BOB: Peer = { ip: "192.0.2.2", port: 5000 };
export const EVE: Peer = { ip: "203.0.113.9", port: 4000 };

export function talk(stage: Stage): { ana: number; bob: number } {
  const ana = stage.open("ana", ANA);
  const bob = stage.open("bob", BOB);
  stage.engine.command({ type: "connect", a: "ana", b: "bob" });
  return { ana, bob };
}
