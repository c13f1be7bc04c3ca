import type { Snapshot } from "../live/mod.ts";
import { useAnswer } from "./use_answer.ts";

type Person = Snapshot["people"][number];

/**
 * Those whom somebody looks for: among all who are shown or, where the office is too large to show everybody, as the box
 * finds them. The lamps of those who are shown are the newer ones.
 *
 * @param found who is found among those who are shown
 */
export function useFoundPeople(
  people: readonly Person[],
  query: string,
  { areAll, found }: {
    readonly areAll: boolean;
    readonly found: (people: readonly Person[], query: string) => readonly Person[];
  },
): readonly Person[] {
  const told = useAnswer<readonly Person[]>("/live/people", areAll ? "" : query.trim());
  if (told === undefined) return found(people, query);
  const shown = new Map(people.map((person) => [person.number, person]));
  return told.map((person) => shown.get(person.number) ?? person);
}
