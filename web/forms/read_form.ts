import { parse, YAMLParseError } from "yaml";
import { readRows } from "./rows.ts";
import type { FieldKind, FieldSpec } from "./spec.ts";

/** What a form says of one field: a value, nothing (take it away), or that it stays as it is. */
export type Said =
  | { readonly path: string; readonly says: "value"; readonly value: unknown }
  | { readonly path: string; readonly says: "nothing" | "same" }
  /** Two rows have one key. */
  | { readonly path: string; readonly says: "twice"; readonly key: string }
  /** It cannot be read at all: YAML that is none. */
  | { readonly path: string; readonly says: "nonsense"; readonly why: string };

/** Reads a form, field by field. Whether a value will do is for whoever applies it to say. */
export function readForm(fields: readonly FieldSpec[], form: FormData): readonly Said[] {
  return fields.flatMap((field) =>
    field.kind.is === "group" ? readForm(field.kind.fields, form) : [readField(field, form)]
  );
}

/** A thing as it will stand in the file, of what was said of its fields. */
export function objectOf(said: readonly Said[]): Record<string, unknown> {
  const item: Record<string, unknown> = {};
  for (const each of said) {
    if (each.says !== "value") continue;
    const keys = each.path.split(".");
    let into = item;
    for (const key of keys.slice(0, -1)) into = (into[key] ??= {}) as Record<string, unknown>;
    into[keys.at(-1)!] = each.value;
  }
  return item;
}

function readField({ path, kind }: FieldSpec, form: FormData): Said {
  const given = form.get(path);
  if (kind.is === "rows" && typeof given !== "string") return readRows(path, kind, form);
  if (typeof given !== "string") return { path, says: "same" };
  const text = given.replaceAll("\r\n", "\n").trim();
  if (kind.is === "secret") return text === "" ? { path, says: "same" } : { path, says: "value", value: text };
  if (text === "") return { path, says: "nothing" };
  try {
    return { path, says: "value", value: valueOf(kind, text) };
  } catch (error) {
    if (error instanceof YAMLParseError) return { path, says: "nonsense", why: error.message.split("\n")[0]! };
    throw error;
  }
}

export const SWITCH = { true: "on", false: "off" } as const;

function valueOf(kind: FieldKind, text: string): unknown {
  const lines = text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  switch (kind.is) {
    case "number":
      return numberOr(text);
    case "text":
      return kind.switches.find((each) => SWITCH[`${each}`] === text.toLowerCase()) ??
        (kind.number ? numberOr(text) : text);
    case "choice":
      return kind.of.find((each) => String(each) === text) ?? text;
    case "lines": {
      const all = lines.map((line) => line.startsWith("{") ? parse(line) : kind.numbers ? numberOr(line) : line);
      return kind.alone && all.length === 1 ? all[0] : all;
    }
    case "pairs":
      return Object.fromEntries(lines.map((line) => pairOf(line, kind.numbers)));
    case "rows":
      return valueOf(kind.text, text);
    case "yaml":
      return parse(text);
    default:
      return text;
  }
}

/** `1: group 600`; a line without a colon is a key that leads nowhere, of which `apply` will tell. */
function pairOf(line: string, numbers: boolean): readonly [string, unknown] {
  const at = line.indexOf(":");
  const [key, value] = at < 0 ? [line, ""] : [line.slice(0, at), line.slice(at + 1).trim()];
  return [
    key.trim().replaceAll(/^"|"$/g, ""),
    value.startsWith("{") ? parse(value) : numbers ? numberOr(value) : value,
  ];
}

function numberOr(text: string): number | string {
  return /^-?\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : text;
}
