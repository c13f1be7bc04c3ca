import { callerKey } from "./caller_key.ts";
import { formsOf } from "./shown_number.ts";

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
