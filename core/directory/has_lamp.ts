import { CODE_NAMES } from "./code_table.ts";
import type { Directory } from "./directory.ts";

/** Whether a lamp can stand for it: a person, whatever else has a number (a parking slot), or a code that switches something. */
export function hasLamp({ extensions, numbers, codes }: Directory, number: string): boolean {
  return extensions.has(number) || numbers.has(number) || CODE_NAMES.some((name) => codes[name] === number);
}
