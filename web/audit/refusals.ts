import { type Clock, elapsed, type Instant, type Log, sourceOf } from "../../core/base/mod.ts";
import type { AuditLine, AuditLog } from "../../core/store/mod.ts";
import type { AuditAction, AuditFacts } from "./actions.ts";

/** So long a while is. */
const WHILE_MS = 10 * 60_000;
/** So many lines of one person, program or address stand in the audit for a while. */
const MOST_LINES = 20;
/** So many refusals within a while are told to the log, once. */
const SUSPICIOUS = 5;
/** One more than these, and the one that was quiet longest is forgotten. */
const MOST_KNOWN = 10_000;
const LONGEST_TEXT = 200;

/** Somebody tried what he may not. */
export interface Refused {
  readonly action: Extract<AuditAction, `${string}.refused`>;
  /** As the audit names him; empty for whoever is not known: he is told apart by where he comes from. */
  readonly who: string;
  readonly address: string;
  readonly facts: AuditFacts;
  /** What he looked at: pages that are refused ask again by themselves, and of a while that is one look. */
  readonly look?: string;
}

export interface RefusalsWorld {
  readonly clock: Clock;
  readonly audit: Pick<AuditLog, "append">;
  readonly log: Log;
}

interface While {
  readonly since: Instant;
  readonly looks: Set<string>;
  refused: number;
  lines: number;
}

/**
 * Refused acts and looks in the audit, a few of each who tries: a flood of them fills no disk. The first line of his next
 * while says how many were left out (`untold`). Whoever goes on trying is in the log as well, where a firewall hears of him.
 */
export class Refusals {
  readonly #world: RefusalsWorld;
  readonly #whiles = new Map<string, While>();

  constructor(world: RefusalsWorld) {
    this.#world = world;
  }

  async note({ action, who, address, facts, look }: Refused): Promise<void> {
    const { clock, audit, log } = this.#world;
    const source = sourceOf(address);
    const { now, untold } = this.#whileOf(who === "" ? `from ${source}` : who);
    now.refused += 1;
    if (now.refused === SUSPICIOUS) {
      const told = { event: "refused", action, who, source };
      log.write({ level: "warn", text: "Somebody goes on trying what he may not", facts: told });
    }
    if (look !== undefined && now.looks.has(look)) return;
    if (now.lines === MOST_LINES) return;
    now.lines += 1;
    if (look !== undefined) now.looks.add(look);
    const more = untold === 0 ? {} : { untold };
    await audit.append([{ at: clock.wall(), who, address, action, facts: { ...clipped(facts), ...more } }]);
  }

  /** The while in which somebody is, and how many of the one before were left out where this begins another. */
  #whileOf(key: string): { readonly now: While; readonly untold: number } {
    const at = this.#world.clock.now();
    const before = this.#whiles.get(key);
    if (before !== undefined && elapsed(before.since, at) < WHILE_MS) return { now: before, untold: 0 };
    const now: While = { since: at, looks: new Set(), refused: 0, lines: 0 };
    this.#whiles.delete(key);
    this.#whiles.set(key, now);
    if (this.#whiles.size > MOST_KNOWN) this.#whiles.delete(this.#whiles.keys().next().value!);
    return { now, untold: before === undefined ? 0 : before.refused - before.lines };
  }
}

/** What strangers write is as long as they like. */
function clipped(facts: AuditFacts): AuditLine["facts"] {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === "string" ? value.slice(0, LONGEST_TEXT) : value,
    ]),
  );
}
