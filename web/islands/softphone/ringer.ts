import { playAt } from "./call_sound.ts";

export type Cadence = "called" | "calling" | "knocking";

/** Pitches in Hz, and how long sound and silence last. */
interface Tones {
  readonly hz: readonly number[];
  readonly onS: number;
  readonly offS: number;
  /** 0 to 1. */
  readonly loudness: number;
}

const CADENCES: Readonly<Record<Cadence, Tones>> = {
  called: { hz: [660, 880], onS: 1, offS: 2, loudness: 0.25 },
  // ETSI TS 101 041: as it rings in most of Europe for whoever calls.
  calling: { hz: [425], onS: 1, offS: 4, loudness: 0.08 },
  // One more call while he talks.
  knocking: { hz: [425], onS: 0.2, offS: 6, loudness: 0.08 },
};

/** How far ahead tones are put into the plan of the sound card. */
const AHEAD_S = 60;

/** Rings, by tones made here: nothing has to be loaded for it. */
export class Ringer {
  #running: { readonly cadence: Cadence; readonly stop: () => void } | undefined;

  /** Rings like this from now on, at a device; undefined: not at all. */
  ring(cadence: Cadence | undefined, device: string): void {
    if (this.#running?.cadence === cadence) return;
    this.#running?.stop();
    this.#running = cadence === undefined ? undefined : { cadence, stop: start(cadence, device) };
  }
}

/** How it sounds, for somebody who chooses where it is to sound. */
export function ringOnce(device: string): void {
  const stop = start("called", device);
  setTimeout(stop, 1_000 * CADENCES.called.onS);
}

function start(cadence: Cadence, device: string): () => void {
  const { hz, onS, offS, loudness } = CADENCES[cadence];
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  const gain = context.createGain();
  gain.gain.value = 0;
  gain.connect(out);
  const tones = hz.map((each) => {
    const tone = context.createOscillator();
    tone.frequency.value = each;
    tone.connect(gain);
    tone.start();
    return tone;
  });
  const plan = () => {
    const from = context.currentTime;
    for (let at = from; at < from + AHEAD_S; at += onS + offS) {
      gain.gain.setTargetAtTime(loudness, at, 0.01);
      gain.gain.setTargetAtTime(0, at + onS, 0.02);
    }
  };
  plan();
  const again = setInterval(plan, AHEAD_S * 1_000);
  const element = new Audio();
  element.dataset["ringing"] = cadence;
  element.srcObject = out.stream;
  void playAt(element, device).then(() => element.play()).catch(() => {
    // No sound before somebody has touched the page (HTML §8.1.5): what is seen, and the notification, has to do.
  });
  return () => {
    clearInterval(again);
    for (const tone of tones) tone.stop();
    element.srcObject = null;
    void context.close();
  };
}
