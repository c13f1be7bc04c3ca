import type { LegId } from "../call/mod.ts";
import type { MoveResult, PlaceRule, PlaceTable } from "../script/mod.ts";

interface Place {
  readonly id: string;
  readonly rule: PlaceRule;
  readonly state: unknown;
}

/** The places that calls share and somebody is in, each under the rule of its kind: conference rooms, queues. */
export class Places {
  readonly #rules: PlaceTable;
  readonly #places = new Map<string, Place>();
  readonly #changed: (id: string) => void;

  /** @param changed is told the id of a place that has changed */
  constructor(rules: PlaceTable, changed: (id: string) => void) {
    this.#rules = rules;
    this.#changed = changed;
  }

  /** A move of a leg: what came of it, and whom it concerns. */
  move(kind: string, id: string, leg: LegId, move: unknown): MoveResult<unknown, unknown> {
    const rule = this.#rules[kind];
    if (rule === undefined) throw new Error(`Cannot move in "${kind} ${id}": no rule is known for it`);
    const key = `${kind} ${id}`;
    const state = this.#places.get(key)?.state ?? rule.empty;
    const moved = rule.move(state, leg, move);
    if (moved.state === state) return moved;
    if (rule.present(moved.state).length > 0) this.#places.set(key, { id, rule, state: moved.state });
    else this.#places.delete(key);
    this.#changed(id);
    return moved;
  }

  /** The first who is in a place with this id, of whatever kind. */
  firstAt(id: string): LegId | undefined {
    for (const place of this.#places.values()) if (place.id === id) return place.rule.present(place.state)[0];
    return undefined;
  }

  /** Places that somebody is in. */
  get size(): number {
    return this.#places.size;
  }
}
