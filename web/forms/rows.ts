import { objectOf, readForm, type Said } from "./read_form.ts";
import type { FieldSpec, RowsKind } from "./spec.ts";

/** What the key of a row is called in its form, where its things are told apart by keys. */
export const ROW_KEY = "key";
/** How many rows a form has, those that nobody filled in among them. */
const ROW_COUNT = "rows";
/** A form is no way to write more. */
const MOST_ROWS = 1_000;

/** The buttons beside rows: the form comes back with one more, one less, or another order, and nothing is saved. */
export const ROW_ACTS = ["row-more", "row-drop", "row-up"] as const;

/** What a row's field is called in its form: `members.0.delay`. */
export function rowField(path: string, nth: number, key: string): string {
  return `${path}.${nth}.${key}`;
}

/** What says how many rows there are. */
export function rowCount(path: string): string {
  return `${path}.${ROW_COUNT}`;
}

/** Reads the rows of a form: those in which nothing stands are none. */
export function readRows(path: string, kind: RowsKind, form: FormData): Said {
  const rows = rowsIn(path, kind, form);
  if (rows === undefined) return { path, says: "same" };
  const wrong = rows.flatMap(({ said }) => said).find(({ says }) => says === "nonsense" || says === "twice");
  if (wrong !== undefined) return wrong;
  if (rows.length === 0) return { path, says: "nothing" };
  const values = rows.map(({ key, said }) => [key, valueOf(kind, said)] as const);
  if (!kind.isKeyed) {
    const [one] = values;
    return {
      path,
      says: "value",
      value: kind.text.is === "lines" && kind.text.alone && values.length === 1
        ? one![1]
        : values.map(([, value]) => value),
    };
  }
  const twice = values.find(([key], nth) => values.findIndex(([other]) => other === key) < nth);
  return twice === undefined
    ? { path, says: "value", value: Object.fromEntries(values) }
    : { path, says: "twice", key: twice[0] };
}

/** The same form with its rows counted from 0, empty ones left out, and whatever a button beside them asks for done. */
export function tidyRows(fields: readonly FieldSpec[], form: FormData): FormData {
  const tidy = new FormData();
  const rows = rowFields(fields).filter(({ path }) => form.has(rowCount(path)));
  for (const [name, value] of form) {
    if (!rows.some(({ path }) => name.startsWith(`${path}.`))) tidy.append(name, value);
  }
  const asked = (act: typeof ROW_ACTS[number]) => String(form.get(act) ?? "");
  for (const { path, kind } of rows) {
    let places = (rowsIn(path, kind, form) ?? []).map(({ nth }) => nth);
    const up = places.findIndex((nth) => asked("row-up") === `${path}.${nth}`);
    if (up > 0) places = places.with(up - 1, places[up]!).with(up, places[up - 1]!);
    places = places.filter((nth) => asked("row-drop") !== `${path}.${nth}`);
    for (const [to, nth] of places.entries()) {
      for (const key of [ROW_KEY, ...kind.fields.map((field) => field.path)]) {
        const value = form.get(rowField(path, nth, key));
        if (value !== null) tidy.append(rowField(path, to, key), value);
      }
    }
    tidy.append(rowCount(path), String(places.length));
  }
  return tidy;
}

interface SaidRow {
  readonly nth: number;
  readonly key: string;
  readonly said: readonly Said[];
}

/** The rows in which something stands; undefined where the form has none of that field. */
function rowsIn(path: string, kind: RowsKind, form: FormData): readonly SaidRow[] | undefined {
  const count = Number(form.get(rowCount(path)) ?? NaN);
  if (!Number.isInteger(count) || count < 0) return undefined;
  return Array.from({ length: Math.min(count, MOST_ROWS) }, (_, nth): SaidRow => {
    const fields = kind.fields.map((field) => ({ ...field, path: rowField(path, nth, field.path) }));
    const key = form.get(rowField(path, nth, ROW_KEY));
    return { nth, key: kind.isKeyed && typeof key === "string" ? key.trim() : "", said: readForm(fields, form) };
  }).filter(({ key, said }) => key !== "" || said.some(({ says }) => says !== "nothing" && says !== "same"));
}

/** A row of which only the first field stands is written as that alone: `"101"`. */
function valueOf(kind: RowsKind, said: readonly Said[]): unknown {
  // What a row's field is called begins with the path of its rows, and which of them it is.
  const own = said.map((each, nth) => ({ ...each, path: kind.fields[nth]!.path }));
  const value = objectOf(own);
  if (kind.plain === undefined) return value;
  const keys = Object.keys(value);
  if (keys.length === 0) return "";
  return keys.length === 1 && keys[0] === kind.plain ? value[kind.plain] : value;
}

function rowFields(
  fields: readonly FieldSpec[],
): readonly { readonly path: string; readonly kind: RowsKind }[] {
  return fields.flatMap(({ path, kind }) =>
    kind.is === "group" ? rowFields(kind.fields) : kind.is === "rows" ? [{ path, kind }] : []
  );
}
