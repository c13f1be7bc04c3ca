import { stringify } from "yaml";
import { SWITCH } from "./read_form.ts";
import type { FieldKind } from "./spec.ts";

/** A value of the file as a form shows it: what is read from that text by `readForm` is the same value. */
export function showValue(kind: FieldKind, value: unknown): string {
  if (value === undefined || value === null) return "";
  switch (kind.is) {
    case "lines":
      return (Array.isArray(value) ? value : [value]).map(inOneLine).join("\n");
    case "pairs":
      return Object.entries(value).map(([key, each]) => `${key}: ${inOneLine(each)}`).join("\n");
    case "rows":
      return showValue(kind.text, value);
    case "yaml":
      return stringify(value, { lineWidth: 100 }).trimEnd();
    case "text":
      return typeof value === "boolean" ? SWITCH[`${value}`] : String(value);
    case "number":
      return typeof value === "boolean" ? "" : String(value);
    default:
      return String(value);
  }
}

function inOneLine(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  return stringify(value, { collectionStyle: "flow", lineWidth: 0 }).trimEnd();
}
