import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { callerKey } from "./caller_key.ts";
import { formsOf } from "./shown_number.ts";

/** Digits of a number of E.164. */
const LONGEST = 15;

/**
 * The ways in which a number may stand in the record, however it is written here: as it was dialled or shown, in E.164, as
 * people of the country write it, and as they dial it from abroad. What is no subscriber's number is written in one way.
 *
 * @param country ISO 3166-1 alpha-2: `RO`
 */
export function spellingsOf(number: string, country: string): readonly string[] {
  const key = callerKey(number, { country });
  const forms = formsOf(key);
  // In this country somebody else may have what others write at home.
  const others = forms === undefined
    ? []
    : [forms.national, forms.e164.replace("+", "00")].filter((form) => callerKey(form, { country }) === key);
  return [...new Set([number.replace(/[\s().\/-]/g, ""), key.replace(/^raw:/, ""), ...others])];
}

/** What is in the key of a caller who has these digits in his number: begun as at home (`0722`), it begins otherwise there. */
export function keyPartsOf(digits: string, country: string): readonly string[] {
  const begun = begunFrom(digits, country);
  return [...new Set([digits, ...begun === undefined ? [] : [begun.e164]])];
}

/** How a number may begin in the record that begins with these digits: in each way in which {@link spellingsOf} has a whole one. */
export function beginningsOf(digits: string, country: string): readonly string[] {
  const begun = begunFrom(digits, country);
  if (begun === undefined) return [digits];
  const { e164, national = digits } = begun;
  return [...new Set([digits, e164, e164.replace("+", "00"), national])];
}

/** Only of a whole number it is known how it is written: one is made of its beginning, and cut again. */
function begunFrom(
  digits: string,
  country: string,
): { readonly e164: string; readonly national?: string } | undefined {
  const read = (text: string) =>
    parsePhoneNumberFromString(text, { defaultCountry: country as CountryCode, extract: false });
  for (let added = 0; added < LONGEST; added++) {
    const whole = read(digits + "0".repeat(added));
    if (whole?.isValid() !== true) continue;
    const cut = (text: string) => text.slice(0, text.length - added);
    const e164 = cut(whole.number);
    // In this country somebody else may have what others write at home.
    return whole.country === country
      ? { e164, national: cut(whole.formatNational().replace(/[^0-9]/g, "")) }
      : { e164 };
  }
  const begun = read(digits);
  return begun && { e164: begun.number };
}
