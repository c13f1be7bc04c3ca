import { type Kernels, takeSamples } from "../wasm/mod.ts";
import { EchoCanceller } from "./canceller.ts";

/** Enough that every way through the kernels is compiled: WebAssembly is compiled where it is first run. */
const FRAMES = 8;
/** A stream of numbers that is no silence (Knuth's generator). */
const [FACTOR, STEP] = [1_103_515_245, 12_345];

/** Has a canceller that does everything work once at each rate, so that a call's first frame is no slower than its second. */
export function warmEcho(kernels: Kernels): void {
  for (const rate of [8000, 16_000] as const) {
    using canceller = new EchoCanceller(kernels, { rate, tailMs: 64, noise: true });
    const pcm = takeSamples(kernels, rate / 50);
    let noise = 1;
    for (let frame = 0; frame < FRAMES; frame++) {
      for (let at = 0; at < pcm.length; at++) {
        noise = (Math.imul(noise, FACTOR) + STEP) | 0;
        pcm.view[at] = noise >> 19;
      }
      canceller.cancel(pcm, pcm, pcm);
    }
    kernels.arena.giveBack(pcm.at);
  }
}
