import type { Directory, InboundNumber } from "../directory/mod.ts";
import { fits, rangeOf } from "./pattern.ts";
import { toE164, writtenAs } from "./phone_number.ts";

/** A call from outside: whom it is for, and who calls; in E.164 where they are numbers of the world. */
export interface FromOutside {
  readonly called: string;
  readonly caller: string;
}

/** What the office says of a number that was called from outside; undefined when it does not have it. */
export function inboundOf({ called, caller }: FromOutside, directory: Directory): InboundNumber | undefined {
  const { country } = directory.office;
  return directory.inbound.find((rule) =>
    isCalled(rule.number, called, country) && (rule.caller === undefined || fitsOneOf(rule.caller, caller, country))
  );
}

function isCalled(rule: string, called: string, country: string): boolean {
  const range = rangeOf(rule);
  if (range !== undefined) {
    const [first, last] = [toE164(range.first, country) ?? range.first, toE164(range.last, country) ?? range.last];
    return called.length === first.length && first <= called && called <= last;
  }
  return toE164(rule, country) === called || fitsOneOf(rule, called, country);
}

/** By the number in E.164, or as it is dialled in the country. */
function fitsOneOf(pattern: string, number: string, country: string): boolean {
  return fits(pattern, number) || fits(pattern, writtenAs(number, "national", country));
}
