import { shownNumber } from "../../../core/routing/mod.ts";
import type { BookEntry, Reader } from "../../../features/contacts/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import type { ContactRow } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";

/** What somebody sees of the phone book. */
export function readerOf({ account }: Pick<SignedVisit, "account">): Reader {
  return { extensions: account.extension === undefined ? [] : [account.extension], seesAll: keepsBook({ account }) };
}

/** Whom a name may mean: those of the phone book that he sees, and of whom customer databases have told lately. */
export function knownTo(
  visit: Pick<SignedVisit, "account" | "world">,
): (q: string) => readonly Pick<BookEntry, "numbers">[] {
  const { world } = visit;
  return (q) => [...world.contacts.find(q, readerOf(visit)), { numbers: world.numbersCalled(q) }];
}

export function keepsBook({ account }: Pick<SignedVisit, "account">): boolean {
  return mayDo(account, "keep-contacts");
}

/** Whether he may add somebody: whoever keeps the book, and everybody for himself. */
export function mayAdd(visit: Pick<SignedVisit, "account">): boolean {
  return keepsBook(visit) || visit.account.extension !== undefined;
}

/** Whether he may change it: all who keep the book, and everybody what he alone sees. */
export function mayChange(visit: Pick<SignedVisit, "account">, entry: Pick<BookEntry, "version" | "seenBy">): boolean {
  const { extension } = visit.account;
  if (entry.version === undefined) return false;
  return keepsBook(visit) || (extension !== undefined && entry.seenBy?.length === 1 && entry.seenBy[0] === extension);
}

export function rowOf(entry: BookEntry, country: string): ContactRow {
  const { id, version, name, company, numbers, keys, note, isVip, seenBy } = entry;
  return {
    id,
    name,
    ...company === undefined || company === name ? {} : { company },
    numbers: numbers.map((number, at) => ({ shown: shownNumber(number, country), dial: dialOf(number, keys[at]) })),
    ...note === undefined ? {} : { note },
    isVip: isVip === true,
    isOfOffice: version === undefined,
    ...seenBy === undefined ? {} : { seenBy },
  };
}

/** A number of the world as such, any other as it is dialled. */
export function dialOf(number: string, key: string | undefined): string {
  return key?.startsWith("+") === true ? key : number.replace(/[\s().\/-]/g, "");
}
