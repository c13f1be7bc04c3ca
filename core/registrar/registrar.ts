import { Deadlines, type Flow, type Instant } from "../base/mod.ts";
import type { Extension } from "../directory/mod.ts";
import { respondTo, type SipRequest, type SipResponse } from "../sip/mod.ts";
import { applyRegister } from "./apply.ts";
import type { Binding, Change } from "./binding.ts";
import { KeepAlives } from "./keep_alive.ts";
import { type Expiry, readRegister, type Refusal } from "./read_register.ts";
import { describeBindings } from "./respond.ts";
import { withoutConnection } from "./way_back.ts";

/** What a REGISTER comes to. */
export interface Registered {
  readonly response: SipResponse;
  /** Empty when nothing changed. */
  readonly changes: readonly Change[];
}

export interface RegistrarOptions extends Partial<Expiry> {
  /** How often something is sent to a phone behind a router over UDP, in milliseconds. Default 0: never. */
  readonly keepAliveMs?: number;
}

const NONE: readonly Binding[] = [];

/**
 * Who can be reached where (RFC 3261 §10.3): the bindings of all extensions, in memory. It judges a REGISTER whose sender
 * is known already; every method gives back what changed, so that a store can follow.
 */
export class Registrar {
  readonly #expiry: Expiry;
  /** By number; each list by preference, highest first, never empty and never edited. */
  readonly #byNumber = new Map<string, readonly Binding[]>();
  /** By number: when the first of its bindings expires. */
  readonly #deadlines = new Deadlines<string>();
  /** Which numbers have a binding on a connection. */
  readonly #byConnection = new Map<string, Set<string>>();
  readonly #keepAlives: KeepAlives;
  #size = 0;

  constructor(options: RegistrarOptions = {}) {
    const { minExpiresS = 60, maxExpiresS = 3_600, defaultExpiresS = 3_600, keepAliveMs = 0 } = options;
    if (minExpiresS > maxExpiresS) {
      throw new RangeError(`Cannot keep bindings for at least "${minExpiresS}" s: expected at most "${maxExpiresS}"`);
    }
    this.#expiry = { minExpiresS, maxExpiresS, defaultExpiresS };
    this.#keepAlives = new KeepAlives(keepAliveMs);
  }

  /** How many bindings there are. */
  get size(): number {
    return this.#size;
  }

  /** How many ways through routers are kept open. */
  get keptOpen(): number {
    return this.#keepAlives.size;
  }

