import { type Flow, formatFlow } from "../base/mod.ts";

/** Where a trunk is: its addresses, best first, and whose turn it is. */
export class Addresses {
  /** The last good answer about its host. */
  all: readonly Flow[] = [];
  #at = 0;
  #lost: Flow[] = [];

  /** Whose turn it is; undefined while none is known. */
  get current(): Flow | undefined {
    return this.all[this.#at];
  }

  /** In the order in which a call tries them. */
  get inTurn(): readonly Flow[] {
    return [...this.all.slice(this.#at), ...this.all.slice(0, this.#at)];
  }

  /** Others are known now; it stays the turn of whose it was, where he is among them. */
  know(all: readonly Flow[]): void {
    const { current } = this;
    this.all = all;
    this.choose(current);
  }

  choose(flow: Flow | undefined): void {
    this.#at = Math.max(0, this.all.findIndex((each) => isSameFlow(each, flow)));
  }

  advance(): void {
    this.#at = this.all.length === 0 ? 0 : (this.#at + 1) % this.all.length;
  }

  /** These are found to be dead. */
  lose(flows: readonly Flow[]): void {
    this.#lost.push(...flows);
  }

  /** Those that were found to be dead since this was last asked. */
  takeLost(): readonly Flow[] {
    const lost = this.#lost;
    if (lost.length > 0) this.#lost = [];
    return lost;
  }
}

export function isSameFlow(one: Flow, other: Flow | undefined): boolean {
  return other !== undefined && formatFlow(one) === formatFlow(other);
}
