import { type Lease, LEASES_FOR_HELP } from "../sound/mod.ts";

/** Free pairs of one family: a queue whose front moves on, so that taking one costs the same however many there are. */
interface Queue {
  readonly leases: Lease[];
  front: number;
}

/** How many taken places a queue may drag along before it is packed. */
const SLACK = 1_024;

/** The port pairs that the media engine has bound ahead and that no session uses yet. */
export class Leases {
  readonly #free: Record<4 | 6, Queue> = { 4: { leases: [], front: 0 }, 6: { leases: [], front: 0 } };

  add(leases: readonly Lease[]): void {
    for (const lease of leases) this.#free[lease.family].leases.push(lease);
  }

  /** Takes the pair that has waited longest; undefined when none is left, or only those that are kept for help. */
  take(family: 4 | 6, { isForHelp = false }: { readonly isForHelp?: boolean } = {}): Lease | undefined {
    const queue = this.#free[family];
    const kept = isForHelp ? 0 : LEASES_FOR_HELP;
    const lease = queue.leases[queue.front];
    if (lease === undefined || queue.leases.length - queue.front <= kept) return undefined;
    queue.front++;
    if (queue.front === queue.leases.length || queue.front === SLACK) {
      queue.leases.splice(0, queue.front);
      queue.front = 0;
    }
    return lease;
  }

  /** Forgets them all: their worker died. */
  clear(): void {
    for (const family of [4, 6] as const) this.#free[family] = { leases: [], front: 0 };
  }

  get free(): number {
    return [this.#free[4], this.#free[6]].reduce((sum, { leases, front }) => sum + leases.length - front, 0);
  }
}
