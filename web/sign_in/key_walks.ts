const SHIFTED = "!@#$%^&*()";
/** The keys as they lie in rows, each below the one above it; signs are found on the key of their digit. */
const KEYBOARDS = [
  ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"],
  ["1234567890", "qwertzuiop", "asdfghjkl", "yxcvbnm"],
  ["1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn"],
].map(placesOf);
/** A walk is a step that is taken again and again, or a few that are: `1q2w3e` goes down and up, `qazwsx` by columns. */
const MOST_STEPS = 5;

type Place = readonly [row: number, column: number];

/** What remains when every walk over the keyboard is taken out, be it along rows, down columns or in zigzags. */
export function withoutWalks(text: string): string {
  const keys = [...text];
  let left = "";
  for (let at = 0; at < keys.length;) {
    const walked = Math.max(...KEYBOARDS.map((places) => longestWalk(keys.slice(at).map((key) => places.get(key)))));
    if (walked === 0) left += keys[at];
    at += Math.max(1, walked);
  }
  return left;
}

/** How many keys are walked over from the first on; 0 where that is no walk. */
function longestWalk(places: readonly (Place | undefined)[]): number {
  const steps = places.slice(1).map((to, at) => stepBetween(places[at], to));
  const walks = Array.from({ length: MOST_STEPS }, (_, at) => at + 1).map((period) => {
    const breaks = steps.findIndex((step, at) => step === undefined || at >= period && step !== steps[at - period]);
    const walked = (breaks < 0 ? steps.length : breaks) + 1;
    return walked >= leastOf(period) ? walked : 0;
  });
  return Math.max(...walks);
}

function stepBetween(from: Place | undefined, to: Place | undefined): string | undefined {
  return from === undefined || to === undefined ? undefined : `${to[0] - from[0]} ${to[1] - from[1]}`;
}

/** Two rounds at least; and by chance nobody comes so far. */
function leastOf(period: number): number {
  return period === 1 ? 4 : Math.max(6, 2 * period);
}

function placesOf(rows: readonly string[]): ReadonlyMap<string, Place> {
  const keys = rows.flatMap((row, at) => [...row].map((key, column): [string, Place] => [key, [at, column]]));
  return new Map([...keys, ...[...SHIFTED].map((sign, column): [string, Place] => [sign, [0, column]])]);
}
