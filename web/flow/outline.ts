/** A point of the drawing. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

const ROUND = 10;

interface Ends {
  readonly start: Place;
  /** Up to where something stands on it, so that it is straight. */
  readonly said: Place;
  readonly tip: Place;
}

/** An arrow onwards: straight beneath what stands on it and past the boxes of a column, bent between them. */
export function outline(
  { start, said, tip, passes, width }: Ends & { readonly passes: readonly Place[]; readonly width: number },
): string {
  let [path, at] = [`M${start.x} ${start.y}H${said.x}`, said];
  for (const pass of passes) {
    path += `${bend(at, pass)}H${pass.x + width}`;
    at = { x: pass.x + width, y: pass.y };
  }
  return path + bend(at, tip);
}

/** From one point to another, level at both. */
function bend(from: Place, to: Place): string {
  const middle = (from.x + to.x) / 2;
  return `C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
}

/** An arrow back: down to a lane beneath everything, and up before the box that it leads to. */
export function roundabout({ start, said, tip, lane }: Ends & { readonly lane: number }): string {
  const [right, left] = [said.x + ROUND, tip.x - 2 * ROUND];
  return `M${start.x} ${start.y}H${said.x}Q${right} ${start.y} ${right} ${start.y + ROUND}` +
    `V${lane - ROUND}Q${right} ${lane} ${right - ROUND} ${lane}` +
    `H${left + ROUND}Q${left} ${lane} ${left} ${lane - ROUND}` +
    `V${tip.y + ROUND}Q${left} ${tip.y} ${left + ROUND} ${tip.y}H${tip.x}`;
}
