/**
 * mDNS on the networks of this machine, by multicast-dns.
 *
 * @module
 */
export { Mdns, type MdnsNetwork, type MdnsWorld } from "./mdns.ts";
export { mdnsOf } from "./mdns_of.ts";
