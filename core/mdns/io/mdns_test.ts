import assert from "node:assert/strict";
import type { LogLine } from "../../base/mod.ts";
import { Mdns } from "./mdns.ts";

Deno.test("who does not want to be found opens nothing and has no name", async () => {
  const network = { address: "127.0.0.1", addresses: ["127.0.0.1"], isHere: () => true };
  const mdns = new Mdns(false, { log: { write: () => {} }, networks: () => [network] });
  mdns.start({ services: () => [], onName: () => assert.fail("no name") });
  assert.equal(mdns.name, undefined);
  await mdns.stop();
  await mdns.stop();
});

Deno.test("where another program keeps the port to itself that is told once, and stops nothing", async () => {
  const other = Deno.listenDatagram({ transport: "udp", hostname: "0.0.0.0", port: 5353 });
  const told = Promise.withResolvers<LogLine>();
  let looks = 0;
  const network = { address: "127.0.0.1", addresses: ["127.0.0.1"], isHere: () => true };
  const again = Promise.withResolvers<void>();
  const mdns = new Mdns("kontor", {
    log: { write: (line) => line.level === "warn" ? told.resolve(line) : undefined },
    networks: () => {
      if (++looks === 3) again.resolve();
      return [network];
    },
    pace: 0.001,
  });
  try {
    mdns.start({ services: () => [], onName: () => assert.fail("no name") });
    const { text, facts } = await told.promise;
    assert.equal(text, "Cannot be found by mDNS on a network");
    assert.match(String(facts?.["reason"]), /in use|EADDRINUSE/i);
    await again.promise;
  } finally {
    await mdns.stop();
    other.close();
  }
});
