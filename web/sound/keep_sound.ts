import type { Chance } from "../../core/base/mod.ts";
import type { SoundDoor } from "./sound_door.ts";

const LONGEST_MS = 61_000;
/** A name is short, and so may be what is said about a message. */
const SHORTEST_MS = { own: 2_000, busy: 2_000, away: 2_000, name: 500, comment: 500 } as const;

/** What is to be kept: of which mailbox, and what for. */
export interface KeepWish {
  readonly box: string;
  readonly kind: keyof typeof SHORTEST_MS;
}

/** Where it lies, below the data folder; or why it is not kept. */
export type Kept = { readonly path: string; readonly durationMs: number } | {
  readonly refused: "no-sound" | "too-short" | "too-long";
};

/** Keeps what somebody recorded, a WAV or an Ogg Opus file, as a new file of a mailbox. */
export async function keepSound(
  { sounds, chance }: { readonly sounds: Pick<SoundDoor, "keep">; readonly chance: Chance },
  sound: Uint8Array<ArrayBuffer>,
  { box, kind }: KeepWish,
): Promise<Kept> {
  const path = `voicemail/${box}/${kind}-${chance.token()}.opus`;
  const kept = await sounds.keep({ sound, path, shortestMs: SHORTEST_MS[kind], longestMs: LONGEST_MS });
  return "refused" in kept ? kept : { path, durationMs: kept.durationMs };
}
