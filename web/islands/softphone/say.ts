import type { Peer } from "../../softphone/mod.ts";

/** A sentence with names in their places: `{who} is calling`. */
export function say(sentence: string, names: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => names[name] ?? place);
}

/**
 * What somebody is called: as the office calls its own people, as phone book and customer databases know him, as the box said
 * with the call, else his number.
 */
export function whoIs(
  peer: Peer,
  people: readonly { readonly number: string; readonly name: string }[],
  known: string | undefined,
): string {
  return people.find(({ number }) => number === peer.number)?.name ?? known ?? peer.name ?? peer.number;
}
