/**
 * The jitter buffer: microseconds for a packet put and a frame taken, on a still and on a rough line, and what an hour of it
 * allocates.
 *
 * @module
 */
import { type Codec, makeG711, makeG722 } from "../../media/codec/mod.ts";
import { JitterBuffer, type Packet } from "../../media/jitter/mod.ts";
import { Queue } from "../../media/jitter/queue.ts";
import { Stretcher } from "../../media/jitter/stretcher.ts";
import { type Block, type Kernels, takeOctets, takeSamples } from "../../media/wasm/mod.ts";
import { delaysOn, type Line, LINES } from "../lab/delay_traces.ts";
import { labKernels } from "../lab/kernels.ts";
import { voice } from "../lab/signals.ts";
import type { Figure } from "./figure.ts";

const MINUTE = 3000;
const MINUTES = 60;
const SENTENCE_S = 10;
const ROUNDS = 5;

/** A call that goes on for as long as it is asked to: packets come in the order in which a line lets them. */
class EndlessCall {
  readonly buffer: JitterBuffer;
  readonly #frame: Block<Int16Array>;
  readonly #payloads: Block<Uint8Array>;
  readonly #octets: number;
  readonly #packets: number;
  readonly #step: number;
  /** Of a minute of packets: which comes when, in ms. */
  readonly #order: Uint32Array;
  readonly #comesMs: Float64Array;
  readonly #packet = { sequence: 0, timestamp: 0, payload: { at: 0, length: 0 } } satisfies Packet;
  #nowMs = 0;
  #next = 0;
  #minute = 0;

  constructor(kernels: Kernels, make: () => Codec, line: Line) {
    const speaker = make();
    this.buffer = new JitterBuffer(kernels, make());
    this.#frame = takeSamples(kernels, speaker.samplesPerFrame);
    this.#packets = SENTENCE_S * 50;
    this.#step = speaker.clockRate / 50;
    const sound = voice(speaker.sampleRate, SENTENCE_S);
    const pcm = takeSamples(kernels, sound.length);
    pcm.view.set(sound);
    this.#payloads = takeOctets(kernels, this.#packets * speaker.octetsPerFrame);
    this.#octets = speaker.encode(pcm, this.#payloads) / this.#packets;
    const delays = delaysOn(line, MINUTE, 1);
    const coming = Array.from(delays.keys()).filter((packet) => delays[packet]! < Infinity)
      .sort((a, b) => a * 20 + delays[a]! - b * 20 - delays[b]!);
    this.#order = Uint32Array.from(coming);
    this.#comesMs = Float64Array.from(coming, (packet) => packet * 20 + delays[packet]!);
  }

  /** So many beats, each with the packets that have come before it. */
  beats(count: number): void {
    for (let beat = 0; beat < count; beat++) {
      this.#nowMs += 20;
      for (; this.#comesAt() <= this.#nowMs; this.#turn()) this.#put();
      this.buffer.take(this.#frame, this.#nowMs);
    }
  }

  #comesAt(): number {
    return this.#minute * 60_000 + this.#comesMs[this.#next]!;
  }

  #put(): void {
    const number = this.#minute * MINUTE + this.#order[this.#next]!;
    this.#packet.sequence = number & 0xffff;
    this.#packet.timestamp = (number * this.#step) | 0;
    this.#packet.payload.at = this.#payloads.at + (number % this.#packets) * this.#octets;
    this.#packet.payload.length = this.#octets;
    this.buffer.put(this.#packet, this.#comesAt());
  }

  #turn(): void {
    this.#next += 1;
    if (this.#next < this.#order.length) return;
    this.#next = 0;
    this.#minute += 1;
  }
}

/** The best of some minutes, by packet. */
function usOf(call: EndlessCall): number {
  call.beats(MINUTE);
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    call.beats(MINUTE);
    best = Math.min(best, (performance.now() - started) * 1000 / MINUTE);
  }
  return best;
}

/** What an hour's beats leave on the heap, in bytes for each: the middle one of the minutes in which nothing was collected. */
function allocatedBy(call: EndlessCall): number {
  call.beats(30 * MINUTE);
  const grown = Array.from({ length: MINUTES }, () => {
    const before = Deno.memoryUsage().heapUsed;
    call.beats(MINUTE);
    return (Deno.memoryUsage().heapUsed - before) / MINUTE;
  }).filter((bytes) => bytes >= 0).sort((a, b) => a - b);
  return grown[grown.length >> 1] ?? Infinity;
}

/** Looks for a period and takes it out, of sound that is put there anew for each time. */
function stretchUs(kernels: Kernels, rate: number): number {
  const queue = new Queue(kernels, rate);
  const stretcher = new Stretcher(kernels, rate);
  const frame = rate / 50;
  const sound = voice(rate, 1).subarray(rate / 5, rate / 5 + stretcher.wants(frame));
  const run = (): void => {
    queue.clear();
    kernels.samples.set(sound, queue.room(sound.length).at / 2);
    queue.append(sound.length);
    stretcher.shorten(queue, frame, -1, frame);
  };
  let best = Infinity;
  for (let round = 0; round < ROUNDS * 4; round++) {
    const started = performance.now();
    for (let call = 0; call < MINUTE; call++) run();
    best = Math.min(best, (performance.now() - started) * 1000 / MINUTE);
  }
  return best;
}

export async function benchJitter(): Promise<readonly Figure[]> {
  const kernels = await labKernels();
  const still = LINES[0]!;
  const rough = LINES.find((line) => line.stalls !== undefined)!;
  const call = (make: (kernels: Kernels) => Codec, line: Line) => new EndlessCall(kernels, () => make(kernels), line);
  const pcmu = (kernels: Kernels): Codec => makeG711(kernels, "PCMU");
  const calls = [call(pcmu, still), call(pcmu, rough), call(makeG722, still)] as const;
  const taken = kernels.arena.takenBytes;
  const [atRest, atWork] = calls.map(allocatedBy);
  if (kernels.arena.takenBytes !== taken) throw new Error("Cannot judge a call that takes memory of the kernels");
  return [
    { figure: "jitter buffer of PCMU, put and take", value: usOf(calls[0]), unit: "us", goal: "<= 1" },
    { figure: "jitter buffer of PCMU on a mobile network", value: usOf(calls[1]), unit: "us", goal: "<= 1.5" },
    { figure: "jitter buffer of G722, put and take", value: usOf(calls[2]), unit: "us", goal: "<= 11.5" },
    { figure: "a period found and taken out at 8 kHz", value: stretchUs(kernels, 8000), unit: "us", goal: "<= 4" },
    { figure: "a period found and taken out at 16 kHz", value: stretchUs(kernels, 16_000), unit: "us", goal: "<= 5" },
    // The bench itself takes some hundred bytes a minute; code that seldom runs boxes its numbers.
    { figure: "what an hour of it allocates, a packet", value: atRest ?? Infinity, unit: "bytes", goal: "<= 0.5" },
    {
      figure: "what an hour of it allocates on a mobile network, a packet",
      value: atWork ?? Infinity,
      unit: "bytes",
      goal: "<= 8",
    },
  ];
}
