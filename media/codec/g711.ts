import type { Kernels, Span } from "../wasm/mod.ts";
import type { Codec } from "./codec.ts";

const SAMPLES_PER_FRAME = 160;

/** G.711: one octet to a sample, no memory of what was. */
export function makeG711(kernels: Kernels, law: "PCMU" | "PCMA"): Codec {
  const { run } = kernels;
  const isAlaw = law === "PCMA";
  return {
    name: law,
    sampleRate: 8000,
    clockRate: 8000,
    samplesPerFrame: SAMPLES_PER_FRAME,
    octetsPerFrame: SAMPLES_PER_FRAME,
    encode(pcm: Span, out: Span): number {
      const count = Math.min(pcm.length, out.length);
      if (isAlaw) run.alawEncode(pcm.at, out.at, count);
      else run.ulawEncode(pcm.at, out.at, count);
      return count;
    },
    decode(payload: Span, out: Span): number {
      const count = Math.min(payload.length, out.length);
      if (isAlaw) run.alawDecode(payload.at, out.at, count);
      else run.ulawDecode(payload.at, out.at, count);
      return count;
    },
    reset(): void {},
    [Symbol.dispose](): void {},
  };
}
