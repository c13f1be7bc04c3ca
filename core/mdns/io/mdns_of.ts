import { isInNetwork, isIpv6, type Log } from "../../base/mod.ts";
import { Mdns, type MdnsNetwork } from "./mdns.ts";

/** The box as `kontor.yml` wants it found: on the networks where its web pages are. */
export function mdnsOf(
  { mdns, web: { bind } }: { readonly mdns: string | false; readonly web: { readonly bind: readonly string[] } },
  log: Log,
): Mdns {
  return new Mdns(mdns, { log, networks: () => networksOf(bind) });
}

/**
 * The networks on which `bind` (addresses; `0.0.0.0` and `::` are all of a kind) lets the box be reached, by their IPv4 address,
 * for multicast goes by that. Not those inside the machine.
 */
function networksOf(bind: readonly string[]): readonly MdnsNetwork[] {
  const isOpen = (ip: string) => bind.includes(ip) || bind.includes("::") || (!isIpv6(ip) && bind.includes("0.0.0.0"));
  const interfaces = Map.groupBy(Deno.networkInterfaces(), ({ name }) => name);
  return [...interfaces.values()].flatMap((its) => {
    const open = its.filter(({ address }) => isOpen(address) && !/^(127\.|::1$|fe[89ab])/i.test(address));
    const [first] = open.filter(({ family }) => family === "IPv4");
    if (first === undefined) return [];
    return [{
      address: first.address,
      addresses: open.map(({ address }) => address),
      isHere: (ip: string) => isInNetwork(ip, first.cidr),
    }];
  });
}
