import type { Flow } from "../base/mod.ts";
import { dialogKey } from "../dialog/mod.ts";
import type { Subscription } from "./subscription.ts";

type Index = Map<string, Set<Subscription>>;

const NOBODY: ReadonlySet<Subscription> = new Set();

/** Every subscription of every package: by its dialog, by what it watches, by whose it is, by its connection. */
export class SubscriptionTable {
  readonly #byDialog = new Map<string, Subscription>();
  readonly #byNumber: Index = new Map();
  readonly #byWatcher: Index = new Map();
  readonly #byConnection: Index = new Map();
  #lamps = 0;

  /** How many there are. */
  get size(): number {
    return this.#byDialog.size;
  }

  /** How many there are, a list counted as what is on it. */
  get lamps(): number {
    return this.#lamps;
  }

  /** How many numbers somebody watches. */
  get watched(): number {
    return this.#byNumber.size;
  }

  /** How many connections somebody watches over. */
  get connections(): number {
    return this.#byConnection.size;
  }

  withDialog(key: string): Subscription | undefined {
    return this.#byDialog.get(key);
  }

  /** Who watches a number, alone or on a list. */
  ofNumber(number: string): ReadonlySet<Subscription> {
    return this.#byNumber.get(number) ?? NOBODY;
  }

  /** What an extension's phones watch. */
  ofWatcher(watcher: string): ReadonlySet<Subscription> {
    return this.#byWatcher.get(watcher) ?? NOBODY;
  }

  ofConnection(flow: Flow): ReadonlySet<Subscription> {
    return this.#byConnection.get(connectionOf(flow) ?? "") ?? NOBODY;
  }

  all(): Iterable<Subscription> {
    return this.#byDialog.values();
  }

  add(subscription: Subscription): void {
    const { dialog, watcher, flow } = subscription;
    this.#byDialog.set(dialogKey(dialog.callId, dialog.localTag, dialog.remoteTag), subscription);
    this.#watch(subscription);
    link(this.#byWatcher, watcher, subscription);
    link(this.#byConnection, connectionOf(flow), subscription);
  }

  remove(subscription: Subscription): void {
    const { dialog, watcher, flow } = subscription;
    if (!this.#byDialog.delete(dialogKey(dialog.callId, dialog.localTag, dialog.remoteTag))) return;
    this.#unwatch(subscription);
    unlink(this.#byWatcher, watcher, subscription);
    unlink(this.#byConnection, connectionOf(flow), subscription);
  }

  /** The subscription's watcher came over another flow. */
  follow(subscription: Subscription, flow: Flow): void {
    unlink(this.#byConnection, connectionOf(subscription.flow), subscription);
    subscription.flow = sharedFlow(flow, this.ofWatcher(subscription.watcher));
    link(this.#byConnection, connectionOf(flow), subscription);
  }

  /** The list of a subscription has other numbers now. */
  relist(subscription: Subscription, change: () => void): void {
    this.#unwatch(subscription);
    change();
    this.#watch(subscription);
  }

  #watch(subscription: Subscription): void {
    const numbers = watchedBy(subscription);
    for (const number of numbers) link(this.#byNumber, number, subscription);
    this.#lamps += numbers.length;
  }

  #unwatch(subscription: Subscription): void {
    const numbers = watchedBy(subscription);
    for (const number of numbers) unlink(this.#byNumber, number, subscription);
    this.#lamps -= numbers.length;
  }
}

function watchedBy({ list, number }: Subscription): readonly string[] {
  return list === undefined ? [number] : list.numbers;
}

function link(index: Index, key: string | undefined, subscription: Subscription): void {
  if (key === undefined) return;
  const set = index.get(key);
  if (set === undefined) index.set(key, new Set([subscription]));
  else set.add(subscription);
}

function unlink(index: Index, key: string | undefined, subscription: Subscription): void {
  const set = key === undefined ? undefined : index.get(key);
  if (set?.delete(subscription) && set.size === 0) index.delete(key!);
}

/** The key of the flow's connection; undefined where it has none that could be lost. */
function connectionOf({ transport, connection }: Flow): string | undefined {
  return connection === undefined ? undefined : `${transport}#${connection}`;
}

/** A phone's lamps come all the same way: where its extension's first one did too, the value is kept once. */
export function sharedFlow(flow: Flow, others: Iterable<Subscription>): Flow {
  for (const other of others) return isSameFlow(other.flow, flow) ? other.flow : flow;
  return flow;
}

function isSameFlow(a: Flow, b: Flow): boolean {
  return a.transport === b.transport && a.connection === b.connection && a.remote.ip === b.remote.ip &&
    a.remote.port === b.remote.port && a.local.ip === b.local.ip && a.local.port === b.local.port;
}
