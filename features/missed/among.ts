import type { Directory } from "../../core/directory/mod.ts";
import type { Entry } from "./entry.ts";

/** A part of the office. */
export interface Among {
  /** Its people and its queues. */
  readonly numbers: readonly string[];
  /** What they and its groups are called on a caller's way. */
  readonly places: readonly string[];
}

export function amongOf(numbers: readonly string[], { queues, groups }: Pick<Directory, "queues" | "groups">): Among {
  const places = numbers.flatMap((number) => [
    ...[`Ext ${number}`, `Queue ${number}`, `Group ${number}`],
    ...[queues.get(number)?.name, groups.get(number)?.name].filter((name) => name !== undefined),
  ]);
  return { numbers, places };
}

/** Whether it is this part that missed the caller: its people rang, or he came through their queue. */
export function isAmong(
  { rang, route = "", did }: Pick<Entry, "rang" | "route" | "did">,
  { numbers, places }: Among,
): boolean {
  return numbers.includes(did) || rang.some((number) => numbers.includes(number)) ||
    route.split(" → ").some((place) => places.includes(place));
}
