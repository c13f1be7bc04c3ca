import type { Columns } from "./columns.ts";
import type { Flow, FlowEdge } from "./graph.ts";

/** How often the order is looked over: what crosses after that crosses for good. */
const ROUNDS = 4;

/** What stands in columns: things by their ids, and between them room for ways that pass a column. */
export interface Slots {
  /** From left to right, each from the top down. */
  readonly columns: readonly (readonly string[])[];
  /** The slots that a way passes, from the thing where it begins to the one where it ends. */
  readonly passes: ReadonlyMap<FlowEdge, readonly string[]>;
  readonly before: ReadonlyMap<string, readonly string[]>;
  readonly after: ReadonlyMap<string, readonly string[]>;
}

/** Each column in an order in which few ways cross: whatever leads on stands near what it leads to. */
export function slotsOf({ nodes, edges }: Flow, { of, back }: Columns): Slots {
  const columns: string[][] = [];
  for (const { id } of nodes) (columns[of.get(id)!] ??= []).push(id);
  const passes = new Map<FlowEdge, readonly string[]>();
  for (const edge of edges) {
    if (back.has(edge)) continue;
    const [first, last] = [of.get(edge.from)!, of.get(edge.to)!];
    const between = Array.from({ length: last - first - 1 }, (_, at) => `${edge.from}\n${edge.to}\n${at}`);
    for (const [at, slot] of between.entries()) columns[first + 1 + at]!.push(slot);
    passes.set(edge, [edge.from, ...between, edge.to]);
  }
  const links = [...passes.values()].flatMap((slots) => slots.slice(1).map((slot, at) => [slots[at]!, slot] as const));
  const before = new Map(
    Map.groupBy(links, ([, to]) => to).entries().map(([to, each]) => [to, each.map(([from]) => from)]),
  );
  const after = new Map(
    Map.groupBy(links, ([from]) => from).entries().map(([from, each]) => [from, each.map(([, to]) => to)]),
  );
  const rank = new Map<string, number>();
  const count = (column: readonly string[]) => column.forEach((slot, at) => rank.set(slot, at / column.length));
  for (const column of columns) count(column);
  for (let round = 0; round < ROUNDS; round++) {
    const isOnwards = round % 2 === 0;
    for (const column of isOnwards ? columns : columns.toReversed()) {
      const wanted = new Map(
        column.map((slot) => [slot, middle((isOnwards ? before : after).get(slot), rank) ?? rank.get(slot)!]),
      );
      // Equal ones stay in the order in which they were met: that of the keys.
      column.sort((one, other) => wanted.get(one)! - wanted.get(other)!);
      count(column);
    }
  }
  return { columns, passes, before, after };
}

/** Where their middle is; undefined where there are none. */
export function middle(slots: readonly string[] | undefined, at: ReadonlyMap<string, number>): number | undefined {
  if (slots === undefined || slots.length === 0) return undefined;
  return slots.reduce((sum, slot) => sum + at.get(slot)!, 0) / slots.length;
}
