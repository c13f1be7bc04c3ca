/**
 * Where things go: a dialled number to its destination, a SIP URI to the addresses that serve it (RFC 3263).
 *
 * @module
 */
export { ANONYMOUS, callerKey, type NumberContext } from "./caller_key.ts";
export { destinationOf, type DialPlan } from "./dial_plan.ts";
export { type FromOutside, inboundOf } from "./inbound.ts";
export { mayCall, type OutsideRoute, routeOf } from "./outbound.ts";
export { formsOf, type NumberForms, shownNumber } from "./shown_number.ts";
export { beginningsOf, keyPartsOf, spellingsOf } from "./spellings.ts";
export { trunksOf } from "./trunk_order.ts";
export { toE164, toE164FromTrunk, writtenAs } from "./phone_number.ts";
export type { AddressRecord, DnsRecord, NaptrRecord, SrvRecord } from "./dns_record.ts";
export { type Lookup, planTargets, type Target } from "./resolve.ts";
