import { type Address, isIpv6 } from "../../base/mod.ts";
import { bindingRequest, readBinding, TRANSACTION_ID_BYTES } from "../../stun/mod.ts";
import type { StunFact } from "../doctor.ts";
import { exchange } from "./exchange.ts";

/**
 * Asks a STUN server how the outside sees a socket of ours.
 *
 * @param server `host:port`
 */
export async function askStun(server: string): Promise<StunFact> {
  const to = await resolve(server);
  if (to === undefined) return { server, answer: undefined };
  const id = crypto.getRandomValues(new Uint8Array(TRANSACTION_ID_BYTES));
  const { from, value } = await exchange(to, () => bindingRequest(id), (bytes) => {
    const read = readBinding(bytes, id);
    return read.ok ? read.value : undefined;
  });
  return { server, answer: value && { inner: from, outer: value } };
}

async function resolve(server: string): Promise<Address | undefined> {
  const colon = server.lastIndexOf(":");
  const host = server.slice(0, colon).replace(/^\[|\]$/g, "");
  const port = Number(server.slice(colon + 1));
  if (isIpv6(host) || /^[0-9.]+$/.test(host)) return { ip: host, port };
  try {
    const [ip] = await Deno.resolveDns(host, "A");
    return ip === undefined ? undefined : { ip, port };
  } catch (error) {
    // A name that is not known, or no name server that can be reached.
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.TimedOut) return undefined;
    throw error;
  }
}
