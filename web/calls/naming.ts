import type { Directory } from "../../core/directory/mod.ts";
import type { Party } from "../../core/record/mod.ts";
import { callerKey, shownNumber } from "../../core/routing/mod.ts";

/** What people, numbers and places are called. */
export interface Naming {
  party(party: Party): string;
  /** What was dialled: a person, a queue, a number outside. */
  number(number: string): string;
  /** A place by its kind: a group's name, a menu's. */
  place(kind: string, id: string): string;
}

/** What people, numbers and places of an office are called; `names` are those of people outside, by their number. */
export function namingIn(directory: Directory, names: ReadonlyMap<string, string>): Naming {
  const { office: { country }, extensions, queues, groups, rooms, pages } = directory;
  const number = (called: string): string => {
    const inHouse = extensions.get(called) ?? queues.get(called) ?? groups.get(called) ?? rooms.get(called) ??
      pages.get(called);
    if (inHouse !== undefined) return inHouse.name;
    const destination = directory.numbers.get(called);
    const named = destination?.kind === "menu" ? destination.id : undefined;
    return named ?? names.get(keyOf(called, country)) ?? shownNumber(called, country);
  };
  const party = ({ number: called, name, trunk }: Party): string => {
    const known = trunk === undefined ? extensions.get(called)?.name : names.get(keyOf(called, country));
    return known ?? (name === undefined || name === "" ? number(called) : name);
  };
  const place = (kind: string, id: string): string => {
    const of = { queue: queues, group: groups, room: rooms, page: pages }[kind];
    if (kind.startsWith("voicemail")) return extensions.get(id)?.name ?? id;
    return of?.get(id)?.name ?? id;
  };
  return { party, number, place };
}

/** The same, but that somebody who hides is called by a word. */
export function without(hidden: Party | undefined, word: string, naming: Naming): Naming {
  if (hidden === undefined) return naming;
  return { ...naming, party: (party) => party.number === hidden.number ? word : naming.party(party) };
}

/** Numbers of the world among these, as they are asked for. */
export function outsideIn(numbers: readonly string[], country: string): readonly string[] {
  return [...new Set(numbers.map((number) => keyOf(number, country)).filter((key) => key.startsWith("+")))];
}

function keyOf(number: string, country: string): string {
  return number.length < 7 ? number : callerKey(number, { country });
}
