import assert from "node:assert/strict";
import { formatSubscriptionState } from "./subscription_state.ts";

Deno.test("a subscription's state is written as RFC 6665 has it", () => {
  assert.equal(formatSubscriptionState({ state: "active", expiresS: 60 }), "active;expires=60");
  assert.equal(formatSubscriptionState({ state: "pending", expiresS: 3600 }), "pending;expires=3600");
  assert.equal(formatSubscriptionState({ state: "terminated" }), "terminated");
  assert.equal(formatSubscriptionState({ state: "terminated", reason: "noresource" }), "terminated;reason=noresource");
  const later = { state: "terminated", reason: "probation", retryAfterS: 30 } as const;
  assert.equal(formatSubscriptionState(later), "terminated;reason=probation;retry-after=30");
});
