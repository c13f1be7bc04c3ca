import { type Document, isMap, isSeq, parseDocument, type ScalarTag } from "yaml";
import { KEPT, KEPT_SECRET } from "./office_text.ts";
import { spanOf, type TextSpan } from "./text_span.ts";

export const KEPT_AS_IT_IS: ScalarTag = { ...KEPT, resolve: () => KEPT_SECRET };

/** The items of one section, and where they stand in the text; a section that is one thing is one item. */
export interface ItemsInText {
  readonly items: readonly unknown[];
  /** Of each of them. */
  readonly spans: readonly TextSpan[];
}

/** Where a section stands in the text, and each of its items. */
interface SectionSpans {
  readonly whole: TextSpan;
  readonly items: readonly TextSpan[];
}

/** The office file as plain values, to be looked at and not to be changed: a tenth of what its document takes of the memory. */
export class OfficeValues {
  readonly #root: unknown;
  readonly #spans: ReadonlyMap<string, SectionSpans>;

  constructor(text: string) {
    const document = parseDocument(text, { customTags: [KEPT_AS_IT_IS] });
    this.#root = document.toJS();
    this.#spans = spansIn(document);
  }

  /** What stands there, as plain values; a kept secret is null. */
  at(path: readonly (string | number)[]): unknown {
    const found = this.#look(path);
    return found === KEPT_SECRET ? null : found;
  }

  /** Whether a secret stands there. */
  hasSecret(path: readonly (string | number)[]): boolean {
    return (this.#look(path) ?? "") !== "";
  }

  /** The items of a section; none where the file does not have it. */
  items({ name, isList }: { readonly name: string; readonly isList: boolean }): ItemsInText {
    const spans = this.#spans.get(name);
    if (spans === undefined) return { items: [], spans: [] };
    const value = this.#look([name]);
    return isList ? { items: listOf(value), spans: spans.items } : { items: [value], spans: [spans.whole] };
  }

  #look(path: readonly (string | number)[]): unknown {
    return valueIn(this.#root, path);
  }
}

function spansIn({ contents }: Document): ReadonlyMap<string, SectionSpans> {
  const sections = isMap(contents) ? contents.items : [];
  return new Map(sections.map(({ key, value }) => {
    return [String(key), { whole: spanOf(value), items: isSeq(value) ? value.items.map(spanOf) : [] }];
  }));
}

/** The items of a section that is a list, as the file has them. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
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
