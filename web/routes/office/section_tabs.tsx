import type { VNode } from "preact";
import { labelOf, type Words } from "../../words/mod.ts";
import { sectionsBeside } from "./sections.ts";

/** What stands under the same heading of the settings: one click away, and the way back from one thing to its list. */
export function SectionTabs({ section, words }: { readonly section: string; readonly words: Words }): VNode {
  const { part, sections } = sectionsBeside(section);
  return (
    <nav class="tabs" aria-label={words.office.parts[part]}>
      {sections.map(({ name }) => (
        <a key={name} href={`/office/${name}`} {...name === section ? { "aria-current": "true" } : {}}>
          {labelOf(name, words.language)}
        </a>
      ))}
    </nav>
  );
}
