import { EMERGENCY_NUMBERS, GENERAL_NUMBERS, RESCUE_NUMBERS } from "./emergency_table.ts";

/** Known to every mobile phone (3GPP TS 22.101 §10.1), so that people dial them whatever the country's own are. */
const EVERYWHERE = ["112", "911"] as const;

/**
 * The numbers that reach help in a country: its own, and 112 and 911 everywhere. The first is the one for whoever needs
 * help of any kind.
 *
 * @param country ISO 3166-1 alpha-2 in capitals: `RO`
 */
export function emergencyNumbersOf(country: string): ReadonlySet<string> {
  const general = Object.entries(GENERAL_NUMBERS).flatMap(([number, where]) =>
    where.split(" ").includes(country) ? number : []
  );
  return new Set([
    ...general,
    ...EVERYWHERE,
    ...listed(EMERGENCY_NUMBERS, country),
    ...listed(RESCUE_NUMBERS, country),
  ]);
}

/**
 * Which emergency number was dialled, if any: as it is (`112`), or as people of offices with an older exchange dial it, with
 * a 9 for the outside line in front (`9112`, `9-911`).
 */
export function emergencyNumberIn(dialled: string, numbers: ReadonlySet<string>): string | undefined {
  const digits = dialled.replace(/[-. ]/g, "");
  if (numbers.has(digits)) return digits;
  return digits.startsWith("9") && numbers.has(digits.slice(1)) ? digits.slice(1) : undefined;
}

function listed(table: Readonly<Record<string, string>>, country: string): readonly string[] {
  return Object.hasOwn(table, country) ? table[country]?.split(" ") ?? [] : [];
}
