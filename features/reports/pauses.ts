import type { AgentChange } from "./agents.ts";

/** From when to when an agent had no callers, and why; `queue`: of this one alone, for he took those of another. */
export interface Pause {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
  readonly queue?: string;
}

/** What stands for all queues, where none was named. */
const ALL = "";

/**
 * When an agent was paused, up to the end of a period. Whoever still takes callers of a queue that he is in is not paused, but
 * for the others; a queue is known by what he did about it, and by what he was offered. Where he is logged out he is not
 * paused either.
 */
export function pausesOf(
  changes: readonly AgentChange[],
  { offeredIn = new Set(), until }: { readonly offeredIn?: ReadonlySet<string> | undefined; readonly until: number },
): readonly Pause[] {
  const named = new Set([...offeredIn, ...changes.map(({ queue = ALL }) => queue)].filter((queue) => queue !== ALL));
  const desk = new PauseDesk(changes, named.size === 0 ? new Set([ALL]) : named);
  for (const change of changes) desk.take(change);
  return desk.end(until);
}

/** Follows an agent, one change after the other. */
class PauseDesk {
  readonly #queues: ReadonlySet<string>;
  readonly #inside: Set<string>;
  /** The queues that he is paused in, each with why. */
  readonly #paused = new Map<string, string>();
  readonly #since = new Map<string, { readonly at: number; readonly reason: string }>();
  readonly #pauses: Pause[] = [];

  constructor(changes: readonly AgentChange[], queues: ReadonlySet<string>) {
    this.#queues = queues;
    const first = (queue: string) =>
      changes.find(({ what, queue: of = ALL }) => of === queue && (what === "login" || what === "logout"))?.what;
    // Who is never seen to come is there from the beginning.
    this.#inside = new Set([...queues].filter((queue) => (first(queue) ?? first(ALL)) !== "login"));
  }

  take({ what, at, queue = ALL, reason = "" }: AgentChange): void {
    for (const each of queue === ALL ? this.#queues : [queue]) {
      switch (what) {
        case "pause":
        case "auto-pause":
          this.#paused.set(each, what === "auto-pause" ? "auto" : reason);
          break;
        case "unpause":
          this.#paused.delete(each);
          break;
        case "login":
          this.#inside.add(each);
          break;
        case "logout":
          this.#inside.delete(each);
      }
    }
    this.#tell(at);
  }

  end(at: number): readonly Pause[] {
    for (const queue of [...this.#since.keys()]) this.#stop(queue, at);
    return this.#pauses;
  }

  #tell(at: number): void {
    if (this.#paused.size === 0 && this.#since.size === 0) return;
    const there = [...this.#inside].filter((queue) => this.#queues.has(queue));
    const paused = there.filter((queue) => this.#paused.has(queue));
    // Whoever is paused everywhere is so once, for the last reason.
    const isAll = paused.length > 0 && paused.length === there.length;
    const last = [...this.#paused].findLast(([queue]) => paused.includes(queue))?.[1];
    const now = isAll
      ? new Map([[ALL, last ?? ""]])
      : new Map(paused.map((queue) => [queue, this.#paused.get(queue) ?? ""]));
    for (const [queue, { reason }] of [...this.#since]) if (now.get(queue) !== reason) this.#stop(queue, at);
    for (const [queue, reason] of now) if (!this.#since.has(queue)) this.#since.set(queue, { at, reason });
  }

  #stop(queue: string, to: number): void {
    const { at: from, reason } = this.#since.get(queue)!;
    this.#since.delete(queue);
    this.#pauses.push({ from, to, reason, ...queue === ALL ? {} : { queue } });
  }
}
