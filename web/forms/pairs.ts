import { keyOf } from "./address.ts";

/**
 * Which item is which after a section was changed: for each item of before its place now, undefined for what is not there
 * any more. Those that are as they were come first; then those that are called the same, where there are as many as before;
 * then the only one left, where it stands in the same place (it is called something else now).
 */
export function pairItems(
  section: string,
  before: readonly unknown[],
  after: readonly unknown[],
): readonly (number | undefined)[] {
  const paired = new Map<number, number>();
  const left = { before: new Set(before.keys()), after: new Set(after.keys()) };
  const pair = (one: number, other: number) => {
    paired.set(one, other);
    left.before.delete(one);
    left.after.delete(other);
  };
  const groups = (keyOfItem: (item: unknown) => string) => {
    const others = Map.groupBy(left.after, (place) => keyOfItem(after[place]));
    return [...Map.groupBy(left.before, (place) => keyOfItem(before[place]))]
      .map(([key, places]) => [places, others.get(key) ?? []] as const);
  };
  for (const [ones, others] of groups(said)) {
    for (const [nth, one] of ones.entries()) if (others[nth] !== undefined) pair(one, others[nth]);
  }
  for (const [ones, others] of groups((item) => keyOf(section, item))) {
    if (ones.length === others.length) { for (const [nth, one] of ones.entries()) pair(one, others[nth]!); }
  }
  const [one, other] = [[...left.before], [...left.after]];
  if (one.length === 1 && other.length === 1 && one[0] === other[0]) pair(one[0]!, other[0]!);
  return before.map((_, place) => paired.get(place));
}

/** Whether two values of the file say the same; a secret that is kept is as good as another. */
export function saysTheSame(one: unknown, other: unknown): boolean {
  return said(one) === said(other);
}

function said(value: unknown): string {
  return JSON.stringify(value, (_, each) => typeof each === "symbol" ? each.description : each) ?? "";
}
