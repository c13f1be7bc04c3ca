import type { ConfigFault } from "../../core/config/mod.ts";
import { OfficeText } from "../forms/mod.ts";
import type { OfficeDoor } from "../page/mod.ts";

/** So many things are left out of an office at most. */
const MOST_LEFT_OUT = 50;

type Saved = Awaited<ReturnType<OfficeDoor["apply"]>>;

/**
 * Takes what this version refuses out of the stored office, one thing after another, until the rest holds. It is a change like
 * any other: judged whole, in the history, by somebody who may make it.
 *
 * @param text the office file with what is refused
 * @param save has the box judge and take it; `left` are the paths of what is left out
 * @returns what is still refused; empty once the office holds, or where somebody else was quicker
 */
export async function leaveOutRefused(
  { text, refused }: { readonly text: string; readonly refused: readonly ConfigFault[] },
  save: (office: OfficeText, left: readonly string[]) => Promise<Saved>,
): Promise<readonly ConfigFault[]> {
  const office = new OfficeText(text);
  const left: string[] = [];
  let faults = refused;
  while (faults[0] !== undefined && left.length < MOST_LEFT_OUT) {
    const at = whereIn(office, faults[0].path);
    if (at.length === 0) return faults;
    left.push(faults[0].path);
    const [section, nth] = at;
    if (at.length === 2 && typeof nth === "number") office.remove(String(section), nth);
    else office.edit({ at, value: undefined });
    const saved = await save(office, left);
    if (saved.ok) return [];
    faults = saved.faults;
  }
  return faults;
}

/** The nearest thing that stands at a fault's path: of what is missing, the thing that it is missing from. */
function whereIn(office: OfficeText, path: string): readonly (string | number)[] {
  let at: readonly (string | number)[] = [];
  for (const key of partsOfPath(path)) {
    // `keys: { 1: … }` has a number for a key, a list for its place.
    const [found] = [[...at, Number(key)], [...at, key]].filter((each) => office.at(each) !== undefined);
    if (found === undefined) break;
    at = found;
  }
  return at;
}

/** `extensions[3].forward.busy` */
export function partsOfPath(path: string): readonly string[] {
  return path === "" ? [] : path.replaceAll(/\[(\d+)\]/g, ".$1").split(".");
}
