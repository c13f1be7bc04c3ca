import { type Chance, Deadlines, type Flow, formatHost, type Instant, later } from "../base/mod.ts";
import { accept, dialogKey } from "../dialog/mod.ts";
import type { Directory } from "../directory/mod.ts";
import { type Header, header, parseUri, type SipRequest, type SipUri, tagOf } from "../sip/mod.ts";
import { type ListState, newList, tellAll } from "./list_notice.ts";
import { type PackageName, packageOf, type StateOf } from "./packages.ts";
import { readSubscribe } from "./read_subscribe.ts";
import { granted, refused, type SubscribeAnswer } from "./subscribe_answer.ts";
import { dueAt, keep, notify, openSubscription, PAUSE_MS, type Reason, type Subscription } from "./subscription.ts";
import { sharedFlow, SubscriptionTable } from "./subscription_table.ts";

/** Where new watchers are refused. A list counts as what is on it. */
export interface LampsLimits {
  /** Subscriptions of one extension's phones together. Default 500. */
  readonly perWatcher: number;
  /** Of all, with about 1.5 KB each. Default 20,000. */
  readonly overall: number;
}

export interface LampsOptions {
  readonly chance: Chance;
  readonly limits?: Partial<LampsLimits>;
}

/** All zero when nobody watches. */
export interface LampsSizes {
  readonly subscriptions: number;
  /** Numbers that somebody watches. */
  readonly watched: number;
  readonly connections: number;
  readonly deadlines: number;
  /** NOTIFYs without an answer yet. */
  readonly underWay: number;
}

/** How long a NOTIFY that was refused for no clear reason waits for its second try, in milliseconds. */
const AGAIN_MS = 5_000;

/** RFC 6665 §4.2.2: a watcher that answers so has no such subscription, and never will. */
const FINAL_REFUSALS = new Set([404, 405, 408, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604]);

/** RFC 4662 §4.2: whoever asks for a list must know what a list is. */
const LISTS_REQUIRED: Header = { name: "Require", value: "eventlist" };

/**
 * Every lamp on every phone, and what else phones watch: one table of subscriptions for all event packages. `take` gives
 * those that have something to be told, `write` their NOTIFY, and `sent`, `answered` follow it. One table of deadlines
 * serves them all: an idle office costs nothing.
 */
export class Lamps {
  readonly #chance: Chance;
  readonly #limits: LampsLimits;
  readonly #table = new SubscriptionTable();
  readonly #byTransaction = new Map<string, Subscription>();
  readonly #deadlines = new Deadlines<Subscription>();

  constructor({ chance, limits = {} }: LampsOptions) {
    this.#chance = chance;
    this.#limits = { perWatcher: 500, overall: 20_000, ...limits };
  }

  /** Whether nobody watches anybody. */
  get areDark(): boolean {
    return this.#table.size === 0;
  }

  get sizes(): LampsSizes {
    return {
      subscriptions: this.#table.size,
      watched: this.#table.watched,
      connections: this.#table.connections,
      deadlines: this.#deadlines.size,
      underWay: this.#byTransaction.size,
    };
  }

