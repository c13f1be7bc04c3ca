import type { Flow, FlowEdge, FlowNode } from "./graph.ts";

/** How wide and high a box is, and what is left between two. */
export const BOX = { width: 190, height: 56, across: 90, down: 22 } as const;

/** A box in its place: the upper left corner, in units of the drawing. */
export interface PlacedNode extends FlowNode {
  readonly x: number;
  readonly y: number;
}

export interface Drawing {
  readonly box: typeof BOX;
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly FlowEdge[];
}

/**
 * A column for each step that a call takes at the earliest, from left to right; within a column everything stands near what
 * leads to it. Ways back are drawn backwards, so that a loop is seen as one.
 */
export function layOut({ nodes, edges }: Flow): Drawing {
  const column = columnsOf({ nodes, edges });
  const columns: FlowNode[][] = [];
  for (const node of nodes) (columns[column.get(node.id)!] ??= []).push(node);
  const row = new Map<string, number>();
  for (const [at, inColumn] of columns.entries()) {
    const before = (node: FlowNode) => {
      const froms = edges.filter(({ from, to }) => to === node.id && column.get(from) === at - 1);
      const rows = froms.map(({ from }) => row.get(from) ?? 0);
      return rows.length === 0 ? Infinity : rows.reduce((sum, each) => sum + each, 0) / rows.length;
    };
    const wanted = new Map(inColumn.map((node) => [node.id, before(node)]));
    // Equal ones stay in the order in which they were met: that of the keys.
    inColumn.sort((one, other) => compare(wanted.get(one.id)!, wanted.get(other.id)!));
    for (const [place, { id }] of inColumn.entries()) row.set(id, place);
  }
  const most = Math.max(0, ...columns.map(({ length }) => length));
  return {
    box: BOX,
    width: Math.max(0, columns.length * (BOX.width + BOX.across) - BOX.across),
    height: Math.max(0, most * (BOX.height + BOX.down) - BOX.down),
    nodes: nodes.map((node) => ({
      ...node,
      x: column.get(node.id)! * (BOX.width + BOX.across),
      y: row.get(node.id)! * (BOX.height + BOX.down),
    })),
    edges,
  };
}

/** The fewest steps to each node from the numbers that the world calls; or from where else calls begin, where none leads there. */
function columnsOf({ nodes, edges }: Flow): ReadonlyMap<string, number> {
  const entered = new Set(edges.map(({ to }) => to));
  const column = new Map<string, number>();
  const begin = (starts: readonly FlowNode[]) => {
    const waiting = starts.map(({ id }) => id).filter((id) => !column.has(id));
    for (const id of waiting) column.set(id, 0);
    for (let from = waiting.shift(); from !== undefined; from = waiting.shift()) {
      for (const { to } of edges.filter((edge) => edge.from === from)) {
        if (column.has(to)) continue;
        column.set(to, column.get(from)! + 1);
        waiting.push(to);
      }
    }
  };
  begin(nodes.filter(({ kind }) => kind === "number"));
  begin(nodes.filter(({ id }) => !entered.has(id)));
  // What is left leads round in a ring.
  for (const node of nodes) begin([node]);
  return column;
}

function compare(one: number, other: number): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
