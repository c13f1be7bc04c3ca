import { columnsOf } from "./columns.ts";
import type { Flow, FlowEdge, FlowNode } from "./graph.ts";
import { levelsOf } from "./levels.ts";
import { slotsOf } from "./slots.ts";
import { outline, type Place, roundabout } from "./outline.ts";

/** How wide a box is, how high at least, and what is left between two. */
export const BOX = { width: 190, height: 56, across: 64, down: 22 } as const;
/** So many letters of a name stand in a box, and of a reason on a way. */
const LETTERS = { name: 22, way: 18 } as const;
const LETTER = 7;
/** What a way that passes takes of a column. */
const PASSING = 8;
/** Ways that leave one box, or come to one, lie so far apart. */
const PORT = 18;

/** A box in its place: the upper left corner, in units of the drawing. */
export interface PlacedNode extends FlowNode, Place {
  readonly height: number;
}

/** An arrow in its place. */
export interface PlacedEdge extends FlowEdge {
  /** Where it begins, and where its tip is. */
  readonly start: Place;
  readonly tip: Place;
  /** As SVG draws it. */
  readonly path: string;
  /** It leads back to where the call has been. */
  readonly isBack: boolean;
  /** When calls take it. */
  readonly text: string;
}

export interface Drawing {
  readonly box: typeof BOX;
  readonly letters: typeof LETTERS;
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/**
 * A column for each step that a call takes, from left to right; no way passes behind a box, and what stands on one has room.
 *
 * @param textOf what stands on a way
 */
export function layOut(flow: Flow, textOf: (edge: FlowEdge) => string): Drawing {
  const columns = columnsOf(flow);
  const slots = slotsOf(flow, columns);
  const texts = new Map(flow.edges.map((edge) => [edge, textOf(edge)]));
  const [leaving, coming] = [Map.groupBy(flow.edges, ({ from }) => from), Map.groupBy(flow.edges, ({ to }) => to)];
  const heights = new Map(flow.nodes.map(({ id }) => {
    const most = Math.max(leaving.get(id)?.length ?? 0, coming.get(id)?.length ?? 0);
    return [id, Math.max(BOX.height, (most + 1) * PORT)];
  }));
  const heightOf = (slot: string) => heights.get(slot) ?? PASSING;
  const levels = levelsOf(slots, heightOf, BOX.down);
  const all = [...levels];
  const top = Math.min(0, ...all.map(([slot, y]) => y - heightOf(slot) / 2));
  const bottom = Math.max(0, ...all.map(([slot, y]) => y + heightOf(slot) / 2)) - top;
  // What stands on the ways out of a column has room before the next.
  const room = slots.columns.map((column) =>
    Math.max(0, ...column.flatMap((slot) => leaving.get(slot) ?? []).map((edge) => widthOf(texts.get(edge)!)))
  );
  const left: number[] = [];
  for (const at of slots.columns.keys()) {
    left.push(at === 0 ? 0 : left[at - 1]! + BOX.width + room[at - 1]! + BOX.across);
  }
  const column = new Map(slots.columns.flatMap((each, at) => each.map((slot) => [slot, at] as const)));
  const placeOf = (slot: string): Place => ({ x: left[column.get(slot)!]!, y: levels.get(slot)! - top });
  // Ways part at a box in the order in which they go on.
  const next = (edge: FlowEdge) => placeOf(slots.passes.get(edge)?.[1] ?? edge.to).y;
  const last = (edge: FlowEdge) => placeOf(slots.passes.get(edge)?.at(-2) ?? edge.from).y;
  const backs = [...columns.back];
  const edges = flow.edges.map((edge): PlacedEdge => {
    const text = texts.get(edge)!;
    const [from, to] = [placeOf(edge.from), placeOf(edge.to)];
    const start = { x: from.x + BOX.width, y: from.y + portOf(edge, leaving.get(edge.from)!, next) };
    const tip = { x: to.x, y: to.y + portOf(edge, coming.get(edge.to)!, last) };
    const isBack = columns.back.has(edge);
    const said = { ...start, x: start.x + widthOf(text) };
    const path = isBack
      ? roundabout({ start, said, tip, lane: bottom + (1 + backs.indexOf(edge)) * PORT })
      : outline({ start, said, tip, passes: slots.passes.get(edge)!.slice(1, -1).map(placeOf), width: BOX.width });
    return { ...edge, text, start, tip, path, isBack };
  });
  return {
    box: BOX,
    letters: LETTERS,
    width: left.length === 0 ? 0 : left.at(-1)! + BOX.width + room.at(-1)!,
    height: bottom + backs.length * PORT,
    nodes: flow.nodes.map((node) => {
      const [{ x, y }, height] = [placeOf(node.id), heightOf(node.id)];
      return { ...node, x, y: y - height / 2, height };
    }),
    edges,
  };
}

/** How far from the middle of its box a way leaves it, or comes to it. */
function portOf(edge: FlowEdge, beside: readonly FlowEdge[], order: (edge: FlowEdge) => number): number {
  const at = beside.toSorted((one, other) => order(one) - order(other)).indexOf(edge);
  return (at - (beside.length - 1) / 2) * PORT;
}

function widthOf(text: string): number {
  return text === "" ? 0 : Math.min(text.length, LETTERS.way) * LETTER + 12;
}
