import { type FieldSpec } from "../../forms/mod.ts";

/** One way on that a thing of the office has, or could have. */
export interface WayField {
  /** Where its thing says so: `on_timeout`, `keys.1`. */
  readonly path: string;
  /** What it is called: a field's key, or which key of the phone it is. */
  readonly name: string;
  readonly isKey: boolean;
  /** As the office file writes it: `group 600`; empty where it leads nowhere. */
  readonly to: string;
}

/** The keys of a phone, in the order in which menus name them. */
export const PHONE_KEYS: readonly string[] = [..."1234567890*#"];

/** The ways on of one thing: those by keys first, as they stand in the file. */
export function waysOf(fields: readonly FieldSpec[], valueAt: (path: string) => unknown): readonly WayField[] {
  const keys = hasKeys(fields) ? Object.entries(valueAt("keys") ?? {}) : [];
  const byKey = keys.flatMap(([key, value]): readonly WayField[] => {
    const to = destinationIn(value);
    return to === undefined ? [] : [{ path: `keys.${key}`, name: key, isKey: true, to }];
  });
  const others = destinationsIn(fields).map(({ path, key }): WayField => {
    return { path, name: key, isKey: false, to: destinationIn(valueAt(path)) ?? "" };
  });
  return [...byKey, ...others];
}

/** What a thing has to say besides where it leads and what it is called: who rings, what is said, when it is open. */
export function saysBesides(fields: readonly FieldSpec[]): readonly FieldSpec[] {
  return fields.filter(({ isRequired, key, kind }) =>
    isRequired && key !== "keys" && (kind.is === "lines" || kind.is === "rows")
  );
}

/** Keys that lead to nothing yet; none for what asks for no keys. */
export function freeKeys(fields: readonly FieldSpec[], valueAt: (path: string) => unknown): readonly string[] {
  if (!hasKeys(fields)) return [];
  const taken = Object.keys(valueAt("keys") ?? {});
  return PHONE_KEYS.filter((key) => !taken.includes(key));
}

/** Whether a thing with these fields may say at this path where a call goes. */
export function isWay(fields: readonly FieldSpec[], path: string): boolean {
  return destinationsIn(fields).some((field) => field.path === path) ||
    hasKeys(fields) && /^keys\.[0-9*#]+$/.test(path);
}

/** Where a value says the destination: in itself, or beside what else is said of a key (`{ to: 101, says: ... }`). */
export function destinationAt(value: unknown, path: string): string {
  return typeof value === "object" && value !== null && "to" in value ? `${path}.to` : path;
}

function destinationIn(value: unknown): string | undefined {
  if (typeof value === "string" || typeof value === "number") return String(value);
  return typeof value === "object" && value !== null && "to" in value ? destinationIn(value.to) : undefined;
}

function hasKeys(fields: readonly FieldSpec[]): boolean {
  return fields.some(({ path, kind }) => path === "keys" && kind.is === "rows" && kind.isKeyed);
}

function destinationsIn(fields: readonly FieldSpec[]): readonly FieldSpec[] {
  return fields.flatMap((field) =>
    field.kind.is === "group" ? destinationsIn(field.kind.fields) : field.kind.is === "destination" ? [field] : []
  );
}
