import type { BoxSettings } from "../config/mod.ts";
import { localAddresses } from "./addresses.ts";

/**
 * By which names and addresses the box is asked for on its networks; the first name is the one people are told.
 *
 * @param found what it is called by mDNS: `kontor.local`
 */
export function reachedBy(
  { web: { names } }: Pick<BoxSettings, "web">,
  found: string | undefined,
): { readonly names: readonly string[]; readonly addresses: readonly string[] } {
  const host = Deno.hostname().toLowerCase();
  const all = [...(found === undefined ? [] : [found]), ...(/^[a-z0-9.-]+$/.test(host) ? [host] : []), "localhost"];
  return { names: [...new Set([...all, ...names])], addresses: localAddresses().map(({ ip }) => ip) };
}
