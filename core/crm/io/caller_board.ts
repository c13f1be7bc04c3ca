import type { WallTime } from "../../base/mod.ts";
import type { CallerAbout } from "../../directory/mod.ts";

export interface CallerBoardParts {
  readonly about: (number: string) => Promise<CallerAbout>;
  readonly wall: () => WallTime;
  readonly most?: number;
}

/** For so long what stands there is not asked for anew; nothing is asked for again sooner. */
const HOLDS_MS = 60_000;
const NOTHING_HOLDS_MS = 5_000;

/** Who callers are, for whoever looks again every second: what is known is there at once, the rest the next time. */
export class CallerBoard {
  readonly #parts: CallerBoardParts;
  readonly #known = new Map<string, { readonly about: CallerAbout | undefined; readonly until: number }>();

  constructor(parts: CallerBoardParts) {
    this.#parts = parts;
  }

  of(number: string): CallerAbout | undefined {
    const known = this.#known.get(number);
    if (known === undefined || known.until <= this.#parts.wall()) void this.#look(number, known?.about);
    return known?.about;
  }

  async #look(number: string, before: CallerAbout | undefined): Promise<void> {
    this.#keep(number, before, HOLDS_MS);
    const about = await this.#parts.about(number);
    const isNothing = about.name === undefined && about.matters.length === 0;
    this.#keep(number, about, isNothing ? NOTHING_HOLDS_MS : HOLDS_MS);
  }

  #keep(number: string, about: CallerAbout | undefined, holdsMs: number): void {
    this.#known.delete(number);
    this.#known.set(number, { about, until: this.#parts.wall() + holdsMs });
    for (const [oldest] of this.#known) {
      if (this.#known.size <= (this.#parts.most ?? 500)) break;
      this.#known.delete(oldest);
    }
  }
}
