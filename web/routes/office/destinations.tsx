import type { VNode } from "preact";
import { CALLED_BY_NAME, type OfficeValues } from "../../forms/mod.ts";
import { type DeskLanguage, DESTINATIONS } from "../../words/mod.ts";

/** What fields that lead somewhere name as their `list`. */
export const DESTINATION_LIST = "destinations";

/** Where the things stand that a call may be led to, by what a destination calls their kind. */
const SECTIONS = {
  group: "groups",
  queue: "queues",
  menu: "menus",
  hours: "hours",
  announcement: "announcements",
  room: "rooms",
  page: "pages",
  disa: "disa",
} as const;

interface Place {
  /** As the file says it: `group 600`. */
  readonly value: string;
  readonly label: string;
}

/** All that a call may be led to in this office: what is typed is completed from it. */
export function Destinations(
  { office, language }: { readonly office: OfficeValues; readonly language: DeskLanguage },
): VNode {
  return (
    <datalist id={DESTINATION_LIST}>
      {placesOf(office, language).map(({ value, label }) => <option key={value} value={value}>{label}</option>)}
    </datalist>
  );
}

export function placesOf(office: OfficeValues, language: DeskLanguage): readonly Place[] {
  const words = DESTINATIONS[language];
  const people = itemsOf(office, "extensions").flatMap(({ number, name }) => {
    return number === undefined ? [] : [{ number, who: name ?? number }];
  });
  const things = (Object.keys(SECTIONS) as (keyof typeof SECTIONS)[]).flatMap((kind) =>
    itemsOf(office, SECTIONS[kind]).flatMap(({ number, name }) => {
      const id = number ?? name;
      if (id === undefined) return [];
      return [{ value: `${kind} ${id}`, label: name === undefined ? words[kind] : `${name} (${words[kind]})` }];
    })
  );
  return [
    ...people.map(({ number, who }) => ({ value: number, label: who })),
    ...things,
    ...people.map(({ number, who }) => ({ value: `voicemail ${number}`, label: words.voicemail(who) })),
    ...Object.entries(words.alone).map(([value, label]) => ({ value, label })),
  ];
}

/** What is called by a name alone is found by it; a number stands before it. */
function itemsOf(
  office: OfficeValues,
  section: string,
): readonly { readonly number?: string; readonly name?: string }[] {
  const items = office.at([section]);
  return (Array.isArray(items) ? items : []).flatMap((item: unknown) => {
    if (typeof item !== "object" || item === null) return [];
    const { number, name } = item as { readonly number?: unknown; readonly name?: unknown };
    return [{
      ...typeof number === "string" && !CALLED_BY_NAME.has(section) ? { number } : {},
      ...typeof name === "string" && name !== "" ? { name } : {},
    }];
  });
}
