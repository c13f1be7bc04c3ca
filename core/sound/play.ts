/** In which language the box speaks; each has its folder of words and its grammar of numbers. */
export type Language = "en" | "ro";

/** One thing that is played. Whoever orders it says what is meant, never which clips that takes in a language. */
export type PlayItem =
  /** A sentence of the box by its name in `media/prompts/words`; the owner's own recording of it wins. */
  | { readonly type: "prompt"; readonly name: string }
  /** A WAV or Ogg Opus file; what does not begin with `/` lies in the box's data folder. */
  | { readonly type: "file"; readonly path: string }
  /** A file of the owner's in `<data>/prompts`: in the folder of the language where there is one, or beside these folders. */
  | { readonly type: "recording"; readonly path: string }
  | { readonly type: "silence"; readonly ms: number }
  /** The tone after which somebody is recorded. */
  | { readonly type: "beep" }
  /** Music on hold: the owner's of this class, else the owner's, else the box's own. */
  | { readonly type: "music"; readonly class?: string }
  /** Digit by digit, as an extension or a telephone number is read; also `*`, `#` and `+`. */
  | { readonly type: "digits"; readonly digits: string }
  /** A whole number, 0 to 999,999,999; `of` is the grammatical gender of what is counted, where the language has one. */
  | { readonly type: "number"; readonly value: number; readonly of?: "masculine" | "feminine" | "neuter" }
  /** A thing so many times, with the right plural: "one message", "douăzeci de mesaje". `of` names a noun in the words. */
  | { readonly type: "count"; readonly value: number; readonly of: string }
  /** A day of the calendar, as it is said in an office; with `today`, "today" and "yesterday" where they fit. */
  | { readonly type: "date"; readonly date: string; readonly today?: string }
  /** A time of day, `hh:mm`. */
  | { readonly type: "time"; readonly time: string }
  /** How long something took or takes, in whole seconds. */
  | { readonly type: "duration"; readonly seconds: number }
  /** An amount in its smallest unit (cents, bani) and its currency by ISO 4217: EUR, RON, USD or GBP. */
  | { readonly type: "money"; readonly minor: number; readonly currency: string };

/** What somebody hears, item after item, without a gap. */
export interface Playlist {
  readonly items: readonly PlayItem[];
  readonly language: Language;
  /** From the beginning again at the end, until it is stopped: music on hold. */
  readonly repeats?: boolean;
}

/**
 * What a tone tells: dial, it rings there, busy, no way through, another call waits, "this number is not in use"; and, once
 * each, that somebody has come into a room, or left it.
 */
export type ToneName = "dial" | "ringback" | "busy" | "congestion" | "waiting" | "unobtainable" | "entry" | "exit";

/** A tone of the telephone network, as it sounds in a country (ISO 3166, two small letters). */
export interface Tone {
  readonly tone: ToneName;
  readonly country: string;
}
