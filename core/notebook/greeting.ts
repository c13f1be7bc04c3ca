import type { Json } from "../base/mod.ts";

/** The family of the notebook in which it is kept how mailboxes greet; by the extension's number. */
export const GREETING_FAMILY = "greeting";

/** The file, below the box's data folder, in which somebody says his name; undefined where he has not. */
export function recordedName(greeting: Json | undefined): string | undefined {
  const files = isMap(greeting) ? greeting["files"] : undefined;
  const name = isMap(files) ? files["name"] : undefined;
  return typeof name === "string" ? name : undefined;
}

function isMap(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
