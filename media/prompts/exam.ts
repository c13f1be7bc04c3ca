import assert from "node:assert/strict";
import type { Language, PlayItem } from "../../core/sound/mod.ts";
import { clipsOf } from "./clips.ts";
import { WORDS } from "./words.ts";

/** What is heard when an item is said, as text: pauses are bars, and commas, which only steer the voice, are left out. */
export function textOf(item: PlayItem, language: Language): string {
  const said = clipsOf(item, language);
  assert.ok(said.ok, said.ok ? "" : said.fault.text);
  const texts = said.value.map((clip) => {
    if (clip.type === "silence") return "|";
    const text = WORDS[language].clips.get(clip.name);
    assert.ok(text !== undefined, `"${clip.name}" has no words in "${language}"`);
    return text.replace(/,$/, "");
  });
  return texts.join(" ");
}
