import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { NumberFormat } from "../directory/mod.ts";

/**
 * A number as the whole world knows it (E.164, `+40211234567`), from what was dialled in a country or sent by a provider;
 * undefined for what is no number of any subscriber: a short code, a word.
 *
 * @param country ISO 3166-1 alpha-2: `RO`
 */
export function toE164(text: string, country: string): string | undefined {
  const bare = bareNumber(text);
  if (!/^\+?[0-9]{5,20}$/.test(bare)) return undefined;
  const parsed = parsePhoneNumberFromString(bare, country as CountryCode);
  return parsed?.isPossible() === true ? parsed.number : undefined;
}

/** The same where a provider may have left the + out: `40211234567` is in Romania before it is anything else. */
export function toE164FromTrunk(
  text: string,
  { country, format }: { country: string; format: NumberFormat },
): string | undefined {
  const bare = bareNumber(text);
  const withPlus = bare.startsWith("+") ? undefined : toE164(`+${bare}`, country);
  if (format === "e164-plain" && withPlus !== undefined) return withPlus;
  const national = toE164(bare, country);
  if (national !== undefined && isValid(national)) return national;
  return withPlus !== undefined && isValid(withPlus) ? withPlus : national;
}

/** A number as somebody wants it written; what is not in E.164 stays as it is. */
export function writtenAs(number: string, format: NumberFormat, country: string): string {
  if (format === "e164" || !number.startsWith("+")) return number;
  if (format === "e164-plain") return number.slice(1);
  const parsed = parsePhoneNumberFromString(number);
  if (parsed?.isPossible() !== true) return number;
  const isAtHome =
    parsePhoneNumberFromString(bareNumber(parsed.formatNational()), country as CountryCode)?.number === number;
  if (isAtHome) return bareNumber(parsed.formatNational());
  const dialled = parsed.format("IDD", { fromCountry: country as CountryCode });
  return dialled === "" || dialled === undefined ? `00${number.slice(1)}` : bareNumber(dialled);
}

/** Without what people put between the digits to read them better (RFC 3966 §5.1.1). */
export function bareNumber(text: string): string {
  return text.replace(/[-. ()]/g, "");
}

function isValid(number: string): boolean {
  return parsePhoneNumberFromString(number)?.isValid() === true;
}
