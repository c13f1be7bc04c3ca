import type uPlot from "uplot";
import { panned, pinched, type View, zoomedTo } from "../charts/mod.ts";

export interface Gestures {
  readonly points: number;
  readonly view: () => View;
  readonly setView: (view: View) => void;
}

/** Who moves less than this has only clicked. */
const CLICK_PX = 8;

/** What one hand is about: drawing a frame around what is to be seen, or moving what is seen. */
type Hand =
  | { readonly at: "rest" }
  | { readonly at: "framing"; readonly from: number }
  | { readonly at: "moving"; readonly from: number; readonly view: View }
  | { readonly at: "pinching"; readonly were: readonly [number, number]; readonly view: View };

/**
 * One finger or the mouse draws a frame to look closer; with shift it moves; two fingers move and pinch. Up and down are the
 * page's own (`touch-action: pan-y` in the style sheet).
 *
 * @returns ends it
 */
export function followGestures(plot: uPlot, { points, view, setView }: Gestures): () => void {
  const { over } = plot;
  const down = new Map<number, number>();
  let hand: Hand = { at: "rest" };
  const placeOf = (event: PointerEvent) => event.clientX - over.getBoundingClientRect().left;
  const shares = (): readonly [number, number] => {
    const [one = 0, other = 0] = [...down.values()];
    return [one / over.clientWidth, other / over.clientWidth];
  };
  const frame = (left: number, width: number) =>
    plot.setSelect({ left, width, top: 0, height: width === 0 ? 0 : over.clientHeight }, false);
  const press = (event: PointerEvent) => {
    if (event.pointerType === "mouse" && event.button !== 0) return;
    over.setPointerCapture(event.pointerId);
    down.set(event.pointerId, placeOf(event));
    frame(0, 0);
    if (down.size === 2) hand = { at: "pinching", were: shares(), view: view() };
    else if (event.shiftKey) hand = { at: "moving", from: placeOf(event), view: view() };
    else hand = { at: "framing", from: placeOf(event) };
  };
  const move = (event: PointerEvent) => {
    if (!down.has(event.pointerId)) return;
    const x = placeOf(event);
    down.set(event.pointerId, x);
    switch (hand.at) {
      case "framing": {
        const to = Math.min(Math.max(x, 0), over.clientWidth);
        return frame(Math.min(hand.from, to), Math.abs(to - hand.from));
      }
      case "moving": {
        const span = hand.view.to - hand.view.from;
        return setView(panned(hand.view, span * (hand.from - x) / over.clientWidth, points));
      }
      case "pinching":
        return setView(pinched(hand.view, hand.were, shares(), points));
      case "rest":
        return;
    }
  };
  const lift = (event: PointerEvent) => {
    if (!down.delete(event.pointerId)) return;
    const [was, x] = [hand, placeOf(event)];
    hand = { at: "rest" };
    frame(0, 0);
    if (was.at !== "framing" || Math.abs(x - was.from) < CLICK_PX || event.type === "pointercancel") return;
    setView(zoomedTo(plot.posToVal(was.from, "x"), plot.posToVal(x, "x"), points));
  };
  const heard = { pointerdown: press, pointermove: move, pointerup: lift, pointercancel: lift } as const;
  for (const [name, hear] of Object.entries(heard)) over.addEventListener(name, hear as EventListener);
  return () => {
    for (const [name, hear] of Object.entries(heard)) over.removeEventListener(name, hear as EventListener);
  };
}
