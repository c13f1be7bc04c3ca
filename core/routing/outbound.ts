import {
  type CallClass,
  DEFAULT_CLASS,
  type Directory,
  isWithin,
  isWrittenFor,
  type Route,
  WRITTEN_CLASS,
} from "../directory/mod.ts";
import { fits } from "./pattern.ts";
import { bareNumber, toE164, writtenAs } from "./phone_number.ts";

/** How a number outside is reached. */
export interface OutsideRoute {
  readonly route: Route;
  /** In E.164, or as it is dialled where it is no number of the world: a short code. */
  readonly number: string;
}

/**
 * The first route that fits what was dialled: by the digits as they are, or for a pattern with a + by the number in E.164.
 * What comes in E.164 (from a phone's list of calls, or a click on a caller) goes where its digits would, dialled here.
 * That one decides, also when it lets nobody through: no cheaper one further down is looked for.
 */
export function routeOf(
  dialled: string,
  { routes, office }: Pick<Directory, "office" | "routes">,
): OutsideRoute | undefined {
  const digits = bareNumber(dialled);
  if (!/^\+?[0-9*#]+$/.test(digits)) return undefined;
  const world = toE164(digits, office.country);
  const dialledHere = world !== undefined && digits.startsWith("+")
    ? writtenAs(world, "national", office.country)
    : digits;
  for (const route of routes) {
    const given = route.match.startsWith("+") ? world : dialledHere;
    if (given === undefined || !fits(route.match, given)) continue;
    const sent = route.prepend + given.slice(route.strip);
    return { route, number: toE164(sent, office.country) ?? sent };
  }
  return undefined;
}

/**
 * Whether a call on behalf of a number may go this way. An extension may what its file says; whoever else lets somebody out
 * (a menu, a group, a caller from outside) what an extension may that says nothing. Where the office file itself names the
 * number it counts that its owner wants it to be reached.
 */
export function mayCall(
  by: string | undefined,
  { dialled, wanted }: { readonly dialled: string; readonly wanted: CallClass },
  { extensions, written }: Pick<Directory, "extensions" | "written">,
): boolean {
  const extension = by === undefined ? undefined : extensions.get(by);
  const isWritten = extension === undefined ? written.has(dialled) : isWrittenFor(extension, dialled);
  return isWithin(extension?.mayCall ?? DEFAULT_CLASS, wanted) || isWritten && isWithin(WRITTEN_CLASS, wanted);
}
