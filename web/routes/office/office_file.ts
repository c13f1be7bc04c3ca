import type { ConfigFault } from "../../../core/config/mod.ts";
import type { OfficeValues } from "../../forms/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";

/** An office that nobody has written down yet. */
const EMPTY = `office: { name: Office, country: RO, time_zone: Europe/Bucharest, language: ro }\nextensions: []\n`;

/** The file as it is, and which revision of it. */
export interface OfficeNow {
  readonly text: string;
  readonly office: OfficeValues;
  readonly revision: number;
}

export async function officeNow({ world }: SignedVisit): Promise<OfficeNow> {
  const text = await world.office.export() ?? EMPTY;
  const office = world.officeReader.read(text);
  return { text, office, revision: Number(office.at(["revision"]) ?? 0) };
}

export type Saved =
  | { readonly ok: true; readonly revision: number; readonly changed: boolean }
  | { readonly ok: false; readonly faults: readonly ConfigFault[]; readonly text: string };

/** Has the box judge and take the file, as `kontor apply` does. */
export async function saveOffice(visit: SignedVisit, text: string, section: string): Promise<Saved> {
  const { world, account, from } = visit;
  const saved = await world.office.apply(text, { fileName: section, who: account.name });
  if (saved.ok && saved.changed) {
    const facts = { revision: saved.revision, section };
    await world.signIn.note("office.changed", { who: account.name, address: from.address, facts });
  }
  return saved;
}

/** Items are told apart by what people call them; an item without is told by its place. */
export function keyOf(item: unknown, place: number): string {
  const { number, name, match } = typeof item === "object" && item !== null
    ? item as { readonly number?: unknown; readonly name?: unknown; readonly match?: unknown }
    : {};
  const own = number ?? name ?? match;
  return typeof own === "string" && own !== "" ? own : `~${place}`;
}

/** Where an item stands; a menu that has a number is found by its name as well, by which calls are led to it. */
export function placeOf(items: readonly unknown[], key: string): number {
  const place = items.findIndex((item, place) => keyOf(item, place) === key);
  return place >= 0
    ? place
    : items.findIndex((item) => typeof item === "object" && item !== null && "name" in item && item.name === key);
}

/** `extensions[3].forward.busy` is `forward.busy` on the form of that extension, and stays what it is elsewhere. */
export function pathInItem(path: string, at: readonly (string | number)[]): string {
  const own = at.length === 2 ? `${at[0]}[${at[1]}]` : String(at[0]);
  return path === own ? "" : path.startsWith(`${own}.`) ? path.slice(own.length + 1) : path;
}
