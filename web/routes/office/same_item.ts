import { listOf, NEW_ITEM, pairItems, placeIn, saysTheSame, type SectionSpec } from "../../forms/mod.ts";
import { officeAt, type OfficeNow } from "../../office/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";

/** What has become of the thing that a form was made of, since it was. */
export type SameItem =
  | { readonly is: "same"; readonly at: readonly (string | number)[] }
  /** Somebody else has changed it: `before` is what the form was made of. */
  | { readonly is: "changed"; readonly at: readonly (string | number)[]; readonly before: unknown }
  | { readonly is: "gone" };

/** A form that was sent, and the office that it meets. */
export interface SentForm {
  readonly section: SectionSpec;
  /** Which of its section, in the revision that the form was made of. */
  readonly address: string | undefined;
  readonly form: FormData;
  readonly now: OfficeNow;
}

/** Finds the thing that a form was made of, whatever was added, removed or called otherwise meanwhile. */
export async function sameItem(visit: SignedVisit, { section, address, form, now }: SentForm): Promise<SameItem> {
  const revision = form.get("revision");
  const seen = revision === String(now.revision)
    ? now
    : typeof revision === "string" && /^\d{1,15}$/.test(revision)
    ? await officeAt(visit.world, Number(revision))
    : undefined;
  const from = seen && placeIn(seen.office, section, address);
  if (seen === undefined || from === undefined) return { is: "gone" };
  if (address === NEW_ITEM) return { is: "same", at: placeIn(now.office, section, NEW_ITEM)! };
  const before = seen.office.at(from);
  const at = section.isList ? followed(section.name, Number(from[1]), { seen, now }) : from;
  if (at === undefined) return { is: "gone" };
  return saysTheSame(before, now.office.at(at)) ? { is: "same", at } : { is: "changed", at, before };
}

function followed(
  section: string,
  place: number,
  { seen, now }: { readonly seen: OfficeNow; readonly now: OfficeNow },
): readonly (string | number)[] | undefined {
  if (seen === now) return [section, place];
  const [before, after] = [seen, now].map(({ office }) => listOf(office.at([section])));
  const found = pairItems(section, before!, after!)[place];
  return found === undefined ? undefined : [section, found];
}
