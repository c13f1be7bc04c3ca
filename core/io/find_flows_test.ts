import assert from "node:assert/strict";
import { type Address, formatAddress, SeededChance, type Transport } from "../base/mod.ts";
import { Dns } from "./dns.ts";
import { findFlows } from "./find_flows.ts";
import { SystemClock } from "./clock.ts";

/** Transports that listen for these, and remember which names they were told. */
function listening(...transports: readonly Transport[]) {
  const named: string[] = [];
  const world = {
    dns: new Dns({ clock: new SystemClock(), log: { write() {} } }),
    chance: new SeededChance(1),
    transports: {
      localFor: (transport: Transport): Address | undefined =>
        transports.includes(transport) ? { ip: "192.0.2.1", port: 5060 } : undefined,
      nameHost: (address: Address, host: string) => named.push(`${formatAddress(address)} is ${host}`),
    },
  };
  return { world, named };
}

Deno.test("an address is where it says, and is reached from our nearest address", async () => {
  const { world } = listening("udp");
  const flows = await findFlows({ host: "192.0.2.7", uri: "sip:192.0.2.7;transport=udp" }, world);
  assert.deepEqual(flows, [{
    transport: "udp",
    local: { ip: "192.0.2.1", port: 5060 },
    remote: { ip: "192.0.2.7", port: 5060 },
  }]);
});

Deno.test("where we do not listen for a connection we open one all the same", async () => {
  const { world } = listening("udp");
  const [flow] = await findFlows({ host: "192.0.2.7", uri: "sip:192.0.2.7:5070;transport=tcp" }, world);
  assert.deepEqual([flow?.transport, flow?.local.ip, flow?.remote.port], ["tcp", "192.0.2.1", 5070]);
});

Deno.test("TLS is verified by the host's name", async () => {
  const { world, named } = listening("tls");
  await findFlows({ host: "192.0.2.7", uri: "sip:192.0.2.7;transport=tls" }, world);
  assert.deepEqual(named, ["192.0.2.7:5061 is 192.0.2.7"]);
});
