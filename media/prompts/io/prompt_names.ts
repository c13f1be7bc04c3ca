import type { Language } from "../../../core/sound/mod.ts";
import { readPack } from "../pack_format.ts";

/** The names of all that the box can say in a language, by the pack that lies beside the code. */
export function readPromptNames(language: Language): ReadonlySet<string> {
  const { clips } = readPack(Deno.readFileSync(new URL("../prompts.pack", import.meta.url)));
  const prefix = `${language}/`;
  return new Set(clips.flatMap(({ name }) => name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
}
