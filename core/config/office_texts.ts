import { isTimeZone } from "../base/mod.ts";
import { closest } from "./closest.ts";
import { COUNTRIES } from "./countries.ts";
import { type Shape, text } from "./shape.ts";

/** Whose numbers are written without a country. */
export const country: Shape<string> = text({
  what: "a country of ISO 3166-1 with two letters",
  schema: { pattern: "^[A-Z]{2}$" },
  judge: (given) => {
    if (COUNTRIES.has(given)) return undefined;
    const meant = given === "UK" ? "GB" : COUNTRIES.has(given.toUpperCase()) ? given.toUpperCase() : undefined;
    return meant === undefined
      ? true
      : `${JSON.stringify(given)} is not a country of ISO 3166-1: did you mean "${meant}"?`;
  },
});

/** Whose clock holds. */
export const timeZone: Shape<string> = text({
  what: "a time zone as in Europe/Bucharest",
  judge: (given) => {
    if (isTimeZone(given)) return undefined;
    const meant = closest(given, Intl.supportedValuesOf("timeZone"));
    return meant === undefined ? true : `${JSON.stringify(given)} is not a known time zone: did you mean "${meant}"?`;
  },
});
