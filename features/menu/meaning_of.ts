import type { Menu, MenuKey } from "../../core/directory/mod.ts";

/** What a caller has chosen. */
export type Choice =
  | { readonly choice: "key"; readonly key: MenuKey }
  | { readonly choice: "extension"; readonly number: string }
  | { readonly choice: "back" }
  | { readonly choice: "again" };

/** What somebody pressed in a menu. */
export interface Meaning {
  /** What it is by itself; undefined when that is nothing. */
  readonly choice: Choice | undefined;
  /** Whether it may be the beginning of something longer. */
  readonly mayGrow: boolean;
}

/**
 * What digits mean in a menu; `numbers` are those of the extensions. The office's own keys come first. What might be longer
 * is not, where `#` follows it.
 */
export function meaningOf(digits: string, menu: Menu, numbers: Iterable<string>): Meaning {
  const all = withoutEnd(digits);
  if (all !== digits) return { choice: meaningOf(all, menu, numbers).choice, mayGrow: false };
  const extensions = menu.direct ? numbers : [];
  let choice = Object.hasOwn(menu.keys, digits) ? { choice: "key", key: menu.keys[digits]! } as const : usual(digits);
  let mayGrow = Object.keys(menu.keys).some((key) => isLonger(key, digits));
  for (const number of extensions) {
    if (number === digits) choice ??= { choice: "extension", number };
    mayGrow ||= isLonger(number, digits);
  }
  return { choice, mayGrow };
}

/** Without the `#` that ends a number: by itself it is a key. */
export function withoutEnd(digits: string): string {
  return digits.replace(/(?<=[0-9])#$/, "");
}

function usual(digits: string): Choice | undefined {
  if (digits === "*") return { choice: "back" };
  return digits === "#" ? { choice: "again" } : undefined;
}

function isLonger(number: string, beginning: string): boolean {
  return number.length > beginning.length && number.startsWith(beginning);
}
