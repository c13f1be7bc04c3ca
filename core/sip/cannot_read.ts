import { fail, type Fault } from "../base/mod.ts";

/** A stranger's text is quoted in faults and so in the log: no more than this much of it. */
const QUOTED_CHARS = 120;

/** The fault of a text that is not what it should be: `Cannot read Via "...": expected a host`. */
export function cannotRead(
  code: string,
  what: string,
  text: string,
  why: string,
): { readonly ok: false; readonly fault: Fault } {
  const shown = text.length > QUOTED_CHARS ? `${text.slice(0, QUOTED_CHARS)}...` : text;
  return fail(code, `Cannot read ${what} "${shown}": ${why}`);
}
