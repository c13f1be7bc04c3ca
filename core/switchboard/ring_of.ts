import type { Caller } from "../call/mod.ts";
import { type Directory, doorOf, isListed, type RingName } from "../directory/mod.ts";

/** What of a call decides how it rings. */
export interface Ringing {
  /** Who calls, as the called one may know him. */
  readonly caller: Caller;
  /** The extension that is called. */
  readonly number: string;
  /** How the number that was called wants it to ring. */
  readonly called: RingName | undefined;
  /** How the script wants it to ring. */
  readonly wanted: RingName | undefined;
  /** The VIPs whom the called one has named himself, besides those of the office file. */
  readonly vips: readonly string[];
}

/** What the phones of an office that tells all of them are told, and one that tells what is special is not. */
const USUAL: ReadonlySet<RingName> = new Set(["internal", "external", "group"]);

/**
 * How a call rings, by what is most telling: the ring that the called one gives his caller, a door, a VIP, the number that
 * was called, what the call is there for, where it comes from. Undefined where the phone is told nothing.
 */
export function ringOf({ caller, number, called, wanted, vips }: Ringing, directory: Directory): RingName | undefined {
  const { tells } = directory.ring;
  if (tells === "none") return undefined;
  const own = named({ caller, number, vips }, directory) ?? called;
  if (own !== undefined) return own;
  const usual = wanted ?? (caller.party.trunk === undefined ? "internal" : "external");
  return tells === "all" || !USUAL.has(usual) ? usual : undefined;
}

function named(
  { caller, number, vips: own }: Pick<Ringing, "caller" | "number" | "vips">,
  directory: Directory,
): RingName | undefined {
  if (caller.hidden) return undefined;
  const { number: who } = caller.party;
  const { rings = [], vips = [] } = directory.extensions.get(number) ?? {};
  const given = rings.find(({ callers }) => isListed(who, callers))?.ring;
  if (given !== undefined) return given;
  if (doorOf(caller.party, directory) !== undefined) return "door";
  return isListed(who, [...vips, ...own]) ? "vip" : undefined;
}
