import type { OwnSound, SoundKind, SoundsWorld } from "./own_sound.ts";

/** All that there are, in the order of their kinds and names. */
export async function listSounds(world: SoundsWorld): Promise<readonly OwnSound[]> {
  return [
    ...announcements(world),
    ...(await filesOf(world, "prompt")).filter(({ id }) => isSentence(world, id)),
    ...await filesOf(world, "music"),
  ];
}

/** False where there is none. */
export async function forgetSound(world: SoundsWorld, kind: SoundKind, id: string): Promise<boolean> {
  const found = (await listSounds(world)).find((each) => each.kind === kind && each.id === id);
  if (found === undefined) return false;
  if (kind === "announcement") world.ask({ type: "record-announcement", number: id });
  else for (const path of found.paths) await world.sounds.erase(path);
  return true;
}

const FOLDERS = { prompt: "prompts", music: "music" } as const;

function announcements(world: SoundsWorld): readonly OwnSound[] {
  const answer = world.ask({ type: "announcements" });
  if (answer.type !== "announcements") return [];
  return Object.entries(answer.recorded).toSorted(([one], [other]) => Number(one) - Number(other))
    .map(([id, path]) => ({ kind: "announcement", id, paths: [path] }));
}

/** `music/jazz/waiting.opus` is `jazz:waiting`. */
async function filesOf({ sounds }: SoundsWorld, kind: "prompt" | "music"): Promise<readonly OwnSound[]> {
  const byId = new Map<string, string[]>();
  for (const { path } of await sounds.list(FOLDERS[kind])) {
    const id = path.slice(FOLDERS[kind].length + 1).replace(/\.\w+$/, "").replaceAll("/", ":");
    byId.set(id, [...byId.get(id) ?? [], path]);
  }
  // Of several files for one sentence the box plays WAV before Ogg and Opus.
  const inOrder = (paths: readonly string[]) => paths.toSorted((one, other) => rank(one) - rank(other));
  return [...byId].map(([id, paths]) => ({ kind, id, paths: inOrder(paths) }));
}

function rank(path: string): number {
  return ["wav", "ogg", "opus"].indexOf(path.slice(path.lastIndexOf(".") + 1).toLowerCase());
}

/** Other files in the folder are named by announcements of the office file, and are not for here. */
function isSentence({ sentences }: SoundsWorld, id: string): boolean {
  const [language = "", name = ""] = id.split(":");
  return (language === "en" || language === "ro") && sentences(language).has(name);
}
