import type { Notebook, Page } from "../notebook/mod.ts";

/** The family of the notebook in which files stand that somebody speaks into, by their path. */
const SPOKEN_FAMILY = "spoken-file";

/** Whom it tells. */
export interface SpokenEars {
  /** A file that nobody will ever ask for. */
  readonly erase: (path: string) => void;
  readonly dropped: (path: string) => void;
}

interface Spoken {
  readonly path: string;
  readonly call: string;
  isClosed: boolean;
  isCallOver: boolean;
}

/**
 * Every file that a script has somebody speak into stands in the notebook before its first word, until it is closed and the
 * call that wanted it has decided what becomes of it. What stands there at a start was cut off by a power loss: a page that
 * names it (a greeting, an announcement, a message or the draft of one) keeps it; else nobody has decided, and it is dropped.
 */
export class SpokenFiles {
  readonly #notebook: Notebook;
  readonly #ears: SpokenEars;
  /** Those of this run of the box, by the number of their recording. */
  readonly #own = new Map<number, Spoken>();

  constructor(notebook: Notebook, ears: SpokenEars) {
    this.#notebook = notebook;
    this.#ears = ears;
  }

  get size(): number {
    return this.#own.size;
  }

  /** What the notebook has kept, among all its pages. */
  restore(pages: readonly Page[]): void {
    const own = new Set([...this.#own.values()].map(({ path }) => path));
    for (const path of [...this.#notebook.all(SPOKEN_FAMILY).keys()]) {
      if (own.has(path)) continue;
      this.#forget(path);
      if (pages.some((page) => page.family !== SPOKEN_FAMILY && names(page, path))) continue;
      this.#ears.erase(path);
      this.#ears.dropped(path);
    }
  }

  began(recording: number, path: string, call: string): void {
    this.#own.set(recording, { path, call, isClosed: false, isCallOver: false });
    this.#notebook.set(SPOKEN_FAMILY, path, true);
  }

  /** The file is closed. */
  closed(recording: number): void {
    this.#settle(recording, (spoken) => spoken.isClosed = true);
  }

  /** Whoever wanted it has had his say. */
  callEnded(call: string): void {
    for (const [recording, spoken] of this.#own) {
      if (spoken.call === call) this.#settle(recording, (spoken) => spoken.isCallOver = true);
    }
  }

  #settle(recording: number, change: (spoken: Spoken) => void): void {
    const spoken = this.#own.get(recording);
    if (spoken === undefined) return;
    change(spoken);
    if (!spoken.isClosed || !spoken.isCallOver) return;
    this.#own.delete(recording);
    this.#forget(spoken.path);
  }

  #forget(path: string): void {
    this.#notebook.set(SPOKEN_FAMILY, path, undefined);
  }
}

/** Files have names of their own, so that whatever holds one as a text is about it. */
function names({ value }: Page, path: string): boolean {
  return JSON.stringify(value ?? null).includes(JSON.stringify(path));
}
