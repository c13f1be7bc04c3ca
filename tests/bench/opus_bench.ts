/**
 * Opus on speech: microseconds per 20 ms, and how many calls one core can translate to G.711 and back.
 *
 * @module
 */
import { makeG711, makeOpus } from "../../media/codec/mod.ts";
import { makeOpusRecording, makeWavRecording, type Recording, sealRecording } from "../../media/file/mod.ts";
import { Resamplers } from "../../media/resample/mod.ts";
import { type Kernels, type OpusLibrary, takeOctets, takeSamples } from "../../media/wasm/mod.ts";
import { labKernels, labOpus } from "../lab/kernels.ts";
import { speak } from "../lab/speech.ts";
import { usOf } from "./us_of.ts";
import type { Figure } from "./figure.ts";

const TEXT =
  "Good morning, you have reached the office of Kontor. Please tell us your name and what we can do for you, " +
  "and one of us will call you back before noon.";
const FRAME_US = 20_000;

/** Walks through all frames of a speech, over and over, so that a figure is the mean over them. */
function walk(frames: number, work: (frame: number) => void): () => void {
  return () => {
    for (let frame = 0; frame < frames; frame++) work(frame);
  };
}

/** Goals are 20 % above what was first measured of the library. */
const GOALS = {
  16_000: { encode: 175, decode: 18, conceal: 28 },
  48_000: { encode: 260, decode: 43, conceal: 48 },
} as const;

function opusFigures(
  kernels: Kernels,
  library: OpusLibrary,
  speech: Int16Array,
  sampleRate: keyof typeof GOALS,
): Figure[] {
  using codec = makeOpus(kernels, library, { sampleRate });
  codec.setLoss(5);
  const frames = Math.floor(speech.length / codec.samplesPerFrame);
  const pcm = takeSamples(kernels, speech.length);
  pcm.view.set(speech);
  const packets = Array.from({ length: frames }, (_, frame) => {
    const octets = takeOctets(kernels, codec.octetsPerFrame);
    const from = { at: pcm.at + 2 * frame * codec.samplesPerFrame, length: codec.samplesPerFrame };
    return { from, octets, packet: { at: octets.at, length: codec.encode(from, octets) } };
  });
  const out = takeSamples(kernels, codec.samplesPerFrame);
  const per = (work: (frame: number) => void): number => usOf(walk(frames, work), 1) / frames;
  const goals = GOALS[sampleRate];
  const encode = per((frame) => codec.encode(packets[frame]!.from, packets[frame]!.octets));
  packets.forEach(({ from, octets, packet }) => packet.length = codec.encode(from, octets));
  const decode = per((frame) => codec.decode(packets[frame]!.packet, out));
  const conceal = per((frame) => {
    if (frame % 2 === 0) codec.decode(packets[frame]!.packet, out);
    else codec.conceal(out);
  });
  const name = `opus ${sampleRate / 1000} kHz`;
  return [
    { figure: `${name} encode, 20 ms`, value: encode, unit: "us", goal: `<= ${goals.encode}` },
    { figure: `${name} decode, 20 ms`, value: decode, unit: "us", goal: `<= ${goals.decode}` },
    { figure: `${name} conceal, 20 ms`, value: 2 * conceal - decode, unit: "us", goal: `<= ${goals.conceal}` },
  ];
}

