/**
 * Microseconds per 20 ms of every kernel, for one leg (the mixer: for the whole conference).
 *
 * @module
 */
import { type Codec, makeG711, makeG722 } from "../../media/codec/mod.ts";
import { type Kernels, takeOctets, takeSamples } from "../../media/wasm/mod.ts";
import { labKernels } from "../lab/kernels.ts";
import { noise } from "../lab/signals.ts";
import type { Figure } from "./figure.ts";

/** A kernel with all that it needs in its hands: one call does 20 ms. */
interface Work {
  readonly figure: string;
  /** Microseconds that it may take. */
  readonly goal: number;
  readonly run: () => void;
}

const ROUNDS = 20;
const ROUND_MS = 10;

/** What one call costs when nobody disturbs it: the best of many rounds, in microseconds. */
function usOf(run: () => void): number {
  let calls = 100;
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    for (let call = 0; call < calls; call++) run();
    const ms = performance.now() - started;
    best = Math.min(best, ms * 1000 / calls);
    calls = Math.max(100, Math.round(calls * ROUND_MS / Math.max(ms, 0.1)));
  }
  return best;
}

function codecWorks(kernels: Kernels, codec: Codec, goals: { encode: number; decode: number }): Work[] {
  const pcm = takeSamples(kernels, codec.samplesPerFrame);
  const heard = takeSamples(kernels, codec.samplesPerFrame);
  const octets = takeOctets(kernels, codec.octetsPerFrame);
  pcm.view.set(noise(codec.samplesPerFrame, -20, 1));
  codec.encode(pcm, octets);
  return [
    { figure: `${codec.name} encode, 20 ms`, goal: goals.encode, run: () => codec.encode(pcm, octets) },
    { figure: `${codec.name} decode, 20 ms`, goal: goals.decode, run: () => codec.decode(octets, heard) },
  ];
}

export async function benchKernels(): Promise<readonly Figure[]> {
  const kernels = await labKernels();
  const works: Work[] = [
    ...codecWorks(kernels, makeG711(kernels, "PCMA"), { encode: 0.24, decode: 0.19 }),
    ...codecWorks(kernels, makeG711(kernels, "PCMU"), { encode: 0.24, decode: 0.19 }),
    ...codecWorks(kernels, makeG722(kernels), { encode: 16.3, decode: 10.1 }),
  ];
  return works.map(({ figure, goal, run }) => ({ figure, value: usOf(run), unit: "us", goal: `<= ${goal}` }));
}
