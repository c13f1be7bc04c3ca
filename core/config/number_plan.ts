import {
  CODE_NAMES,
  CODE_TABLE,
  type CodeName,
  DEFAULT_PARK,
  type Destination,
  DESTINATION_KINDS,
  emergencyNumberIn,
  emergencyNumbersOf,
} from "../directory/mod.ts";
import { type Dialled, sayCodeClashes, sourceOf, type Written } from "./code_clash.ts";
import { DEFAULT_DOOR_KEY } from "./door.ts";
import type { Judge } from "./judge.ts";
import { type ConfigMap, type ConfigNode, type ConfigScalar, isOff } from "./node.ts";
import { slotsOf } from "./park.ts";

/** Sections whose entries have a number of their own, and what that leads to. */
const NUMBERED: Readonly<Record<string, keyof typeof DESTINATION_KINDS>> = {
  extensions: "extension",
  groups: "group",
  queues: "queue",
  rooms: "room",
  pages: "page",
};

/** Sections whose entries have a name, and a number where they want one. */
const NAMED: Readonly<Record<string, keyof typeof DESTINATION_KINDS>> = {
  announcements: "announcement",
  hours: "hours",
  menus: "menu",
  disa: "disa",
};

/** What is named where any of these may stand: whose calls may be listened to. */
export const SUPERVISABLE = "supervisable";
const SUPERVISABLES = ["extension", "group", "queue", "room"];

/**
 * Every number and code of the office, each taken once and none in the way of another. It looks at the nodes themselves, so that its faults stand beside
 * those of the shape and not behind them.
 */
export class NumberPlan {
  readonly #judge: Judge;
  readonly #country: string;
  readonly #emergency: ReadonlySet<string>;
  readonly #taken = new Map<string, Written>();
  readonly #known = new Map<string, Set<string>>();
  /** What of it is dialled, and is no code. */
  readonly #numbers: Written[] = [];
  readonly #mailboxes: Written[] = [];

  constructor(judge: Judge, country: string) {
    this.#judge = judge;
    this.#country = country;
    this.#emergency = emergencyNumbersOf(country);
  }

  /** Takes the numbers of the whole file, saying each that is taken twice; then looks for what destinations name. */
  check(root: ConfigMap): void {
    for (const [section, kind] of Object.entries(NUMBERED)) this.#takeSection(root, section, kind);
    for (const [section, kind] of Object.entries(NAMED)) this.#takeNames(root, section, kind);
    this.#takeLists(root);
    this.#takeMailLists(root);
    this.#takeSlots(root);
    const codes = this.#takeCodes(root);
    const dialled = { codes, numbers: this.#numbers, mailboxes: this.#mailboxes, emergency: this.#emergency };
    sayCodeClashes({ ...dialled, ...behindCodes(root) }, this.#judge);
    if (parks(root)) this.#know("park", "");
    for (const reference of this.#judge.references) this.#find(reference);
  }

  #takeSection(root: ConfigMap, section: string, kind: string): void {
    const list = root.entries.get(section)?.value;
    if (list?.kind !== "list") return;
    for (const [at, item] of list.items.entries()) {
      const number = item?.kind === "map" ? scalarAt(item, "number") : undefined;
      if (typeof number?.value !== "string") continue;
      const taken = this.#takeNumber(number.value, `${section}[${at}].number`, number.from);
      this.#know(kind, number.value);
      if (item?.kind !== "map" || !item.entries.has("voicemail")) continue;
      this.#know("voicemail", number.value);
      this.#mailboxes.push(taken);
    }
  }

  #takeNames(root: ConfigMap, section: string, kind: string): void {
    const list = root.entries.get(section)?.value;
    if (list?.kind !== "list") return;
    for (const [at, item] of list.items.entries()) {
      if (item?.kind !== "map") continue;
      const [name, number] = [scalarAt(item, "name"), scalarAt(item, "number")];
      if (typeof number?.value === "string") this.#takeNumber(number.value, `${section}[${at}].number`, number.from);
      if (typeof name?.value !== "string") continue;
      if (this.#known.get(kind)?.has(name.value) === true) {
        const text = `"${name.value}" is the name of another ${kind} already`;
        this.#judge.say(name.from, `${section}[${at}].name`, text, { is: "taken", value: name.value, by: section });
      }
      this.#know(kind, name.value);
    }
  }

  /** Lists of lamps have names where others have numbers: each once, too. */
  #takeLists(root: ConfigMap): void {
    const lists = root.entries.get("lamps")?.value;
    for (const [at, item] of (lists?.kind === "list" ? lists.items : []).entries()) {
      const name = item?.kind === "map" ? scalarAt(item, "name") : undefined;
      if (typeof name?.value === "string") this.#take(name.value, `lamps[${at}].name`, name.from);
    }
  }

