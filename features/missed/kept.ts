import type { Entry } from "./entry.ts";
import type { JournalLine, NumberedLine } from "./journal.ts";
import { type MissEnd, type Opening, openingsOf } from "./openings.ts";

/** An entry with the name that it is asked for by. */
export interface KeptEntry extends Entry {
  /** Unique in its tenant: the first call that it is made of. */
  readonly id: string;
}

/** Which entries are wanted, newest attempt first; what is left out does not matter. */
export interface EntryQuestion {
  readonly states?: readonly Entry["state"][];
  /** As `callerKey` names him. */
  readonly caller?: string;
  /** One of these is in what `callerKey` names him. */
  readonly callerHas?: readonly string[];
  /** Our number that was called. */
  readonly did?: string;
  /** What a queue, a group or a menu on the caller's way is called. */
  readonly place?: string;
  /** By which line outside the last attempt came. */
  readonly trunk?: string;
  /** Of the last attempt, 0 to 23 by the office's clock. */
  readonly hour?: number;
  /** When the last attempt was. */
  readonly since?: number;
  readonly until?: number;
  /** A miss that it lists began then, and ended so: as reports count them. */
  readonly miss?: MissQuestion;
  /** Only what comes behind this one: how one reads on. */
  readonly after?: Place;
  readonly limit: number;
}

export interface MissQuestion {
  readonly since?: number;
  readonly until?: number;
  readonly end?: MissEnd;
}

/** Where an entry stands in the list: when the last attempt was, and its name. */
export type Place = readonly [lastAt: number, id: string];

/** What has changed, with the names of entries, and the counts of lines: whoever has seen a line asks for those behind it. */
export interface KeptChange {
  readonly entries: readonly KeptEntry[];
  readonly lines: readonly NumberedLine[];
}

/** The name of an entry. */
export function idOf({ attempts }: Pick<Entry, "attempts">): string {
  return attempts[0]?.call ?? "";
}

/** The entry that a line of the journal is about: its tenant and its name. */
export function aboutOf({ entry }: Pick<JournalLine, "entry">): { readonly tenant: string; readonly id: string } {
  const [tenant, id] = JSON.parse(entry) as [string, string | null, string];
  return { tenant, id: id ?? "" };
}

export function placeOf(entry: KeptEntry): Place {
  return [lastAtOf(entry), entry.id];
}

export function lastAtOf({ attempts }: Pick<Entry, "attempts">): number {
  return attempts.at(-1)?.at ?? 0;
}

/** 0 to 23 by a zone's clock. */
export function hourOf(at: number, timeZone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).hour;
}

/** Whether an entry is wanted, but for its place in the list. */
export function isWanted(entry: Entry, question: EntryQuestion, timeZone: string): boolean {
  const { states, caller, callerHas, did, place, trunk, hour, since, until, miss } = question;
  const at = lastAtOf(entry);
  return (states === undefined || states.includes(entry.state)) &&
    (caller === undefined || entry.callerKey === caller) &&
    (callerHas === undefined || !entry.isErased && callerHas.some((part) => entry.callerKey.includes(part))) &&
    (did === undefined || entry.did === did) &&
    (place === undefined || (entry.route ?? "").split(" → ").includes(place)) &&
    (trunk === undefined || entry.trunk === trunk) &&
    (hour === undefined || hourOf(at, timeZone) === hour) &&
    (since === undefined || at >= since) &&
    (until === undefined || at < until) &&
    (miss === undefined || openingsOf(entry).some((opening) => isAsked(opening, miss)));
}

function isAsked({ openedAt, clearedBy }: Opening, { since = 0, until = Infinity, end }: MissQuestion): boolean {
  return since <= openedAt && openedAt < until && (end === undefined || (clearedBy ?? "open") === end);
}
