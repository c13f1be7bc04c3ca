import type { Revision } from "../../../core/store/mod.ts";
import {
  type FieldChange,
  fieldChanges,
  pairItems,
  saysTheSame,
  type SectionSpec,
  spanBefore,
} from "../../forms/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";

/** So many characters of older files are read for one page: a tenth of a second or two. */
const MOST_CHARACTERS = 200_000;
const MOST_CHANGES = 5;

/** What one revision did to one thing of the office. */
export interface PastChange {
  readonly revision: Revision;
  readonly how: "added" | "changed";
  readonly fields: readonly FieldChange[];
}

export interface ItemPast {
  /** Newest first. */
  readonly changes: readonly PastChange[];
  /** Whether there may be older ones. */
  readonly hasMore: boolean;
}

/** Who changed one thing of the office and what, as far back as it can be followed: by whatever it was called, wherever it stood. */
export async function itemPast(
  { world }: SignedVisit,
  section: SectionSpec,
  { at, since = 0 }: { readonly at: readonly (string | number)[]; readonly since?: number },
): Promise<ItemPast> {
  const revisions = await world.office.revisions();
  const changes: PastChange[] = [];
  let left = MOST_CHARACTERS;
  const read = (text: string) => {
    left -= text.length;
    return { text, ...world.officeReader.read(text).items(section) };
  };
  const textOf = async (nth: number) => {
    const revision = revisions[nth]?.revision;
    return revision === undefined ? "" : await world.office.documentOf(revision) ?? "";
  };
  let after = read(await textOf(revisions.length - 1));
  let place = section.isList ? Number(at[1]) : after.items.length - 1;
  let [text, span] = [after.text, after.spans[place]];
  for (let nth = revisions.length - 1; span !== undefined; nth--) {
    const revision = revisions[nth];
    if (revision === undefined || revision.revision <= since) break;
    if (left < 0 || changes.length === MOST_CHANGES) return { changes, hasMore: true };
    const textBefore = await textOf(nth - 1);
    const moved = spanBefore(span, { before: textBefore, after: text });
    if (moved === undefined) {
      if (after.text !== text) {
        after = read(text);
        const { from } = span;
        place = after.spans.findIndex((each) => each.from === from);
      }
      const before = read(textBefore);
      const was = section.isList
        ? pairItems(section.name, before.items, after.items).indexOf(place)
        : before.items.length - 1;
      const values = { before: before.items[was], after: after.items[place] };
      if (!saysTheSame(values.before, values.after)) {
        const how = was < 0 ? "added" : "changed";
        changes.push({ revision, how, fields: fieldChanges(section.fields, values) });
      }
      [after, place, span] = [before, was, before.spans[was]];
    } else span = moved;
    text = textBefore;
  }
  return { changes, hasMore: false };
}
