/**
 * A count as Romanian says it: `1 apel`, `2 apeluri`, `20 de apeluri`, `101 apeluri`.
 *
 * @param shown how the number is written, where that is not its plain digits
 */
export function countedInRomanian(
  count: number,
  [one, more]: readonly [one: string, more: string],
  shown: string = String(count),
): string {
  if (count === 1) return `${shown} ${one}`;
  // Unicode CLDR, plural rules of Romanian: "few" is 0 and all that ends with 01 to 19.
  const rest = count % 100;
  return `${shown} ${count === 0 || rest > 0 && rest < 20 ? "" : "de "}${more}`;
}
