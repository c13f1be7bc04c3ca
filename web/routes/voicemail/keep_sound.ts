import type { SignedVisit } from "../../page/mod.ts";

const LONGEST_MS = 61_000;

type Kept = { readonly path: string; readonly durationMs: number } | {
  readonly refused: "no-sound" | "too-short" | "too-long";
};

/** Keeps the sound that a form brings as a file of the box; undefined where it brings none. */
export async function keepSound(
  { world }: SignedVisit,
  form: FormData,
  { box, kind, shortestMs }: { readonly box: string; readonly kind: string; readonly shortestMs: number },
): Promise<Kept | undefined> {
  const sent = form.get("sound");
  if (!(sent instanceof File) || sent.size === 0) return undefined;
  const path = `voicemail/${box}/${kind}-${world.chance.token()}.opus`;
  const kept = await world.sounds.keep({ sound: await sent.bytes(), path, shortestMs, longestMs: LONGEST_MS });
  return "refused" in kept ? kept : { path, durationMs: kept.durationMs };
}
