import type { Kernels, Span } from "../wasm/mod.ts";
import type { Codec } from "./codec.ts";

const SAMPLES_PER_FRAME = 320;
const STATE_BYTES = 256;

/** G.722 at 64 kbit/s: one octet to two samples at 16 kHz. */
export function makeG722(kernels: Kernels): Codec {
  const { run, arena } = kernels;
  const block = arena.take(2 * STATE_BYTES);
  const encoder = block;
  const decoder = block + STATE_BYTES;
  let isOpen = true;
  const codec: Codec = {
    name: "G722",
    sampleRate: 16_000,
    // RFC 3551 §4.5.2: an error of RFC 1890 that stayed.
    clockRate: 8000,
    samplesPerFrame: SAMPLES_PER_FRAME,
    octetsPerFrame: SAMPLES_PER_FRAME / 2,
    encoder: { at: encoder, length: STATE_BYTES },
    encode(pcm: Span, out: Span): number {
      const count = Math.min(pcm.length >> 1, out.length);
      run.g722Encode(encoder, pcm.at, out.at, count);
      return count;
    },
    decode(payload: Span, out: Span): number {
      const count = Math.min(payload.length, out.length >> 1);
      run.g722Decode(decoder, payload.at, out.at, count);
      return 2 * count;
    },
    reset(): void {
      run.g722Reset(encoder);
      run.g722Reset(decoder);
    },
    [Symbol.dispose](): void {
      if (isOpen) arena.giveBack(block);
      isOpen = false;
    },
  };
  codec.reset();
  return codec;
}
