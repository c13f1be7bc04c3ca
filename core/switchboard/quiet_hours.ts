import { isClockBelieved, type WallTime } from "../base/mod.ts";
import { type Directory, nextEdge } from "../directory/mod.ts";

/** When the hours begin or end in which people do not wish to be disturbed: their lamps and presence change then. */
export class QuietHoursClock {
  readonly #directory: () => Directory;
  readonly #edges = new Map<string, WallTime>();
  #next: WallTime | undefined;

  constructor(directory: () => Directory) {
    this.#directory = directory;
  }

  /** When `take` is to be asked next. */
  get next(): WallTime | undefined {
    return this.#next;
  }

  /** The office or the time has changed, and with it whoever keeps hours, or kept them until now. */
  reckon(wall: WallTime): readonly string[] {
    const before = [...this.#edges.keys()];
    this.#edges.clear();
    this.#set(this.#directory().extensions.keys(), wall);
    return [...new Set([...before, ...this.#edges.keys()])];
  }

  /** Those whose hours have begun or ended by now. */
  take(wall: WallTime): readonly string[] {
    if (this.#next === undefined || this.#next > wall) return [];
    const due = [...this.#edges].flatMap(([number, at]) => at <= wall ? [number] : []);
    this.#set(due, wall);
    return due;
  }

  #set(numbers: Iterable<string>, wall: WallTime): void {
    const { extensions, office } = this.#directory();
    // Many keep the same hours.
    const known = new Map<string, WallTime | undefined>();
    for (const number of numbers) {
      const times = isClockBelieved(wall) ? extensions.get(number)?.quiet?.times : undefined;
      if (times === undefined) {
        this.#edges.delete(number);
        continue;
      }
      const key = JSON.stringify(times);
      if (!known.has(key)) known.set(key, nextEdge(times, wall, office.timeZone));
      const at = known.get(key);
      if (at === undefined) this.#edges.delete(number);
      else this.#edges.set(number, at);
    }
    this.#next = undefined;
    for (const at of this.#edges.values()) if (this.#next === undefined || at < this.#next) this.#next = at;
  }
}
