import { columnsOf } from "./columns.ts";
import type { Flow, FlowEdge, FlowNode } from "./graph.ts";
import { levelsOf } from "./levels.ts";
import { type Slots, slotsOf } from "./slots.ts";
import { outline, type Place, roundabout } from "./outline.ts";

/** How wide a box is, how high at least, and what is left between two. */
export const BOX = { width: 190, height: 56, across: 64, down: 22 } as const;
/** So many letters of a name stand in a box, and of a reason on a way. */
const LETTERS = { name: 22, way: 18 } as const;
const LETTER = 7;
/** What a way that passes takes of a column. */
const PASSING = 8;
/** Ways that leave one box lie so far apart, as what stands on them is so high; those that come to one, nearer where they are many. */
const PORT = 18;
const MOST_PORTS_OF_COMING = 4;

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
  const ways: Ways = {
    leaving: Map.groupBy(flow.edges, ({ from }) => from),
    coming: Map.groupBy(flow.edges, ({ to }) => to),
    texts: new Map(flow.edges.map((edge) => [edge, textOf(edge)])),
  };
  const heightOf = heightsOf(flow, ways);
  const { lefts, width } = across(slots, ways);
  const { levels, bottom } = upright(slots, heightOf);
  const placeOf = (slot: string): Place => ({ x: lefts.get(slot)!, y: levels.get(slot)! });
  const lanes = new Map([...columns.back].map((edge, at) => [edge, bottom + (1 + at) * PORT]));
  return {
    box: BOX,
    letters: LETTERS,
    width,
    height: bottom + lanes.size * PORT,
    nodes: flow.nodes.map((node) => {
      const [{ x, y }, height] = [placeOf(node.id), heightOf(node.id)];
      return { ...node, x, y: y - height / 2, height };
    }),
    edges: arrows(flow, { slots, ways, heightOf, placeOf, lanes }),
  };
}

/** The ways of a flow by the box where they begin, by the one where they end, and what stands on each. */
interface Ways {
  readonly leaving: ReadonlyMap<string, readonly FlowEdge[]>;
  readonly coming: ReadonlyMap<string, readonly FlowEdge[]>;
  readonly texts: ReadonlyMap<FlowEdge, string>;
}

type HeightOf = (slot: string) => number;

/** A box is as high as its ways need; where one only passes, there is no box. */
function heightsOf({ nodes }: Flow, { leaving, coming }: Ways): HeightOf {
  const heights = new Map(nodes.map(({ id }) => {
    const ports = Math.max(
      leaving.get(id)?.length ?? 0,
      Math.min(coming.get(id)?.length ?? 0, MOST_PORTS_OF_COMING),
    );
    return [id, Math.max(BOX.height, (ports + 1) * PORT)];
  }));
  return (slot) => heights.get(slot) ?? PASSING;
}

/** Where each slot begins from left to right: what stands on the ways out of a column has room before the next. */
function across(
  { columns }: Slots,
  { leaving, texts }: Ways,
): { readonly lefts: ReadonlyMap<string, number>; readonly width: number } {
  const lefts = new Map<string, number>();
  let [left, width] = [0, 0];
  for (const column of columns) {
    for (const slot of column) lefts.set(slot, left);
    const said = column.flatMap((slot) => leaving.get(slot) ?? []).map((edge) => widthOf(texts.get(edge)!));
    width = left + BOX.width + Math.max(0, ...said);
    left = width + BOX.across;
  }
  return { lefts, width };
}

/** The middle of each slot from the top down, and where the lowest ends. */
function upright(
  slots: Slots,
  heightOf: HeightOf,
): { readonly levels: ReadonlyMap<string, number>; readonly bottom: number } {
  const levels = levelsOf(slots, heightOf, BOX.down);
  const top = [...levels].reduce((least, [slot, y]) => Math.min(least, y - heightOf(slot) / 2), Infinity);
  const bottom = [...levels].reduce((most, [slot, y]) => Math.max(most, y - top + heightOf(slot) / 2), 0);
  return { levels: new Map([...levels].map(([slot, y]) => [slot, y - top])), bottom };
}

/** The ways as arrows: at a box they part in the order in which they go on, and those that lead back run below all boxes. */
function arrows({ edges }: Flow, { slots, ways, heightOf, placeOf, lanes }: {
  readonly slots: Slots;
  readonly ways: Ways;
  readonly heightOf: HeightOf;
  readonly placeOf: (slot: string) => Place;
  readonly lanes: ReadonlyMap<FlowEdge, number>;
}): readonly PlacedEdge[] {
  const starts = portsOf(ways.leaving, heightOf, (edge) => placeOf(slots.passes.get(edge)?.[1] ?? edge.to).y);
  const tips = portsOf(ways.coming, heightOf, (edge) => placeOf(slots.passes.get(edge)?.at(-2) ?? edge.from).y);
  return edges.map((edge) => {
    const text = ways.texts.get(edge)!;
    const [from, to] = [placeOf(edge.from), placeOf(edge.to)];
    const start = { x: from.x + BOX.width, y: from.y + starts.get(edge)! };
    const tip = { x: to.x, y: to.y + tips.get(edge)! };
    const lane = lanes.get(edge);
    const said = { ...start, x: start.x + widthOf(text) };
    const path = lane === undefined
      ? outline({ start, said, tip, passes: slots.passes.get(edge)!.slice(1, -1).map(placeOf), width: BOX.width })
      : roundabout({ start, said, tip, lane });
    return { ...edge, text, start, tip, path, isBack: lane !== undefined };
  });
}

/** How far from the middle of its box each way leaves it, or comes to it. */
function portsOf(
  beside: ReadonlyMap<string, readonly FlowEdge[]>,
  heightOf: HeightOf,
  order: (edge: FlowEdge) => number,
): ReadonlyMap<FlowEdge, number> {
  return new Map(
    [...beside].flatMap(([box, edges]) => {
      const apart = Math.min(PORT, (heightOf(box) - PORT) / edges.length);
      return edges.toSorted((one, other) => order(one) - order(other))
        .map((edge, at) => [edge, (at - (edges.length - 1) / 2) * apart] as const);
    }),
  );
}

function widthOf(text: string): number {
  return text === "" ? 0 : Math.min(text.length, LETTERS.way) * LETTER + 12;
}
