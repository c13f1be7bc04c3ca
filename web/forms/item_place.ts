import { addressesOf, NEW_ITEM } from "./address.ts";
import { listOf, type OfficeValues } from "./office_values.ts";
import type { SectionSpec } from "./section.ts";

/** Where in the file an item stands; undefined where it is not there (any more). A new one comes last. */
export function placeIn(
  office: Pick<OfficeValues, "at">,
  section: SectionSpec,
  address: string | undefined,
): readonly (string | number)[] | undefined {
  if (!section.isList) return [section.name];
  const items = listOf(office.at([section.name]));
  if (address === NEW_ITEM) return [section.name, items.length];
  const place = addressesOf(section.name, items).indexOf(address ?? "");
  return place < 0 ? undefined : [section.name, place];
}

/** `extensions[3].forward.busy` is `forward.busy` on the form of that extension, and stays what it is elsewhere. */
export function pathInItem(path: string, at: readonly (string | number)[]): string {
  const own = at.length === 2 ? `${at[0]}[${at[1]}]` : String(at[0]);
  return path === own ? "" : path.startsWith(`${own}.`) ? path.slice(own.length + 1) : path;
}
