/** The frequencies of ITU-T Q.23, in Hz. */
export const ROWS_HZ: readonly number[] = [697, 770, 852, 941];
export const COLUMNS_HZ: readonly number[] = [1209, 1336, 1477, 1633];

const KEYS = "123A456B789C*0#D";

/** All sixteen digits. */
export const DIGITS: readonly string[] = [...KEYS];

/** The digit of a row and a column, both from 0 to 3. */
export function digitAt(row: number, column: number): string {
  return KEYS[4 * row + column]!;
}

/** The two frequencies of a digit; undefined for anything that is none. */
export function frequenciesOf(digit: string): readonly [number, number] | undefined {
  const at = digit.length === 1 ? KEYS.indexOf(digit.toUpperCase()) : -1;
  return at < 0 ? undefined : [ROWS_HZ[at >> 2]!, COLUMNS_HZ[at & 3]!];
}
