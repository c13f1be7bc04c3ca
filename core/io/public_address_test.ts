import assert from "node:assert/strict";
import { SystemChance } from "./chance.ts";
import { Dns } from "./dns.ts";
import { findPublicAddress } from "./public_address.ts";
import { Trial } from "./trial.ts";

const clockless = new Trial();
const WORLD = { dns: new Dns({ clock: clockless, log: { write: () => {} } }), chance: new SystemChance() };

function openSocket(): Deno.DatagramConn & Disposable {
  const socket = Deno.listenDatagram({ transport: "udp", hostname: "127.0.0.1", port: 0 });
  return Object.assign(socket, { [Symbol.dispose]: () => socket.close() });
}

Deno.test("the outer address is the one that the server saw", async () => {
  await using box = await Trial.start({ tcp: false, tls: false });
  const { port } = box.at("udp");
  for (const server of [`127.0.0.1:${port}`, `localhost:${port}`]) {
    const found = await findPublicAddress(server, 10_000, WORLD);
    assert.ok(found.ok, server);
    assert.equal(found.value.ip, "127.0.0.1");
  }
});

Deno.test("a question that is lost is asked again, and a stranger's answer is not taken", async () => {
  using server = openSocket();
  await using real = await Trial.start({ tcp: false, tls: false });
  const asked = findPublicAddress(`127.0.0.1:${(server.addr as Deno.NetAddr).port}`, 10_000, WORLD);
  const [first, from] = await server.receive();
  const wrong = first.slice();
  wrong.set([1, 1], 0);
  wrong[10]! ^= 1;
  await server.send(wrong, from);
  const [second] = await server.receive();
  assert.deepEqual(second, first);
  // The real server answers the relay; the relay passes that on.
  using relay = openSocket();
  await relay.send(second, { transport: "udp", hostname: "127.0.0.1", port: real.at("udp").port });
  await server.send((await relay.receive())[0], from);
  const found = await asked;
  assert.ok(found.ok);
  assert.equal(found.value.port, (relay.addr as Deno.NetAddr).port);
});

Deno.test("a server that says nothing, is not there or is no server is a fault", async () => {
  using silent = openSocket();
  const code = async (server: string) => {
    const found = await findPublicAddress(server, 30, WORLD);
    return found.ok ? "" : found.fault.code;
  };
  assert.equal(await code(`127.0.0.1:${(silent.addr as Deno.NetAddr).port}`), "no-answer");
  for (const server of ["", "a:b", "host:0", "host:70000", "[::1", "a b"]) {
    assert.equal(await code(server), "bad-server");
  }
});
