/**
 * Phones of both address families, and the box between them.
 *
 * @module
 */
import { Baresip } from "./baresip.ts";
import { Box } from "./box.ts";
import { type Host, Network } from "./host.ts";
import { realTest } from "./tool.ts";

for (const transport of ["udp", "tcp", "tls"] as const) {
  realTest(
    `a phone on IPv6 calls one on IPv4 and is called by it, over ${transport}`,
    ["baresip", "ip", "namespaces"],
    async () => {
      await using opened = new AsyncDisposableStack();
      const network = opened.adopt(new Network(), (network) => network.remove());
      await network.cable(["box", "10.0.0.2/24"], ["four", "10.0.0.14/24"]);
      await network.cable(["box", "fd00::2/64"], ["six", "fd00::16/64"]);
      const host = network.host("box");
      const box = opened.adopt(await Box.start({ host, bind: ["10.0.0.2", "fd00::2"] }), (box) => box.stop());
      const phone = async (host: Host, user: string, ip: string, hz: number) => {
        const account = box.account(user, transport);
        const options = { ...account, box: { ...account.box, ip }, host, hz };
        return opened.adopt(await Baresip.start(options), (phone) => phone.stop());
      };
      const four = await phone(network.host("four"), "101", "10.0.0.2", 440);
      const six = await phone(network.host("six"), "102", "fd00::2", 660);
      await four.dial(box.uri("102", transport));
      await four.until("CALL_ESTABLISHED");
      await six.hears(440);
      await four.hears(660);
      await four.hangUp();
      await six.until("CALL_CLOSED");
      await six.dial(box.uri("101", transport, "fd00::2"));
      await six.until("CALL_ESTABLISHED");
      await six.hears(440, 2);
      await four.hears(660, 2);
      await six.hangUp();
      await four.until("CALL_CLOSED");
      await box.untilEmpty();
    },
  );
}
