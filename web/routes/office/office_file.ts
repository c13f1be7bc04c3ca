import type { ConfigFault } from "../../../core/config/mod.ts";
import { type OfficeText, pathInItem, type Said, saysTheSame } from "../../forms/mod.ts";
import { type OfficeNow, officeNow as nowIn } from "../../office/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { faultIn } from "../../words/mod.ts";

export function officeNow({ world }: SignedVisit): Promise<OfficeNow> {
  return nowIn(world);
}

export type Saved =
  | { readonly ok: true; readonly revision: number; readonly changed: boolean }
  /** `hasMoved`: somebody else was quicker by a moment. */
  | {
    readonly ok: false;
    readonly faults: readonly ConfigFault[];
    readonly text: string;
    readonly hasMoved: boolean;
  };

/** What is changed, of which revision. */
export interface OfficeEdited {
  readonly now: OfficeNow;
  readonly office: OfficeText;
  readonly section: string;
  /** Which of its section; undefined where it is one thing. */
  readonly item: string | undefined;
}

/** Has the box judge and take the file, as `kontor apply` does. */
export async function saveOffice(visit: SignedVisit, { now, office, section, item }: OfficeEdited): Promise<Saved> {
  const { world, account, from } = visit;
  const saved = await world.office.apply(office.toString(), {
    fileName: section,
    who: account.name,
    expected: now.revision,
  });
  if (!saved.ok) {
    const { revision } = saved.faults.length === 0 ? await officeNow(visit) : now;
    return { ...saved, hasMoved: revision !== now.revision };
  }
  if (saved.changed) {
    const facts = { revision: saved.revision, section, ...item === undefined ? {} : { item } };
    await world.signIn.note("office.changed", { who: account.name, address: from.address, facts });
  }
  return saved;
}

/** What says the same stays as its owner wrote it, quotation marks and comments and all. */
export function writeSaid(office: OfficeText, at: readonly (string | number)[], said: Said): void {
  const before = office.at(at);
  // A list in which nobody is yet stays one: it says what a form says of which no row is filled in.
  const isEmpty = Array.isArray(before) && before.length === 0;
  if (said.says === "nothing" && !isEmpty) office.edit({ at, value: undefined });
  else if (said.says === "value" && !saysTheSame(before, said.value)) office.edit({ at, value: said.value });
}

/** A fault of the file as a form shows it. */
export interface ShownFault {
  /** From its item down; empty where it is about all of it. */
  readonly path: string;
  readonly text: string;
}

/** What is wrong with the file, in the reader's language, by the fields of the form. */
export function shownFaults(
  { words }: SignedVisit,
  { faults, text }: Extract<Saved, { readonly ok: false }>,
  at: readonly (string | number)[],
): readonly ShownFault[] {
  if (faults.length === 0) return [{ path: "", text }];
  return faults.map((fault) => ({ path: pathInItem(fault.path, at), text: faultIn(fault, words.language) }));
}
