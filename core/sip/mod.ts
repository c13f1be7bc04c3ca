/**
 * SIP on the wire (RFC 3261): bytes to messages and back, URIs, headers, digest, framing.
 *
 * @module
 */
export { bodyOfType } from "./body.ts";
export { type Challenge, formatChallenge, parseChallenge } from "./challenge.ts";
export { type Credentials, formatCredentials, parseCredentials } from "./credentials.ts";
export { parseCount } from "./count.ts";
export { parseCseq } from "./cseq.ts";
export { DigestMemory } from "./digest_memory.ts";
export { type DigestAlgorithm, digestHa1, type DigestInput, digestResponse, sameSecret } from "./digest.ts";
export { hasToken, prepend, withHeader } from "./edit.ts";
export { type Frame, frameWebSocket, StreamFramer } from "./framing.ts";
export { LIMITS } from "./limits.ts";
export { type Header, header, headers, type SipMessage, type SipRequest, type SipResponse } from "./message.ts";
export { formatNameAddr, type NameAddr, parseNameAddr, tagOf } from "./name_addr.ts";
export { canonicalName } from "./names.ts";
export { formatParameters, type Parameters, parseParameters } from "./parameters.ts";
export { type ParseFault, parseMessage } from "./parse.ts";
export { quote } from "./quoted.ts";
export { parseRack, type Rack } from "./rack.ts";
export { formatReason, parseReason, type Reason } from "./reason.ts";
export { reasonPhrase } from "./reason_phrase.ts";
export { respondTo, type ResponseOptions } from "./respond.ts";
export { parseReplaces, type Replaces } from "./replaces.ts";
export { parseSessionExpires, type SessionExpires } from "./session_expires.ts";
export { parseUri, type SipUri } from "./uri.ts";
export { sameUri } from "./uri_same.ts";
export { formatUri } from "./uri_text.ts";
export { formatVia, MAGIC_COOKIE, markReceived, parseVia, type Via } from "./via.ts";
export { writeMessage } from "./write.ts";
