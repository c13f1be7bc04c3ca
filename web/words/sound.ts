import type { InBoth } from "./in_both.ts";

/** What stands on a player and a recorder: plain text, since it travels to the browser. */
export interface SoundWords {
  readonly play: string;
  readonly pause: string;
  readonly position: string;
  readonly speed: string;
  readonly failed: string;
  readonly record: string;
  readonly stop: string;
  readonly file: string;
  readonly insecure: string;
  readonly noMicrophone: string;
  readonly unreadable: string;
  readonly tooLong: string;
}

export const SOUND: InBoth<SoundWords> = {
  en: {
    play: "Play",
    pause: "Pause",
    position: "Position",
    speed: "Speed",
    failed: "This could not be played.",
    record: "Record",
    stop: "Stop",
    file: "Sound, a minute at most",
    insecure: "To record here, open this page by https://. A file can be sent either way.",
    noMicrophone: "The browser gave no microphone.",
    unreadable: "The browser knows no such sound.",
    tooLong: "That is longer than a minute.",
  },
  ro: {
    play: "Ascultă",
    pause: "Pauză",
    position: "Poziția",
    speed: "Viteza",
    failed: "Nu a putut fi redat.",
    record: "Înregistrează",
    stop: "Oprește",
    file: "Sunet, cel mult un minut",
    insecure: "Pentru a înregistra aici, deschideți pagina prin https://. Un fișier se poate trimite oricum.",
    noMicrophone: "Browserul nu a dat niciun microfon.",
    unreadable: "Browserul nu cunoaște un astfel de sunet.",
    tooLong: "Este mai lung de un minut.",
  },
};
