/**
 * Certificates for servers on loopback, each by an authority of its own.
 *
 * @module
 */
import { makeOwn } from "../../core/certificate/io/mod.ts";
import type { Certificate } from "../../core/certificate/mod.ts";

/** A certificate for one address and `localhost`, with its authority behind it. */
export async function certificateFor(ip: string): Promise<Certificate> {
  return (await makeOwn({ names: ["localhost"], addresses: [ip] }, { now: Date.now() })).certificate;
}
