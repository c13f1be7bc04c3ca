import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Drawing, PlacedNode } from "../flow/mod.ts";
import type { FlowWords } from "../words/mod.ts";
import { Box, Plus, plusOf } from "./flow_box.tsx";
import { type Lead, LeadAsked, type LeadAskedProps } from "./flow_lead.tsx";
import { NewWay, Way } from "./flow_way.tsx";
import { type DrawnWay, useDrawnWay } from "./use_drawn_way.ts";

/** Room around the drawing for outlines and ways back. */
const EDGE = 24;

export interface FlowPictureProps extends Pick<LeadAskedProps, "revision" | "list" | "makeField"> {
  readonly drawing: Drawing;
  readonly words: Pick<FlowWords, "title" | "missing" | "kinds" | "begins"> & LeadAskedProps["words"];
  /** Which thing is worked on: `menus/main`. */
  readonly chosen: string;
  readonly mayChange: boolean;
  /** From where on it is drawn, as the address says; it stays so. */
  readonly query: string;
  /** The ways of each box that lead nowhere yet, by its id: `keys.3`. */
  readonly free: Readonly<Record<string, readonly string[]>>;
  /** What ways are called: `keys.3`, or with the section of their thing where only that says it. */
  readonly wayNames: Readonly<Record<string, string>>;
}

/** Where calls go: a box leads to its ways; the tip of an arrow is drawn on to another box, and a new arrow from its plus. */
export default function FlowPicture(props: FlowPictureProps): VNode {
  const { drawing, words, chosen, mayChange, query, free, wayNames, revision, list, makeField } = props;
  const picture = useRef<SVGSVGElement>(null);
  const [lead, setLead] = useState<Lead>();
  /** Where the last arrow was let go of, though nothing can lead there; empty: somewhere else. */
  const [barred, setBarred] = useState("");
  const byId = new Map(drawing.nodes.map((node) => [node.id, node]));
  const [width, height] = [drawing.width + 2 * EDGE, drawing.height + 2 * EDGE];
  const ask = ({ name, at = "" }: PlacedNode, paths: readonly string[], to: string) => {
    const [section] = at.split("/");
    const ways = paths.map((path) => ({ path, name: wayNames[path] ?? wayNames[`${section}.${path}`] ?? path }));
    setLead({ from: name, action: `/flow/${at}${query && `?${query}`}`, ways, to });
  };
  const drop = ({ from, edge }: DrawnWay, target: PlacedNode | undefined) => {
    const isBarred = target !== undefined && target.leads === undefined;
    setBarred(isBarred ? target.name : "");
    const isBack = edge === undefined ? target === from : target?.id === edge.to;
    if (isBack || isBarred) return;
    const paths = edge === undefined ? free[from.id] ?? [] : edge.by.flatMap(({ path }) => path ?? []);
    const leads = target?.leads;
    if (leads === undefined || (edge === undefined && paths.length > 1)) return ask(from, paths, leads ?? "");
    send(`/flow/${from.at}${query && `?${query}`}`, [
      ["revision", String(revision)],
      ...paths.map((path) => [path, leads] as const),
    ]);
  };
  const { drawn, target, press, move, drop: letGo, cancel } = useDrawnWay(picture, drawing, drop);
  return (
    <>
      <p class="told warn" role="status" hidden={barred === ""}>{barred === "" ? "" : `${barred}: ${words.begins}`}</p>
      <svg
        ref={picture}
        width={width}
        height={height}
        viewBox={`${-EDGE} ${-EDGE} ${width} ${height}`}
        role="group"
        aria-label={words.title}
        onPointerMove={move}
        onPointerUp={letGo}
        onPointerCancel={cancel}
        class={drawn === undefined ? "" : "is-drawing"}
      >
        <defs>
          <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0 8 4 0 8z" class="tip" />
          </marker>
        </defs>
        {drawing.edges.map((edge) => {
          const from = byId.get(edge.from)!;
          const isLed = mayChange && from.at !== undefined && edge.by.every(({ path }) => path !== undefined);
          return (
            <Way
              key={`${edge.from} ${edge.to}`}
              edge={edge}
              letters={drawing.letters.way}
              to={drawn?.edge === edge ? drawn.to : undefined}
              onGrip={isLed ? (event) => press(event, { from, edge, start: edge.start }) : undefined}
            />
          );
        })}
        {drawing.nodes.map((node) => {
          const { id, at, leads, name } = node;
          const href = `/flow?at=${at}${query && `&${query}`}#ways`;
          const mark = node === target && leads !== undefined ? "is-target" : at === chosen ? "is-chosen" : "";
          const ways = free[id];
          const start = plusOf(node, drawing.box);
          return (
            <g key={id}>
              <Box {...drawing} {...{ node, words, href, mark }} />
              {ways !== undefined && (
                <Plus
                  at={start}
                  label={`${words.leadOn}: ${name}`}
                  href={href}
                  onPress={(event) => press(event, { from: node, edge: undefined, start })}
                  onChoose={() => ask(node, ways, "")}
                />
              )}
            </g>
          );
        })}
        {drawn !== undefined && drawn.edge === undefined && <NewWay {...drawn} />}
      </svg>
      {lead !== undefined && (
        <LeadAsked
          {...{ lead, words, revision, list, makeField }}
          onClose={() => setLead(undefined)}
        />
      )}
    </>
  );
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