  /** A SUBSCRIBE outside any dialog, by a phone of the extension `watcher`. */
  subscribe(
    request: SipRequest,
    flow: Flow,
    now: Instant,
    parts: { readonly watcher: string; readonly directory: Directory },
  ): SubscribeAnswer {
    const { watcher, directory } = parts;
    const wish = readSubscribe(request);
    if ("status" in wish) return refused(wish.status, undefined, wish.headers);
    const uri = parseUri(request.uri);
    const asked = uri.ok ? uri.value.user ?? "" : "";
    const number = packageOf(wish.package).watched(directory, asked, watcher);
    const list = typeof number === "string" ? undefined : listOf(directory, asked, { ...wish, watcher });
    if (!uri.ok || typeof number !== "string" && list === undefined) {
      return refused(typeof number === "string" ? 404 : number);
    }
    if (list !== undefined && !wish.takesLists) return refused(421, undefined, [LISTS_REQUIRED]);
    const full = this.#fullFor(watcher, list?.numbers.length ?? 1);
    if (full !== undefined) return full;
    const opened = openSubscription(request, {
      watcher,
      number: typeof number === "string" ? number : directory.lists.get(asked)!.name,
      host: hostOf(uri.value, flow),
      package: wish.package,
      event: wish.event,
      list,
      flow: sharedFlow(flow, this.#table.ofWatcher(watcher)),
      localTag: this.#chance.token(),
      expiresAt: later(now, wish.expiresS * 1000),
      now,
    });
    if (!opened.ok) return refused(400, "Bad SUBSCRIBE");
    const subscription = opened.value;
    if (wish.expiresS === 0) subscription.ending = "timeout";
    this.#table.add(subscription);
    this.#settle(subscription);
    return granted(subscription, wish.expiresS, subscription.dialog.localTag);
  }

  /** A SUBSCRIBE inside a dialog: more time, or no more. 481 for one that is over. */
  resubscribe(request: SipRequest, flow: Flow, now: Instant): SubscribeAnswer {
    const subscription = this.#table.withDialog(keyOf(request));
    if (subscription === undefined || subscription.ending !== undefined) return refused(481);
    const wish = readSubscribe(request);
    if ("status" in wish) return refused(wish.status, undefined, wish.headers);
    // RFC 6665 §4.5.1: another package would be another subscription, and have a dialog of its own.
    if (wish.package !== subscription.package) return refused(481);
    const accepted = accept(subscription.dialog, request);
    if (!accepted.ok) return refused(500, "CSeq out of order");
    const kept = keep(accepted.value);
    if (!kept.ok) return refused(400, "Bad SUBSCRIBE");
    subscription.dialog = kept.value;
    this.#table.follow(subscription, flow);
    subscription.expiresAt = later(now, wish.expiresS * 1000);
    if (wish.expiresS === 0) subscription.ending = "timeout";
    else if (subscription.list !== undefined) tellAll(subscription.list);
    // RFC 6665 §4.2.1.2: every SUBSCRIBE is followed by a NOTIFY at once, whether anything changed or not.
    subscription.tellAt = now;
    this.#tell(subscription, "owed");
    return granted(subscription, wish.expiresS);
  }

  /** Whether a phone of the extension at that address has asked to be told of messages. */
  tellsMessagesTo(watcher: string, { remote, connection }: Flow): boolean {
    for (const { package: asked, flow } of this.#table.ofWatcher(watcher)) {
      const isSame = flow.connection === connection && flow.remote.ip === remote.ip && flow.remote.port === remote.port;
      if (asked === "message-summary" && isSame) return true;
    }
    return false;
  }

  /** Something about a number has changed. */
  stir(number: string): void {
    for (const subscription of this.#table.ofNumber(number)) {
      subscription.list?.stirred.add(number);
      if (subscription.news === "none") this.#tell(subscription, "perhaps");
    }
  }

  /** An extension is no more: nobody watches it, and it watches nobody. */
  forget(number: string): void {
    for (const subscription of this.#table.ofNumber(number)) {
      if (subscription.list === undefined) this.#end(subscription, "noresource");
    }
    for (const subscription of this.#table.ofWatcher(number)) this.#end(subscription, "rejected");
  }

  /** The office has changed: lists may have other numbers now, or be gone. */
  relist(directory: Directory): void {
    for (const subscription of this.#table.all()) {
      const { list, number, watcher } = subscription;
      if (list === undefined || subscription.ending !== undefined) continue;
      const fresh = listOf(directory, number, { package: subscription.package, watcher });
      if (fresh === undefined) this.#end(subscription, "noresource");
      else if (fresh.numbers.join() !== list.numbers.join()) {
        this.#table.relist(subscription, () => {
          list.numbers = fresh.numbers;
        });
        list.stirred.clear();
        for (const each of list.told.keys()) if (!fresh.numbers.includes(each)) list.told.delete(each);
        tellAll(list);
        this.#tell(subscription, "owed");
      }
    }
  }

