import { type Flow, formatAddress } from "../base/mod.ts";
import { advertisedAddress, type Exchange } from "../call/mod.ts";
import { type Header, header, type SipRequest } from "../sip/mod.ts";

/**
 * Boxes that are each other's `site` tell in this field which numbers a call has asked for and at which box. A forwarding
 * there that sends it back to one here that sends it there again would go round for ever: each box makes a new call, and of
 * a new call neither Via (RFC 3261 §16.3) nor, for seventy rounds, Max-Forwards knows.
 */
const PASSED = "X-Kontor-Passed";
/** Nobody has so many offices. */
const MOST_BOXES = 20;

/** Through which boxes a call from another office has come, this one included; undefined when it goes round. */
export function passedBy(
  exchange: Exchange,
  { request, flow }: { readonly request: SipRequest; readonly flow: Flow },
  called: string,
): readonly string[] | undefined {
  const here = `${called}@${formatAddress(advertisedAddress(flow, exchange.addresses))}`;
  const before = passedIn(request);
  return before.includes(here) || before.length >= MOST_BOXES ? undefined : [...before, here];
}

/** The field for the next box; none for a call that began here. */
export function passedField(passed: readonly string[]): readonly Header[] {
  return passed.length === 0 ? [] : [{ name: PASSED, value: passed.join(" ") }];
}

function passedIn(request: SipRequest): readonly string[] {
  return (header(request, PASSED) ?? "").split(" ").filter((each) => each !== "");
}
