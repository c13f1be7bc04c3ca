import { parseDocument, type ScalarTag } from "yaml";
import { KEPT } from "./office_text.ts";

/** What stands where the file says `!kept`. */
const SECRET: unique symbol = Symbol("!kept");
export const KEPT_AS_IT_IS: ScalarTag = { ...KEPT, resolve: () => SECRET };

/** The office file as plain values, to be looked at and not to be changed: a tenth of what its document takes of the memory. */
export class OfficeValues {
  readonly #root: unknown;

  constructor(text: string) {
    this.#root = parseDocument(text, { customTags: [KEPT_AS_IT_IS] }).toJS();
  }

  /** What stands there, as plain values; a kept secret is null. */
  at(path: readonly (string | number)[]): unknown {
    const found = this.#look(path);
    return found === SECRET ? null : found;
  }

  /** Whether a secret stands there. */
  hasSecret(path: readonly (string | number)[]): boolean {
    return (this.#look(path) ?? "") !== "";
  }

  #look(path: readonly (string | number)[]): unknown {
    return valueIn(this.#root, path);
  }
}

/** What stands at a path inside a value. */
export function valueIn(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (place, key) =>
      // What is switched off whole (`park: false`) is so in all that it has.
      place === false
        ? false
        : typeof place === "object" && place !== null && Object.hasOwn(place, key)
        ? Reflect.get(place, key)
        : undefined,
    value,
  );
}

/** So much text is kept read at once: some sixty revisions of a small office, the last one of a large. */
const MOST_CHARACTERS = 1_000_000;

/** Office files as values, each read once for as long as it is asked for now and then: the one that holds, and what it was before. */
export class OfficeReader {
  /** What was asked for last comes last. */
  readonly #read = new Map<string, OfficeValues>();
  #characters = 0;

  read(text: string): OfficeValues {
    const known = this.#read.get(text);
    const values = known ?? new OfficeValues(text);
    if (known === undefined) this.#characters += text.length;
    this.#read.delete(text);
    this.#read.set(text, values);
    for (const [oldest] of this.#read) {
      if (oldest === text || this.#characters <= MOST_CHARACTERS) break;
      this.#characters -= oldest.length;
      this.#read.delete(oldest);
    }
    return values;
  }
}
