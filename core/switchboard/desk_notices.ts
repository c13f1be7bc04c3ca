import { DESK_NOTICE_FAMILY, type DeskNotice, deskNoticePage, type Notebook, readDeskNotice } from "../notebook/mod.ts";

/** So many wait for one person: whoever never looks must not fill the disk. The oldest go first. */
const MOST = 200;

/** What waits for somebody on the desk, newest first. */
export function deskNoticesOf(notebook: Notebook, number: string): readonly DeskNotice[] {
  return allOf(notebook).filter((notice) => notice.number === number).sort((one, other) => other.at - one.at);
}

/** One of them, or all up to a moment of the wall clock. */
export type SeenNotices = { readonly id: string } | { readonly until: number };

/** Somebody has seen them; gives how many there were. */
export function seeDeskNotices(notebook: Notebook, number: string, which: SeenNotices): number {
  const seen = deskNoticesOf(notebook, number).filter(({ id, at }) =>
    "id" in which ? id === which.id : at <= which.until
  );
  for (const { id } of seen) forget(notebook, number, id);
  return seen.length;
}

/** Forgets what is too much, and what nobody can see any more. */
export function sweepDeskNotices(notebook: Notebook, isThere: (number: string) => boolean): void {
  for (const [number, theirs] of Map.groupBy(allOf(notebook), ({ number }) => number)) {
    const kept = isThere(number) ? theirs.toSorted((one, other) => other.at - one.at).slice(0, MOST) : [];
    for (const { id } of theirs.filter((each) => !kept.includes(each))) forget(notebook, number, id);
  }
}

function forget(notebook: Notebook, number: string, id: string): void {
  const { family, key, value } = deskNoticePage({ number, id });
  notebook.set(family, key, value);
}

function allOf(notebook: Notebook): readonly DeskNotice[] {
  return [...notebook.all(DESK_NOTICE_FAMILY)].flatMap(([key, value]) => readDeskNotice(key, value) ?? []);
}
