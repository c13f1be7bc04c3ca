import { type Chance, Deadlines, type Flow, formatHost, type Instant, later } from "../base/mod.ts";
import { accept, dialogKey } from "../dialog/mod.ts";
import { type Directory, hasLamp } from "../directory/mod.ts";
import { header, parseUri, type SipRequest, type SipUri, tagOf } from "../sip/mod.ts";
import { ALLOW_EVENTS, readSubscribe } from "./read_subscribe.ts";
import { granted, refused, type SubscribeAnswer } from "./subscribe_answer.ts";
import {
  dueAt,
  keep,
  notify,
  openSubscription,
  PAUSE_MS,
  type Reason,
  type Subscription,
  type Watched,
} from "./subscription.ts";

/** Where new watchers are refused. */
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
  /** Extensions that somebody watches. */
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

type Index = Map<string, Set<Subscription>>;

/**
 * Every lamp on every phone. `take` gives the subscriptions that have something to be told, `write` their NOTIFY, and
 * `sent`, `answered` follow it. One table of deadlines serves them all: an idle office costs nothing.
 */
export class Lamps {
  readonly #chance: Chance;
  readonly #limits: LampsLimits;
  readonly #byDialog = new Map<string, Subscription>();
  readonly #byNumber: Index = new Map();
  readonly #byWatcher: Index = new Map();
  readonly #byConnection: Index = new Map();
  readonly #byTransaction = new Map<string, Subscription>();
  readonly #deadlines = new Deadlines<Subscription>();

  constructor({ chance, limits = {} }: LampsOptions) {
    this.#chance = chance;
    this.#limits = { perWatcher: 500, overall: 20_000, ...limits };
  }

  /** Whether nobody watches anybody. */
  get areDark(): boolean {
    return this.#byDialog.size === 0;
  }

