import type { Json, WallTime } from "../base/mod.ts";
import type { Notebook } from "../notebook/mod.ts";
import type { CallForHelp } from "./emergency_mail.ts";

/** The family of the notebook in which calls for help are kept, by their call. */
const HELP_FAMILY = "help";
/** So long the desk tells of one that nobody has crossed out. */
const SHOWN_FOR_MS = 24 * 3_600_000;

/** A call for help, as the desk tells of it. */
export interface HelpView {
  /** The call's. */
  readonly id: string;
  readonly at: WallTime;
  /** What was called: `112`. */
  readonly number: string;
  /** The phone, by its number and whose it is. */
  readonly from: Person;
  /** Who sat there, where that is somebody else. */
  readonly by?: Person;
  /** No line outside has brought it to anybody: he who called is still alone. */
  readonly isLost?: true;
}

interface Person {
  readonly number: string;
  readonly name?: string;
}

/** Somebody calls for help: the desk tells of it, also after a restart, until it is crossed out. */
export function keepHelp(notebook: Notebook, { call, from, number, by, at, isLost }: CallForHelp): void {
  const who = { from: plain(from), ...by === undefined ? {} : { by: plain(by) } };
  const kept: Json = { at, number, ...who, ...isLost ? { isLost } : {} };
  notebook.set(HELP_FAMILY, call, kept);
}

/** Newest first. */
export function helpOf(notebook: Notebook, now: WallTime): readonly HelpView[] {
  const kept = [...notebook.all(HELP_FAMILY)].flatMap(([id, value]) => readHelp(id, value) ?? []);
  return kept.filter(({ at }) => now - at < SHOWN_FOR_MS).sort((one, other) => other.at - one.at);
}

/** Somebody has seen to it. False where there is none. */
export function crossOutHelp(notebook: Notebook, id: string): boolean {
  if (notebook.get(HELP_FAMILY, id) === undefined) return false;
  notebook.set(HELP_FAMILY, id, undefined);
  return true;
}

/** Forgets what is too old to be told, and what makes no sense. */
export function sweepHelp(notebook: Notebook, now: WallTime): void {
  const shown = new Set(helpOf(notebook, now).map(({ id }) => id));
  for (const id of [...notebook.all(HELP_FAMILY).keys()]) if (!shown.has(id)) notebook.set(HELP_FAMILY, id, undefined);
}

function readHelp(id: string, kept: Json): HelpView | undefined {
  if (!isMap(kept)) return undefined;
  const { at, number } = kept;
  const [from, by] = [personOf(kept["from"]), personOf(kept["by"])];
  if (typeof at !== "number" || typeof number !== "string" || from === undefined) return undefined;
  const isLost = kept["isLost"] === true ? { isLost: true } as const : {};
  return { id, at: at as WallTime, number, from, ...by === undefined ? {} : { by }, ...isLost };
}

function personOf(kept: Json | undefined): Person | undefined {
  if (!isMap(kept) || typeof kept["number"] !== "string") return undefined;
  const { number, name } = kept;
  return typeof name === "string" ? { number, name } : { number };
}

function plain({ number, name }: Person): { readonly [key: string]: Json } {
  return name === undefined ? { number } : { number, name };
}

function isMap(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
