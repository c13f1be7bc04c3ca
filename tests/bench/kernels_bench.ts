/**
 * Microseconds per 20 ms of every kernel, for one leg (the mixer: for the whole conference).
 *
 * @module
 */
import { type Codec, makeG711, makeG722 } from "../../media/codec/mod.ts";
import { DigitFinder } from "../../media/dtmf/mod.ts";
import { AutoGain, VoiceFinder } from "../../media/level/mod.ts";
import { Mixer } from "../../media/mix/mod.ts";
import { ComfortNoise } from "../../media/noise/mod.ts";
import { Concealer } from "../../media/plc/mod.ts";
import { type Rate, Resamplers } from "../../media/resample/mod.ts";
import { FaxFinder, readCadence, TonePlayer } from "../../media/tone/mod.ts";
import { type Kernels, takeOctets, takeSamples } from "../../media/wasm/mod.ts";
import { labKernels } from "../lab/kernels.ts";
import { noise } from "../lab/signals.ts";
import type { Figure } from "./figure.ts";
import { usOf } from "./us_of.ts";

/** A kernel with all that it needs in its hands: one call does 20 ms. */
interface Work {
  readonly figure: string;
  /** Microseconds that it may take. */
  readonly goal: number;
  readonly run: () => void;
}

function codecWorks(kernels: Kernels, codec: Codec, goals: { encode: number; decode: number }): Work[] {
  const pcm = takeSamples(kernels, codec.samplesPerFrame);
  const heard = takeSamples(kernels, codec.samplesPerFrame);
  const octets = takeOctets(kernels, codec.octetsPerFrame);
  pcm.view.set(noise(pcm.length, -20, 1));
  codec.encode(pcm, octets);
  return [
    { figure: `${codec.name} encode, 20 ms`, goal: goals.encode, run: () => codec.encode(pcm, octets) },
    { figure: `${codec.name} decode, 20 ms`, goal: goals.decode, run: () => codec.decode(octets, heard) },
  ];
}

/** From, to, and the goal. */
const RESAMPLED: readonly (readonly [Rate, Rate, number])[] = [
  [8000, 16_000, 1.7],
  [16_000, 8000, 1.2],
  [16_000, 48_000, 4.8],
  [48_000, 16_000, 3.1],
  [8000, 48_000, 4.6],
  [48_000, 8000, 2.9],
];

function resampleWorks(kernels: Kernels): Work[] {
  const resamplers = new Resamplers(kernels);
  return RESAMPLED.map(([from, to, goal]) => {
    const resampler = resamplers.make(from, to);
    const pcm = takeSamples(kernels, from / 50);
    const out = takeSamples(kernels, to / 50);
    pcm.view.set(noise(pcm.length, -20, 1));
    return {
      figure: `resample ${from / 1000} to ${to / 1000} kHz, 20 ms`,
      goal,
      run: () => resampler.resample(pcm, out),
    };
  });
}

const PARTIES = 50;

function mixWork(kernels: Kernels): Work {
  const mixer = new Mixer(kernels, 320, PARTIES);
  for (let party = 0; party < PARTIES; party++) {
    const [speaks, hears] = [takeSamples(kernels, 320), takeSamples(kernels, 320)];
    speaks.view.set(noise(320, -20, party + 1));
    mixer.seat(speaks.at, hears.at);
  }
  return { figure: `mix-minus of ${PARTIES} parties at 16 kHz, 20 ms`, goal: 4.6, run: () => mixer.mixMinus() };
}

function toneWorks(kernels: Kernels): Work[] {
  const frame = takeSamples(kernels, 160);
  frame.view.set(noise(160, -20, 1));
  const heard = takeSamples(kernels, 160);
  const digits = new DigitFinder(kernels, 8000);
  const fax = new FaxFinder(kernels, 8000);
  const player = new TonePlayer(kernels, 8000);
  player.play(readCadence("350+440"));
  return [
    { figure: "digits heard in sound, 20 ms", goal: 0.48, run: () => digits.hear(frame) },
    { figure: "fax tones heard in sound, 20 ms", goal: 0.48, run: () => fax.hear(frame) },
    { figure: "tone of two sines, 20 ms", goal: 1, run: () => player.fill(heard) },
  ];
}

function concealWorks(kernels: Kernels): Work[] {
  const frame = takeSamples(kernels, 160);
  const fill = (): void => frame.view.set(voice);
  const voice = noise(160, -20, 1);
  const well = new Concealer(kernels, 8000);
  const ill = new Concealer(kernels, 8000);
  return [
    { figure: "concealment of a frame that came, 20 ms", goal: 0.1, run: () => well.heard(frame) },
    {
      figure: "concealment of a lost frame and the next one, 40 ms",
      goal: 6.5,
      run: () => {
        ill.lost(frame);
        fill();
        ill.heard(frame);
      },
    },
  ];
}

function levelWorks(kernels: Kernels): Work[] {
  const frame = takeSamples(kernels, 320);
  frame.view.set(noise(320, -20, 1));
  const heard = takeSamples(kernels, 160);
  const voice = new VoiceFinder(kernels, 16_000);
  const gain = new AutoGain(kernels, 16_000);
  const comfort = new ComfortNoise(kernels, 1);
  comfort.describe(Uint8Array.of(50, 100, 140, 120, 130));
  return [
    { figure: "voice told from noise at 16 kHz, 20 ms", goal: 0.3, run: () => voice.hear(frame) },
    { figure: "gain and limiter at 16 kHz, 20 ms", goal: 0.6, run: () => gain.level(frame) },
    { figure: "comfort noise of four coefficients, 20 ms", goal: 3, run: () => comfort.fill(heard) },
  ];
}

export async function benchKernels(): Promise<readonly Figure[]> {
  const kernels = await labKernels();
  const works: Work[] = [
    ...codecWorks(kernels, makeG711(kernels, "PCMA"), { encode: 0.24, decode: 0.19 }),
    ...codecWorks(kernels, makeG711(kernels, "PCMU"), { encode: 0.24, decode: 0.19 }),
    ...codecWorks(kernels, makeG722(kernels), { encode: 16.3, decode: 10.1 }),
    ...resampleWorks(kernels),
    mixWork(kernels),
    ...toneWorks(kernels),
    ...concealWorks(kernels),
    ...levelWorks(kernels),
  ];
  return works.map(({ figure, goal, run }) => ({ figure, value: usOf(run), unit: "us", goal: `<= ${goal}` }));
}
