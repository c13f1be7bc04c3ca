import { elapsed, fail, type Flow, type Instant, ok, type Result, toBytes, toText } from "../base/mod.ts";
import { confirm, type Dialog, formatSubscriptionState, openAsUas, requestIn } from "../dialog/mod.ts";
import { parseUri, type SipRequest } from "../sip/mod.ts";
import { DIALOG_INFO_TYPE, type Lamp, type WatchedDialog, writeDialogInfo } from "./dialog_info.ts";
import { isSameSummary, MESSAGE_SUMMARY_TYPE, type MessageSummary, writeMessageSummary } from "./message_summary.ts";
import type { EventPackage } from "./read_subscribe.ts";

/** Why a subscription ends, as its last NOTIFY says (RFC 6665 §4.1.3). */
export type Reason = "timeout" | "noresource" | "rejected";

/** One watcher's wish to know about one extension: one lamp on one phone. */
export interface Subscription {
  /** The extension whose phone it is. */
  readonly watcher: string;
  /** The extension that is watched. */
  readonly number: string;
  /** The box's name as the watcher wrote it. */
  readonly host: string;
  readonly package: EventPackage;
  readonly event: string;
  /** Follows the watcher's latest SUBSCRIBE. */
  flow: Flow;
  dialog: Dialog;
  expiresAt: Instant;
  /** Of the next document. */
  version: number;
  /** The dialogs that the last document had. */
  shown: readonly WatchedDialog[];
  /** The messages that it told of. */
  counted: MessageSummary | undefined;
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

/** What a subscription is made from. */
export interface SubscriptionParts {
  readonly watcher: string;
  readonly number: string;
  readonly host: string;
  readonly package: EventPackage;
  readonly event: string;
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
    event: copy(kept.event),
    dialog: dialog.value,
    version: 0,
    shown: NOTHING,
    counted: undefined,
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

/** What a watcher may be told: how somebody's calls are, or how many messages he has. */
export type Watched = Lamp | MessageSummary;

/**
 * The NOTIFY for how it is now (RFC 6665 §4.2.2), from which on the watcher knows it. Undefined when he knows it already and
 * is owed nothing.
 */
export function notify(
  subscription: Subscription,
  now: Instant,
  parts: { readonly lamp: Watched; readonly contact: string },
): SipRequest | undefined {
  const { event, ending, expiresAt, news } = subscription;
  const { lamp, contact } = parts;
  subscription.news = "none";
  if (news !== "owed" && ending === undefined && isKnown(subscription, lamp)) return undefined;
  const state = formatSubscriptionState(
    ending === undefined
      ? { state: "active", expiresS: Math.ceil(elapsed(now, expiresAt) / 1000) }
      : { state: "terminated", reason: ending },
  );
  const [dialog, request] = requestIn(subscription.dialog, "NOTIFY", {
    contact,
    headers: [{ name: "Event", value: event }, { name: "Subscription-State", value: state }],
    ...documentOf(subscription, lamp),
  });
  subscription.dialog = dialog;
  subscription.version += 1;
  if ("dialogs" in lamp) subscription.shown = lamp.dialogs.length === 0 ? NOTHING : lamp.dialogs;
  else subscription.counted = lamp;
  return request;
}

function documentOf(
  { number, host, version, shown }: Subscription,
  lamp: Watched,
): { readonly body: Uint8Array<ArrayBuffer>; readonly contentType: string } {
  if (!("dialogs" in lamp)) {
    return { body: writeMessageSummary(lamp, `sip:${number}@${host}`), contentType: MESSAGE_SUMMARY_TYPE };
  }
  const gone = shown.filter(({ id }) => !lamp.dialogs.some((dialog) => dialog.id === id)).map(({ id }) => id);
  return { body: writeDialogInfo(lamp, { number, host, version, gone }), contentType: DIALOG_INFO_TYPE };
}

function isKnown({ shown, counted }: Subscription, lamp: Watched): boolean {
  return "dialogs" in lamp ? isSameShow(shown, lamp.dialogs) : isSameSummary(counted, lamp);
}

function isSameShow(some: readonly WatchedDialog[], others: readonly WatchedDialog[]): boolean {
  return some.length === others.length && some.every(({ id, state, direction, remote }, at) => {
    const other = others[at]!;
    return id === other.id && state === other.state && direction === other.direction &&
      remote?.number === other.remote?.number && remote?.name === other.remote?.name;
  });
}

function copy(text: string): string {
  return toText(toBytes(text));
}
