import type { Flow, FlowEdge } from "./graph.ts";

export interface Columns {
  /** Which step of a call each thing is. */
  readonly of: ReadonlyMap<string, number>;
  /** Ways that do not lead to a later step: of a loop, one. */
  readonly back: ReadonlySet<FlowEdge>;
}

/**
 * The most steps to each thing from the numbers that the world calls, so that ways lead on from left to right. What no number
 * leads to stands there as if calls began there, and moves nothing to which one leads.
 */
export function columnsOf({ nodes, edges }: Flow): Columns {
  const onwards = Map.groupBy(edges, ({ from }) => from);
  const entered = new Set(edges.map(({ to }) => to));
  const of = new Map<string, number>();
  const back = new Set<FlowEdge>();
  const begin = (starts: readonly string[]): void => {
    const isOpen = new Map<string, boolean>();
    // Whatever comes after a thing stands before it here.
    const done: string[] = [];
    const follow = (id: string): void => {
      isOpen.set(id, true);
      for (const edge of onwards.get(id) ?? []) {
        if (of.has(edge.to)) continue;
        if (isOpen.get(edge.to) === true) back.add(edge);
        else if (!isOpen.has(edge.to)) follow(edge.to);
      }
      isOpen.set(id, false);
      done.push(id);
    };
    for (const id of starts) if (!of.has(id) && !isOpen.has(id)) follow(id);
    const steps = new Map(done.map((id) => [id, 0]));
    for (const id of done.reverse()) {
      for (const edge of onwards.get(id) ?? []) {
        const known = steps.get(edge.to);
        if (known !== undefined && !back.has(edge)) steps.set(edge.to, Math.max(known, steps.get(id)! + 1));
      }
    }
    for (const [id, step] of steps) of.set(id, step);
  };
  begin(nodes.filter(({ kind }) => kind === "number").map(({ id }) => id));
  begin(nodes.filter(({ id }) => !entered.has(id)).map(({ id }) => id));
  // What is left leads round in a ring.
  begin(nodes.map(({ id }) => id));
  for (const edge of edges) if (of.get(edge.to)! <= of.get(edge.from)!) back.add(edge);
  return { of, back };
}
