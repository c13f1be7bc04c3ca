/**
 * The media engine on a real network: libc sockets in one epoll loop in a worker, or `Deno.listenDatagram` where that
 * is not to be had.
 *
 * @module
 */
export { startMediaPlane } from "./start.ts";
