import { type Address, formatAddress, type Log, type Transport } from "../base/mod.ts";
import { concreteAddresses, isWildcard, type LocalAddress } from "./addresses.ts";

/** Something that listens on one concrete address. */
export interface Listener {
  readonly local: Address;
  close(): Promise<void>;
}

/** One kind of socket: how it is opened, and at which port (0: any free one). */
export interface ListenerKind {
  readonly transport: Transport;
  readonly port: number;
  /** Undefined: not yet (TLS without a certificate). */
  open(bind: Address): Listener | undefined;
}

/** What is to listen where. */
export interface ListeningPlan {
  readonly bind: readonly string[];
  readonly kinds: readonly ListenerKind[];
}

/**
 * One listener for each transport and concrete address. `0.0.0.0` and `::` are taken apart, so that answers leave from
 * the address that was asked and nobody is ever told a wildcard; when the machine's addresses change, so do the listeners.
 */
export class Listening {
  readonly #log: Log;
  readonly #plan: ListeningPlan;
  readonly #open = new Map<string, { readonly kind: ListenerKind; readonly ip: string; readonly listener: Listener }>();
  /** What could not be opened, so that the log says it once. */
  readonly #failed = new Set<string>();

  constructor(plan: ListeningPlan, log: Log) {
    this.#plan = plan;
    this.#log = log;
  }

  /** Every listener, in the order of the plan's kinds. */
  list(): readonly { readonly transport: Transport; readonly address: Address }[] {
    const all = [...this.#open.values()];
    return this.#plan.kinds.flatMap((kind) =>
      all.filter((entry) => entry.kind === kind)
        .map(({ listener }) => ({ transport: kind.transport, address: listener.local }))
    );
  }

  /** Opens all; throws, with nothing left open, when a port is taken or an address named in `bind` is not ours. */
  async start(locals: readonly LocalAddress[]): Promise<void> {
    try {
      this.#openMissing(locals, true);
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Follows the machine's addresses: what came, and which addresses went. */
  async refresh(
    locals: readonly LocalAddress[],
  ): Promise<{ readonly changed: boolean; readonly gone: readonly string[] }> {
    const wanted = new Set(concreteAddresses(this.#plan.bind, locals));
    const leaving = [...this.#open].filter(([, entry]) => !wanted.has(entry.ip));
    for (const [key] of leaving) this.#open.delete(key);
    await Promise.all(leaving.map(([, entry]) => entry.listener.close()));
    const opened = this.#openMissing(locals, false);
    return { changed: opened > 0 || leaving.length > 0, gone: [...new Set(leaving.map(([, entry]) => entry.ip))] };
  }

  /** Opens the listeners of one kind anew on the same addresses and ports; what they accepted stays. */
  async reopen(kind: ListenerKind): Promise<void> {
    for (const [key, entry] of [...this.#open]) {
      if (entry.kind !== kind) continue;
      this.#open.delete(key);
      await entry.listener.close();
      const listener = kind.open(entry.listener.local);
      if (listener !== undefined) this.#open.set(key, { ...entry, listener });
    }
  }

  /** Forgets a listener that has failed; the next refresh opens it again. */
  forget(listener: Listener): void {
    for (const [key, entry] of this.#open) if (entry.listener === listener) this.#open.delete(key);
  }

  async stop(): Promise<void> {
    const all = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(all.map((entry) => entry.listener.close()));
  }

  #openMissing(locals: readonly LocalAddress[], first: boolean): number {
    let opened = 0;
    for (const ip of concreteAddresses(this.#plan.bind, locals)) {
      for (const kind of this.#plan.kinds) {
        const key = `${kind.transport} ${ip}`;
        if (this.#open.has(key)) continue;
        try {
          const listener = kind.open({ ip, port: kind.port });
          if (listener === undefined) continue;
          this.#open.set(key, { kind, ip, listener });
          this.#failed.delete(key);
          opened++;
        } catch (error) {
          const failure = cannotListen(kind, ip, error);
          if (first && !this.#mayComeLater(ip, error)) throw failure;
          if (!this.#failed.has(key)) this.#log.write({ level: "warn", text: failure.message });
          this.#failed.add(key);
        }
      }
    }
    return opened;
  }

  /** An address that a wildcard found may still be on its way (IPv6 duplicate detection), or just have gone. */
  #mayComeLater(ip: string, error: unknown): boolean {
    return error instanceof Deno.errors.AddrNotAvailable &&
      !this.#plan.bind.some((named) => named === ip && !isWildcard(ip));
  }
}

function cannotListen(kind: ListenerKind, ip: string, error: unknown): Error {
  const where = `Cannot listen on ${kind.transport} "${formatAddress({ ip, port: kind.port })}"`;
  if (error instanceof Deno.errors.AddrInUse) {
    return new Error(`${where}: another program has the port`, { cause: error });
  }
  if (error instanceof Deno.errors.AddrNotAvailable) {
    return new Error(`${where}: this machine does not have the address`, { cause: error });
  }
  if (error instanceof Deno.errors.PermissionDenied) return new Error(`${where}: not permitted`, { cause: error });
  return new Error(`${where}: ${error instanceof Error ? error.message : error}`, { cause: error });
}
