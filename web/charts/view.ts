/** What of a chart is seen: places of its points, from half a place before the first to half a place behind the last. */
export interface View {
  readonly from: number;
  readonly to: number;
}

/** Nobody looks closer than at so many points. */
const FEWEST = 3;

export function wholeOf(points: number): View {
  return { from: -0.5, to: points - 0.5 };
}

export function isWhole(view: View, points: number): boolean {
  const whole = wholeOf(points);
  return view.from <= whole.from && view.to >= whole.to;
}

/** Whole points between two places, in whichever order. */
export function zoomedTo(one: number, other: number, points: number): View {
  return within(Math.round(Math.min(one, other)) - 0.5, Math.round(Math.max(one, other)) + 0.5, points);
}

/** As wide as before, so much further on. */
export function panned({ from, to }: View, by: number, points: number): View {
  return within(from + by, to + by, points);
}

/** Around its middle, so many times as wide. */
export function scaled({ from, to }: View, by: number, points: number): View {
  const [middle, half] = [(from + to) / 2, (to - from) * by / 2];
  return within(middle - half, middle + half, points);
}

/**
 * What was below two fingers stays below them.
 *
 * @param were where they were put, as shares of the width
 * @param are where they are now
 */
export function pinched(
  { from, to }: View,
  were: readonly [number, number],
  are: readonly [number, number],
  points: number,
): View {
  const span = to - from;
  const apart = Math.max(Math.abs(are[1] - are[0]), 0.01);
  const wide = span * Math.max(Math.abs(were[1] - were[0]), 0.01) / apart;
  const middle = from + span * (were[0] + were[1]) / 2;
  const left = middle - wide * (are[0] + are[1]) / 2;
  return within(left, left + wide, points);
}

/** Moved, and made wider or narrower, until it shows some points and nothing beside them. */
function within(from: number, to: number, points: number): View {
  const whole = wholeOf(points);
  const wide = Math.min(Math.max(to - from, Math.min(FEWEST, points)), points);
  const left = (from + to - wide) / 2;
  const start = Math.min(Math.max(left, whole.from), whole.to - wide);
  return { from: start, to: start + wide };
}
