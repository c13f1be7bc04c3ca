import { type FieldSpec, type OfficeText, readForm, valueIn } from "../../forms/mod.ts";
import { textOf } from "../../page/mod.ts";
import { typedIn } from "../office/conflict.tsx";
import { writeSaid } from "../office/office_file.ts";
import { isMakeable, type Made, type Makeable, makeThing } from "./make.ts";
import { destinationAt, isWay, saysBesides, waysOf } from "./ways.ts";

/** What a panel's field is called by which something new is wanted at the end of a way. */
export function makeField(path: string): string {
  return `make:${path}`;
}

/** The way of a key that had none; only one can be said at a time. */
export const NEW_WAY = "new-to";
export const NEW_KEY = "new-key";

export interface Led {
  /** Where the thing stands whose panel it is. */
  readonly at: readonly (string | number)[];
  readonly fields: readonly FieldSpec[];
  readonly form: FormData;
  /** What new things are called. */
  readonly names: Readonly<Record<Makeable, string>>;
}

/**
 * Writes what a panel says into the office: what it does not name stays; what it leaves empty leads nowhere any more.
 * Returns what was made for its ways to lead to.
 */
export function leadElsewhere(office: OfficeText, { at, fields, form, names }: Led): readonly Made[] {
  for (const said of readForm(saysBesides(fields), form)) writeSaid(office, [...at, ...said.path.split(".")], said);
  const made: Made[] = [];
  for (const [name, value] of form) {
    const wanted = textOf(form, makeField(name));
    if (typeof value !== "string" || name === NEW_WAY && value.trim() === "" && wanted === "") continue;
    const path = name === NEW_WAY ? `keys.${textOf(form, NEW_KEY)}` : name;
    if (!isWay(fields, path)) continue;
    if (isMakeable(wanted)) {
      made.push(makeThing(office, { section: wanted, before: value.trim(), name: names[wanted] }));
    }
    const to = isMakeable(wanted) ? made.at(-1)!.leads : value.trim();
    const place = [...at, ...path.split(".")];
    const where = to === "" ? place : [...at, ...destinationAt(office.at(place), path).split(".")];
    if (String(office.at(where) ?? "") !== to) office.edit({ at: where, value: to === "" ? undefined : to });
  }
  return made;
}

/** What a panel says besides what it was made of: whatever nobody touched is left out. */
export function drawnIn(form: FormData, fields: readonly FieldSpec[], before: unknown): FormData {
  const besides = saysBesides(fields);
  const typed = typedIn(form, besides, before);
  const ways = new Map(waysOf(fields, (path) => valueIn(before, path.split("."))).map(({ path, to }) => [path, to]));
  for (const [name, value] of form) {
    const isBesides = besides.some(({ path }) => name === path || name.startsWith(`${path}.`));
    if (!isBesides && ways.get(name) !== value) typed.set(name, value);
  }
  return typed;
}