  get sizes(): LampsSizes {
    return {
      subscriptions: this.#byDialog.size,
      watched: this.#byNumber.size,
      connections: this.#byConnection.size,
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
    const user = uri.ok ? uri.value.user ?? "" : "";
    const number = wish.package === "message-summary" && user === directory.codes["voicemail-mine"] ? watcher : user;
    if (!uri.ok) return refused(404);
    if (wish.package === "dialog" && !hasLamp(directory, number)) return refused(404);
    if (wish.package === "message-summary") {
      if (directory.extensions.get(number)?.mailbox === undefined) return refused(404);
      // How many messages somebody has is nobody else's business.
      if (number !== watcher) return refused(403);
    }
    if (this.#byDialog.size >= this.#limits.overall) {
      return refused(503, "Too many lamps", [{ name: "Retry-After", value: "300" }]);
    }
    const others = this.#byWatcher.get(watcher);
    if (others !== undefined && others.size >= this.#limits.perWatcher) return refused(403, "Too many lamps");
    const opened = openSubscription(request, {
      watcher,
      number,
      host: hostOf(uri.value, flow),
      package: wish.package,
      event: wish.event,
      flow: sharedFlow(flow, others),
      localTag: this.#chance.token(),
      expiresAt: later(now, wish.expiresS * 1000),
      now,
    });
    if (!opened.ok) return refused(400, "Bad SUBSCRIBE");
    const subscription = opened.value;
    if (wish.expiresS === 0) subscription.ending = "timeout";
    this.#add(subscription);
    return granted(wish.expiresS, subscription.dialog.localTag);
  }

  /** A SUBSCRIBE inside a dialog: more time, or no more. 481 for one that is over. */
  resubscribe(request: SipRequest, flow: Flow, now: Instant): SubscribeAnswer {
    const subscription = this.#byDialog.get(keyOf(request));
    if (subscription === undefined || subscription.ending !== undefined) return refused(481);
    const wish = readSubscribe(request);
    if ("status" in wish) return refused(wish.status, undefined, wish.headers);
    if (wish.package !== subscription.package) return refused(489, undefined, [ALLOW_EVENTS]);
    const accepted = accept(subscription.dialog, request);
    if (!accepted.ok) return refused(500, "CSeq out of order");
    const kept = keep(accepted.value);
    if (!kept.ok) return refused(400, "Bad SUBSCRIBE");
    subscription.dialog = kept.value;
    this.#unlink(this.#byConnection, connectionOf(subscription.flow), subscription);
    subscription.flow = sharedFlow(flow, this.#byWatcher.get(subscription.watcher));
    this.#link(this.#byConnection, connectionOf(flow), subscription);
    subscription.expiresAt = later(now, wish.expiresS * 1000);
    if (wish.expiresS === 0) subscription.ending = "timeout";
    // RFC 6665 §4.2.1.2: every SUBSCRIBE is followed by a NOTIFY at once, whether anything changed or not.
    subscription.tellAt = now;
    this.#tell(subscription, "owed");
    return granted(wish.expiresS);
  }

  /** Whether a phone of the extension at that address has asked to be told of messages. */
  tellsMessagesTo(watcher: string, { remote, connection }: Flow): boolean {
    for (const { package: asked, flow } of this.#byWatcher.get(watcher) ?? NOBODY) {
      const isSame = flow.connection === connection && flow.remote.ip === remote.ip && flow.remote.port === remote.port;
      if (asked === "message-summary" && isSame) return true;
    }
    return false;
  }

  /** Something about the calls or the messages of a number has changed. */
  stir(number: string): void {
    for (const subscription of this.#byNumber.get(number) ?? NOBODY) {
      if (subscription.news === "none") this.#tell(subscription, "perhaps");
    }
  }

  /** An extension is no more: nobody watches it, and it watches nobody. */
  forget(number: string): void {
    for (const subscription of this.#byNumber.get(number) ?? NOBODY) this.#end(subscription, "noresource");
    for (const subscription of this.#byWatcher.get(number) ?? NOBODY) this.#end(subscription, "rejected");
  }

  /** A connection is gone, and the subscriptions that came over it. */
  flowClosed(flow: Flow): void {
    const connection = connectionOf(flow);
    if (connection === undefined) return;
    for (const subscription of this.#byConnection.get(connection) ?? NOBODY) this.#remove(subscription);
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
    parts: { readonly lamp: Watched; readonly contact: string },
  ): SipRequest | undefined {
    const request = notify(subscription, now, parts);
    if (request === undefined) this.#settle(subscription);
    else subscription.tellAt = later(now, PAUSE_MS);
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

  #add(subscription: Subscription): void {
    const { callId, localTag, remoteTag } = subscription.dialog;
    this.#byDialog.set(dialogKey(callId, localTag, remoteTag), subscription);
    this.#link(this.#byNumber, subscription.number, subscription);
    this.#link(this.#byWatcher, subscription.watcher, subscription);
    this.#link(this.#byConnection, connectionOf(subscription.flow), subscription);
    this.#settle(subscription);
  }

  #remove(subscription: Subscription): void {
    const { callId, localTag, remoteTag } = subscription.dialog;
    this.#byDialog.delete(dialogKey(callId, localTag, remoteTag));
    this.#unlink(this.#byNumber, subscription.number, subscription);
    this.#unlink(this.#byWatcher, subscription.watcher, subscription);
    this.#unlink(this.#byConnection, connectionOf(subscription.flow), subscription);
    if (subscription.asked !== undefined) this.#byTransaction.delete(subscription.asked);
    this.#deadlines.clear(subscription);
  }

  #link(index: Index, key: string | undefined, subscription: Subscription): void {
    if (key === undefined) return;
    const set = index.get(key);
    if (set === undefined) index.set(key, new Set([subscription]));
    else set.add(subscription);
  }

  #unlink(index: Index, key: string | undefined, subscription: Subscription): void {
    const set = key === undefined ? undefined : index.get(key);
    if (set?.delete(subscription) && set.size === 0) index.delete(key!);
  }
}

const NOBODY: Iterable<Subscription> = [];

function keyOf(request: SipRequest): string {
  const localTag = tagOf(header(request, "To") ?? "");
  const remoteTag = tagOf(header(request, "From") ?? "");
  return dialogKey(header(request, "Call-ID") ?? "", localTag ?? "", remoteTag ?? "");
}

/** The box's name as the watcher wrote it; a `tel:` URI names none. */
function hostOf({ host, port }: SipUri, flow: Flow): string {
  return formatHost(host === "" ? flow.local.ip : host) + (port === undefined ? "" : `:${port}`);
}

/** The key of the flow's connection; undefined where it has none that could be lost. */
function connectionOf({ transport, connection }: Flow): string | undefined {
  return connection === undefined ? undefined : `${transport}#${connection}`;
}

/** A phone's lamps come all the same way: where its extension's first one did too, the value is kept once. */
function sharedFlow(flow: Flow, others: Iterable<Subscription> | undefined): Flow {
  for (const other of others ?? []) return isSameFlow(other.flow, flow) ? other.flow : flow;
  return flow;
}

function isSameFlow(a: Flow, b: Flow): boolean {
  return a.transport === b.transport && a.connection === b.connection && a.remote.ip === b.remote.ip &&
    a.remote.port === b.remote.port && a.local.ip === b.local.ip && a.local.port === b.local.port;
}
