/**
 * A call for help, as those hear of it who are to know: a phone that answers by itself, and a program elsewhere.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip } from "./baresip.ts";
import { Box } from "./box.ts";
import { freePorts } from "./place.ts";
import { hearsPrompt } from "./prompt.ts";
import { realTest } from "./tool.ts";

realTest("a colleague's phone says that help was called, and a program elsewhere is told", ["baresip"], async () => {
  await using opened = new AsyncDisposableStack();
  const told: Record<string, unknown>[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
    told.push(await request.json());
    return new Response(null, { status: 204 });
  });
  opened.adopt(server, (server) => server.shutdown());
  const office = `trunks: [{ name: gone, kind: peer, host: 127.0.0.3, port: ${freePorts(2)} }]\n` +
    `pages: [{ number: "800", name: Everybody, members: ["102"], emergency: true }]\n` +
    `emergency: { pages: ["800"], webhook: "http://127.0.0.1:${server.addr.port}/alarm" }\n`;
  const box = opened.adopt(await Box.start({ office }), (box) => box.stop());
  const bob = opened.adopt(await Baresip.start({ ...box.account("102", "udp"), hz: 660 }), (phone) => phone.stop());
  const ana = opened.adopt(await Baresip.start({ ...box.account("101", "udp"), hz: 440 }), (phone) => phone.stop());
  await ana.dial(box.uri("9-911"));
  const incoming = await bob.until("CALL_ESTABLISHED");
  assert.match(incoming.peeruri ?? "", /sip:101@/);
  await hearsPrompt(bob, "emergency-called");
  await bob.hangUp();
  const [{ event, number, from } = {}] = told;
  assert.deepEqual([told.length, event, number, from], [1, "emergency.called", "911", "101"]);
  await ana.hangUp();
  await box.untilIdle();
});
