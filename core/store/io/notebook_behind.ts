import type { Clock, Log } from "../../base/mod.ts";
import type { Page } from "../../notebook/mod.ts";
import type { NotebookStore } from "../ports.ts";
import { WriteBehind } from "./write_behind.ts";

const GATHER_MS = 50;

export interface NotebookBehindOptions {
  readonly log: Log;
  readonly clock: Clock;
  readonly load: () => Promise<readonly Page[]>;
  /** Commits these pages, all or none. */
  readonly commit: (pages: readonly Page[]) => Promise<void>;
}

/** The notebook, written behind the turns that change it: the last word on each page. */
export class NotebookBehind implements NotebookStore {
  readonly #options: NotebookBehindOptions;
  readonly #behind: WriteBehind;
  #pending = new Map<string, Page>();
  #onTheWay = 0;

  constructor(options: NotebookBehindOptions) {
    this.#options = options;
    this.#behind = new WriteBehind({
      log: options.log,
      clock: options.clock,
      name: "notebook",
      gatherMs: GATHER_MS,
      waiting: () => this.waiting,
      write: () => this.#write(),
    });
  }

  get waiting(): number {
    return this.#pending.size + this.#onTheWay;
  }

  load(): Promise<readonly Page[]> {
    return this.#options.load();
  }

  put(page: Page): void {
    this.#pending.set(`${page.family}\n${page.key}`, page);
    if (!this.#behind.closed) this.#behind.wake();
  }

  flush(): Promise<void> {
    return this.#behind.flush(() => this.waiting === 0);
  }

  close(): Promise<void> {
    return this.#behind.close();
  }

  async #write(): Promise<boolean> {
    const batch = this.#pending;
    this.#pending = new Map();
    this.#onTheWay = batch.size;
    try {
      await this.#options.commit([...batch.values()]);
    } catch (fault) {
      this.#pending = new Map([...batch, ...this.#pending]);
      throw fault;
    } finally {
      this.#onTheWay = 0;
    }
    return false;
  }
}
