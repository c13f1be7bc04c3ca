import { EMERGENCY_NUMBERS, RESCUE_NUMBERS } from "./emergency_table.ts";

/** Known to every mobile phone (3GPP TS 22.101 §10.1), so that people dial them whatever the country's own are. */
const EVERYWHERE = ["112", "911"] as const;

/**
 * The numbers that reach help in a country: its own, and 112 and 911 everywhere.
 *
 * @param country ISO 3166-1 alpha-2 in capitals: `RO`
 */
export function emergencyNumbersOf(country: string): ReadonlySet<string> {
  return new Set([...EVERYWHERE, ...listed(EMERGENCY_NUMBERS, country), ...listed(RESCUE_NUMBERS, country)]);
}

function listed(table: Readonly<Record<string, string>>, country: string): readonly string[] {
  return Object.hasOwn(table, country) ? table[country]?.split(" ") ?? [] : [];
}
