/**
 * The phone on real sockets, with a tone for a voice: for the demo, and for tests.
 *
 * @module
 */
export { SocketPhone, type SocketPhoneOptions } from "./socket_phone.ts";
export { ToneStream } from "./tone_stream.ts";
