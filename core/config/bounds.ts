import { CST, Lexer } from "yaml";

/** Our files are three levels deep; the rest is room for what is to come. */
export const DEEPEST = 16;
/** 10,000 extensions with every key written out are about 1.3 million characters and 510,000 words. */
const LONGEST = 3 * 1024 * 1024;
const MOST_WORDS = 700_000;

/**
 * Whether a text is too large or too deep to be given to the parser, which descends by recursion and keeps an error object
 * for every mistake: ten seconds for 4 MB of brackets. Its lexer does not, and stops where it is told to.
 */
export function outOfBounds(text: string): { readonly offset: number; readonly text: string } | undefined {
  if (text.length > LONGEST) {
    return { offset: 0, text: `is ${text.length} characters long: at most ${LONGEST} are read` };
  }
  const depth = new Depth();
  let offset = 0;
  let words = 0;
  for (const word of new Lexer().lex(text)) {
    if (++words > MOST_WORDS) return { offset, text: `has more than ${MOST_WORDS} words and signs` };
    if (depth.after(word) > DEEPEST) return { offset, text: `is nested more than ${DEEPEST} levels deep` };
    // The lexer's own signs (a scalar follows, a document starts) stand for no character of the text.
    if (!isMark(word)) offset += word.length;
  }
  return undefined;
}

function isMark(word: string): boolean {
  return word === CST.DOCUMENT || word === CST.FLOW_END || word === CST.SCALAR;
}

/** Counts levels by brackets, by indentation, and by what is stacked on one line (`- - - x`). */
class Depth {
  readonly #indents: number[] = [];
  #brackets = 0;
  #stacked = 0;
  #lineStart = true;

  after(word: string): number {
    const type = CST.tokenType(word);
    if (type === "newline") {
      this.#lineStart = true;
      this.#stacked = 0;
      return 0;
    }
    if (this.#lineStart && type !== "doc-mode") {
      this.#lineStart = false;
      if (this.#brackets === 0) this.#indent(type === "space" ? word.length : 0);
    }
    if (type === "flow-map-start" || type === "flow-seq-start") this.#brackets++;
    if (type === "flow-map-end" || type === "flow-seq-end") this.#brackets--;
    if (type === "seq-item-ind" || type === "explicit-key-ind") this.#stacked++;
    return this.#indents.length + this.#brackets + this.#stacked;
  }

  #indent(columns: number): void {
    while ((this.#indents.at(-1) ?? -1) >= columns) this.#indents.pop();
    this.#indents.push(columns);
  }
}
