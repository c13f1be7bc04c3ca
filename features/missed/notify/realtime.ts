/** What realtime mails are bounded by. */
export interface MailLimits {
  /** No second mail on the same caller and number within this time of the last one sent. */
  readonly dedupeMs: number;
  /** How long a mail waits for the caller to get through after all. */
  readonly settleMs: number;
  /** Messages a tenant may send in an hour: one to each recipient. */
  readonly perHour: number;
}

export const MAIL_LIMITS: MailLimits = { dedupeMs: 300_000, settleMs: 30_000, perHour: 50 };

/** A miss that somebody may be told of at once: an entry was created, incremented or opened again. */
export interface Trigger {
  readonly tenant: string;
  /** Caller and number: all who withhold theirs are one caller. */
  readonly entry: string;
  readonly at: number;
}

/** What has been sent, as far as it bounds what may be sent: a plain value, kept with the outbox. */
export interface Sent {
  /** Per recipient and entry: when the last mail went. */
  readonly lastOf: ReadonlyMap<string, number>;
  /** Per tenant: when each message of the last hour went. */
  readonly hourOf: ReadonlyMap<string, readonly number[]>;
  /** Per recipient: entries that the limit, or his quiet hours, have kept from him. */
  readonly held: ReadonlyMap<string, readonly string[]>;
}

/** Without what bounds nothing any more. */
export function pruned(sent: Sent, now: number, { dedupeMs }: MailLimits): Sent {
  const hourOf = [...sent.hourOf].map(([tenant]) => [tenant, withinHour(sent, tenant, now)] as const);
  return {
    lastOf: new Map([...sent.lastOf].filter(([, at]) => at <= now && now - at < dedupeMs)),
    hourOf: new Map(hourOf.filter(([, moments]) => moments.length > 0)),
    held: sent.held,
  };
}

export const NOTHING_SENT: Sent = { lastOf: new Map(), hourOf: new Map(), held: new Map() };

/** A mail to one recipient: on one entry, or on the number of those that the limit has held back. */
export type PlannedMail =
  | {
    readonly kind: "missed";
    readonly recipient: string;
    readonly tenant: string;
    readonly entry: string;
    readonly at: number;
  }
  | {
    readonly kind: "more";
    readonly recipient: string;
    readonly tenant: string;
    readonly more: number;
    readonly at: number;
  };

const HOUR_MS = 3_600_000;

/** When a trigger's mail is due, if nothing happens until then. */
export function dueAt(trigger: Trigger, limits: MailLimits): number {
  return trigger.at + limits.settleMs;
}

/**
 * One due trigger for one recipient. The time between two mails counts from the last one sent, not from the last attempt:
 * else an insistent caller would silence himself for ever.
 *
 * @param isOpen whether the entry is still open at that moment
 */
export function notify(
  sent: Sent,
  due: {
    readonly trigger: Trigger;
    readonly recipient: string;
    readonly isOpen: boolean;
    /** He is not to be disturbed now. */
    readonly isQuiet?: boolean;
  },
  limits: MailLimits = MAIL_LIMITS,
): { readonly sent: Sent; readonly mail?: PlannedMail; readonly why?: "cleared" | "deduped" | "suppressed" } {
  const { trigger: { tenant, entry }, trigger, recipient, isOpen, isQuiet = false } = due;
  const at = dueAt(trigger, limits);
  const key = JSON.stringify([recipient, tenant, entry]);
  if (!isOpen) return { sent, why: "cleared" };
  const last = sent.lastOf.get(key);
  if (last !== undefined && at - last < limits.dedupeMs) return { sent, why: "deduped" };
  const hour = withinHour(sent, tenant, at);
  if (isQuiet || hour.length >= limits.perHour) {
    const who = JSON.stringify([tenant, recipient]);
    const held = [...new Set([...sent.held.get(who) ?? [], entry])];
    return { sent: { ...sent, held: new Map(sent.held).set(who, held) }, why: "suppressed" };
  }
  return {
    sent: {
      ...sent,
      lastOf: new Map(sent.lastOf).set(key, at),
      hourOf: new Map(sent.hourOf).set(tenant, [...hour, at]),
    },
    mail: { kind: "missed", recipient, tenant, entry, at },
  };
}

/** By tenant and recipient, as in {@link Sent}: until when he is not to be disturbed; undefined: he may be. */
export type Wakes = (who: string) => number | undefined;

/** What was held back goes out as one mail to each recipient, once it is not quiet for him and the tenant's hour has room again. */
export function release(
  sent: Sent,
  at: number,
  limits: MailLimits = MAIL_LIMITS,
  wakesAt: Wakes = () => undefined,
): { readonly sent: Sent; readonly mails: readonly PlannedMail[] } {
  const mails: PlannedMail[] = [];
  let current = sent;
  for (const [who, entries] of sent.held) {
    const [tenant, recipient]: [string, string] = JSON.parse(who);
    const hour = withinHour(current, tenant, at);
    if (hour.length >= limits.perHour || wakesAt(who) !== undefined) continue;
    const held = new Map(current.held);
    held.delete(who);
    current = { ...current, held, hourOf: new Map(current.hourOf).set(tenant, [...hour, at]) };
    mails.push({ kind: "more", recipient, tenant, more: entries.length, at });
  }
  return { sent: current, mails };
}

/** When the limit next leaves room for what is held, and it is not quiet; undefined: nothing is. */
export function releaseAt(sent: Sent, wakesAt: Wakes = () => undefined): number | undefined {
  const frees = [...sent.held.keys()].map((who) => {
    const [tenant]: [string] = JSON.parse(who);
    return Math.max((sent.hourOf.get(tenant)?.[0] ?? 0) + HOUR_MS, wakesAt(who) ?? 0);
  });
  return frees.length === 0 ? undefined : Math.min(...frees);
}

function withinHour(sent: Sent, tenant: string, at: number): readonly number[] {
  return (sent.hourOf.get(tenant) ?? []).filter((moment) => moment > at - HOUR_MS && moment <= at);
}
