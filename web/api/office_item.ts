import {
  KEPT_SECRET,
  listOf,
  NEW_ITEM,
  type OfficeText,
  placeIn,
  saysTheSame,
  type SectionSpec,
} from "../forms/mod.ts";
import { SECTIONS } from "../office/mod.ts";
import { KEPT } from "./office.ts";

/** What an item says: its fields; or false, of a section that is switched off. */
export type Item = Readonly<Record<string, unknown>> | false;

/** Undefined where there is no such section, or nothing in it has an id. */
export function specOf(section: string, id: string | undefined): SectionSpec | undefined {
  const spec = SECTIONS.find(({ name }) => name === section);
  return id === undefined || (spec?.isList === true && id !== NEW_ITEM) ? spec : undefined;
}

/** Undefined where it is not there. */
export function itemIn(
  file: Readonly<Record<string, unknown>>,
  spec: SectionSpec,
  id: string | undefined,
): Item | undefined {
  const at = placeIn({ at: (path) => valueAt(file, path) }, spec, id);
  return at === undefined ? undefined : valueAt(file, at) as Item | undefined;
}

/** What stands at a place that {@link placeIn} gives. */
export function valueAt(
  file: Readonly<Record<string, unknown>>,
  [section = "", nth]: readonly (string | number)[],
): unknown {
  return nth === undefined ? file[section] : listOf(file[section])[Number(nth)];
}

/** What says the same stays as its owner wrote it. */
export function writeItem(
  office: OfficeText,
  { at, before, given }: {
    readonly at: readonly (string | number)[];
    readonly before: Item | undefined;
    readonly given: Item | undefined;
  },
): void {
  const [section, nth] = at;
  if (given === undefined && nth !== undefined) office.remove(String(section), Number(nth));
  else if (before === undefined && nth !== undefined) {
    office.add(String(section), written(given) as Readonly<Record<string, unknown>>);
  } else if (typeof before !== "object" || typeof given !== "object") office.edit({ at, value: written(given) });
  else {
    for (const key of new Set([...Object.keys(before), ...Object.keys(given)])) {
      if (!saysTheSame(before[key], given[key])) office.edit({ at: [...at, key], value: written(given[key]) });
    }
  }
}

/** JSON has no tags: there a secret that stays what it is is a text. */
function written(value: unknown): unknown {
  if (value === KEPT) return KEPT_SECRET;
  if (Array.isArray(value)) return value.map(written);
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, written(each)]))
    : value;
}
