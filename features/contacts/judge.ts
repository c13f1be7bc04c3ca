import { hasUnseen } from "../../core/base/mod.ts";
import type { KeptContact } from "../../core/directory/mod.ts";
import { callerKey, toE164 } from "../../core/routing/mod.ts";

/** What of a contact can be wrong; `row`: a line that is none. */
export type ContactField = "name" | "company" | "number" | "note" | "row";
/** Why. */
export type ContactFlaw = "missing" | "too-long" | "unseen-signs" | "no-number" | "too-many" | "unreadable";

export interface ContactFault {
  readonly field: ContactField;
  /** Of several numbers, which; else 0. */
  readonly nth: number;
  readonly value: string;
  readonly why: ContactFlaw;
}

/** A contact as somebody wrote it, before it is judged. */
export interface ContactDraft {
  readonly name: string;
  readonly company?: string;
  readonly numbers: readonly string[];
  readonly note?: string;
  readonly isVip?: boolean;
  readonly seenBy?: readonly string[];
}

/** A contact that may be kept. */
export interface JudgedContact extends KeptContact {
  /** See {@link StoredContact}. */
  readonly keys: readonly string[];
}

export type Judged =
  | { readonly contact: JudgedContact; readonly faults?: undefined }
  | { readonly contact?: undefined; readonly faults: readonly ContactFault[] };

const LONGEST = { name: 64, company: 64, note: 2_000 } as const;
const MOST_NUMBERS = 20;
/** What copying from a phone leaves between the digits: marks of direction, hard spaces. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Judges what somebody wrote; who has no name is called as his company. */
export function judgeContact(draft: ContactDraft, country: string): Judged {
  const { note = "", isVip = false, seenBy } = draft;
  const company = plain(draft.company ?? "");
  const name = plain(draft.name) || company;
  const faults = [...lineFaults("name", name), ...lineFaults("company", company), ...noteFaults(note.trim())];
  if (name === "") faults.unshift({ field: "name", nth: 0, value: "", why: "missing" });
  const numbers = draft.numbers.map((number, nth) => ({ nth, value: plain(number) })).filter(({ value }) =>
    value !== ""
  );
  const tooMany = numbers[MOST_NUMBERS];
  if (numbers.length === 0) faults.push({ field: "number", nth: 0, value: "", why: "missing" });
  if (tooMany !== undefined) faults.push({ field: "number", ...tooMany, why: "too-many" });
  for (const number of numbers.slice(0, MOST_NUMBERS)) {
    if (!isNumber(number.value)) faults.push({ field: "number", ...number, why: "no-number" });
  }
  if (faults.length > 0) return { faults };
  const byKey = new Map(numbers.map(({ value }) => {
    const written = withCountry(value, country);
    return [callerKey(written, { country }), written] as const;
  }));
  return {
    contact: {
      name,
      ...company === "" ? {} : { company },
      numbers: [...byKey.values()],
      ...note.trim() === "" ? {} : { note: note.trim() },
      ...isVip ? { isVip } : {},
      ...seenBy === undefined || seenBy.length === 0 ? {} : { seenBy },
      keys: [...byKey.keys()],
    },
  };
}

function lineFaults(field: "name" | "company", value: string): ContactFault[] {
  if ([...value].length > LONGEST[field]) return [{ field, nth: 0, value, why: "too-long" }];
  return hasUnseen(value) ? [{ field, nth: 0, value, why: "unseen-signs" }] : [];
}

function noteFaults(value: string): ContactFault[] {
  return [...value].length > LONGEST.note
    ? [{ field: "note", nth: 0, value: value.slice(0, 100), why: "too-long" }]
    : [];
}

function plain(text: string): string {
  return text.replace(INVISIBLE, "").replace(/[\s\u00a0]+/g, " ").trim();
}

/** As people write numbers, with what they put between the digits; 4.07E+10 is what a spreadsheet makes of one. */
function isNumber(text: string): boolean {
  return /^[+(]?[0-9*#(][0-9 ()./*#-]{0,31}$/.test(text) && /^\+?[0-9*#]{2,20}$/.test(text.replace(/[\s().\/-]/g, ""));
}

/** A spreadsheet takes the + away: what is no number of the country, but one of the world, is given it back. */
function withCountry(number: string, country: string): string {
  const bare = number.replace(/[\s().\/-]/g, "");
  if (!/^[1-9][0-9]{9,14}$/.test(bare) || toE164(bare, country) !== undefined) return number;
  return toE164(`+${bare}`, country) ?? number;
}
