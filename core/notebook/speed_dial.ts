/** The family of the notebook in which numbers are saved under two digits: by extension and place, `101/07`. */
export const SPEED_DIAL_FAMILY = "speed-dial";

/** Where one of somebody's numbers stands; undefined for what are no two digits. */
export function speedDialKey(number: string, place: string): string | undefined {
  return /^\d\d$/.test(place) ? `${number}/${place}` : undefined;
}
