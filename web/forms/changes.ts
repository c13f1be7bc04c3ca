import { addressesOf, keyOf } from "./address.ts";
import { listOf, type OfficeValues, valueIn } from "./office_values.ts";
import { pairItems, saysTheSame } from "./pairs.ts";
import type { SectionSpec } from "./section.ts";
import type { FieldSpec } from "./spec.ts";

/** One field that says something else. Undefined: it says nothing. */
export interface FieldChange {
  readonly field: FieldSpec;
  readonly before: unknown;
  readonly after: unknown;
}

/** One thing of the office that is different; of a section that is one thing, the section. */
export interface ItemChange {
  readonly section: SectionSpec;
  /** `reordered`: all of a section's items are as they were, in another order. */
  readonly how: "added" | "removed" | "changed" | "reordered";
  /** What people call it; empty for a section. */
  readonly name: string;
  /** Where the item stands after the change; undefined where it is not there (any more), and for a section. */
  readonly address: string | undefined;
  readonly fields: readonly FieldChange[];
  /** All that it said before; undefined where it was not there, or only stood elsewhere. */
  readonly before: unknown;
}

/** Which fields of one thing say something else, in the order of its form. */
export function fieldChanges(
  fields: readonly FieldSpec[],
  { before, after }: { readonly before: unknown; readonly after: unknown },
): readonly FieldChange[] {
  return fields.flatMap((field): readonly FieldChange[] => {
    if (field.kind.is === "group") return fieldChanges(field.kind.fields, { before, after });
    const path = field.path.split(".");
    const change = { field, before: valueIn(before, path), after: valueIn(after, path) };
    return saysTheSame(change.before, change.after) ? [] : [change];
  });
}

/** What is different between two offices, section by section. */
export function officeChanges(
  sections: readonly SectionSpec[],
  { before, after }: { readonly before: OfficeValues; readonly after: OfficeValues },
): readonly ItemChange[] {
  return sections.flatMap((section): readonly ItemChange[] => {
    const [was, is] = [before.at([section.name]), after.at([section.name])];
    if (saysTheSame(was, is)) return [];
    if (section.isList) return listChanges(section, listOf(was), listOf(is));
    const fields = fieldChanges(section.fields, { before: was, after: is });
    return fields.length === 0 ? [] : [{ section, how: "changed", name: "", address: undefined, fields, before: was }];
  });
}

function listChanges(
  section: SectionSpec,
  before: readonly unknown[],
  after: readonly unknown[],
): readonly ItemChange[] {
  const places = pairItems(section.name, before, after);
  const addresses = addressesOf(section.name, after);
  const paired = new Set(places);
  const gone = before.filter((_, nth) => places[nth] === undefined).map((item): ItemChange => {
    return { section, how: "removed", name: keyOf(section.name, item), address: undefined, fields: [], before: item };
  });
  const changed = before.flatMap((item, nth): readonly ItemChange[] => {
    const place = places[nth];
    if (place === undefined || saysTheSame(item, after[place])) return [];
    const fields = fieldChanges(section.fields, { before: item, after: after[place] });
    const address = addresses[place]!;
    return [{
      section,
      how: "changed",
      name: keyOf(section.name, after[place]) || address,
      address,
      fields,
      before: item,
    }];
  });
  const added = after.flatMap((item, place): readonly ItemChange[] => {
    if (paired.has(place)) return [];
    const address = addresses[place]!;
    const fields = fieldChanges(section.fields, { before: undefined, after: item });
    return [{ section, how: "added", name: keyOf(section.name, item) || address, address, fields, before: undefined }];
  });
  const all = [...gone, ...changed, ...added];
  if (all.length > 0) return all;
  return [{ section, how: "reordered", name: "", address: undefined, fields: [], before: undefined }];
}
