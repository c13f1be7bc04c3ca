import type { Directory } from "../../../core/directory/mod.ts";
import {
  amongOf,
  type EntryQuestion,
  isAmong,
  type KeptEntry,
  MISS_ENDS,
  OWN_TENANT,
  type Place,
  placeOf,
  readEntries,
} from "../../../features/missed/mod.ts";
import { callerParts } from "../../calls/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { knownTo } from "../directory/reader.ts";
import { dayAt } from "../../period/mod.ts";

const PAGE = 50;
/** With a scope most of what is read may be others': so much is read at once. More would hold up the thread of the calls. */
const READ = 200;
const STATES = ["open", "cleared", "archived"] as const;

/** What somebody looks for in the list, as the address of the page has it. */
export interface Wanted {
  readonly tenant: string;
  readonly question: Omit<EntryQuestion, "limit">;
  /** The address' own words, so that forms and links keep them. */
  readonly asked: URLSearchParams;
  readonly isNarrowed: boolean;
}

const FILTERS = [
  ...["state", "number", "via", "trunk", "hour", "caller", "since", "until", "tenant"] as const,
  ...["ended", "missed_since", "missed_until"] as const,
];

/** Reads what is looked for; what cannot be read is not looked for. */
export function wantedOf(visit: SignedVisit): Wanted {
  const { url, world, account } = visit;
  const asked = new URLSearchParams();
  for (const name of FILTERS) {
    const value = url.searchParams.get(name)?.trim() ?? "";
    if (value !== "") asked.set(name, value);
  }
  const directory = world.directory();
  const { timeZone } = directory.office;
  const tenant = tenantOf(url, { world, account });
  const state = asked.get("state") ?? "open";
  const [via, trunk, number, caller] = ["via", "trunk", "number", "caller"].map((name) => asked.get(name));
  const hour = Number(asked.get("hour") ?? NaN);
  const since = dayAt(asked.get("since"), timeZone);
  const until = dayAt(asked.get("until"), timeZone, 1);
  const miss = missIn(asked, timeZone);
  const after = afterOf(url.searchParams.get("before"));
  return {
    tenant,
    asked,
    isNarrowed: FILTERS.some((name) => name !== "tenant" && name !== "state" && asked.has(name)) || state !== "open",
    question: {
      ...STATES.some((each) => each === state) ? { states: [state as KeptEntry["state"]] } : {},
      ...via ? { place: via } : {},
      ...trunk ? { trunk } : {},
      ...number ? { did: number } : {},
      ...caller ? { callerHas: callerParts(caller, directory, knownTo(visit)) } : {},
      ...miss === undefined ? {} : { miss },
      ...Number.isInteger(hour) && hour >= 0 && hour < 24 ? { hour } : {},
      ...since === undefined ? {} : { since },
      ...until === undefined ? {} : { until },
      ...after === undefined ? {} : { after },
    },
  };
}

/** Who began to wait when, and how that ended: what the figures of reports lead to. */
function missIn(asked: URLSearchParams, timeZone: string): EntryQuestion["miss"] {
  const end = MISS_ENDS.find((each) => each === asked.get("ended"));
  const since = dayAt(asked.get("missed_since"), timeZone);
  const until = dayAt(asked.get("missed_until"), timeZone, 1);
  if (end === undefined && since === undefined && until === undefined) return undefined;
  return {
    ...end === undefined ? {} : { end },
    ...since === undefined ? {} : { since },
    ...until === undefined ? {} : { until },
  };
}

/** Whose list is looked at: another phone system's only by who sees all of the office. */
export function tenantOf(url: URL, { world, account }: Pick<SignedVisit, "world" | "account">): string {
  const tenant = url.searchParams.get("tenant") ?? OWN_TENANT;
  return account.scope === undefined && world.missed.has(tenant) ? tenant : OWN_TENANT;
}

/** `?tenant=…` for another phone system's list; nothing for this box's own. */
export function tenantQuery(tenant: string): string {
  return tenant === OWN_TENANT ? "" : `?${new URLSearchParams({ tenant })}`;
}

export interface Found {
  readonly entries: readonly KeptEntry[];
  /** Where the next page begins. */
  readonly older?: Place;
}

/** The entries of a page that are within somebody's scope, newest first. */
export async function entriesFor(
  visit: SignedVisit,
  { tenant, question }: Pick<Wanted, "tenant" | "question">,
  most: number = PAGE,
): Promise<Found> {
  const found: KeptEntry[] = [];
  for await (const entry of entriesIn(visit, { tenant, question }, most + 1)) {
    if (found.length === most) return { entries: found, older: placeOf(found.at(-1)!) };
    found.push(entry);
  }
  return { entries: found };
}

/** All entries that are within somebody's scope, newest first, read as they are taken: so many at once, or a few more. */
export async function* entriesIn(
  { world, account: { scope } }: SignedVisit,
  { tenant, question }: Pick<Wanted, "tenant" | "question">,
  atOnce: number,
): AsyncGenerator<KeptEntry> {
  const limit = scope === undefined ? Math.min(READ, atOnce) : READ;
  const among = scope === undefined ? undefined : amongOf(scope, world.directory());
  for await (const entry of readEntries(world.missed, tenant, { ...question, limit })) {
    if (among === undefined || isAmong(entry, among)) yield entry;
  }
}

/** Whether it is somebody's own part of the office that missed the caller: his people rang, or he came through their queue. */
export function isInScope(
  entry: Pick<KeptEntry, "rang" | "route" | "did">,
  scope: readonly string[] | undefined,
  directory: Pick<Directory, "queues" | "groups">,
): boolean {
  return scope === undefined || isAmong(entry, amongOf(scope, directory));
}

/** `1732180000000~c0a1`, as {@link beforeOf} writes it. */
function afterOf(text: string | null): Place | undefined {
  const [, at, id] = /^(\d{1,15})~(.{1,128})$/.exec(text ?? "") ?? [];
  return at === undefined || id === undefined ? undefined : [Number(at), id];
}

export function beforeOf([at, id]: Place): string {
  return `${at}~${id}`;
}
