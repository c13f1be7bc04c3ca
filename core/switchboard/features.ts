import { CODE_NAMES, CODE_TABLE, type CodeSpec, type Directory } from "../directory/mod.ts";

/** One thing that can be dialled in this office beside its extensions. */
export interface FeatureView {
  /** As people write it: `**NUMBER` where a number follows. */
  readonly dial: string;
  readonly about: string;
  /** As in `codes:` of `office.yml`, for a feature code. */
  readonly code?: string;
}

/** The codes of this office as they are dialled here, then the numbers that are nobody's extension. */
export function featuresOf(directory: Directory): readonly FeatureView[] {
  const codes = CODE_NAMES.flatMap((code): readonly FeatureView[] => {
    const dialled = directory.codes[code];
    const { about, takes }: CodeSpec = CODE_TABLE[code];
    if (dialled === false) return [];
    const rest = {
      "nothing": "",
      "number": "NUMBER",
      "maybe a number": "[NUMBER]",
      "an extension": "EXTENSION",
      "in a call": " in a call",
    }[takes];
    return [{ dial: dialled + rest, about, code }];
  });
  const { slots } = directory.park;
  const [first, last] = [slots[0], slots.at(-1)];
  return [
    ...codes,
    ...first === undefined
      ? []
      : [{ dial: `${first}-${last}`, about: "fetch who is parked there; transfer to it to park" }],
    ...numbered(directory.announcements, "hear the announcement"),
    ...numbered(directory.hours, "go where callers go now by the hours"),
    ...numbered(directory.menus, "hear the menu"),
    ...numbered(directory.disa, "key in a PIN and dial from outside:"),
    ...[...directory.groups.values()].map(({ number, name }) => ({ dial: number, about: `ring the group ${name}` })),
    ...[...directory.queues.values()].map(({ number, name }) => ({ dial: number, about: `wait in the queue ${name}` })),
    ...[...directory.rooms.values()].map(({ number, name }) => ({ dial: number, about: `the conference ${name}` })),
    ...[...directory.pages.values()].map(({ number, name }) => ({ dial: number, about: `speak to ${name}` })),
  ];
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
