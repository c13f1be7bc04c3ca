/**
 * What the doctor asks a TURN server, and what a real one says to it.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { Certificate } from "../../core/certificate/mod.ts";
import { askTurn } from "../../core/command/io/ask_turn.ts";
import { turnLoginFor } from "../../core/directory/mod.ts";
import { certificateFor } from "./certificates.ts";
import { Coturn, type CoturnOptions } from "./coturn.ts";
import { HERE } from "./place.ts";
import { realTest } from "./tool.ts";

const SECRET = "a secret of the office";
const REFUSED = { came: "refused", code: 401, text: "Unauthorized" };

async function coturn(
  login: CoturnOptions["login"],
  certificate?: Certificate,
): Promise<AsyncDisposable & { readonly server: Coturn }> {
  const server = await Coturn.start({ login, ...certificate === undefined ? {} : { certificate } });
  return { server, [Symbol.asyncDispose]: () => server.stop() };
}

const login = (secret: string, now: number = Date.now()) => turnLoginFor({ secret }, "101", now)!;

realTest("a TURN server lets in whose login the office makes, by UDP and by TCP", ["turnserver"], async () => {
  await using place = await coturn({ secret: SECRET });
  const { server } = place;
  for (const transport of ["udp", "tcp"] as const) {
    const { answer } = await askTurn(server.address(transport), login(SECRET));
    assert.ok(answer?.came === "allocated", `${transport}: ${JSON.stringify(answer)}\n${server.log}`);
    assert.equal(answer.relayed.ip, HERE);
  }
  // What was asked for to see whether it would be given is given back.
  await server.until(/refreshed.*lifetime=0/);
});

realTest("a TURN server refuses a login of another secret, and one of yesterday", ["turnserver"], async () => {
  await using place = await coturn({ secret: SECRET });
  const { server } = place;
  assert.deepEqual((await askTurn(server.address(), login("another secret"))).answer, REFUSED);
  assert.deepEqual((await askTurn(server.address(), login(SECRET, Date.now() - 86_400_000))).answer, REFUSED);
});

realTest("a TURN server that knows a user lets him in", ["turnserver"], async () => {
  await using place = await coturn({ user: "office", password: SECRET });
  const { server } = place;
  const known = turnLoginFor({ turnUser: "office", secret: SECRET }, "101", Date.now())!;
  assert.equal((await askTurn(server.address(), known)).answer?.came, "allocated");
  assert.deepEqual((await askTurn(server.address(), { ...known, credential: "wrong" })).answer, REFUSED);
});

realTest("a TURN server by TLS whose certificate nobody vouches for is sent no login", ["turnserver"], async () => {
  await using place = await coturn({ secret: SECRET }, await certificateFor(HERE));
  const { server } = place;
  const to = server.address("tls");
  assert.deepEqual(await askTurn(to, login(SECRET)), { server: to, answer: undefined });
  assert.doesNotMatch(server.log, /101/);
  assert.equal((await askTurn(server.address(), login(SECRET))).answer?.came, "allocated", server.log);
});

realTest("where no TURN server is, none answers", [], async () => {
  const silent = Deno.listenDatagram({ transport: "udp", hostname: HERE, port: 0 });
  const { port } = silent.addr as Deno.NetAddr;
  try {
    for (const server of [`turn:${HERE}:${port}`, `turn:${HERE}:${port}?transport=tcp`, `turns:${HERE}:${port}`]) {
      assert.deepEqual(await askTurn(server, login(SECRET)), { server, answer: undefined });
    }
  } finally {
    silent.close();
  }
});
