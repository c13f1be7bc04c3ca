import type { Condition } from "./reading.ts";

/** Of which answered calls from outside it is asked whether their callers called again. */
export interface ContactQuestion {
  /** Calls that started from an instant on, and before another one. */
  readonly from: number;
  readonly to: number;
  /** Calling again so soon, answered or not, says that nothing was settled. */
  readonly windowMs: number;
  /** Calls that are younger than the window are not judged, whether or not somebody called again already. */
  readonly now: number;
  /** Of these alone, wherever their callers may have called again: rows of `call` that are like one of these, */
  readonly of?: readonly (readonly Condition[])[];
  /** and in which one of these numbers sat. */
  readonly sat?: readonly string[];
}

/** The window that is asked of as a rule: what is kept for it is not counted anew. */
export const CONTACT_WINDOW_MS = 86_400_000;

export interface FirstContacts {
  readonly resolved: number;
  readonly of: number;
  /** Answered too lately to say: in neither figure. */
  readonly provisional: number;
}

/** Until when calls are looked at, to know of those before `to` whether somebody called again. */
export function lookedAtUntil({ to, windowMs }: Pick<ContactQuestion, "to" | "windowMs">): number {
  return to + windowMs + 1;
}

/** A call from outside. */
export interface Contact {
  /** The same for one caller, however his number is written; undefined: he withholds it, and is nobody who calls again. */
  readonly caller: string | undefined;
  readonly startedAt: number;
  readonly isAnswered: boolean;
}

/**
 * Counts calls that settled something: who was answered did not call again within the window. Given in order of time, with
 * those up to {@link lookedAtUntil}: what comes after `to` is not counted, and tells of what is. Of two calls at the same
 * moment each is another one of the other's caller: which one comes first is nothing that the record tells.
 */
export function firstContactsOf(
  contacts: Iterable<Contact>,
  { to, windowMs, now }: Pick<ContactQuestion, "to" | "windowMs" | "now">,
): FirstContacts {
  const counts = { resolved: 0, of: 0, provisional: 0 };
  const latest = new Map<string, Contact & { readonly hasTwin: boolean }>();
  const judge = (contact: Contact & { readonly hasTwin: boolean }, next: Contact | undefined) => {
    if (!contact.isAnswered || contact.startedAt >= to) return;
    if (contact.startedAt + windowMs > now) {
      counts.provisional += 1;
      return;
    }
    const isRepeated = contact.hasTwin || (next !== undefined && next.startedAt - contact.startedAt <= windowMs);
    counts.of += 1;
    if (!isRepeated) counts.resolved += 1;
  };
  for (const contact of contacts) {
    const { caller } = contact;
    if (caller === undefined) continue;
    const before = latest.get(caller);
    if (before !== undefined) judge(before, contact);
    latest.set(caller, { ...contact, hasTwin: before?.startedAt === contact.startedAt });
  }
  for (const contact of latest.values()) judge(contact, undefined);
  return counts;
}
