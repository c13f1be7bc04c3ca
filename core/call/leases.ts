import type { Lease } from "../sound/mod.ts";

/** The port pairs that the media engine has bound ahead and that no session uses yet. */
export class Leases {
  readonly #free: Record<4 | 6, Lease[]> = { 4: [], 6: [] };

  add(leases: readonly Lease[]): void {
    for (const lease of leases) this.#free[lease.family].push(lease);
  }

  /** Takes the pair that has waited longest; undefined when none is left. */
  take(family: 4 | 6): Lease | undefined {
    return this.#free[family].shift();
  }

  /** Forgets them all: their worker died. */
  clear(): void {
    this.#free[4] = [];
    this.#free[6] = [];
  }

  get free(): number {
    return this.#free[4].length + this.#free[6].length;
  }
}
