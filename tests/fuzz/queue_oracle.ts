import type { QueueStrategy } from "../../core/directory/mod.ts";
import type { Candidate } from "../../features/queue/mod.ts";

interface Case {
  readonly strategy: QueueStrategy;
  readonly free: readonly Candidate[];
  readonly tried: ReadonlySet<string>;
  readonly last: number;
  readonly needs: readonly string[];
}

/** What each strategy promises, said once more in other words: what is wrong with a choice, or undefined. */
export function faultOf(agents: readonly string[], given: Case): string | undefined {
  const { free, tried, strategy } = given;
  const chosen = free.filter(({ number }) => agents.includes(number));
  if (agents.length === 0 || chosen.length !== agents.length) return "somebody is not free";
  const anew = free.every(({ number }) => tried.has(number));
  if (strategy === "all") return faultOfAll(chosen, given, anew);
  if (agents.length > 1) return "more than one is rung";
  const one = chosen[0]!;
  if (tried.has(one.number) && !anew) return "he was tried already, and others were not";
  const rivals = free.filter((other) => other !== one && (anew || !tried.has(other.number)));
  if (rivals.some(({ penalty }) => penalty < one.penalty)) return "somebody has less penalty";
  return faultOfOne(one, rivals.filter(({ penalty }) => penalty === one.penalty), given);
}

function faultOfAll(chosen: readonly Candidate[], { free, tried }: Case, anew: boolean): string | undefined {
  const most = Math.max(...chosen.map(({ penalty }) => penalty));
  if (free.some((agent) => agent.penalty <= most && !chosen.includes(agent))) return "somebody was left out";
  const below = free.filter(({ penalty }) => penalty < most);
  return below.some(({ number }) => anew || !tried.has(number))
    ? "those with more penalty were rung too early"
    : undefined;
}

function faultOfOne(one: Candidate, rivals: readonly Candidate[], { strategy, last, needs }: Case): string | undefined {
  const level = ({ skills }: Candidate) => needs.map((need) => skills[need] ?? 0).reduce((a, b) => a + b, 0);
  switch (strategy) {
    case "linear":
      return rivals.some(({ at }) => at < one.at) ? "somebody stands above him" : undefined;
    case "memory": {
      const steps = (at: number) => (at - last - 1 + 1_000) % 1_000;
      return rivals.some(({ at }) => steps(at) < steps(one.at)) ? "it was another one's turn" : undefined;
    }
    case "least-recent":
      return rivals.some(({ lastAt }) => lastAt < one.lastAt) ? "somebody is longer without a call" : undefined;
    case "fewest":
      return rivals.some(({ calls }) => calls < one.calls) ? "somebody has had fewer calls" : undefined;
    case "skills":
      return rivals.some((rival) => level(rival) > level(one)) ? "somebody knows it better" : undefined;
    case "all":
    case "random":
    case "weighted":
      return undefined;
  }
}

/** Those among whom the lot is drawn: with the least penalty, of those who have not been tried while there are any. */
export function poolOf(free: readonly Candidate[], tried: ReadonlySet<string>): readonly Candidate[] {
  const fresh = free.filter(({ number }) => !tried.has(number));
  const asked = fresh.length > 0 ? fresh : free;
  const least = Math.min(...asked.map(({ penalty }) => penalty));
  return asked.filter(({ penalty }) => penalty === least);
}

/** Further than so many standard deviations from his share nobody is by chance. */
const MOST_DEVIATIONS = 6;

/** What the lot promises is not held by one call, but by many: it falls on each as often as it should. */
export class Lots {
  readonly #agents = new Map<string, { excess: number; variance: number }>();

  fell(strategy: "random" | "weighted", on: string, pool: readonly Candidate[]): void {
    const weight = (one: Candidate) => strategy === "random" ? 1 : one.weight;
    const all = pool.reduce((sum, one) => sum + weight(one), 0);
    for (const one of pool) {
      const share = weight(one) / all;
      const name = `${strategy}: ${one.number}`;
      const known = this.#agents.get(name) ?? { excess: 0, variance: 0 };
      known.excess += (one.number === on ? 1 : 0) - share;
      known.variance += share * (1 - share);
      this.#agents.set(name, known);
    }
  }

  judge(): void {
    for (const [name, { excess, variance }] of this.#agents) {
      if (Math.abs(excess) <= MOST_DEVIATIONS * Math.sqrt(variance) + 1) continue;
      throw new Error(
        `${name} had ${excess.toFixed(1)} callers more than his share, of ${variance.toFixed(1)} by chance`,
      );
    }
  }
}
