/**
 * Losing packets of a sound, and what stands in for them.
 *
 * @module
 */
import { Concealer } from "../../media/plc/mod.ts";
import { type Kernels, takeSamples } from "../../media/wasm/mod.ts";
import { seeded } from "./signals.ts";
import { intelligibility, spectralDistance } from "./spectrum.ts";

/** What is heard in place of a lost packet: nothing, the one before it again, or what the concealer makes. */
export type StandIn = "silence" | "repeat" | "conceal";

/** How a sound came through, both as a mean over all sounds. */
export interface Harm {
  /** What is missing from a STOI of 1. */
  readonly unclear: number;
  /** The log-spectral distance in dB. */
  readonly distance: number;
}

const RATE = 8000;
const FRAME = 160;

/** Loses a part of all packets of 20 ms, at random but always the same ones, and measures what that does. */
export function harmOf(kernels: Kernels, sounds: readonly Int16Array[], part: number, standIn: StandIn): Harm {
  const heard = sounds.map((sound) => lose(kernels, sound, part, standIn));
  const mean = (measure: (original: Int16Array, heard: Int16Array) => number): number =>
    sounds.reduce((sum, sound, at) => sum + measure(sound, heard[at]!), 0) / sounds.length;
  return { unclear: 1 - mean(intelligibility), distance: mean(spectralDistance) };
}

function lose(kernels: Kernels, sound: Int16Array, part: number, standIn: StandIn): Int16Array {
  const next = seeded(7);
  const heard = Int16Array.from(sound);
  const frame = takeSamples(kernels, FRAME);
  using concealer = new Concealer(kernels, RATE);
  for (let at = 0; at + FRAME <= sound.length; at += FRAME) {
    if (next() >= part) {
      frame.view.set(sound.subarray(at, at + FRAME));
      if (standIn === "conceal") concealer.heard(frame);
    } else if (standIn === "silence") frame.view.fill(0);
    else if (standIn === "conceal") concealer.lost(frame);
    heard.set(frame.view, at);
  }
  kernels.arena.giveBack(frame.at);
  return heard;
}
