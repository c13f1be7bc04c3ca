import { type Address, isIpv6 } from "../../base/mod.ts";

/** What `host:port` names; undefined where nobody knows that name. */
export async function resolveServer(server: string): Promise<Address | undefined> {
  const { host, port } = hostAndPortOf(server);
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

export function hostAndPortOf(server: string): { readonly host: string; readonly port: number } {
  const colon = server.lastIndexOf(":");
  return { host: server.slice(0, colon).replace(/^\[|\]$/g, ""), port: Number(server.slice(colon + 1)) };
}
