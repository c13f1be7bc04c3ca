import { CODE_NAMES, CODE_TABLE, type CodeSpec, type Directory, officeLanguage } from "../directory/mod.ts";
import { FEATURE_WORDS } from "./feature_words.ts";

/** One thing that can be dialled in this office beside its extensions. */
export interface FeatureView {
  /** As people write it: `**NUMBER` where a number follows. */
  readonly dial: string;
  readonly about: string;
  /** As in `codes:` of `office.yml`, for a feature code. */
  readonly code?: string;
}

/** What can be dialled, as a table for people. */
export interface FeatureList {
  readonly head: readonly [dial: string, to: string, code: string];
  readonly features: readonly FeatureView[];
}

/** The codes of this office as they are dialled here, then the numbers that are nobody's extension; in its language. */
export function featuresOf(directory: Directory): FeatureList {
  const words = FEATURE_WORDS[officeLanguage(directory.office)];
  const codes = CODE_NAMES.flatMap((code): readonly FeatureView[] => {
    const dialled = directory.codes[code];
    const { takes }: CodeSpec = CODE_TABLE[code];
    return dialled === false ? [] : [{ dial: dialled + words.rest[takes], about: words.about[code], code }];
  });
  const { slots } = directory.park;
  const [first, last] = [slots[0], slots.at(-1)];
  const features = [
    ...codes,
    ...first === undefined ? [] : [{ dial: `${first}-${last}`, about: words.slots }],
    ...numbered(directory.announcements, words.announcement),
    ...numbered(directory.hours, words.hours),
    ...numbered(directory.menus, words.menu),
    ...numbered(directory.disa, words.disa),
    ...numbered(directory.groups, words.group),
    ...numbered(directory.queues, words.queue),
    ...numbered(directory.rooms, words.room),
    ...numbered(directory.pages, words.page),
  ];
  return { head: words.head, features };
}

/** What has a name, and a number where the office wants one. */
function numbered(
  things: ReadonlyMap<string, { readonly name: string; readonly number?: string }>,
  about: string,
): readonly FeatureView[] {
  return [...things.values()].flatMap(({ name, number }) =>
    number === undefined ? [] : [{ dial: number, about: `${about} ${name}` }]
  );
}
