/**
 * Whom a phone hears just now, by the tones of the others.
 *
 * @module
 */
import type { Baresip } from "./baresip.ts";
import { SOON_MS } from "./child.ts";
import { goertzel } from "./tone.ts";

/** The parts of what a phone has heard in the last half second of its call that lie at these frequencies. */
export async function lately(phone: Baresip, hz: readonly number[]): Promise<readonly number[]> {
  const [sound] = await phone.heard();
  if (sound === undefined) return hz.map(() => 0);
  const last = sound.samples.subarray(-sound.rate / 2);
  return hz.map((each) => goertzel(last, sound.rate, each));
}

/** Waits until a phone hears these tones, each loud, and none of the others. */
export async function hearsOnly(phone: Baresip, loud: readonly number[], quiet: readonly number[]): Promise<void> {
  const giveUpAt = Date.now() + SOON_MS;
  for (;;) {
    const [louds, quiets] = [await lately(phone, loud), await lately(phone, quiet)];
    const least = 0.6 / Math.max(1, loud.length);
    if (louds.every((part) => part > least) && quiets.every((part) => part < 0.02)) return;
    if (Date.now() > giveUpAt) {
      throw new Error(`Cannot hear ${loud} alone: ${louds}, and of ${quiet}: ${quiets}\n${phone.log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
