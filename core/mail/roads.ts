/** After so many failures one after the other whoever is at a road's end is taken to be away. */
const AWAY_AFTER = 3;

interface Road {
  underWay: number;
  /** Lanes that are due, and let go as soon as there is room. */
  readonly ready: string[];
  /** Failures since the last success. */
  failures: number;
  /** Of the last of them. */
  why: string | undefined;
}

/** How a try has ended. */
export interface Arrival {
  readonly road: string;
  readonly lane: string;
  /** Whoever was away has taken one again. */
  readonly isBack: boolean;
}

/** The ways out: to each place only a few go at once, so that one that is slow or away holds up no other. */
export class Roads {
  readonly #atOnce: number;
  readonly #roads = new Map<string, Road>();
  readonly #underWay = new Map<string, { readonly road: string; readonly lane: string }>();

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /** Why the last try failed, if it did. */
  failing(road: string): string | undefined {
    return this.#roads.get(road)?.why;
  }

  /** A lane has one that is due. */
  ready(name: string, lane: string): void {
    const road = this.#roads.get(name) ?? { underWay: 0, ready: [], failures: 0, why: undefined };
    this.#roads.set(name, road);
    if (!road.ready.includes(lane)) road.ready.push(lane);
  }

  /** A lane that may go now. */
  take(): string | undefined {
    for (const road of this.#roads.values()) {
      if (road.ready.length > 0 && road.underWay < this.#atOnce) return road.ready.shift();
    }
    return undefined;
  }

  leave(id: string, lane: string, road: string): void {
    this.#underWay.set(id, { road, lane });
    this.#roads.get(road)!.underWay += 1;
  }

  /** A try has ended, well or because of `why`; undefined for one that was not under way. */
  arrived(id: string, why: string | undefined): Arrival | undefined {
    const under = this.#underWay.get(id);
    const road = under === undefined ? undefined : this.#roads.get(under.road);
    if (under === undefined || road === undefined) return undefined;
    this.#underWay.delete(id);
    road.underWay -= 1;
    const isBack = why === undefined && road.failures >= AWAY_AFTER;
    road.failures = why === undefined ? 0 : road.failures + 1;
    road.why = why;
    return { ...under, isBack };
  }
}
