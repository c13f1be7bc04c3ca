import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Drawing, Place, PlacedEdge, PlacedNode } from "../flow/mod.ts";
import type { FlowWords } from "../words/mod.ts";

/** Room around the drawing for outlines and ways back. */
const EDGE = 24;

export interface FlowPictureProps {
  readonly drawing: Drawing;
  readonly words: Pick<FlowWords, "title" | "missing" | "kinds">;
  /** Which thing is worked on: `menus/main`. */
  readonly chosen: string;
  readonly mayChange: boolean;
  /** Of the office, as it is drawn. */
  readonly revision: number;
}

/** Where calls go: a box leads to its ways, and the tip of an arrow can be drawn on to another box. */
export default function FlowPicture({ drawing, words, chosen, mayChange, revision }: FlowPictureProps): VNode {
  const picture = useRef<SVGSVGElement>(null);
  const [drawn, setDrawn] = useState<{ readonly edge: PlacedEdge; readonly to: Place }>();
  const [width, height] = [drawing.width + 2 * EDGE, drawing.height + 2 * EDGE];
  const byId = new Map(drawing.nodes.map((node) => [node.id, node]));
  const target = drawn === undefined ? undefined : boxAt(drawing, drawn.to);
  const move = (event: PointerEvent) => {
    if (drawn !== undefined) setDrawn({ edge: drawn.edge, to: pointIn(picture.current, event) });
  };
  const drop = () => {
    setDrawn(undefined);
    const from = byId.get(drawn?.edge.from ?? "")?.at;
    const leads = target?.leads;
    if (drawn === undefined || from === undefined || leads === undefined || target?.id === drawn.edge.to) return;
    send(`/flow/${from}`, [
      ["revision", String(revision)],
      ...drawn.edge.by.flatMap(({ path }) => path === undefined ? [] : [[path, leads] as const]),
    ]);
  };
  return (
    <svg
      ref={picture}
      width={width}
      height={height}
      viewBox={`${-EDGE} ${-EDGE} ${width} ${height}`}
      role="group"
      aria-label={words.title}
      onPointerMove={move}
      onPointerUp={drop}
      onPointerCancel={() => setDrawn(undefined)}
      class={drawn === undefined ? "" : "is-drawing"}
    >
      <defs>
        <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0 0 8 4 0 8z" class="tip" />
        </marker>
      </defs>
      {drawing.edges.map((edge) => {
        const isDrawn = drawn?.edge.from === edge.from && drawn.edge.to === edge.to;
        return (
          <Way
            key={`${edge.from} ${edge.to}`}
            edge={edge}
            letters={drawing.letters.way}
            to={isDrawn ? drawn.to : undefined}
            onGrip={mayChange && edge.by.every(({ path }) => path !== undefined)
              ? (event) => setDrawn({ edge, to: pointIn(picture.current, event) })
              : undefined}
          />
        );
      })}
      {drawing.nodes.map((node) => (
        <Box
          key={node.id}
          node={node}
          {...drawing}
          words={words}
          mark={node === target && node.leads !== undefined ? "is-target" : node.at === chosen ? "is-chosen" : ""}
        />
      ))}
    </svg>
  );
}

/** Where the pointer is, in units of the drawing. */
function pointIn(picture: SVGSVGElement | null, { clientX, clientY }: PointerEvent): Place {
  const matrix = picture?.getScreenCTM()?.inverse();
  return new DOMPoint(clientX, clientY).matrixTransform(matrix);
}

function boxAt({ nodes, box }: Drawing, { x, y }: Place): PlacedNode | undefined {
  return nodes.find((node) => x >= node.x && x <= node.x + box.width && y >= node.y && y <= node.y + node.height);
}

/** As a form of the page would be. */
function send(action: string, fields: readonly (readonly [name: string, value: string])[]): void {
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action });
  for (const [name, value] of fields) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  document.body.append(form);
  form.submit();
}

interface WayProps {
  readonly edge: PlacedEdge;
  readonly letters: number;
  /** Where its tip is being drawn. */
  readonly to: Place | undefined;
  readonly onGrip: ((event: PointerEvent) => void) | undefined;
}

function Way({ edge: { start, tip, path, text, isBack }, letters, to, onGrip }: WayProps): VNode {
  return (
    <g class={isBack ? "way back" : "way"}>
      <path d={to === undefined ? path : `M${start.x} ${start.y}L${to.x} ${to.y}`} marker-end="url(#tip)" />
      {text !== "" && (
        <text x={start.x + 8} y={start.y - 4}>
          {cut(text, letters)}
          <title>{text}</title>
        </text>
      )}
      {onGrip !== undefined && (
        <circle
          class="grip"
          cx={(to ?? tip).x - 6}
          cy={(to ?? tip).y}
          r="9"
          onPointerDown={(event) => {
            event.preventDefault();
            onGrip(event);
          }}
        />
      )}
    </g>
  );
}

function Box(
  { node, box, letters, words, mark }: Pick<Drawing, "box" | "letters"> & {
    readonly node: PlacedNode;
    readonly words: FlowPictureProps["words"];
    readonly mark: string;
  },
): VNode {
  const { x, y, height, kind, name, about, at, isMissing } = node;
  const second = isMissing ? words.missing : [words.kinds[kind] ?? kind, about].filter((text) => text !== "").join(" ");
  const inside = (
    <g class={`box ${isMissing ? "is-missing" : `is-${kind}`} ${mark}`} transform={`translate(${x} ${y})`}>
      <rect width={box.width} height={height} rx="10" />
      <text class="name" x="14" y={height / 2 - 4}>{cut(name, letters.name)}</text>
      <text class="kind" x="14" y={height / 2 + 15}>{cut(second, letters.name + 4)}</text>
    </g>
  );
  return at === undefined
    ? inside
    : (
      <a href={`/flow?at=${at}#ways`} aria-current={mark === "is-chosen" ? "true" : undefined} draggable={false}>
        {inside}
      </a>
    );
}

function cut(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join("")}…`;
}
