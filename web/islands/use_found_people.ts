import { useEffect, useState } from "preact/hooks";
import type { Snapshot } from "../live/mod.ts";

type Person = Snapshot["people"][number];

/** Nobody is asked for before one stops typing. */
const PAUSE_MS = 150;

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
  const [told, setTold] = useState<{ readonly query: string; readonly people: readonly Person[] }>();
  const wanted = areAll ? "" : query.trim();
  useEffect(() => {
    if (wanted === "") return;
    const stop = new AbortController();
    const ask = async () => {
      const answer = await fetch(`/live/people?${new URLSearchParams({ q: wanted })}`, { signal: stop.signal });
      if (answer.ok) setTold({ query: wanted, people: await answer.json() });
    };
    // Who types on asks anew; where the line is cut the page says so.
    const leave = (error: unknown) => {
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
    };
    const timer = setTimeout(() => void ask().catch(leave), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [wanted]);
  if (wanted === "" || told?.query !== wanted) return found(people, query);
  const shown = new Map(people.map((person) => [person.number, person]));
  return told.people.map((person) => shown.get(person.number) ?? person);
}
