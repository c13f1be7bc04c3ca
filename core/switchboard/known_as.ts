import type { Exchange } from "../call/mod.ts";
import type { Party } from "../record/mod.ts";
import { callerKey } from "../routing/mod.ts";

/**
 * Somebody outside under the name that the office knows him by, which counts for more than what his provider says.
 *
 * @param by the extension that looks: it may know some whom not everybody does
 */
export function knownAs({ names, directory }: Pick<Exchange, "names" | "directory">, party: Party, by?: string): Party {
  const { number, trunk } = party;
  const own = by === undefined ? undefined : names.own.get(by);
  if (trunk === undefined || (by === undefined ? names.everybody.size === 0 : own === undefined)) return party;
  // Another office of ours says itself who of its people calls.
  if (directory.trunks.get(trunk)?.kind === "site") return party;
  const key = number.startsWith("+") ? number : callerKey(number, directory.office);
  const name = own?.get(key) ?? names.everybody.get(key);
  return name === undefined ? party : { ...party, name };
}
