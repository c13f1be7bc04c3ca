import assert from "node:assert/strict";
import { toBytes } from "../base/mod.ts";
import type { LocalAddress } from "./addresses.ts";
import { startTransports } from "./transports.ts";
import { options, readToEnd, Trial } from "./trial.ts";

const loopback = (last: number): LocalAddress => ({ ip: `127.0.0.${last}`, networkBits: 8 });

Deno.test("a wildcard becomes one socket for each address, which follow the machine when it moves", async () => {
  const locals = [loopback(1), loopback(2)];
  await using trial = await Trial.start({ bind: ["0.0.0.0"], tls: false }, () => [...locals]);
  const places = () => trial.transports.listening.map(({ transport, address }) => `${transport} ${address.ip}`);
  assert.deepEqual(places(), ["udp 127.0.0.1", "udp 127.0.0.2", "tcp 127.0.0.1", "tcp 127.0.0.2"]);
  const { port } = trial.transports.listening[3]!.address;
  using phone = await Deno.connect({ hostname: "127.0.0.2", port });
  await phone.write(toBytes(options("from the address that goes")));
  const { flow } = await trial.next("message");
  assert.equal(flow.local.ip, "127.0.0.2");
  locals.splice(1, 1, loopback(3));
  const { listening } = await trial.next("addresses");
  assert.deepEqual(listening, trial.transports.listening);
  assert.deepEqual(places(), ["udp 127.0.0.1", "udp 127.0.0.3", "tcp 127.0.0.1", "tcp 127.0.0.3"]);
  assert.deepEqual((await trial.next("closed")).flow, flow);
  await readToEnd(phone);
});

Deno.test("an address that appears before it can be bound is tried again, and complained of once", async () => {
  const locals = [loopback(1), { ip: "192.0.2.77", networkBits: 24 }];
  await using trial = await Trial.start({ bind: ["0.0.0.0"], tcp: false, tls: false }, () => [...locals]);
  locals.push(loopback(4));
  await trial.next("addresses");
  const complaints = trial.lines.filter((line) => line.text.includes("192.0.2.77"));
  assert.deepEqual(complaints.map((line) => line.text), [
    'Cannot listen on udp "192.0.2.77:0": this machine does not have the address',
  ]);
});

Deno.test("a port that is taken, or an address that is not ours, is named and leaves nothing open", async () => {
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = taken.addr;
  await assert.rejects(Trial.start({ tcp: port, tls: false }), {
    message: `Cannot listen on tcp "127.0.0.1:${port}": another program has the port`,
  });
  await assert.rejects(Trial.start({ bind: ["127.0.0.1", "192.0.2.1"], tls: false }), {
    message: 'Cannot listen on udp "192.0.2.1:0": this machine does not have the address',
  });
  await assert.rejects(Trial.start({ tls: 0, certificate: { certPem: "no", keyPem: "no" } }), /Cannot listen on tls/);
});

Deno.test("the nearest of our addresses is told for each transport that listens", async () => {
  await using trial = await Trial.start({ bind: ["127.0.0.1", "127.0.0.2"], tls: false });
  const peer = { ip: "127.0.0.2", port: 9 };
  assert.equal(trial.transports.localFor("udp", peer)?.ip, "127.0.0.2");
  assert.equal(trial.transports.localFor("tls", peer), undefined);
  assert.equal(trial.transports.localFor("udp", { ip: "::1", port: 9 }), undefined);
});

Deno.test("the transports of the world as it is start, list no wildcard, and stop", async () => {
  const nothing = { message: () => {}, closed: () => {}, unsent: () => {} };
  await using trial = new Trial();
  const world = { log: { write: () => {} }, clock: trial };
  const transports = await startTransports({ bind: ["0.0.0.0"], udp: 0, tcp: 0, tls: false }, world, nothing);
  assert.ok(transports.listening.length >= 2);
  assert.ok(transports.listening.every(({ address }) => address.ip !== "0.0.0.0" && address.port > 0));
  assert.equal(transports.figures()["sip_listeners"], transports.listening.length);
  await transports.stop();
});
