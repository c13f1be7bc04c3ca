import type { Json, WallTime } from "../base/mod.ts";
import type { Page } from "./notebook.ts";

/** The family of notices on the desk, by the extension of whom they are for and their own name. */
export const DESK_NOTICE_FAMILY = "desk-notice";

/** What somebody is told on the desk, until he has seen it. */
export interface DeskNotice {
  /** His extension. */
  readonly number: string;
  /** Unique among his; one of the same name takes the place of the one before. */
  readonly id: string;
  readonly at: WallTime;
  /** In the words of whoever wrote it. */
  readonly about: Json;
}

/** The page that keeps one; without `about`: that has it forgotten. */
export function deskNoticePage(
  { number, id, at, about }: Pick<DeskNotice, "number" | "id"> & Partial<DeskNotice>,
): Page {
  return {
    family: DESK_NOTICE_FAMILY,
    key: `${number} ${id}`,
    value: at === undefined || about === undefined ? undefined : { at, about },
  };
}

/** Reads what was kept; undefined for what makes no sense. */
export function readDeskNotice(key: string, kept: Json): DeskNotice | undefined {
  const [, number, id] = /^(\S+) (.+)$/.exec(key) ?? [];
  if (number === undefined || id === undefined) return undefined;
  if (typeof kept !== "object" || kept === null || Array.isArray(kept)) return undefined;
  const { at, about } = kept as { readonly [key: string]: Json };
  return typeof at === "number" && about !== undefined ? { number, id, at: at as WallTime, about } : undefined;
}
