import { closest } from "./closest.ts";
import type { Judge } from "./judge.ts";
import { type ConfigMap, type ConfigNode, describeNode } from "./node.ts";
import type { JsonSchema, Shape } from "./shape.ts";

/** One key of a record: how it is spelled in the file, what it holds, and what holds when it is left out. */
export interface Field<T> {
  readonly key: string;
  readonly about: string;
  readonly shape: Shape<T>;
  readonly absent: { readonly as: "fault" } | { readonly as: "nothing" } | {
    readonly as: "default";
    readonly value: T;
  };
}

/** The fields of a record of type `T`, under the names they have in the code. */
export type Fields<T> = { readonly [K in keyof T]-?: Field<Exclude<T[K], undefined>> };

/** A key that must be there. */
export function needed<T>(key: string, shape: Shape<T>, about: string): Field<T> {
  return { key, about, shape, absent: { as: "fault" } };
}

/** A key that may be left out, which then means nothing. */
export function optional<T>(key: string, shape: Shape<T>, about: string): Field<T> {
  return { key, about, shape, absent: { as: "nothing" } };
}

/** A key that may be left out, which then means `value`. */
export function preset<T>(key: string, shape: Shape<T>, more: { readonly value: T; readonly about: string }): Field<T> {
  return { key, about: more.about, shape, absent: { as: "default", value: more.value } };
}

/** A key as it is spelled, what it holds, and what is said of it. */
export type UsualKey<T> = readonly [key: string, shape: Shape<T>, about: string];

type UsualKeys<T> = {
  readonly [K in keyof T]-?:
    | Field<Exclude<T[K], undefined>>
    | (Record<never, never> extends Pick<T, K> ? never : UsualKey<T[K]>);
};

/** The fields of a record that may be left out, key by key, and is then as usual; a whole `Field` says so itself. */
export function usually<T extends object>(usual: T, keys: UsualKeys<T>): Fields<T> {
  const all = Object.entries(keys) as [keyof T, Field<unknown> | UsualKey<unknown>][];
  return Object.fromEntries(all.map(([name, field]) => {
    if ("shape" in field) return [name, field];
    const [key, shape, about] = field;
    return [name, preset(key, shape, { value: usual[name], about })];
  })) as Fields<T>;
}

/** The same keys, each of which may be left out and then means nothing. */
export function orNothing<T extends object>(fields: Fields<T>): Fields<T> {
  const all: readonly (readonly [string, Field<unknown>])[] = Object.entries(fields);
  return Object.fromEntries(
    all.map(([name, { key, shape, about }]) => [name, optional(key, shape, about)]),
  ) as Fields<T>;
}

/** A map with known keys. An unknown key is a fault: a typing mistake must not pass as a default. */
export function record<T extends object>(fields: Fields<T>): Shape<T> {
  const all = Object.entries(fields) as [keyof T & string, Field<unknown>][];
  const known = all.map(([, field]) => field.key);
  return {
    schema: recordSchema(all.map(([, field]) => field)),
    read(node, path, judge) {
      if (node.kind !== "map") {
        return judge.say(node.from, path, `${describeNode(node)} is not a map of ${known.join(", ")}`);
      }
      sayUnknown(node, known, { path, judge });
      const value: Partial<T> = {};
      let entire = true;
      for (const [name, field] of all) {
        const read = readField(field, node, { path, judge });
        if (read !== undefined) value[name] = read as T[typeof name];
        else if (field.absent.as !== "nothing" || node.entries.has(field.key)) entire = false;
      }
      return entire ? Object.freeze(value as T) : undefined;
    },
  };
}

interface Place {
  readonly path: string;
  readonly judge: Judge;
}

function sayUnknown(node: ConfigMap, known: readonly string[], place: Place): void {
  for (const [key, entry] of node.entries) {
    if (known.includes(key)) continue;
    const meant = closest(key, known);
    const hint = meant === undefined ? `known are ${known.join(", ")}` : `did you mean "${meant}"?`;
    place.judge.say(entry.key.from, inside(place.path, key), `"${key}" is not known here: ${hint}`, {
      is: "unknown-key",
      key,
    });
  }
}

function readField<T>(field: Field<T>, node: ConfigMap, place: Place): T | undefined {
  const path = inside(place.path, field.key);
  const entry: { readonly value: ConfigNode | undefined } | undefined = node.entries.get(field.key);
  if (entry !== undefined) return entry.value && field.shape.read(entry.value, path, place.judge);
  if (field.absent.as === "default") return field.absent.value;
  return field.absent.as === "fault" ? place.judge.say(node.from, path, "is missing", { is: "missing" }) : undefined;
}

function inside(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function recordSchema(fields: readonly Field<unknown>[]): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  for (const { key, about, shape, absent } of fields) {
    properties[key] = { description: about, ...shape.schema, ...shownDefault(absent) };
  }
  const required = fields.filter((field) => field.absent.as === "fault").map((field) => field.key);
  return { type: "object", properties, additionalProperties: false, ...(required.length > 0 ? { required } : {}) };
}

// The default of a record stands at each of its keys, and saying it twice would let the two drift apart.
function shownDefault(absent: Field<unknown>["absent"]): JsonSchema {
  if (absent.as !== "default") return {};
  const { value } = absent;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return { default: value };
  return Array.isArray(value) ? { default: value } : {};
}
