import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import type { Drawing, Place, PlacedEdge, PlacedNode } from "../flow/mod.ts";

/** So far a pointer goes before it draws: a hand is never quite still while it presses. In pixels of the screen. */
const LEAST_PX = 6;

/** A way whose tip is being drawn. */
export interface DrawnWay {
  readonly from: PlacedNode;
  /** The arrow that is led elsewhere; undefined: it is a new one. */
  readonly edge: PlacedEdge | undefined;
  readonly start: Place;
  readonly to: Place;
}

interface Pressed extends DrawnWay {
  readonly at: Place;
  readonly isDrawn: boolean;
}

export interface Drawer {
  /** Undefined where nobody draws. */
  readonly drawn: DrawnWay | undefined;
  /** The box that its tip is on. */
  readonly target: PlacedNode | undefined;
  readonly press: (event: PointerEvent, way: Omit<DrawnWay, "to">) => void;
  readonly move: (event: PointerEvent) => void;
  readonly drop: () => void;
  readonly cancel: () => void;
}

/** Draws ways with whatever points: `onDrop` is told where the tip was let go of. */
export function useDrawnWay(
  picture: RefObject<SVGSVGElement | null>,
  drawing: Drawing,
  onDrop: (way: DrawnWay, target: PlacedNode | undefined) => void,
): Drawer {
  const [pressed, setPressed] = useState<Pressed>();
  const drawn = pressed?.isDrawn === true ? pressed : undefined;
  const target = drawn && boxAt(drawing, drawn.to);
  return {
    drawn,
    target,
    press: (event, way) => {
      if (!event.isPrimary || event.button !== 0) return;
      const at = { x: event.clientX, y: event.clientY };
      setPressed({ ...way, at, to: pointIn(picture.current, event), isDrawn: false });
    },
    move: (event) => {
      if (pressed === undefined) return;
      // It was let go of where nobody could tell.
      if (event.buttons === 0) return setPressed(undefined);
      const isDrawn = pressed.isDrawn ||
        Math.hypot(event.clientX - pressed.at.x, event.clientY - pressed.at.y) >= LEAST_PX;
      // From now on it is followed beyond the picture; before, a press stays a press of what is under it.
      if (isDrawn && !pressed.isDrawn) picture.current?.setPointerCapture(event.pointerId);
      setPressed({ ...pressed, isDrawn, to: pointIn(picture.current, event) });
    },
    drop: () => {
      setPressed(undefined);
      if (drawn !== undefined) onDrop(drawn, target);
    },
    cancel: () => setPressed(undefined),
  };
}

/** Where the pointer is, in units of the drawing. */
function pointIn(picture: SVGSVGElement | null, { clientX, clientY }: PointerEvent): Place {
  const matrix = picture?.getScreenCTM()?.inverse();
  return new DOMPoint(clientX, clientY).matrixTransform(matrix);
}

function boxAt({ nodes, box }: Drawing, { x, y }: Place): PlacedNode | undefined {
  return nodes.find((node) => x >= node.x && x <= node.x + box.width && y >= node.y && y <= node.y + node.height);
}
