import type { VNode } from "preact";
import type { Place, PlacedEdge } from "../flow/mod.ts";
import { cut } from "./flow_box.tsx";

export interface WayProps {
  readonly edge: PlacedEdge;
  readonly letters: number;
  /** Where its tip is being drawn. */
  readonly to: Place | undefined;
  readonly onGrip: ((event: PointerEvent) => void) | undefined;
}

/** One arrow, what stands on it, and its tip, by which it is led elsewhere. */
export function Way({ edge: { start, tip, path, text, isBack }, letters, to, onGrip }: WayProps): VNode {
  return (
    <g class={isBack ? "way back" : "way"}>
      <path d={to === undefined ? path : straight(start, to)} marker-end="url(#tip)" />
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

/** One that is not there yet. */
export function NewWay({ start, to }: { readonly start: Place; readonly to: Place }): VNode {
  return (
    <g class="way new">
      <path d={straight(start, to)} marker-end="url(#tip)" />
    </g>
  );
}

function straight(start: Place, to: Place): string {
  return `M${start.x} ${start.y}L${to.x} ${to.y}`;
}
