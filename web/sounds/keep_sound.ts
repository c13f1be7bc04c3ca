import { listSounds } from "./list_sounds.ts";
import type { SoundKind, SoundsWorld } from "./own_sound.ts";

/** How short and how long each may be, in ms. */
export const SOUND_LIMITS: Readonly<Record<SoundKind, { readonly shortestMs: number; readonly longestMs: number }>> = {
  announcement: { shortestMs: 500, longestMs: 300_000 },
  prompt: { shortestMs: 100, longestMs: 60_000 },
  music: { shortestMs: 1_000, longestMs: 600_000 },
};
/** Ten minutes of WAV as browsers of the desk make it: 16 kHz, one side. */
export const MOST_SOUND_BYTES = 20_000_000;

/** Why a sound is not kept: `no-id`, it is called what no sound of its kind can be. */
export type Refusal = "no-id" | "no-sound" | "too-large" | "too-short" | "too-long";

/** Keeps a WAV or an Ogg Opus file as a sound of the owner's, in the place of the one of that name. It is heard from now on. */
export async function keepSound(
  world: SoundsWorld,
  { kind, id, sound }: { readonly kind: SoundKind; readonly id: string; readonly sound: Uint8Array<ArrayBuffer> },
): Promise<{ readonly durationMs: number } | { readonly refused: Refusal }> {
  const path = pathOf(world, kind, id);
  if (path === undefined) return { refused: "no-id" };
  if (sound.length === 0) return { refused: "no-sound" };
  if (sound.length > MOST_SOUND_BYTES) return { refused: "too-large" };
  const before = (await listSounds(world)).find((each) => each.kind === kind && each.id === id)?.paths ?? [];
  const kept = await world.sounds.keep({ sound, path, replaces: true, ...SOUND_LIMITS[kind] });
  if ("refused" in kept) return kept;
  if (kind === "announcement") world.ask({ type: "record-announcement", number: id, path });
  else for (const old of before) if (old !== path) await world.sounds.erase(old);
  return kept;
}

const NUMBER = /^[1-9][0-9]{0,2}$/;
/** A class as the office file names it, and a name of letters, digits, spaces and hyphens: never a path. */
const MUSIC = /^(?:[A-Za-z0-9][A-Za-z0-9_-]{0,31}:)?[\p{L}\p{N}](?:[\p{L}\p{N} _-]{0,58}[\p{L}\p{N}_-])?$/u;

/** Where a new one goes; undefined where nothing may be called so. */
function pathOf({ chance, sentences }: SoundsWorld, kind: SoundKind, id: string): string | undefined {
  switch (kind) {
    case "announcement":
      return NUMBER.test(id) ? `announcements/${id}-${chance.token()}.opus` : undefined;
    case "prompt": {
      const [language = "", name = ""] = id.split(":");
      const isThere = (language === "en" || language === "ro") && id === `${language}:${name}` &&
        sentences(language).has(name);
      return isThere ? `prompts/${language}/${name}.opus` : undefined;
    }
    case "music":
      return MUSIC.test(id) ? `music/${id.replace(":", "/")}.opus` : undefined;
  }
}
