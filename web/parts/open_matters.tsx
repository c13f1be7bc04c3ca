import type { VNode } from "preact";
import type { OpenMatter } from "../../core/directory/mod.ts";
import type { MatterWords } from "../words/mod.ts";

interface OpenMattersParts {
  readonly matters: readonly OpenMatter[] | undefined;
  readonly words: MatterWords;
}

/** What is open with a caller in a customer database: tickets and deals. Nothing where nothing is. */
export function OpenMatters({ matters = [], words }: OpenMattersParts): VNode | null {
  if (matters.length === 0) return null;
  return (
    <ul class="matters bare-list" aria-label={words.title}>
      {matters.map(({ kind, title, state, link }) => (
        <li key={kind + title} data-matter={kind}>
          <span class="tag accent">{words[kind]}</span>
          {link === undefined
            ? <span>{title}</span>
            : <a href={link} target="_blank" rel="noopener noreferrer">{title}</a>}
          {state !== undefined && <span class="soft">{state}</span>}
        </li>
      ))}
    </ul>
  );
}
