import { LineCounter } from "yaml";
import type { Destination } from "../directory/mod.ts";
import type { ConfigFault, FaultReason, Judged } from "./fault.ts";

/** So many faults are told one by one; the rest are counted. */
const MOST_FAULTS = 100;

/** A place in the file that names something: `group 600`. */
export interface Reference extends Destination {
  readonly from: number;
  readonly path: string;
}

/** Gathers everything that is wrong with one file, so that its owner mends it in one go. */
export class Judge {
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly lines: LineCounter = new LineCounter();
  readonly #faults: ConfigFault[] = [];
  readonly #references: Reference[] = [];
  #untold = 0;

  constructor(file: string, environment: Readonly<Record<string, string>>) {
    this.file = file;
    this.environment = environment;
  }

  /** Says a fault at an offset into the text. Gives undefined back, so that a reader can `return judge.say(...)`. */
  say(offset: number, path: string, text: string, reason?: FaultReason): undefined {
    if (this.#faults.length >= MOST_FAULTS) {
      this.#untold++;
      return undefined;
    }
    const { line, col } = this.lines.linePos(offset);
    const place = { file: this.file, line: Math.max(line, 1), column: Math.max(col, 1), path };
    this.#faults.push({ ...place, text, ...reason === undefined ? {} : { reason } });
    return undefined;
  }

  /** Notes that something is named, to be looked for once the whole file is read. */
  refer(reference: Reference): void {
    this.#references.push(reference);
  }

  get references(): readonly Reference[] {
    return this.#references;
  }

  /** `line 12` of an offset, for faults that name a second place. */
  lineOf(offset: number): string {
    return `line ${Math.max(this.lines.linePos(offset).line, 1)}`;
  }

  get clean(): boolean {
    return this.#faults.length === 0;
  }

  /** The value when nothing was wrong, else all faults in the order of the file. */
  verdict<T>(value: T | undefined): Judged<T> {
    if (this.clean) {
      if (value === undefined) throw new Error(`Cannot judge "${this.file}": neither a value nor a fault was found`);
      return { ok: true, value };
    }
    const faults = this.#faults.toSorted((a, b) => a.line - b.line || a.column - b.column);
    if (this.#untold > 0) {
      const last = faults.at(-1)!;
      const { reason: _, ...place } = last;
      faults.push({ ...place, path: "", text: `and ${this.#untold} faults more` });
    }
    return { ok: false, faults };
  }
}
