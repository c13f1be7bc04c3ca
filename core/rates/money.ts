/** How prices are written: `0.0125`. No more than six places, for that is how they are counted. */
const MONEY = /^([0-9]{1,6})(?:[.,]([0-9]{1,6}))?$/;

/** A price in millionths, which add up without errors; undefined for what is none. */
export function moneyOf(text: string): number | undefined {
  const [, whole, part = ""] = MONEY.exec(text) ?? [];
  return whole === undefined ? undefined : Number(whole) * 1_000_000 + Number(part.padEnd(6, "0"));
}
