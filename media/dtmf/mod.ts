/**
 * Digits in sound (ITU-T Q.23, Q.24): heard and made.
 *
 * @module
 */
export { DIGITS, frequenciesOf } from "./digits.ts";
export { DigitFinder, type Keystroke } from "./find.ts";
export { type Press, pressDigits } from "./make.ts";
