import type { CallClass } from "./trunk.ts";
import type { LineSettings } from "./line_settings.ts";
import type { Sections } from "./directory.ts";

/** Sections whose entries send callers somewhere. */
const LEADING = ["inbound", "menus", "hours", "announcements", "groups", "queues", "voicemail", "trunks"] as const;

/**
 * How far calls go that the office file itself leads out. Whoever wrote a number there wants it to be called, abroad as well;
 * what is dear by its nature needs a route that says so of that number.
 */
export const WRITTEN_CLASS: CallClass = "international";

/** The numbers to which the office file leads its callers, whoever they are, as it writes them: `0722000111`. */
export function writtenNumbers(source: Partial<Sections>): ReadonlySet<string> {
  const written = new Set<string>();
  for (const section of LEADING) gather(source[section], written);
  for (const { members } of [...source.groups ?? [], ...source.queues ?? []]) {
    for (const { number } of members) written.add(number);
  }
  return written;
}

/** Whether the office file has an extension's calls ring at this number, or forwards them there. */
export function isWrittenFor({ forward = {}, findMe = [] }: LineSettings, number: string): boolean {
  return findMe.some((each) => each.number === number) ||
    Object.values(forward).some((to) => to?.kind === "dial" && to.id === number);
}

/** Adds what any destination in it dials: they stand at many depths, and new sections bring new places. */
function gather(value: unknown, written: Set<string>): void {
  if (typeof value !== "object" || value === null) return;
  if ("kind" in value && value.kind === "dial" && "id" in value && typeof value.id === "string") written.add(value.id);
  else for (const each of Object.values(value)) gather(each, written);
}
