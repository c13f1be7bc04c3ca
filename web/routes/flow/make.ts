import { listOf, type OfficeText } from "../../forms/mod.ts";

/** What can be made where a way is to lead, by the section that it will stand in: what destinations call it. */
const TO_MAKE = {
  hours: "hours",
  menus: "menu",
  groups: "group",
  queues: "queue",
  announcements: "announcement",
} as const;
export type Makeable = keyof typeof TO_MAKE;
export const MAKEABLE = Object.keys(TO_MAKE) as readonly Makeable[];

/** Where numbers of a kind begin. */
const FIRST_NUMBER = { groups: 600, queues: 8_001 } as const;

export interface Wish {
  readonly section: Makeable;
  /** Where the way has led so far; empty where it led nowhere. */
  readonly before: string;
  /** What the thing is called, where nothing else is called so yet. */
  readonly name: string;
}

export interface Made {
  /** How calls are led to it: `menu main`. */
  readonly leads: string;
  readonly at: readonly [section: Makeable, place: number];
}

export function isMakeable(section: string): section is Makeable {
  return Object.hasOwn(TO_MAKE, section);
}

/** Puts a new thing into the office, by which callers come to where they went before. */
export function makeThing(office: OfficeText, { section, before, name }: Wish): Made {
  const isNumbered = section === "groups" || section === "queues";
  const things = listOf(office.at([section]));
  const names = new Set(things.map((each) => textIn(each, "name")));
  const key = isNumbered ? freeNumber(office, FIRST_NUMBER[section]) : freeName(name, names);
  office.add(section, { ...isNumbered ? { number: key, name } : { name: key }, ...beginningOf(section, before) });
  return { leads: `${TO_MAKE[section]} ${key}`, at: [section, things.length] };
}

function beginningOf(section: Makeable, before: string): Readonly<Record<string, unknown>> {
  const led = (path: string) => before === "" ? {} : { [path]: before };
  const isSomebody = /^[0-9]+$/.test(before);
  switch (section) {
    case "hours":
      return { times: ["mon-fri 09:00-17:00"], open: before === "" ? "hang-up normal" : before };
    case "menus":
      return { says: "menu-dial-extension", keys: {}, direct: true, ...led("on_timeout") };
    case "announcements":
      return { says: "hours-closed", ...led("then") };
    case "groups":
    case "queues":
      return isSomebody ? { members: [before] } : { members: [], ...led("otherwise") };
  }
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let count = 2; taken.has(free); count++) free = `${name}-${count}`;
  return free;
}

/** Nobody in the whole office has it, whatever he is. */
function freeNumber(office: OfficeText, first: number): string {
  const taken = new Set(
    Object.values(office.at([]) ?? {}).flatMap((items) => listOf(items).map((item) => textIn(item, "number"))),
  );
  let free = first;
  while (taken.has(String(free))) free += 1;
  return String(free);
}

function textIn(item: unknown, key: string): string {
  const value: unknown = typeof item === "object" && item !== null ? Reflect.get(item, key) : undefined;
  return typeof value === "string" ? value : "";
}