  /** They are dialled in a mailbox only, where extensions are too. */
  #takeMailLists(root: ConfigMap): void {
    const section = root.entries.get("voicemail")?.value;
    const lists = section?.kind === "map" ? section.entries.get("lists")?.value : undefined;
    for (const [at, item] of (lists?.kind === "list" ? lists.items : []).entries()) {
      const number = item?.kind === "map" ? scalarAt(item, "number") : undefined;
      if (typeof number?.value === "string") this.#take(number.value, `voicemail.lists[${at}].number`, number.from);
    }
  }

  #takeSlots(root: ConfigMap): void {
    const section = root.entries.get("park")?.value;
    const written = section?.kind === "map" ? scalarAt(section, "slots") : undefined;
    if (!parks(root)) return;
    const slots = written === undefined ? DEFAULT_PARK.slots : slotsOf(String(written.value)) ?? [];
    const by = written === undefined ? `a parking slot (${slots[0]}-${slots.at(-1)})` : "park.slots";
    for (const slot of slots) this.#takeNumber(slot, by, written?.from);
  }

  #takeCodes(root: ConfigMap): ReadonlyMap<CodeName, Written> {
    const codes = new Map<CodeName, Written>();
    const section = root.entries.get("codes")?.value;
    const written = section?.kind === "map" ? section : undefined;
    // What is written down comes last, so that the fault stands there.
    const names = CODE_NAMES.toSorted((a, b) => Number(isWritten(written, a)) - Number(isWritten(written, b)));
    for (const name of names) {
      const given = written === undefined ? undefined : scalarAt(written, name);
      const code = given === undefined ? CODE_TABLE[name].dial : given.value;
      if (typeof code !== "string" || name === "park" && !parks(root)) continue;
      codes.set(name, this.#take(code, given === undefined ? `the code "${name}"` : `codes.${name}`, given?.from));
    }
    return codes;
  }

  #takeNumber(number: string, by: string, at: number | undefined): Written {
    const taken = this.#take(number, by, at);
    this.#numbers.push(taken);
    return taken;
  }

  #take(dial: string, by: string, at: number | undefined): Written {
    const judge = this.#judge;
    if (at !== undefined && emergencyNumberIn(dial, this.#emergency) !== undefined) {
      const where = this.#country === "" ? "" : ` in ${this.#country}`;
      const text = `"${dial}" is an emergency number${where} and cannot be anything else`;
      judge.say(at, by, text, { is: "emergency", value: dial });
    }
    const first = this.#taken.get(dial);
    if (first === undefined) this.#taken.set(dial, { dial, by, at });
    else if (at !== undefined) {
      const text = `"${dial}" is taken already by ${sourceOf(first, judge)}`;
      judge.say(at, by, text, { is: "taken", value: dial, by: first.by });
    } else if (first.at !== undefined) {
      judge.say(first.at, first.by, `"${dial}" is ${by} already`, { is: "taken", value: dial, by });
    }
    return { dial, by, at };
  }

  #know(kind: string, id: string): void {
    const known = this.#known.get(kind);
    if (known === undefined) this.#known.set(kind, new Set([id]));
    else known.add(id);
  }

  /** What is dialled may lead outside; a number of the office's own length that nobody has is a mistake. */
  #find({ kind, id, from, path }: Destination & { readonly from: number; readonly path: string }): void {
    if (kind === SUPERVISABLE) {
      if (SUPERVISABLES.some((each) => this.#known.get(each)?.has(id) === true)) return;
      const text = `there is no extension, group, queue or conference room "${id}"`;
      return void this.#judge.say(from, path, text, { is: "no-such", kind, id });
    }
    if (kind === "park" && this.#known.get(kind) === undefined) {
      return void this.#judge.say(from, path, "nobody parks in this office: park is switched off");
    }
    const takes: string | undefined = DESTINATION_KINDS[kind as keyof typeof DESTINATION_KINDS];
    if (takes !== "number" && takes !== "name") return;
    if (this.#known.get(kind)?.has(id) === true) return;
    this.#judge.say(from, path, `there is no ${kind} "${id}"`, { is: "no-such", kind, id });
  }
}

/** What may follow the codes of this office that are not followed by numbers of its own. */
function behindCodes(
  root: ConfigMap,
): Pick<Dialled, "doorKeys" | "doors" | "nightSwitches" | "hasQueues" | "hasAnnouncers"> {
  const doors = mapsIn(root, "doors");
  return {
    doorKeys: doors.map((door, at) => {
      const key = scalarAt(door, "key");
      return { dial: String(key?.value ?? DEFAULT_DOOR_KEY), by: `doors[${at}].key`, at: key?.from };
    }),
    doors: new Set(textsAt(doors, "number")),
    nightSwitches: new Set(textsAt(mapsIn(root, "hours"), "night")),
    hasQueues: mapsIn(root, "queues").length > 0,
    hasAnnouncers: mapsIn(root, "extensions").some((each) => scalarAt(each, "may_announce")?.value === true),
  };
}

function mapsIn(root: ConfigMap, section: string): readonly ConfigMap[] {
  const list = root.entries.get(section)?.value;
  return list?.kind === "list" ? list.items.flatMap((item) => item?.kind === "map" ? [item] : []) : [];
}

function textsAt(maps: readonly ConfigMap[], key: string): readonly string[] {
  return maps.flatMap((map) => {
    const value = scalarAt(map, key)?.value;
    return typeof value === "string" ? [value] : [];
  });
}

/** `park: false`, or `park: { slots: false }`. */
function parks(root: ConfigMap): boolean {
  const section = root.entries.get("park")?.value;
  return ![section, section?.kind === "map" ? section.entries.get("slots")?.value : undefined].some(isOff);
}

function isWritten(section: ConfigMap | undefined, name: string): boolean {
  return section?.entries.has(name) === true;
}

function scalarAt(map: ConfigMap, key: string): ConfigScalar | undefined {
  const value: ConfigNode | undefined = map.entries.get(key)?.value;
  return value?.kind === "scalar" ? value : undefined;
}
