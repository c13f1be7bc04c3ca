import { type Chance, type Flow, isIpv6 } from "../base/mod.ts";
import type { Transports } from "./contract.ts";
import { type Dns, resolveTargets } from "./dns.ts";

/**
 * Where a host is (RFC 3263), as flows that leave from our own address nearest to it; best first. TLS there is verified by
 * the host's name, whatever SRV records made of it (RFC 5922 §7.2).
 */
export async function findFlows(
  wanted: { readonly host: string; readonly uri: string },
  world: { readonly dns: Dns; readonly chance: Chance; readonly transports: Pick<Transports, "localFor" | "nameHost"> },
): Promise<readonly Flow[]> {
  const { transports } = world;
  const targets = await resolveTargets(wanted.uri, world);
  return targets.map(({ transport, address }) => {
    if (transport === "tls") transports.nameHost(address, wanted.host);
    // Where we do not listen for TCP we can still connect: what is sent back comes over the same connection.
    const local = transports.localFor(transport, address) ?? transports.localFor("udp", address) ??
      { ip: isIpv6(address.ip) ? "::" : "0.0.0.0", port: 5060 };
    return { transport, local, remote: address };
  });
}
