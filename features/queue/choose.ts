import type { QueueStrategy } from "../../core/directory/mod.ts";

/** An agent who is free to take a caller of a queue. */
export interface Candidate {
  readonly number: string;
  /** His place in the queue's list. */
  readonly at: number;
  readonly penalty: number;
  readonly weight: number;
  readonly skills: Readonly<Record<string, number>>;
  /** When his last call of a queue ended; 0 for never. */
  readonly lastAt: number;
  /** Calls of queues that he has had. */
  readonly calls: number;
}

/** What else the choice depends on. */
export interface Circumstances {
  readonly strategy: QueueStrategy;
  readonly needs: readonly string[];
  /** The place in the list of whoever was rung last, for the strategy with a memory; -1 for nobody. */
  readonly last: number;
  /** Who was rung for this caller and did not take him: others come first. */
  readonly tried: readonly string[];
  /** Decides where the lot does. */
  readonly lot: number;
}

/**
 * Whom a caller is offered. Less penalty comes first, but whoever has not taken this caller is tried again only when
 * nobody else is left; where all ring, those with more penalty join in when the ones with less have not taken him.
 */
export function choose(free: readonly Candidate[], given: Circumstances): readonly string[] {
  const fresh = free.filter(({ number }) => !given.tried.includes(number));
  const asked = fresh.length > 0 ? fresh : free;
  const lowest = Math.min(...asked.map(({ penalty }) => penalty));
  if (given.strategy === "all") return free.filter(({ penalty }) => penalty <= lowest).map(({ number }) => number);
  const one = pick(asked.filter(({ penalty }) => penalty === lowest), given);
  return one === undefined ? [] : [one.number];
}

function pick(pool: readonly Candidate[], { strategy, needs, last, lot }: Circumstances): Candidate | undefined {
  switch (strategy) {
    case "all":
    case "linear":
      return least(pool, ({ at }) => [at]);
    case "memory":
      return least(pool, ({ at }) => [at > last ? 0 : 1, at]);
    case "least-recent":
      return least(pool, ({ lastAt, at }) => [lastAt, at]);
    case "fewest":
      return least(pool, ({ calls, lastAt, at }) => [calls, lastAt, at]);
    case "random":
      return pool[lot % pool.length];
    case "weighted":
      return byWeight(pool, lot);
    case "skills":
      return least(pool, ({ skills, lastAt, at }) => [-levelOf(skills, needs), lastAt, at]);
  }
}

/** How good somebody is at all that is needed. */
export function levelOf(skills: Candidate["skills"], needs: readonly string[]): number {
  return needs.reduce((level, need) => level + (skills[need] ?? 0), 0);
}

/** The lot falls on each as often as he weighs. */
function byWeight(pool: readonly Candidate[], lot: number): Candidate | undefined {
  let left = lot % pool.reduce((sum, { weight }) => sum + weight, 0);
  return pool.find(({ weight }) => (left -= weight) < 0);
}

/** The one whose rank is the least; what stands further behind in a rank decides between equals. */
function least(pool: readonly Candidate[], rankOf: (one: Candidate) => readonly number[]): Candidate | undefined {
  let best: Candidate | undefined;
  for (const one of pool) if (best === undefined || isBefore(rankOf(one), rankOf(best))) best = one;
  return best;
}

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && a[at]! < b[at]!;
}
