/**
 * SIP on the wire (RFC 3261): bytes to messages and back, URIs, headers, digest, framing.
 *
 * @module
 */
export { type Header, header, headers, type SipMessage, type SipRequest, type SipResponse } from "./message.ts";
