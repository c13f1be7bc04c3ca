import { type Clock, type Log, sentenceOf } from "../../core/base/mod.ts";
import type { AuditLine, AuditLog } from "../../core/store/mod.ts";

const HOUR_MS = 3_600_000;
/** So many addresses of one key are named; more are counted with the last of them. */
const MOST_ADDRESSES = 8;

/** Somebody asked for something, and was answered. */
export interface Access {
  /** `key:crm` */
  readonly who: string;
  readonly address: string;
  /** The first word of what was asked for: `calls`. */
  readonly resource: string;
}

export interface AccessesWorld {
  readonly clock: Pick<Clock, "wall">;
  readonly audit: Pick<AuditLog, "append">;
  readonly log: Log;
  /** Calls `fire` once after `ms`; what it returns takes the call back. */
  readonly timer: (fire: () => void, ms: number) => () => void;
}

interface Count {
  readonly who: string;
  readonly resource: string;
  readonly addresses: Set<string>;
  times: number;
}

/**
 * What programs read, in the audit: for each key and resource a line when it is first read in an hour, and one at its end that
 * says how often it was read since. A program that asks a thousand times a second is two lines, and to note it costs no more
 * than a count; and a box that loses its power knows all the same who has read what.
 */
export class Accesses {
  readonly #world: AccessesWorld;
  readonly #counts = new Map<string, Count>();
  #cancel: (() => void) | undefined;

  constructor(world: AccessesWorld) {
    this.#world = world;
  }

  note({ who, address, resource }: Access): void {
    const key = `${who} ${resource}`;
    const known = this.#counts.get(key);
    if (known !== undefined) {
      known.times += 1;
      if (known.addresses.size < MOST_ADDRESSES) known.addresses.add(address);
      return;
    }
    this.#counts.set(key, { who, resource, addresses: new Set([address]), times: 0 });
    void this.#append([{ who, address, facts: { resource, times: 1 } }]);
    // The hour is that of the clock.
    const wall = this.#world.clock.wall();
    this.#cancel ??= this.#world.timer(() => void this.#write(), HOUR_MS - wall % HOUR_MS);
  }

  /** Writes down what was counted since the hour began: the box stops. */
  async stop(): Promise<void> {
    this.#cancel?.();
    await this.#write();
  }

  async #write(): Promise<void> {
    this.#cancel = undefined;
    const again = [...this.#counts.values()].filter(({ times }) => times > 0);
    this.#counts.clear();
    await this.#append(again.map(({ who, resource, addresses, times }) => {
      const [address = "", ...others] = addresses;
      const also = others.length === 0 ? {} : { also: others.join(", ") };
      return { who, address, facts: { resource, times, ...also } };
    }));
  }

  async #append(reads: readonly Pick<AuditLine, "who" | "address" | "facts">[]): Promise<void> {
    if (reads.length === 0) return;
    const at = this.#world.clock.wall();
    try {
      await this.#world.audit.append(reads.map((read) => ({ at, action: "resource.read", ...read })));
    } catch (error) {
      // Nobody waits for it who could be told.
      const facts = { lines: reads.length, error: sentenceOf(error) };
      this.#world.log.write({ level: "error", text: "Cannot write down what programs read", facts });
    }
  }
}
