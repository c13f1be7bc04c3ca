import type { VNode } from "preact";
import type { SectionSpec } from "../../forms/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { Moment } from "../../parts/mod.ts";
import { ChangeLines } from "./change_lines.tsx";
import type { ItemPast } from "./item_past.ts";

/** Below the form of one thing: who changed it, when, and what it said before. */
export function Past(
  { visit, section, past: { changes, hasMore } }: {
    readonly visit: SignedVisit;
    readonly section: SectionSpec;
    readonly past: ItemPast;
  },
): VNode | null {
  const { words, world } = visit;
  const { timeZone } = world.directory().office;
  if (changes.length === 0 && !hasMore) return null;
  return (
    <section class="card padded who-changed">
      <h2>{words.office.whoChanged}</h2>
      <ol class="bare-list">
        {changes.map(({ revision: { revision, who, at }, how, fields }) => (
          <li key={revision}>
            <b>{who}</b>{" "}
            <span class="soft">
              <Moment at={at} timeZone={timeZone} language={words.language} />
              {how === "added" && `, ${words.office.isAdded}`}
            </span>
            {how === "changed" && <ChangeLines section={section.name} fields={fields} words={words} />}
          </li>
        ))}
      </ol>
      {hasMore && <a href="/office-history">{words.office.olderChanges}</a>}
    </section>
  );
}
