import { folded } from "../../core/base/mod.ts";
/** The number that somebody has typed, as it is dialled: `tel:+40 (722) 000-111`; undefined for what is none. */
export function numberIn(text: string): string | undefined {
  const bare = text.trim().replace(/^(tel|callto):/i, "").replace(/[\s().\/-]/g, "");
  return /^\+?[0-9*#]{1,32}$/.test(bare) ? bare : undefined;
}

interface Findable {
  readonly number: string;
  readonly name: string;
}

/**
 * Those whom somebody may mean who types this: each of its words begins a word of the name, or it begins the number. Who has
 * that number comes first, then who is found by the beginning of his name; all others stay in their order.
 */
export function found<Person extends Findable>(people: readonly Person[], typed: string): readonly Person[] {
  const wanted = folded(typed);
  if (wanted === "") return people;
  const number = numberIn(typed);
  const parts = wanted.split(/\s+/);
  const ranked = people.flatMap((person, place) => {
    const rank = rankOf(person, { wanted, parts, number });
    return rank === undefined ? [] : [{ person, rank, place }];
  });
  return ranked.toSorted((one, other) => one.rank - other.rank || one.place - other.place).map(({ person }) => person);
}

interface Choices {
  readonly people: readonly Findable[];
  /** Those of the phone book who are found. */
  readonly contacts: readonly Findable[];
}

/** Whom or what is meant without a choice: the first of the house, the number that was typed, the first of the phone book. */
export function meantBy(typed: string, { people, contacts }: Choices): string | undefined {
  // Who types a number calls that one, and no other of which it is a part.
  return typed.trim() === "" ? undefined : people[0]?.number ?? numberIn(typed) ?? contacts[0]?.number;
}

interface Wanted {
  readonly wanted: string;
  readonly parts: readonly string[];
  readonly number: string | undefined;
}

function rankOf({ number, name }: Findable, { wanted, parts, number: typed }: Wanted): number | undefined {
  if (number === typed) return 0;
  const called = folded(name);
  if (called.startsWith(wanted)) return 1;
  if (typed !== undefined && number.startsWith(typed)) return 2;
  const words = called.split(/[\s-]+/);
  return parts.every((part) => words.some((word) => word.startsWith(part))) ? 3 : undefined;
}
