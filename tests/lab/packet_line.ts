/**
 * A line for jitter buffers: one end says sound into packets, the other takes frames on its beat, and between them the test
 * says what comes when.
 *
 * @module
 */
import type { Codec } from "../../media/codec/mod.ts";
import { type Carries, JitterBuffer, type JitterOptions, type Taken } from "../../media/jitter/mod.ts";
import { type Kernels, takeOctets, takeSamples } from "../../media/wasm/mod.ts";

/** A packet of the line, and when it comes; never, where `comesMs` is Infinity. */
export interface Sent {
  readonly sequence: number;
  readonly timestamp: number;
  readonly octets: Uint8Array;
  readonly comesMs: number;
  /** When the buffer is told that it comes: then, unless told. */
  readonly toldMs?: number;
  readonly marker?: boolean;
  readonly carries?: Carries;
}

/** What came out: all frames in a row, what each of them is, and when the first one was taken. */
export interface Heard {
  readonly sound: Int16Array;
  readonly taken: readonly Taken[];
}

export interface SayOptions {
  /** Of every packet: 20 unless told. */
  readonly ptimeMs?: number;
  readonly firstSequence?: number;
  readonly firstTimestamp?: number;
}

/** Cuts sound into packets that come when `comes` says: of each packet's number and the time when it is sent. */
export function say(
  kernels: Kernels,
  codec: Codec,
  sound: Int16Array,
  comes: (packet: number, sentMs: number) => number,
  options: SayOptions = {},
): Sent[] {
  const { ptimeMs = 20, firstSequence = 65_530, firstTimestamp = 0xffff_ff00 } = options;
  const length = codec.sampleRate * ptimeMs / 1000;
  const pcm = takeSamples(kernels, length);
  const out = takeOctets(kernels, Math.ceil(codec.octetsPerFrame * ptimeMs / 20));
  const sent: Sent[] = [];
  for (let at = 0; at + length <= sound.length; at += length) {
    pcm.view.set(sound.subarray(at, at + length));
    const octets = out.view.slice(0, codec.encode(pcm, out));
    const packet = sent.length;
    sent.push({
      sequence: (firstSequence + packet) & 0xffff,
      timestamp: (firstTimestamp + packet * ptimeMs * codec.clockRate / 1000) >>> 0,
      octets,
      // A packet is sent when all of it has been said.
      comesMs: comes(packet, (packet + 1) * ptimeMs),
    });
  }
  kernels.arena.giveBack(pcm.at);
  kernels.arena.giveBack(out.at);
  return sent;
}

/** Lets packets come and takes frames at `phaseMs`, `phaseMs` + 20 and so on, until `untilMs`. */
export function listen(
  kernels: Kernels,
  buffer: JitterBuffer,
  codec: Codec,
  sent: readonly Sent[],
  untilMs: number,
  phaseMs = 0,
): Heard {
  const coming = sent.filter((packet) => packet.comesMs < Infinity).sort((a, b) => a.comesMs - b.comesMs);
  const payload = takeOctets(kernels, 1500);
  const frame = takeSamples(kernels, codec.samplesPerFrame);
  const beats = Math.floor((untilMs - phaseMs) / 20);
  const sound = new Int16Array(beats * frame.length);
  const taken: Taken[] = [];
  let next = 0;
  for (let beat = 0; beat < beats; beat++) {
    const now = phaseMs + 20 * beat;
    for (; next < coming.length && coming[next]!.comesMs <= now; next++) {
      const { octets, comesMs, toldMs = comesMs, ...facts } = coming[next]!;
      payload.view.set(octets);
      buffer.put({ ...facts, payload: { at: payload.at, length: octets.length } }, toldMs);
    }
    taken.push(buffer.take(frame, now));
    sound.set(frame.view, beat * frame.length);
  }
  kernels.arena.giveBack(payload.at);
  kernels.arena.giveBack(frame.at);
  return { sound, taken };
}

/** Says, lets it come, and listens until all has been said: the whole of a one-way call. */
export function callOver(
  kernels: Kernels,
  make: (kernels: Kernels) => Codec,
  sound: Int16Array,
  comes: (packet: number, sentMs: number) => number,
  options: SayOptions & JitterOptions & { readonly phaseMs?: number; readonly untilMs?: number } = {},
): Heard & { readonly figures: JitterBuffer["figures"] } {
  using speaker = make(kernels);
  using listener = make(kernels);
  using buffer = new JitterBuffer(kernels, listener, options);
  const sent = say(kernels, speaker, sound, comes, options);
  const { untilMs = 1000 * sound.length / speaker.sampleRate } = options;
  return { ...listen(kernels, buffer, listener, sent, untilMs, options.phaseMs), figures: buffer.figures };
}