  /** A connection is gone, and the subscriptions that came over it. */
  flowClosed(flow: Flow): void {
    for (const subscription of this.#table.ofConnection(flow)) this.#remove(subscription);
  }

  /** A subscription that may have to be told something now: `write` must follow. Undefined when there is none. */
  take(now: Instant): Subscription | undefined {
    const due = this.#deadlines.take(now);
    if (due !== undefined && due.expiresAt <= now) due.ending ??= "timeout";
    return due;
  }

  /**
   * The NOTIFY for a subscription that was taken; undefined when there is nothing new to its watcher. `contact` is ours,
   * towards him.
   */
  write(
    subscription: Subscription,
    now: Instant,
    parts: { readonly stateOf: StateOf; readonly contact: string },
  ): SipRequest | undefined {
    const request = notify(subscription, now, parts);
    if (request === undefined) this.#settle(subscription);
    // What did not fit follows at once; what changes from now on waits.
    else if (subscription.news === "none") subscription.tellAt = later(now, PAUSE_MS);
    return request;
  }

  /** What was written is on its way, in the client transaction `key`. */
  sent(subscription: Subscription, key: string): void {
    // After its last NOTIFY there is nothing to be learnt from the answer.
    if (subscription.ending !== undefined) return this.#remove(subscription);
    subscription.asked = key;
    this.#byTransaction.set(key, subscription);
    this.#settle(subscription);
  }

  /** The watcher's word on a NOTIFY; false when the transaction is none of ours. */
  answered(key: string, status: number, now: Instant): boolean {
    const subscription = this.#byTransaction.get(key);
    if (subscription === undefined) return false;
    if (status < 200) return true;
    this.#byTransaction.delete(key);
    subscription.asked = undefined;
    if (status < 300) {
      subscription.isDoubtful = false;
    } else if (FINAL_REFUSALS.has(status) || subscription.isDoubtful) {
      this.#remove(subscription);
      return true;
    } else {
      subscription.isDoubtful = true;
      subscription.news = "owed";
      if (subscription.list !== undefined) tellAll(subscription.list);
      subscription.tellAt = later(now, AGAIN_MS);
    }
    this.#settle(subscription);
    return true;
  }

  /** No answer will come: the watcher is out of reach. False when the transaction is none of ours. */
  unreached(key: string): boolean {
    const subscription = this.#byTransaction.get(key);
    if (subscription !== undefined) this.#remove(subscription);
    return subscription !== undefined;
  }

  /** When `take` is to be asked next. */
  next(): Instant | undefined {
    return this.#deadlines.next();
  }

  #fullFor(watcher: string, more: number): SubscribeAnswer | undefined {
    if (this.#table.lamps + more > this.#limits.overall) {
      return refused(503, "Too many lamps", [{ name: "Retry-After", value: "300" }]);
    }
    let his = more;
    for (const { list } of this.#table.ofWatcher(watcher)) his += list?.numbers.length ?? 1;
    return his > this.#limits.perWatcher ? refused(403, "Too many lamps") : undefined;
  }

  #end(subscription: Subscription, reason: Reason): void {
    subscription.ending ??= reason;
    this.#tell(subscription, "owed");
  }

  #tell(subscription: Subscription, news: "perhaps" | "owed"): void {
    subscription.news = news;
    this.#settle(subscription);
  }

  #settle(subscription: Subscription): void {
    const due = dueAt(subscription);
    if (due === undefined) this.#deadlines.clear(subscription);
    else this.#deadlines.set(subscription, due);
  }

  #remove(subscription: Subscription): void {
    this.#table.remove(subscription);
    if (subscription.asked !== undefined) this.#byTransaction.delete(subscription.asked);
    this.#deadlines.clear(subscription);
  }
}

/** The list of that name, with whom this watcher may watch. */
function listOf(
  directory: Directory,
  name: string,
  parts: { readonly package: PackageName; readonly watcher: string },
): ListState | undefined {
  const list = directory.lists.get(name);
  const { watched } = packageOf(parts.package);
  return list && newList(list.numbers.filter((number) => watched(directory, number, parts.watcher) === number));
}

function keyOf(request: SipRequest): string {
  const localTag = tagOf(header(request, "To") ?? "");
  const remoteTag = tagOf(header(request, "From") ?? "");
  return dialogKey(header(request, "Call-ID") ?? "", localTag ?? "", remoteTag ?? "");
}

/** The box's name as the watcher wrote it; a `tel:` URI names none. */
function hostOf({ host, port }: SipUri, flow: Flow): string {
  return formatHost(host === "" ? flow.local.ip : host) + (port === undefined ? "" : `:${port}`);
}
