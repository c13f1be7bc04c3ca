import assert from "node:assert/strict";
import { toBytes } from "../base/mod.ts";
import { options, readUntil, Trial } from "./trial.ts";

/** `ss` shows the byte that carries DSCP: 0x60 for CS3. */
async function describeSocket(filter: readonly string[]): Promise<string> {
  const { stdout } = await new Deno.Command("ss", { args: ["-Hanm", "--tos", ...filter] }).output();
  return new TextDecoder().decode(stdout);
}

async function whyNoSs(): Promise<string | undefined> {
  try {
    await new Deno.Command("ss", { args: ["-V"] }).output();
    return undefined;
  } catch (error) {
    return `iproute2's ss is not installed: ${error}`;
  }
}

const NO_SS = await whyNoSs();

Deno.test({
  name: `signalling is marked CS3 on accepted and opened connections${NO_SS ? ` (skipped: ${NO_SS})` : ""}`,
  ignore: NO_SS !== undefined,
  fn: async () => {
    await using far = await Trial.start({ udp: false, tls: false });
    await using box = await Trial.start({ udp: false, tls: false });
    box.transports.send({ transport: "tcp", local: box.at("tcp"), remote: far.at("tcp") }, toBytes(options("one")));
    const { flow } = await far.next("message");
    for (const [ours, theirs] of [[flow.local.port, flow.remote.port], [flow.remote.port, flow.local.port]]) {
      const shown = await describeSocket(["-t", "sport", "=", `:${ours}`, "and", "dport", "=", `:${theirs}`]);
      assert.match(shown, /tos:0x60/);
    }
  },
});

Deno.test({
  name: `the UDP socket's receive buffer is larger than the system's own${NO_SS ? ` (skipped: ${NO_SS})` : ""}`,
  ignore: NO_SS !== undefined,
  fn: async () => {
    await using box = await Trial.start({ tcp: false, tls: false });
    const shown = await describeSocket(["-u", "sport", "=", `:${box.at("udp").port}`]);
    const standard = Number(await Deno.readTextFile("/proc/sys/net/core/rmem_default"));
    const bytes = Number(/rb(\d+)/.exec(shown)?.[1]);
    assert.ok(bytes > standard, `${bytes} is not more than ${standard} in ${shown}`);
  },
});

Deno.test("a message does not wait for the acknowledgement of the one before", async () => {
  await using box = await Trial.start({ udp: false, tls: false });
  using phone = await Deno.connect({ hostname: "127.0.0.1", port: box.at("tcp").port });
  await phone.write(toBytes(options("one")));
  const { flow } = await box.next("message");
  for (let i = 0; i < 20; i++) {
    box.transports.send(flow, toBytes("SIP/2.0 100 Trying\r\n\r\n"));
    await readUntil(phone, "\r\n\r\n");
  }
});
