import { middle, type Slots } from "./slots.ts";

/** Whether a column looks to the one before it or to the one after; the last word is with what leads there. */
const LOOKS = ["before", "after", "before"] as const;

/** How far down the middle of each slot is: as level with what it is joined to as its column leaves room for. */
export function levelsOf(slots: Slots, heightOf: (slot: string) => number, gap: number): ReadonlyMap<string, number> {
  const level = new Map<string, number>();
  const settle = (column: readonly string[], wanted: readonly number[]): void => {
    for (const [at, y] of apart(wanted, column.map(heightOf), gap).entries()) level.set(column[at]!, y);
  };
  for (const column of slots.columns) settle(column, column.map(() => 0));
  for (const look of LOOKS) {
    for (const column of look === "before" ? slots.columns : slots.columns.toReversed()) {
      settle(column, column.map((slot) => middle(slots[look].get(slot), level) ?? level.get(slot)!));
    }
  }
  return level;
}

/**
 * The middles that are nearest to the wanted ones and keep their order and their distance: isotonic regression by pooling
 * neighbours that would overlap.
 */
function apart(wanted: readonly number[], heights: readonly number[], gap: number): readonly number[] {
  const pools: { sum: number; count: number }[] = [];
  const offsets: number[] = [];
  for (const [at, height] of heights.entries()) {
    offsets.push(at === 0 ? 0 : offsets[at - 1]! + (heights[at - 1]! + height) / 2 + gap);
    let pool = { sum: wanted[at]! - offsets[at]!, count: 1 };
    for (
      let last = pools.at(-1);
      last !== undefined && last.sum / last.count > pool.sum / pool.count;
      last = pools.at(-1)
    ) {
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
      pools.pop();
    }
    pools.push(pool);
  }
  return pools.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count))
    .map((base, at) => base + offsets[at]!);
}
