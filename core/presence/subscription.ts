import { elapsed, fail, type Flow, type Instant, ok, type Result, toBytes, toText } from "../base/mod.ts";
import { confirm, type Dialog, formatSubscriptionState, openAsUas, requestIn } from "../dialog/mod.ts";
import { type Header, parseUri, type SipRequest } from "../sip/mod.ts";
import type { WatchedState } from "./event_package.ts";
import { type ListState, writeList } from "./list_notice.ts";
import { type PackageName, packageOf, type StateOf } from "./packages.ts";

/** Why a subscription ends, as its last NOTIFY says (RFC 6665 §4.1.3). */
export type Reason = "timeout" | "noresource" | "rejected";

/** One watcher's wish to know about one number, or about those of a list: one lamp on one phone, or a board of them. */
export interface Subscription {
  /** The extension whose phone it is. */
  readonly watcher: string;
  /** The number that is watched; the name of the list. */
  readonly number: string;
  /** The box's name as the watcher wrote it. */
  readonly host: string;
  readonly package: PackageName;
  readonly event: string;
  /** What is on the list; undefined where one number is watched. */
  readonly list: ListState | undefined;
  /** Follows the watcher's latest SUBSCRIBE. */
  flow: Flow;
  dialog: Dialog;
  expiresAt: Instant;
  /** Of the next document. */
  version: number;
  /** What the last document told. */
  shown: WatchedState | undefined;
  /** Whether something is to be told: perhaps, when that is another state than the last one, or in any case. */
  news: "none" | "perhaps" | "owed";
  /** Not earlier than this. */
  tellAt: Instant;
  /** The client transaction of the NOTIFY that has no answer yet. */
  asked: string | undefined;
  /** The next NOTIFY is the last. */
  ending: Reason | undefined;
  /** The watcher did not like the last NOTIFY: one more chance. */
  isDoubtful: boolean;
}

/** At most one NOTIFY per watcher and extension in this time, in milliseconds. */
export const PAUSE_MS = 100;

/** Characters of one subscription's texts together: a stranger with a password must not make the table large. */
const MAX_KEPT_CHARS = 1_024;

const NOTHING: readonly never[] = [];

/** RFC 4662 §4.3: who does not know lists could not read the notice. */
const REQUIRE_LISTS: Header = { name: "Require", value: "eventlist" };

/** What a subscription is made from. */
export interface SubscriptionParts {
  readonly watcher: string;
  readonly number: string;
  readonly host: string;
  readonly package: PackageName;
  readonly event: string;
  readonly list: ListState | undefined;
  readonly flow: Flow;
  readonly localTag: string;
  readonly expiresAt: Instant;
  readonly now: Instant;
}

/** A new subscription, which has its first state to tell. Faults: those of the dialog, `bad-contact`, `too-long`. */
export function openSubscription(request: SipRequest, parts: SubscriptionParts): Result<Subscription> {
  const { localTag, now, ...kept } = parts;
  const opened = openAsUas(request, localTag);
  if (!opened.ok) return opened;
  const dialog = keep(confirm(opened.value));
  if (!dialog.ok) return dialog;
  return ok({
    ...kept,
    host: copy(kept.host),
    event: kept.event === kept.package ? kept.package : copy(kept.event),
    dialog: dialog.value,
    version: 0,
    shown: undefined,
    news: "owed",
    tellAt: now,
    asked: undefined,
    ending: undefined,
    isDoubtful: false,
  });
}

/** The dialog as it may stay in memory. A slice of a message keeps the whole message alive, so its texts are copied. */
export function keep(dialog: Dialog): Result<Dialog> {
  const { callId, localTag, remoteTag, localUri, remoteUri, remoteTarget, routeSet } = dialog;
  const target = parseUri(remoteTarget);
  if (!target.ok || !/^sips?$/.test(target.value.scheme)) {
    return fail("bad-contact", `Cannot notify "${remoteTarget}": expected a SIP URI`);
  }
  const kept = [callId, localTag, remoteTag, localUri, remoteUri, remoteTarget, ...routeSet];
  const chars = kept.reduce((sum, { length }) => sum + length, 0);
  if (chars > MAX_KEPT_CHARS) return fail("too-long", `Cannot keep a dialog of ${chars} characters`);
  return ok({
    ...dialog,
    callId: copy(callId),
    remoteTag: copy(remoteTag),
    localUri: copy(localUri),
    remoteUri: copy(remoteUri),
    remoteTarget: copy(remoteTarget),
    routeSet: routeSet.length === 0 ? NOTHING : routeSet.map(copy),
  });
}

/** When there is something to do about it: to tell its news, or to end it. Not while its watcher owes us an answer. */
export function dueAt({ news, asked, ending, tellAt, expiresAt }: Subscription): Instant | undefined {
  if (asked !== undefined) return undefined;
  return ending !== undefined || (news !== "none" && tellAt < expiresAt) ? tellAt : expiresAt;
}

/** What a NOTIFY carries. */
interface Notice {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  readonly headers: readonly Header[];
}

/**
 * The NOTIFY for how it is now (RFC 6665 §4.2.2), from which on the watcher knows it. Undefined when he knows it already
 * and is owed nothing. Of a long list some is left for the next one: `news` is not "none" then.
 */
export function notify(
  subscription: Subscription,
  now: Instant,
  parts: { readonly stateOf: StateOf; readonly contact: string },
): SipRequest | undefined {
  const { event, ending, expiresAt } = subscription;
  const notice = subscription.list === undefined
    ? noticeOfOne(subscription, parts.stateOf)
    : noticeOfList(subscription, subscription.list, parts.stateOf);
  if (notice === undefined) return undefined;
  const { headers, ...rest } = notice;
  const state = formatSubscriptionState(
    ending === undefined
      ? { state: "active", expiresS: Math.ceil(elapsed(now, expiresAt) / 1000) }
      : { state: "terminated", reason: ending },
  );
  const [dialog, request] = requestIn(subscription.dialog, "NOTIFY", {
    contact: parts.contact,
    headers: [{ name: "Event", value: event }, { name: "Subscription-State", value: state }, ...headers],
    ...rest,
  });
  subscription.dialog = dialog;
  subscription.version += 1;
  return request;
}

function noticeOfOne(subscription: Subscription, stateOf: StateOf): Notice | undefined {
  const { number, host, version, ending, news, shown, watcher } = subscription;
  const { type, isSame, write } = packageOf(subscription.package);
  const state = stateOf(subscription.package, number, watcher);
  subscription.news = "none";
  if (news !== "owed" && ending === undefined && shown !== undefined && isSame(shown, state)) return undefined;
  subscription.shown = state;
  return { body: write(state, { number, host, version, before: shown }), contentType: type, headers: NOTHING };
}

function noticeOfList(subscription: Subscription, list: ListState, stateOf: StateOf): Notice | undefined {
  const { ending, news, dialog } = subscription;
  const isOwed = news === "owed" || ending !== undefined;
  const written = writeList(list, { ...subscription, isOwed, boundary: dialog.localTag, stateOf });
  subscription.news = list.stirred.size > 0 ? "perhaps" : "none";
  return written && { ...written, headers: [REQUIRE_LISTS] };
}

function copy(text: string): string {
  return toText(toBytes(text));
}
