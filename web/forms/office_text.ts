import { type Document, isMap, parseDocument, type ScalarTag } from "yaml";

/** In a value that is written: a secret that stays what it is. */
export const KEPT_SECRET: unique symbol = Symbol("!kept");
/** How a file says so. */
export const KEPT: ScalarTag = {
  tag: "!kept",
  resolve: () => null,
  identify: (value) => value === KEPT_SECRET,
  stringify: () => "",
};
const WRITING = { lineWidth: 120 } as const;

/** One change of the office file. A value of undefined takes the key away. */
export interface OfficeEdit {
  /** `["extensions", 3, "forward", "busy"]` */
  readonly at: readonly (string | number)[];
  readonly value: unknown;
}

/** The office file as somebody works on it at the desk: what is not touched stays as its owner wrote it, comments and all. */
export class OfficeText {
  readonly #document: Document;

  constructor(text: string) {
    this.#document = parseDocument(text, { customTags: [KEPT] });
  }

  /** What stands there, as plain values; a kept secret is null. */
  at(path: readonly (string | number)[]): unknown {
    const node = this.#document.getIn(path, true);
    return typeof node === "object" && node !== null && "toJS" in node && typeof node.toJS === "function"
      ? node.toJS(this.#document)
      : undefined;
  }

  edit({ at, value }: OfficeEdit): void {
    if (value === undefined) {
      if (this.#document.hasIn(at)) this.#document.deleteIn(at);
      this.#dropEmpty(at.slice(0, -1));
      return;
    }
    const [section] = at;
    // `park: false` is a section that is switched off, and goes on again.
    if (at.length > 1 && this.#document.get(section) === false) this.#document.delete(section);
    this.#document.setIn(at, this.#document.createNode(value));
  }

  /** Puts an item at the end of a section. */
  add(section: string, item: Readonly<Record<string, unknown>>): void {
    const node = this.#document.createNode(item);
    if (this.#document.has(section)) this.#document.addIn([section], node);
    else this.#document.set(section, this.#document.createNode([item]));
  }

  remove(section: string, index: number): void {
    this.#document.deleteIn([section, index]);
    const left = this.at([section]);
    if (Array.isArray(left) && left.length === 0) this.#document.delete(section);
  }

  toString(): string {
    // The library writes a tag and then its value, which here is nothing.
    return this.#document.toString(WRITING).replaceAll(/!kept +(?=\n|,)/g, "!kept").replaceAll(/!kept +\}/g, "!kept }");
  }

  /** `forward: {}` says nothing. */
  #dropEmpty(path: readonly (string | number)[]): void {
    if (path.length < 3) return;
    const node = this.#document.getIn(path, true);
    if (isMap(node) && node.items.length === 0) this.#document.deleteIn(path);
  }
}
