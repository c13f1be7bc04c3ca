import type { LegId } from "../call/mod.ts";

/**
 * Places that calls share, each of which one leg may hold at a time: the slots of a parking lot. A name is held until it
 * is given up; the script that took it gives it up in its `finally`.
 */
export class Claims {
  readonly #places = new Map<string, Map<string, LegId>>();
  readonly #changed: (name: string) => void;

  /** @param changed is told the name that was taken or given up */
  constructor(changed: (name: string) => void) {
    this.#changed = changed;
  }

  /** Takes the first of the names that nobody holds; undefined when all are held. */
  take(place: string, names: readonly string[], leg: LegId): string | undefined {
    const held = this.#places.get(place);
    const name = names.find((each) => held?.has(each) !== true);
    if (name === undefined) return undefined;
    if (held === undefined) this.#places.set(place, new Map([[name, leg]]));
    else held.set(name, leg);
    this.#changed(name);
    return name;
  }

  /** Who holds the name in whatever place. */
  holderOf(name: string): LegId | undefined {
    for (const held of this.#places.values()) if (held.has(name)) return held.get(name);
    return undefined;
  }

  holder(place: string, name: string): LegId | undefined {
    return this.#places.get(place)?.get(name);
  }

  /** Gives a name up; quiet when the leg does not hold it. */
  giveUp(place: string, name: string, leg: LegId): void {
    const held = this.#places.get(place);
    if (held?.get(name) !== leg) return;
    held.delete(name);
    if (held.size === 0) this.#places.delete(place);
    this.#changed(name);
  }

  /** How many names are held in all. */
  get size(): number {
    let size = 0;
    for (const held of this.#places.values()) size += held.size;
    return size;
  }
}
