import type { FlowNode } from "../../flow/mod.ts";
import { addressesOf, listOf, type OfficeValues } from "../../forms/mod.ts";
import { labelOf, type Words } from "../../words/mod.ts";
import { sectionOf } from "../office/sections.ts";
import { freeKeys, waysOf } from "./ways.ts";

/** What has no way on, though its thing has some: where a message is left, the call ends. */
const ENDS: ReadonlySet<string> = new Set(["voicemail"]);

/** The ways of each box that lead nowhere yet, as its thing writes them: `keys.3`, `on_timeout`. Boxes without any are left out. */
export function freeWaysOf(
  office: Pick<OfficeValues, "at">,
  nodes: readonly FlowNode[],
): Readonly<Record<string, readonly string[]>> {
  const places = new Map<string, ReadonlyMap<string, number>>();
  const placesIn = (section: string) => {
    const known = places.get(section) ??
      new Map(addressesOf(section, listOf(office.at([section]))).map((address, place) => [address, place]));
    places.set(section, known);
    return known;
  };
  return Object.fromEntries(nodes.flatMap(({ id, kind, at }) => {
    const [name = "", address = ""] = (at ?? "").split("/").map(decodeURIComponent);
    const section = sectionOf(name);
    const place = placesIn(name).get(address);
    if (section === undefined || place === undefined || ENDS.has(kind)) return [];
    const valueAt = (path: string) => office.at([name, place, ...path.split(".")]);
    const led = waysOf(section.fields, valueAt).filter(({ to }) => to === "").map(({ path }) => path);
    const free = [...freeKeys(section.fields, valueAt).map((key) => `keys.${key}`), ...led];
    return free.length === 0 ? [] : [[id, free]];
  }));
}

/** What a way is called beside its thing: `Key 3`, `When nobody answers`. */
export function nameOfWay({ flow, language }: Words, section: string, path: string): string {
  const [first, last = first] = path.split(".");
  return first === "keys" ? flow.key(last!) : labelOf(`${section}.${last}`, language);
}
