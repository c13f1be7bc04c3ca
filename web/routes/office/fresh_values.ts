import { listOf, type OfficeValues, placeIn, type SectionSpec } from "../../forms/mod.ts";
import { SECTIONS } from "../../office/mod.ts";

/** What one thing has for itself: whoever gets such a phone, too, does not get its mail, nor where it is diverted to. */
const OWN: readonly string[] = [
  "name",
  "number",
  "voicemail.email",
  "fax_to",
  "forward",
  "block",
  "vips",
  "quiet",
  "find_me",
  "outside_number",
];
/** Digits that the office gives out itself: longer ones, and those with a plus, are the world's. */
const INSIDE = /^\d{2,8}$/;

/**
 * What stands in the form of a thing that is not there yet: the next free number, and what another one has that need not be
 * its own.
 *
 * @param like the address of the other one; undefined: none is to be like it
 */
export function freshValues(
  office: OfficeValues,
  section: SectionSpec,
  like: string | undefined,
): (path: string) => unknown {
  const at = like === undefined ? undefined : placeIn(office, section, like);
  const number = nextNumber(office, at ?? [section.name, listOf(office.at([section.name])).length - 1]);
  const isOwn = (path: string) => OWN.some((each) => path === each || path.startsWith(`${each}.`));
  return (path) => {
    if (path === "number") return number;
    return at === undefined || isOwn(path) ? undefined : office.at([...at, ...path.split(".")]);
  };
}

/** The first number after that of a thing which nothing has; undefined where numbers come from the world, or there are none. */
function nextNumber(office: OfficeValues, after: readonly (string | number)[]): string | undefined {
  const before = office.at([...after, "number"]);
  if (typeof before !== "string" || !INSIDE.test(before)) return undefined;
  const taken = new Set(SECTIONS.flatMap(({ name }) => listOf(office.at([name])).map(numberOf)));
  let next = Number(before) + 1;
  const written = () => String(next).padStart(before.length, "0");
  while (taken.has(written())) next += 1;
  return written();
}

function numberOf(item: unknown): unknown {
  return typeof item === "object" && item !== null && "number" in item ? item.number : undefined;
}
