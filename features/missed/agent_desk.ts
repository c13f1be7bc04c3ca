import type { AgentChange } from "./call.ts";
import type { ForeignRows } from "./follow.ts";
import { agentChangesOf } from "./read/agents.ts";
import { Fields, reading, type Scope } from "./read/mod.ts";
import { readQueueRow } from "./read/queue_log.ts";

/** In lines of agents who come, go and pause: nearly all others are of callers. */
const OF_AGENTS = /MEMBER|PAUSE|AGENT[A-Z]*LOG/;

/** Keeps what agents of queues did about having callers, out of the queue log's lines as they come. */
export class AgentDesk {
  readonly #scope: Scope;
  /** By what the lines say: one that is read again is no news. */
  readonly #changes = new Map<string, readonly AgentChange[]>();

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Takes lines, in the order in which they were written; what cannot be read is told by whoever follows the calls. */
  take({ queueLog = [] }: ForeignRows): void {
    for (const row of queueLog) {
      const { line, event } = row as { readonly line?: string; readonly event?: string };
      if (!OF_AGENTS.test(line ?? event ?? "")) continue;
      const read = reading(() => readQueueRow(new Fields(row, "queue_log"), this.#scope.policy.timeZone));
      if (!read.ok || read.value === undefined) continue;
      const changes = agentChangesOf(read.value, this.#scope);
      if (changes.length > 0) this.#changes.set(JSON.stringify(row), changes);
    }
  }

  /** In order of time. */
  get changes(): readonly AgentChange[] {
    return [...this.#changes.values()].flat().sort((one, other) => one.at - other.at);
  }
}