/** One call: a side that speaks G.711, and one that speaks Opus at 16 kHz. Sound goes both ways. */
function translated(kernels: Kernels, library: OpusLibrary, speech: Int16Array): Figure {
  const [near, far] = [makeG711(kernels, "PCMA"), makeOpus(kernels, library)];
  const resamplers = new Resamplers(kernels);
  const [up, down] = [resamplers.make(8000, 16_000), resamplers.make(16_000, 8000)];
  const [narrow, wide] = [takeSamples(kernels, 160), takeSamples(kernels, 320)];
  const frames = Math.floor(speech.length / 160);
  const codes = takeOctets(kernels, 160 * frames);
  const [octets, answer] = [takeOctets(kernels, far.octetsPerFrame), takeOctets(kernels, 160)];
  const pcm = takeSamples(kernels, 160 * frames);
  pcm.view.set(speech.subarray(0, pcm.length));
  near.encode(pcm, codes);
  const packet = { at: octets.at, length: 0 };
  const us = usOf(
    walk(frames, (frame) => {
      near.decode({ at: codes.at + 160 * frame, length: 160 }, narrow);
      up.resample(narrow, wide);
      packet.length = far.encode(wide, octets);
      far.decode(packet, wide);
      down.resample(wide, narrow);
      near.encode(narrow, answer);
    }),
    1,
  ) / frames;
  return {
    figure: "calls translated G.711 <-> Opus 16 kHz on one core",
    value: FRAME_US / us,
    unit: "calls",
    goal: ">= 110",
  };
}

/** One call on the recorder's side: both sides encoded and written as Ogg; one talks while the other is silent. */
function recorded(kernels: Kernels, library: OpusLibrary, speech: Int16Array, size: "usual" | "small"): Figure {
  using recording = makeOpusRecording(kernels, library, { rate: 16_000, sides: 2, size, serial: 1 });
  const frames = Math.floor(speech.length / 320);
  const [pcm, silence] = [takeSamples(kernels, speech.length), takeSamples(kernels, 320)];
  pcm.view.set(speech);
  const us = usOf(
    walk(frames, (frame) => {
      recording.add({ at: pcm.at + 640 * frame, length: 320 }, silence);
      if (recording.isDue) recording.flush();
    }),
    1,
  ) / frames;
  return { figure: `calls recorded on one core, ${size} Opus`, value: FRAME_US / us, unit: "calls", better: "more" };
}

/** Goals in us: a second has 4 KB as Opus, 64 KB as WAV. */
const SEALED = { "Opus": 50, "WAV": 500 } as const;

/** What it costs that nobody reads a recording without its key: per second of sound, each file with a key of its own. */
function sealed(what: keyof typeof SEALED, recording: Recording, pcm: Int16Array, kernels: Kernels): Figure {
  const speech = takeSamples(kernels, pcm.length);
  speech.view.set(pcm);
  const flushes: ReturnType<Recording["flush"]>[] = [];
  for (let at = 0; at + 320 <= pcm.length; at += 320) {
    const span = { at: speech.at + 2 * at, length: 320 };
    recording.add(span, span);
    if (recording.isDue) flushes.push(recording.flush());
  }
  const seal = { key: new Uint8Array(32), keyId: "bench", salt: new Uint8Array(16) };
  const us = usOf(() => {
    const waiting = flushes.values();
    const file = sealRecording({ ...recording, flush: () => waiting.next().value ?? [] }, seal);
    for (let flush = 0; flush < flushes.length; flush++) file.flush();
  }, 10) / flushes.length;
  recording[Symbol.dispose]();
  return { figure: `sealing a recording as ${what}, 1 s of sound`, value: us, unit: "us", goal: `<= ${SEALED[what]}` };
}

export async function benchOpus(): Promise<readonly Figure[]> {
  const [kernels, library] = [await labKernels(), await labOpus()];
  const [narrow, wide, full] = await Promise.all([8000, 16_000, 48_000].map((rate) => speak(TEXT, "en-gb", rate)));
  return [
    ...opusFigures(kernels, library, wide!, 16_000),
    ...opusFigures(kernels, library, full!, 48_000),
    translated(kernels, library, narrow!),
    recorded(kernels, library, wide!, "usual"),
    recorded(kernels, library, wide!, "small"),
    sealed(
      "Opus",
      makeOpusRecording(kernels, library, { rate: 16_000, sides: 2, size: "usual", serial: 1 }),
      wide!,
      kernels,
    ),
    sealed("WAV", makeWavRecording(kernels, { rate: 16_000, sides: 2, onlyGrows: true }), wide!, kernels),
  ];
}
