import { isListed } from "./caller_list.ts";

/** A door phone. */
export interface Door {
  readonly name: string;
  /** As it is dialled in the office: its extension, or a number that leads through its trunk. */
  readonly number: string;
  /** The trunk (`kind: peer`, at its address) by which it calls and is called, where it does not register. */
  readonly trunk?: string;
  /** The digits that open it. */
  readonly open: string;
  /** What whoever talks with it presses to open it. */
  readonly key: string;
  /** Who may open it, as `isListed` has it; every extension where it is left out. */
  readonly mayOpen?: readonly string[];
  /** Where the desk finds what it sees. */
  readonly picture?: string;
}

/** Somebody on a leg. */
interface Somebody {
  readonly number: string;
  readonly trunk?: string;
}

/** The door at which somebody stands; undefined for everybody else. */
export function doorOf({ number, trunk }: Somebody, { doors }: { readonly doors: readonly Door[] }): Door | undefined {
  return doors.find((door) => door.trunk === trunk && (trunk !== undefined || door.number === number));
}

/** Whether somebody may open a door: one of the house, or who is named. Nobody opens it from before it. */
export function mayOpen(
  party: Somebody,
  { mayOpen: named }: Door,
  directory: { readonly doors: readonly Door[]; readonly extensions: ReadonlyMap<string, unknown> },
): boolean {
  if (doorOf(party, directory) !== undefined) return false;
  const { number, trunk } = party;
  return named === undefined ? trunk === undefined && directory.extensions.has(number) : isListed(number, named);
}
