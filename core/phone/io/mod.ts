/**
 * The phone on real sockets, with a tone for a voice: for the demo.
 *
 * @module
 */
export { SocketPhone, type SocketPhoneOptions } from "./socket_phone.ts";
