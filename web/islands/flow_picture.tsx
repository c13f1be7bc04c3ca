import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Drawing, EdgeReason, PlacedNode } from "../flow/mod.ts";
import type { FlowWords } from "../words/mod.ts";

/** Room around the drawing for outlines and ways back. */
const EDGE = 24;
/** So many letters go into a box, and on a way. */
const NAME_LETTERS = 22;
const WAY_LETTERS = 14;

export interface FlowPictureProps {
  readonly drawing: Drawing;
  readonly words: Pick<FlowWords, "title" | "missing" | "kinds" | "ways">;
  /** Which thing is worked on: `menus/main`. */
  readonly chosen: string;
  readonly mayChange: boolean;
  /** Of the office, as it is drawn. */
  readonly revision: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

type Edge = Drawing["edges"][number];

/** Where calls go: a box leads to its ways, and the tip of an arrow can be drawn on to another box. */
export default function FlowPicture({ drawing, words, chosen, mayChange, revision }: FlowPictureProps): VNode {
  const picture = useRef<SVGSVGElement>(null);
  const [drawn, setDrawn] = useState<{ readonly edge: Edge; readonly to: Point }>();
  // What stands on ways back of the last column needs room, too.
  const { box } = drawing;
  const [width, height] = [drawing.width + box.across + 2 * EDGE, drawing.height + 2 * EDGE];
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
            box={box}
            key={`${edge.from} ${edge.to}`}
            from={byId.get(edge.from)!}
            to={isDrawn ? drawn.to : byId.get(edge.to)!}
            text={textOf(edge.by, words)}
            onGrip={mayChange && edge.by.every(({ path }) => path !== undefined)
              ? (event) => setDrawn({ edge, to: pointIn(picture.current, event) })
              : undefined}
          />
        );
      })}
      {drawing.nodes.map((node) => (
        <Box
          key={node.id}
          box={box}
          node={node}
          words={words}
          mark={node === target && node.leads !== undefined ? "is-target" : node.at === chosen ? "is-chosen" : ""}
        />
      ))}
    </svg>
  );
}

/** Where the pointer is, in units of the drawing. */
function pointIn(picture: SVGSVGElement | null, { clientX, clientY }: PointerEvent): Point {
  const matrix = picture?.getScreenCTM()?.inverse();
  return new DOMPoint(clientX, clientY).matrixTransform(matrix);
}

function boxAt({ nodes, box }: Drawing, { x, y }: Point): PlacedNode | undefined {
  return nodes.find((node) => x >= node.x && x <= node.x + box.width && y >= node.y && y <= node.y + box.height);
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

function textOf(by: readonly EdgeReason[], { ways }: FlowPictureProps["words"]): string {
  return by.map(({ why, key }) => key ?? ways[why] ?? "").filter((text) => text !== "").join(", ");
}

interface WayProps {
  readonly box: Drawing["box"];
  readonly from: PlacedNode;
  /** Another box, or wherever its tip is being drawn. */
  readonly to: PlacedNode | Point;
  readonly text: string;
  readonly onGrip: ((event: PointerEvent) => void) | undefined;
}

function Way({ box, from, to, text, onGrip }: WayProps): VNode {
  const [x1, y1] = [from.x + box.width, from.y + box.height / 2];
  const isBox = "id" in to;
  const isBack = isBox && to.x <= from.x;
  const [x2, y2] = !isBox
    ? [to.x, to.y]
    : isBack
    ? [to.x + box.width / 2, to.y + box.height]
    : [to.x, to.y + box.height / 2];
  const bend = box.across / 2;
  const path = isBack
    ? `M${x1} ${y1}C${x1 + bend} ${y1 + box.height} ${x2} ${y2 + box.height} ${x2} ${y2}`
    : `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  // Beside the box that it leads to: ways part at their beginning, and few meet at an end.
  const [x, y] = isBack ? [x1 + 6, y1 + 16] : [x2 - box.across + 8, y2 - 5];
  return (
    <g class={isBack ? "way back" : "way"}>
      <path d={path} marker-end="url(#tip)" />
      {text !== "" && (
        <text x={x} y={y}>
          {cut(text, WAY_LETTERS)}
          <title>{text}</title>
        </text>
      )}
      {onGrip !== undefined && (
        <circle
          class="grip"
          cx={isBack ? x2 : x2 - 6}
          cy={isBack ? y2 + 6 : y2}
          r="11"
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
  { box, node, words, mark }: {
    readonly box: Drawing["box"];
    readonly node: PlacedNode;
    readonly words: FlowPictureProps["words"];
    readonly mark: string;
  },
): VNode {
  const { x, y, kind, name, about, at, isMissing } = node;
  const second = isMissing ? words.missing : [words.kinds[kind] ?? kind, about].filter((text) => text !== "").join(" ");
  const inside = (
    <g class={`box ${isMissing ? "is-missing" : `is-${kind}`} ${mark}`} transform={`translate(${x} ${y})`}>
      <rect width={box.width} height={box.height} rx="10" />
      <text class="name" x="14" y="24">{cut(name, NAME_LETTERS)}</text>
      <text class="kind" x="14" y="43">{cut(second, NAME_LETTERS + 4)}</text>
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
