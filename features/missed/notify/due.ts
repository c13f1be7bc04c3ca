import { isDigest } from "./digest.ts";
import { nextDigest } from "./digest_time.ts";
import {
  dueAt,
  type MailLimits,
  notify,
  type PlannedMail,
  pruned,
  release,
  releaseAt,
  type Sent,
  type Wakes,
} from "./realtime.ts";
import type { Heard, Missed, NoticeState } from "./state.ts";
import type { OwnTenant, Told } from "./told.ts";

/** A mail or a hook that is to go out now. */
export interface Planned {
  readonly to: Told;
  /** The same whenever it is planned again after a power cut: its Message-ID is made of it. */
  readonly key: string;
  readonly at: number;
  /** The miss that it tells of; undefined for the one that tells of those that the limit has held back. */
  readonly missed: Missed | undefined;
  /** The entries that it tells of. */
  readonly entries: readonly string[];
}

/** Somebody is not told of an entry now: the limit has been reached. */
export interface Suppressed {
  readonly to: Told;
  readonly entry: string;
}

/** What is due of what is to be told at once, and what is kept for later. */
export function dueNotices(
  state: NoticeState,
  { told, limits, now }: { readonly told: readonly Told[]; readonly limits: MailLimits; readonly now: number },
): {
  readonly state: NoticeState;
  readonly notices: readonly Planned[];
  readonly suppressed: readonly Suppressed[];
} {
  const notices: Planned[] = [];
  const suppressed: Suppressed[] = [];
  const hookLimits = { ...limits, perHour: Infinity };
  let [mails, hooks] = [pruned(state.mails, now, limits), pruned(state.hooks, now, limits)];
  const heldSince = new Map(state.heldSince);
  const isDue = (at: number) => at + limits.settleMs <= now;
  for (const pending of state.pending.filter(({ at }) => isDue(at))) {
    const { tenant, entry, missed, line } = pending;
    // What is late is counted when it goes: the limit is for mails, not for calls.
    const trigger = { tenant, entry, at: now - limits.settleMs };
    const all = told.filter((each) =>
      each.cadence === "realtime" && each.tenant === tenant && each.concerns(route(missed))
    );
    for (const to of all) {
      const isMail = to.via.kind === "mail";
      const due = { trigger, recipient: to.id, isOpen: true, isQuiet: to.wakesAt(now) !== undefined };
      const outcome = notify(isMail ? mails : hooks, due, isMail ? limits : hookLimits);
      if (isMail) mails = outcome.sent;
      else hooks = outcome.sent;
      const who = JSON.stringify([tenant, to.id]);
      if (outcome.why === "suppressed") suppressed.push({ to, entry });
      if (outcome.why === "suppressed" && !heldSince.has(who)) heldSince.set(who, line);
      if (outcome.mail === undefined) continue;
      const key = JSON.stringify(["missed", tenant, to.id, line]);
      notices.push({ to, key, at: dueAt(trigger, limits), missed, entries: [entry] });
    }
  }
  const freed = release(mails, now, limits, wakesOf(told, now));
  notices.push(...freed.mails.flatMap((mail) => summaryOf(mail, { before: mails, heldSince, told })));
  mails = freed.sent;
  for (const who of heldSince.keys()) if (!mails.held.has(who)) heldSince.delete(who);
  const pending = state.pending.filter(({ at }) => !isDue(at));
  return { state: { ...state, pending, mails, hooks, heldSince }, notices, suppressed };
}

function summaryOf(
  mail: PlannedMail,
  { before, heldSince, told }: {
    readonly before: Sent;
    readonly heldSince: ReadonlyMap<string, string>;
    readonly told: readonly Told[];
  },
): readonly Planned[] {
  const { tenant, recipient, at } = mail;
  const to = told.find((each) => each.id === recipient && each.tenant === tenant);
  const who = JSON.stringify([tenant, recipient]);
  const entries = before.held.get(who) ?? [];
  if (to === undefined) return [];
  return [{
    to,
    key: JSON.stringify(["more", tenant, recipient, heldSince.get(who) ?? entries[0]]),
    at,
    missed: undefined,
    entries,
  }];
}

function wakesOf(told: readonly Told[], now: number): Wakes {
  return (who) => told.find((each) => digestKey(each) === who)?.wakesAt(now);
}

/** When something is next due, whatever it is; undefined: nothing is until there is news. */
export function nextNotice(
  state: NoticeState,
  { told, limits, now }: { readonly told: readonly Told[]; readonly limits: MailLimits; readonly now: number },
): number | undefined {
  const pending = state.pending.map(({ at }) => at + limits.settleMs);
  const held = releaseAt(state.mails, wakesOf(told, now));
  const digests = told.flatMap((to) => {
    const last = state.digests.get(digestKey(to))?.last;
    if (last === undefined || !isDigest(to.cadence)) return [];
    const at = nextDigest(to.cadence, last, to);
    return [to.wakesAt(Math.max(at, now)) ?? at];
  });
  const all = [...pending, ...held === undefined ? [] : [held], ...digests];
  return all.length === 0 ? undefined : Math.min(...all);
}

/** Whose digests are counted under what. */
export function digestKey({ tenant, id }: Told): string {
  return JSON.stringify([tenant, id]);
}

/**
 * New recipients begin now, and so do other phone systems that somebody is told of; what is known of those who are gone is forgotten.
 * What lies ahead was written by a clock that has been set back since: it is as if it were now.
 */
export function withRecipients(
  state: NoticeState,
  { told, own, now }: { readonly told: readonly Told[]; readonly own: OwnTenant; readonly now: number },
): NoticeState {
  const digests = told.filter(({ cadence }) => isDigest(cadence)).map((to) => {
    const key = digestKey(to);
    const sent = state.digests.get(key) ?? { last: now, sequence: state.cursor ?? 0 };
    return [key, sent.last > now ? { ...sent, last: now } : sent] as const;
  });
  const tenants = new Set(told.map(({ tenant }) => tenant));
  const heard = [...tenants].filter((tenant) => tenant !== own).map((tenant) =>
    [tenant, heardBy(state.heard.get(tenant), now)] as const
  );
  const stays = ({ held, ...sent }: Sent): Sent => ({
    ...sent,
    held: new Map([...held].filter(([who]) => told.some(({ tenant, id }) => JSON.stringify([tenant, id]) === who))),
  });
  return {
    ...state,
    digests: new Map(digests),
    heard: new Map(heard),
    pending: state.pending.filter(({ tenant }) => tenants.has(tenant)).map((each) =>
      each.at > now ? { ...each, at: now } : each
    ),
    mails: stays(state.mails),
    hooks: stays(state.hooks),
  };
}

function heardBy(heard: Heard | undefined, now: number): Heard {
  if (heard === undefined) return { since: now, lines: new Map() };
  return heard.since > now ? { ...heard, since: now } : heard;
}

function route({ did, route: way }: Missed): { readonly did: string; readonly route: string | undefined } {
  return { did, route: way };
}
