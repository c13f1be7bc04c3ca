import type { WallTime } from "../base/mod.ts";
import { type Errand, ERRAND_FAMILY, type Notebook, readErrand, writeErrand } from "../notebook/mod.ts";

/** Between two tries of an errand. */
const AGAIN_MS = 120_000;
/** An errand that waits for somebody to be free is looked at so often: when he is, he may lay his receiver down first. */
const LOOK_MS = 3_000;
/** Who could not be called by then is not called any more: the box was off, or somebody was never free. Nobody is woken at noon. */
const LATEST_MS = 60 * 60_000;

/** An errand whose time has come. */
export interface DueErrand {
  readonly key: string;
  readonly errand: Errand;
}

/** The calls that the box is to make by itself. They stand in the notebook; here is only when to look at each. */
export class Errands {
  readonly #notebook: Notebook;
  readonly #looks = new Map<string, WallTime>();
  #next: WallTime | undefined;

  constructor(notebook: Notebook) {
    this.#notebook = notebook;
  }

  get size(): number {
    return this.#looks.size;
  }

  /** When `take` is to be asked next. */
  get next(): WallTime | undefined {
    return this.#next;
  }

  /** What stands under a key has changed. */
  changed(key: string): void {
    const errand = this.#read(key);
    if (errand === undefined) this.#looks.delete(key);
    else this.#looks.set(key, errand.at);
    this.#reckon();
  }

  /** What was kept before the start. */
  restore(): void {
    for (const key of this.#notebook.all(ERRAND_FAMILY).keys()) this.changed(key);
  }

  /** One errand that is to be done now. It is planned again at once, in case nobody answers or the box goes down. */
  take(now: WallTime, isBusy: (number: string) => boolean): DueErrand | undefined {
    for (const [key, at] of [...this.#looks]) {
      if (at > now) continue;
      const errand = this.#read(key);
      if (errand === undefined || isTooLate(errand, now)) this.#keep(key, undefined);
      else if (errand.whenFree?.some(isBusy) === true) {
        this.#looks.set(key, now + LOOK_MS as WallTime);
        this.#reckon();
      } else {
        const tries = errand.tries - 1;
        this.#keep(key, tries > 0 ? { ...errand, tries, at: now + AGAIN_MS as WallTime } : undefined);
        return { key, errand };
      }
    }
    return undefined;
  }

  #read(key: string): Errand | undefined {
    return readErrand(this.#notebook.get(ERRAND_FAMILY, key));
  }

  #keep(key: string, errand: Errand | undefined): void {
    this.#notebook.set(ERRAND_FAMILY, key, errand === undefined ? undefined : writeErrand(errand));
    this.changed(key);
  }

  #reckon(): void {
    this.#next = undefined;
    for (const at of this.#looks.values()) if (this.#next === undefined || at < this.#next) this.#next = at;
  }
}

function isTooLate({ at, evenLate }: Errand, now: WallTime): boolean {
  return evenLate !== true && now - at > LATEST_MS;
}
