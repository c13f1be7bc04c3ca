/**
 * Loss concealment on spoken words at 1 to 20 % random loss, against the better of silence and repeated packets: what is left
 * of that peer's fault in STOI, and of its log-spectral distance.
 *
 * @module
 */
import { labKernels } from "../lab/kernels.ts";
import { harmOf } from "../lab/losing.ts";
import { speak } from "../lab/speech.ts";
import type { Figure } from "./figure.ts";

const TEXT = "Every call in the office goes through this box. When nobody comes to the phone, it takes a message, " +
  "writes it down, and tells whoever was asked for; and when the line drops a packet, you should not notice it.";
const VOICES: readonly string[] = ["en-us", "en-gb+f3", "ro", "ro+f2"];
const LOSSES: readonly number[] = [0.01, 0.05, 0.1, 0.2];

export async function benchConcealment(): Promise<readonly Figure[]> {
  const kernels = await labKernels();
  const sounds = await Promise.all(VOICES.map((voice) => speak(TEXT, voice)));
  return LOSSES.flatMap((part) => {
    const ours = harmOf(kernels, sounds, part, "conceal");
    const peers = (["silence", "repeat"] as const).map((standIn) => harmOf(kernels, sounds, part, standIn));
    const at = `at ${part * 100} % loss, of the better of silence and repeat`;
    const goal = "<= 0.99";
    const unclear = ours.unclear / Math.min(...peers.map((peer) => peer.unclear));
    const distance = ours.distance / Math.min(...peers.map((peer) => peer.distance));
    return [
      { figure: `STOI's fault left ${at}`, value: unclear, unit: "x", goal },
      { figure: `spectral distance left ${at}`, value: distance, unit: "x", goal },
    ];
  });
}
