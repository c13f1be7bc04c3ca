import type { Instant } from "../base/mod.ts";
import type { LegId } from "../call/mod.ts";
import type { MoveResult, PlaceRule, PlaceTable } from "../script/mod.ts";

interface Place {
  readonly id: string;
  readonly rule: PlaceRule;
  readonly state: unknown;
  /** Since when somebody is there. */
  readonly since: Instant;
}

/** The places that calls share and somebody is in, each under the rule of its kind: conference rooms, queues. */
export class Places {
  readonly #rules: PlaceTable;
  readonly #places = new Map<string, Place>();
  readonly #parts: { readonly changed: (id: string) => void; readonly now: () => Instant };

  /** `changed` is told the id of a place that has changed. */
  constructor(rules: PlaceTable, parts: { readonly changed: (id: string) => void; readonly now: () => Instant }) {
    this.#rules = rules;
    this.#parts = parts;
  }

  /** A move of a leg: what came of it, and whom it concerns. */
  move(kind: string, id: string, leg: LegId, move: unknown): MoveResult<unknown, unknown> {
    const rule = this.#rules[kind];
    if (rule === undefined) throw new Error(`Cannot move in "${kind} ${id}": no rule is known for it`);
    const key = `${kind} ${id}`;
    const before = this.#places.get(key);
    const state = before?.state ?? rule.empty;
    const moved = rule.move(state, leg, move);
    if (moved.state === state) return moved;
    const since = before?.since ?? this.#parts.now();
    if (rule.present(moved.state).length > 0) this.#places.set(key, { id, rule, state: moved.state, since });
    else this.#places.delete(key);
    this.#parts.changed(id);
    return moved;
  }

  /** The first who is in a place with this id, of whatever kind. */
  firstAt(id: string): LegId | undefined {
    for (const place of this.#places.values()) if (place.id === id) return place.rule.present(place.state)[0];
    return undefined;
  }

  /** Since when somebody is in a place with this id; undefined where nobody is. */
  sinceAt(id: string): Instant | undefined {
    for (const place of this.#places.values()) if (place.id === id) return place.since;
    return undefined;
  }

  /** Places that somebody is in. */
  get size(): number {
    return this.#places.size;
  }
}
