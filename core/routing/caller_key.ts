import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/max";

/** The one key of all who withhold their number. */
export const ANONYMOUS = "anonymous";

/** What is known of where a number was written. */
export interface NumberContext {
  /** ISO 3166-1 alpha-2: `RO` */
  readonly country: string;
  /** The caller asked not to be shown (RFC 3323 `Privacy: id`). */
  readonly isRestricted?: boolean;
  /** What is dialled for an outside line, the longest that fits is taken off: `9`. */
  readonly prefixes?: readonly string[];
  /** What a provider leaves out in front: `+`. */
  readonly prepend?: string;
}

/** The words of many PBXs, and 266696687, which is ANONYMOUS on a keypad and a possible number in some countries. */
const WITHHELD =
  /^(|anonymous|unknown|unavailable|restricted|private|withheld|blocked|asterisk|<unknown>|(\+|00)?266696687)$/i;

/**
 * Who somebody is, however his number is written: E.164, `anonymous`, or `raw:` and the text of what is no subscriber's
 * number (a short code, a word). Two people never share a key for having the same last digits.
 */
export function callerKey(text: string, context: NumberContext): string {
  const bare = text.trim().replace(/^(sips?|tel):/i, "").replace(/[@;].*$/s, "").trim();
  // Before any parsing: +266696687 is a possible number of Lesotho.
  if (context.isRestricted === true || WITHHELD.test(bare)) return ANONYMOUS;
  const number = outsideNumber(bare, context);
  return number ?? `raw:${rawOf(bare)}`;
}

/** In E.164; undefined for what is no possible number. */
function outsideNumber(bare: string, { country, prefixes = [], prepend = "" }: NumberContext): string | undefined {
  const prefix = [...prefixes].sort((one, other) => other.length - one.length)
    .find((prefix) => prefix !== "" && bare.startsWith(prefix));
  const stripped = prefix === undefined ? undefined : possible(bare.slice(prefix.length), country);
  return stripped ?? possible(prepend + bare, country);
}

function possible(text: string, country: string): string | undefined {
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: country as CountryCode, extract: false });
  return parsed?.isPossible() === true ? parsed.number : undefined;
}

function rawOf(bare: string): string {
  const compact = bare.replace(/[-. ()]/g, "").toLowerCase();
  return compact === "" ? bare.toLowerCase() : compact;
}
