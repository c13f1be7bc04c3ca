import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/max";

/** A number as people of a country read it: `0722 000 222` of their own, `+49 30 1234567` of others. */
export function shownNumber(number: string, country: string): string {
  const parsed = parsePhoneNumberFromString(number, { defaultCountry: country as CountryCode, extract: false });
  if (parsed?.isPossible() !== true) return number;
  return parsed.country === country ? parsed.formatNational() : parsed.formatInternational();
}

/** A number in the forms that other programs look for it in. */
export interface NumberForms {
  /** `+40722000222` */
  readonly e164: string;
  /** `0722000222` */
  readonly national: string;
  /** `722000222`: neither country nor the zero in front. */
  readonly significant: string;
}

/** The forms of a number of E.164; undefined for what is none. */
export function formsOf(e164: string): NumberForms | undefined {
  const parsed = e164.startsWith("+") ? parsePhoneNumberFromString(e164, { extract: false }) : undefined;
  if (parsed === undefined) return undefined;
  return {
    e164: parsed.number,
    national: parsed.formatNational().replace(/[^0-9]/g, ""),
    significant: parsed.nationalNumber,
  };
}
