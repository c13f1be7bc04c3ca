import { takeOctets, takeSamples } from "../wasm/mod.ts";
import type { Codec } from "./codec.ts";
import { codecFor, type CodecTools } from "./table.ts";

/** Enough that each way through a codec is compiled: WebAssembly is compiled where it is first run. */
const FRAMES = 2;
const WARMED = ["PCMU", "PCMA", "G722", "opus"] as const;
/** A stream of numbers that is no silence (Knuth's generator), so that coders have something to do. */
const [FACTOR, STEP] = [1_103_515_245, 12_345];

/** Has every codec work once, so that a call's first frame is no slower than its second: Opus's would take 4 ms more. */
export function warmCodecs(tools: CodecTools): void {
  for (const name of WARMED) {
    using codec = codecFor({ name }, tools)!;
    warm(codec, tools);
  }
}

function warm(codec: Codec, { kernels }: CodecTools): void {
  const pcm = takeSamples(kernels, codec.samplesPerFrame);
  const octets = takeOctets(kernels, codec.octetsPerFrame);
  let noise = 1;
  for (let frame = 0; frame < FRAMES; frame++) {
    for (let at = 0; at < pcm.length; at++) {
      noise = (Math.imul(noise, FACTOR) + STEP) | 0;
      pcm.view[at] = frame % 2 === 0 ? noise >> 19 : 0;
    }
    const packet = { at: octets.at, length: codec.encode(pcm, octets) };
    codec.decode(packet, pcm);
    codec.conceal?.(pcm);
    codec.recover?.(packet, pcm);
  }
  kernels.arena.giveBack(pcm.at);
  kernels.arena.giveBack(octets.at);
}
