import type { OfficeExtension } from "./extension.ts";
import type { OfficeFile } from "./office.ts";

/** What a change of the office comes to, in numbers of extensions. */
export interface OfficeDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
  /** The office's own name, country, time zone or language. */
  readonly office: boolean;
  /** The other parts of the file that are different: `groups`. */
  readonly sections: readonly string[];
}

/** Compares two offices, secrets included; a missing one has no extensions. */
export function differenceOf(before: OfficeFile | undefined, after: OfficeFile): OfficeDifference {
  const old = new Map(before?.extensions.map((extension) => [extension.number, extension]));
  const now = new Set(after.extensions.map((extension) => extension.number));
  return {
    added: after.extensions.filter(({ number }) => !old.has(number)).map(({ number }) => number),
    removed: [...old.keys()].filter((number) => !now.has(number)),
    changed: after.extensions.filter((extension) => differs(old.get(extension.number), extension))
      .map(({ number }) => number),
    office: before === undefined || JSON.stringify(before.office) !== JSON.stringify(after.office),
    sections: before === undefined ? [] : sectionsThatDiffer(before, after),
  };
}

function sectionsThatDiffer(before: OfficeFile, after: OfficeFile): readonly string[] {
  const { revision: _, office: _office, extensions: _extensions, ...sections } = after;
  return (Object.keys(sections) as (keyof typeof sections)[])
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

function differs(before: OfficeExtension | undefined, after: OfficeExtension): boolean {
  return before !== undefined && JSON.stringify(before) !== JSON.stringify(after);
}

/** `2 extensions added, 1 removed`, for the history and the command line. */
export function describeDifference(difference: OfficeDifference): string {
  const parts = (["added", "removed", "changed"] as const)
    .filter((kind) => difference[kind].length > 0)
    .map((kind, at) => `${difference[kind].length}${at === 0 ? extensionWord(difference[kind].length) : ""} ${kind}`);
  if (difference.office) parts.push("the office's own facts changed");
  if (difference.sections.length > 0) parts.push(`${difference.sections.join(", ")} changed`);
  return parts.length === 0 ? "only the text changed" : parts.join(", ");
}

function extensionWord(count: number): string {
  return count === 1 ? " extension" : " extensions";
}
