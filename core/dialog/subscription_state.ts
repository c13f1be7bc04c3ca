/** Where a subscription is (RFC 6665 §4.1.3). */
export type SubscriptionState =
  | { readonly state: "pending" | "active"; readonly expiresS: number }
  | {
    readonly state: "terminated";
    readonly reason?: "deactivated" | "probation" | "rejected" | "timeout" | "giveup" | "noresource" | "invariant";
    /** When to try again, where the reason allows it. */
    readonly retryAfterS?: number;
  };

/** The value of Subscription-State in a NOTIFY: `active;expires=60`, `terminated;reason=noresource`. */
export function formatSubscriptionState(subscription: SubscriptionState): string {
  if (subscription.state !== "terminated") return `${subscription.state};expires=${subscription.expiresS}`;
  const reason = subscription.reason === undefined ? "" : `;reason=${subscription.reason}`;
  const retry = subscription.retryAfterS === undefined ? "" : `;retry-after=${subscription.retryAfterS}`;
  return `terminated${reason}${retry}`;
}
