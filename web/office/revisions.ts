import type { Revision } from "../../core/store/mod.ts";
import { type ItemChange, officeChanges, type OfficeValues } from "../forms/mod.ts";
import { officeAt, type OfficeNow, type OfficeParts } from "./office_at.ts";
import type { OfficeDoor } from "../page/mod.ts";
import { SECTIONS } from "./sections.ts";

/** A revision of the office, with what it changed. */
export interface ToldRevision extends Revision {
  /** Which one somebody went back to; undefined for any other change. */
  readonly backTo: number | undefined;
  readonly changes: readonly ItemChange[];
  /** How long its file is: each is read to see what is different. */
  readonly characters: number;
}

/**
 * What one revision did to the office. Undefined where its file, or the one before, is there no more.
 *
 * @param before the revision before it; 0 for none
 */
export async function toldRevision(
  parts: OfficeParts,
  revision: Revision,
  before: number,
): Promise<ToldRevision | undefined> {
  const [is, was] = [await officeAt(parts, revision.revision), await officeAt(parts, before)];
  if (is === undefined || was === undefined) return undefined;
  const changes = changesBetween(was.office, is.office);
  return { ...revision, backTo: backTo(revision.note), changes, characters: is.text.length };
}

/** One revision, and the one before it; 0 for none. Undefined where there is no such revision. */
export async function revisionWith(
  parts: OfficeParts & { readonly office: Pick<OfficeDoor, "revisions"> },
  wanted: number,
): Promise<{ readonly told: ToldRevision; readonly before: number } | undefined> {
  const all = await parts.office.revisions();
  const nth = all.findIndex(({ revision }) => revision === wanted);
  const before = all[nth - 1]?.revision ?? 0;
  const told = nth < 0 ? undefined : await toldRevision(parts, all[nth]!, before);
  return told && { told, before };
}

/** What would be different if somebody went back to a revision now. Undefined where there is no such revision. */
export async function differenceTo(
  parts: OfficeParts,
  revision: number,
  now: OfficeNow,
): Promise<readonly ItemChange[] | undefined> {
  const then = await officeAt(parts, revision);
  return then && changesBetween(now.office, then.office);
}

/** By what is after, and what was before: as long as both are kept read. */
const FOUND = new WeakMap<OfficeValues, WeakMap<OfficeValues, readonly ItemChange[]>>();

/** Two offices of hundreds of extensions are compared once, and not at each look: it takes milliseconds. */
function changesBetween(before: OfficeValues, after: OfficeValues): readonly ItemChange[] {
  const known = FOUND.get(after) ?? new WeakMap<OfficeValues, readonly ItemChange[]>();
  const changes = known.get(before) ?? officeChanges(SECTIONS, { before, after });
  known.set(before, changes);
  FOUND.set(after, known);
  return changes;
}

/** As the box writes it down. */
function backTo(note: string): number | undefined {
  const [, revision] = /^rollback to revision (\d+)/.exec(note) ?? [];
  return revision === undefined ? undefined : Number(revision);
}
