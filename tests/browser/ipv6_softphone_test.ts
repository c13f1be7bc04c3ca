/**
 * The phone in a browser that has IPv6 alone, and a desk phone that has IPv4 alone.
 *
 * @module
 */
import { Baresip } from "../interop/baresip.ts";
import { commandOn, type Host, Network } from "../interop/host.ts";
import { realTest } from "../interop/tool.ts";
import { DeskVisit } from "./chromium.ts";
import { ANA_HZ, MICROPHONE_FLAGS, Softphone } from "./softphone.ts";

const BOB_HZ = 660;

realTest(
  "a browser on IPv6 calls a desk phone on IPv4, and is called by it",
  ["chromium", "baresip", "ip", "namespaces"],
  async () => {
    await using opened = new AsyncDisposableStack();
    const network = opened.adopt(new Network(), (network) => network.remove());
    await network.cable(["box", "fd00::2/64"], ["six", "fd00::16/64"]);
    await network.cable(["box", "10.0.0.2/24"], ["four", "10.0.0.14/24"]);
    await untilSettled(network.host("six"));
    const visit = opened.use(
      await DeskVisit.start({
        host: network.host("box"),
        bind: ["fd00::2", "10.0.0.2"],
        from: network.host("six"),
        browserFlags: MICROPHONE_FLAGS,
      }),
    );
    const phone = await Softphone.open(visit);
    const { box } = visit;
    const account = box.account("102", "udp");
    const host = network.host("four");
    const options = { ...account, box: { ...account.box, ip: "10.0.0.2" }, host, hz: BOB_HZ };
    const bob = opened.adopt(await Baresip.start(options), (phone) => phone.stop());
    await phone.dial("102");
    await phone.hears(BOB_HZ);
    await bob.hears(ANA_HZ);
    await phone.press("Hang up");
    await bob.until("CALL_CLOSED");
    await phone.untilIdle();
    await bob.dial(box.uri("101", "udp", "10.0.0.2"));
    await phone.until("ringing");
    await phone.press("Answer");
    await phone.hears(BOB_HZ);
    await bob.hears(ANA_HZ, 2);
    await bob.hangUp();
    await phone.untilIdle();
    await box.untilEmpty();
  },
);

/** Until no address of a machine is tried any more (RFC 4862 §5.4): one that is taken then aborts what Chromium loads. */
async function untilSettled(host: Host): Promise<void> {
  const [program, args] = commandOn(host, "ip", ["-6", "address", "show", "tentative"]);
  for (let shown = "?"; shown !== "";) {
    const { stdout } = await new Deno.Command(program, { args: [...args] }).output();
    shown = new TextDecoder().decode(stdout).trim();
  }
}
