/**
 * STUN binding (RFC 8489): what a phone behind NAT asks to learn its outer address and to keep its way open (RFC 5626
 * §4.4.2), and what the box itself asks of a public server. Bytes in, bytes out.
 *
 * @module
 */
export { answerBinding } from "./answer.ts";
export { bindingRequest, readBinding } from "./ask.ts";
export { isStun, TRANSACTION_ID_BYTES } from "./message.ts";
