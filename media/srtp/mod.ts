/**
 * SRTP and SRTCP (RFC 3711, 6188, 7714): a leg's packets, closed and opened where they lie in the kernels' memory. The
 * keys come from SDP (RFC 4568).
 *
 * @module
 */
export { SrtpReceiver } from "./receiver.ts";
export { SRTP_REFUSED, type SrtpRefusal } from "./refusal.ts";
export { SrtpSender } from "./sender.ts";
export type { SrtpStart } from "./session.ts";
