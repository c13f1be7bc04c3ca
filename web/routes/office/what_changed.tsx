import type { VNode } from "preact";
import type { ItemChange, SectionSpec } from "../../forms/mod.ts";
import { labelOf, type Words } from "../../words/mod.ts";
import { ChangeLines } from "./change_lines.tsx";
import { pathOf } from "./item_page.tsx";

/** So many of one section are told one by one unless more are wanted. */
const MOST_ITEMS = 5;

interface WhatChangedParts {
  readonly changes: readonly ItemChange[];
  readonly words: Words;
  readonly most?: number;
  /** What can be done about one of them. */
  readonly deed?: (change: ItemChange) => VNode | null;
}

/** What one revision did to the office: which things, and what they said before. */
export function WhatChanged({ changes, words, most = MOST_ITEMS, deed }: WhatChangedParts): VNode {
  const { office, language } = words;
  if (changes.length === 0) return <span class="soft">{office.onlyWriting}</span>;
  const bySection = Map.groupBy(changes, ({ section }) => section);
  return (
    <ul class="changes">
      {[...bySection].map(([section, items]) => (
        <li key={section.name}>
          <b>{labelOf(section.name, language)}</b>
          {items.slice(0, most).map((change) => (
            <div key={change.name + change.how}>
              <One {...{ change, words }} />
              {deed?.(change)}
            </div>
          ))}
          {items.length > most && <div class="soft">{office.andMore(items.length - most)}</div>}
        </li>
      ))}
    </ul>
  );
}

function One({ change, words }: { readonly change: ItemChange; readonly words: Words }): VNode {
  const { section, how, name, address, fields } = change;
  return (
    <div>
      {name !== "" && <Name {...{ section, name, address }} />} <span class="soft">{words.office.how[how]}</span>
      {how === "changed" && <ChangeLines section={section.name} fields={fields} words={words} />}
    </div>
  );
}

function Name(
  { section, name, address }: {
    readonly section: SectionSpec;
    readonly name: string;
    readonly address: string | undefined;
  },
): VNode {
  return address === undefined ? <span>{name}</span> : <a href={pathOf(section, address)}>{name}</a>;
}
