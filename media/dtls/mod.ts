/**
 * DTLS 1.2 as the server of a handshake (RFC 6347), for the keys of a browser's sound (RFC 5764). Pure: datagrams in,
 * effects out. The curve, the signatures, the hashes and AES-GCM are node:crypto's; what is here is the order of things.
 *
 * @module
 */
export { type BrowserPort, Handshakes } from "./handshakes.ts";
export { type DtlsEffect, DtlsServer, type Identity, readIdentity } from "./server.ts";