  /** Carries out a REGISTER of `extension`, which its sender has proved to be. */
  register(
    request: SipRequest,
    flow: Flow,
    extension: Extension,
    now: Instant,
    options: { readonly toTag?: string } = {},
  ): Registered {
    const { number, contactLimit } = extension;
    const asked = readRegister(request, this.#expiry);
    if ("status" in asked) return refuse(request, asked, options);
    const before = this.#aliveOf(number, now);
    const after = applyRegister(before, asked, { number, contactLimit, flow, now });
    if ("status" in after) return refuse(request, after, options);
    const isUnchanged = after.length === before.length && after.every((binding, at) => binding === before[at]);
    const changes = isUnchanged ? [] : this.#put(number, after);
    for (const binding of after) if (!before.includes(binding)) this.#keepAlives.enter(binding, now);
    const headers = describeBindings(this.#aliveOf(number, now), asked, now);
    return { response: respondTo(request, 200, { headers, ...options }), changes };
  }

  /**
   * Where an extension can be reached at `now`, by preference, highest first. Of several flows to one phone there is only
   * the freshest: it must not ring twice (RFC 5626 §5.3).
   */
  bindingsOf(number: string, now: Instant): readonly Binding[] {
    const alive = this.#aliveOf(number, now);
    return alive.some(isFlowOfMany)
      ? alive.filter((binding) => !isFlowOfMany(binding) || isFreshest(binding, alive))
      : alive;
  }

  #aliveOf(number: string, now: Instant): readonly Binding[] {
    const bindings = this.#byNumber.get(number) ?? NONE;
    return bindings.every((binding) => binding.expiresAt > now) ? bindings : bindings.filter(isAliveAt(now));
  }

  /** Every binding that is alive at `now`, each flow of a phone too. */
  all(now: Instant): readonly Binding[] {
    const all: Binding[] = [];
    for (const number of this.#byNumber.keys()) all.push(...this.#aliveOf(number, now));
    return all;
  }

  /** A connection is gone, and with it those of its bindings that have no other way back: see `way_back.ts`. */
  flowClosed(flow: Flow): readonly Change[] {
    const connection = connectionOf(flow);
    const changes: Change[] = [];
    for (const number of [...this.#byConnection.get(connection ?? "") ?? []]) {
      const left = this.#byNumber.get(number)!.flatMap((binding) =>
        connectionOf(binding.flow) === connection ? withoutConnection(binding) ?? [] : binding
      );
      changes.push(...this.#put(number, left));
    }
    return changes;
  }

  /**
   * Takes in bindings from before the start; connections did not survive it. One that has registered since is newer
   * than what is remembered of it. The changes are those that the store does not know.
   */
  restore(bindings: readonly Binding[], now: Instant): readonly Change[] {
    const changes: Change[] = [];
    for (const [place, remembered] of bindings.entries()) {
      const { number, contact } = remembered;
      const current = this.#byNumber.get(number) ?? NONE;
      if (current.some((binding) => binding.contact === contact)) continue;
      const alive = remembered.expiresAt > now ? withoutConnection(remembered) : undefined;
      if (alive === undefined) {
        changes.push({ type: "unbind", number, contact });
        continue;
      }
      const put = this.#put(number, [...current, alive]);
      this.#keepAlives.enter(alive, now, this.#keepAlives.spread(place, bindings.length));
      if (alive !== remembered) changes.push(...put);
    }
    return changes;
  }

  /** An extension is no more: its bindings go with it. */
  forget(number: string): readonly Change[] {
    return this.#put(number, NONE);
  }

  /** Takes away what has expired. Call it when {@link next} has come. */
  expire(now: Instant): readonly Change[] {
    const changes: Change[] = [];
    for (let number = this.#deadlines.take(now); number !== undefined; number = this.#deadlines.take(now)) {
      changes.push(...this.#put(number, this.#aliveOf(number, now)));
    }
    return changes;
  }

  /**
   * A phone to which something must be sent now, for the router before it to keep the way open; its next time is set. Ask
   * until there is none, when {@link next} has come.
   */
  takeKeepAlive(now: Instant): Binding | undefined {
    return this.#keepAlives.take(now);
  }

  /** When the next binding expires, or the next router is to be reminded. */
  next(): Instant | undefined {
    const [expiry, keepAlive] = [this.#deadlines.next(), this.#keepAlives.next()];
    if (expiry === undefined || keepAlive === undefined) return expiry ?? keepAlive;
    return expiry < keepAlive ? expiry : keepAlive;
  }

  /** Puts `after` in place of a number's bindings. */
  #put(number: string, after: readonly Binding[]): readonly Change[] {
    const before = this.#byNumber.get(number) ?? NONE;
    this.#size += after.length - before.length;
    this.#unlink(number, before);
    for (const binding of before) if (!after.includes(binding)) this.#keepAlives.leave(binding);
    if (after.length === 0) {
      this.#byNumber.delete(number);
      this.#deadlines.clear(number);
    } else {
      this.#byNumber.set(number, after.toSorted((a, b) => b.preference - a.preference));
      this.#deadlines.set(
        number,
        after.reduce((first, { expiresAt }) => first < expiresAt ? first : expiresAt, after[0]!.expiresAt),
      );
      this.#link(number, after);
    }
    return changesBetween(number, before, after);
  }

  #link(number: string, bindings: readonly Binding[]): void {
    for (const { flow } of bindings) {
      const connection = connectionOf(flow);
      if (connection === undefined) continue;
      const numbers = this.#byConnection.get(connection);
      if (numbers === undefined) this.#byConnection.set(connection, new Set([number]));
      else numbers.add(number);
    }
  }

  #unlink(number: string, bindings: readonly Binding[]): void {
    for (const { flow } of bindings) {
      const connection = connectionOf(flow);
      const numbers = connection === undefined ? undefined : this.#byConnection.get(connection);
      if (numbers?.delete(number) && numbers.size === 0) this.#byConnection.delete(connection!);
    }
  }
}

function refuse(request: SipRequest, refusal: Refusal, options: { readonly toTag?: string }): Registered {
  const { status, ...said } = refusal;
  return { response: respondTo(request, status, { ...said, ...options }), changes: [] };
}

function isFlowOfMany(binding: Binding): boolean {
  return binding.regId !== undefined;
}

function isFreshest(binding: Binding, among: readonly Binding[]): boolean {
  const flows = among.filter((each) => isFlowOfMany(each) && each.instance === binding.instance);
  return binding === flows.reduce((best, each) => each.expiresAt > best.expiresAt ? each : best);
}

function isAliveAt(now: Instant): (binding: Binding) => boolean {
  return (binding) => binding.expiresAt > now;
}

/** The key of the flow's connection; undefined where it has none that could be lost. */
function connectionOf(flow: Flow): string | undefined {
  return flow.transport === "udp" || flow.connection === undefined ? undefined : `${flow.transport}#${flow.connection}`;
}

function changesBetween(number: string, before: readonly Binding[], after: readonly Binding[]): readonly Change[] {
  const changes: Change[] = [];
  for (const { contact } of before) {
    if (!after.some((binding) => binding.contact === contact)) changes.push({ type: "unbind", number, contact });
  }
  for (const binding of after) if (!before.includes(binding)) changes.push({ type: "bind", binding });
  return changes;
}
