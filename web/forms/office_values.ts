import { parseDocument } from "yaml";
import { KEPT } from "./office_text.ts";

/** What stands where the file says `!kept`. */
const SECRET: unique symbol = Symbol("a secret that is not told");

/** The office file as plain values, to be looked at and not to be changed: a tenth of what its document takes of the memory. */
export class OfficeValues {
  readonly #root: unknown;

  constructor(text: string) {
    this.#root = parseDocument(text, { customTags: [{ ...KEPT, resolve: () => SECRET }] }).toJS();
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
    return path.reduce<unknown>(
      (place, key) =>
        // What is switched off whole (`park: false`) is so in all that it has.
        place === false
          ? false
          : typeof place === "object" && place !== null && Object.hasOwn(place, key)
          ? Reflect.get(place, key)
          : undefined,
      this.#root,
    );
  }
}

/** The office file as it is now, read once for as long as it stays the same. */
export class OfficeReader {
  #last: { readonly text: string; readonly values: OfficeValues } | undefined;

  read(text: string): OfficeValues {
    if (this.#last?.text !== text) this.#last = { text, values: new OfficeValues(text) };
    return this.#last.values;
  }
}
