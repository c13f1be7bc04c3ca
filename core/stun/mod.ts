/**
 * STUN binding (RFC 8489): what a phone behind NAT asks to learn its outer address and to keep its way open (RFC 5626
 * §4.4.2), what the box itself asks of a public server, and the checks
 * that browsers make before they send sound (RFC 8445); and whether a TURN server (RFC 8656) would carry that sound. Bytes
 * in, bytes out.
 *
 * @module
 */
export { answerBinding } from "./answer.ts";
export { bindingRequest, readBinding } from "./ask.ts";
export { answerCheck, type Check, isCheckSigned, readCheck } from "./check.ts";
export { isStun, TRANSACTION_ID_BYTES } from "./message.ts";
export {
  allocateRequest,
  type Allocation,
  readAllocation,
  releaseRequest,
  type TurnChallenge,
  type TurnLogin,
} from "./turn.ts";
