import type { Person } from "./words.ts";

/** `Ion Popa, Popa SRL` */
export function calledOf({ name, company }: { readonly name: string; readonly company?: string }): string {
  return company === undefined || company === name ? name : `${name}, ${company}`;
}

/** How one number's people are called: two share it at times, more are counted. Undefined: nobody is known. */
export function namesOf(people: readonly Person[]): string | undefined {
  const names = [...new Set(people.map(calledOf))];
  if (names.length === 0) return undefined;
  return names.length <= 2 ? names.join(" / ") : `${names[0]} (+${names.length - 1})`;
}
