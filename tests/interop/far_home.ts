/**
 * A home far away: phones behind a router that masquerades, the internet, and the office on its other side.
 *
 *     home  192.168.1.10 ─┐                                  ┌─ box 203.0.113.5
 *                         ├─ router 198.51.100.7 ─ internet ─┤
 *     attic 192.168.2.10 ─┘                                  └─ (its own router, see own_router_test.ts)
 *
 * @module
 */
import { Network } from "./host.ts";

export const ROUTER_IP = "198.51.100.7";
const NOBODY = "192.0.2.254";

/** Lays the home and the internet; what stands at its other end comes after. */
export async function layFarHome(network: Network): Promise<void> {
  await network.cable(["internet", "198.51.100.1/24"], ["router", `${ROUTER_IP}/24`]);
  await network.forward("internet");
  await network.route("router", "198.51.100.1");
  for (const [room, net] of [["home", "192.168.1"], ["attic", "192.168.2"]] as const) {
    await network.cable(["router", `${net}.1/24`], [room, `${net}.10/24`]);
    await network.route(room, `${net}.1`);
  }
  await network.masquerade("router", "internet");
}

/** The home, the internet, and the box on it under a public address. */
export async function layFarHomeAndBox(network: Network): Promise<void> {
  await layFarHome(network);
  await network.cable(["internet", "203.0.113.1/24"], ["box", "203.0.113.5/24"]);
  await network.route("box", "203.0.113.1");
}

/** The same, with a TURN server on the internet, beside which the home's router lets no UDP out; or none at all. */
export async function layHotelAndBox(
  network: Network,
  { letsUdpOut }: { readonly letsUdpOut: boolean },
): Promise<void> {
  await layFarHomeAndBox(network);
  await network.cable(["internet", "192.0.2.1/24"], ["turn", "192.0.2.9/24"]);
  await network.route("turn", "192.0.2.1");
  // An address of IPv6's own that comes a second later is another network to a browser, which then drops what it was loading.
  await network.setting("home", "net.ipv6.conf.all.disable_ipv6", 1);
  await network.letUdpOutTo("router", "internet", letsUdpOut ? network.host("turn").ip : NOBODY);
}
