/**
 * A call for help, as those hear of it who are to know: a phone that answers by itself, and a program elsewhere.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip } from "./baresip.ts";
import { Box } from "./box.ts";
import { SOON_MS } from "./child.ts";
import { freePorts } from "./place.ts";
import { soundOf } from "./choir.ts";
import { listenAt } from "./multicast.ts";
import { clarityOf, clip, hearsPrompt } from "./prompt.ts";
import { realTest } from "./tool.ts";

realTest("a colleague's phone says that help was called, and a program elsewhere is told", ["baresip"], async () => {
  await using opened = new AsyncDisposableStack();
  const told: { readonly event?: string; readonly number?: string; readonly from?: string }[] = [];
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
  const [first] = told;
  assert.deepEqual([first?.event, first?.number, first?.from], ["emergency.called", "911", "101"]);
  await ana.hangUp();
  await box.untilIdle();
});

realTest("where no line leads outside a caller for help hears what to do", ["baresip"], async () => {
  await using opened = new AsyncDisposableStack();
  const box = opened.adopt(await Box.start({}), (box) => box.stop());
  const ana = opened.adopt(await Baresip.start({ ...box.account("101", "udp"), hz: 440 }), (phone) => phone.stop());
  await ana.dial(box.uri("112"));
  await hearsPrompt(ana, "emergency-failed", 4);
  await ana.until("CALL_CLOSED");
  await box.untilIdle();
});

/** A group of addresses and a port that no other test listens at. */
const CAST = { ip: "239.77.0.81", port: 45_082 };
/** The attention, and who calls for help, once; and again for whoever has heard too little of it. */
const PACKETS = 340;
const PACKETS_A_SECOND = 50;

realTest("where phones listen without a call the box itself says that help was called", ["baresip"], async () => {
  await using opened = new AsyncDisposableStack();
  const office = `trunks: [{ name: gone, kind: peer, host: 127.0.0.3, port: ${freePorts(2)} }]\n` +
    `pages: [{ number: "800", name: Hall, members: [], multicast: [{ ip: ${CAST.ip}, port: ${CAST.port} }] }]\n` +
    `emergency: { pages: ["800"] }\n`;
  const box = opened.adopt(await Box.start({ office }), (box) => box.stop());
  const ana = opened.adopt(await Baresip.start({ ...box.account("101", "udp"), hz: 440 }), (phone) => phone.stop());
  using listener = await listenAt(CAST);
  await ana.dial(box.uri("112"));
  const packets: Uint8Array[] = [];
  const giveUpAt = Date.now() + SOON_MS;
  for (let wanted = PACKETS, clear: readonly number[] = [0]; clear.some((each) => each < 0.9);) {
    assert.ok(Date.now() < giveUpAt, `they are ${clear.join(" and ")} clear in ${packets.length} packets`);
    while (packets.length < wanted) packets.push((await listener.receive())[0].slice());
    const heard = Int16Array.from(soundOf(packets));
    clear = ["paging-emergency", "emergency-called"].map((name) => clarityOf(clip(name), heard));
    wanted += PACKETS_A_SECOND;
  }
  await ana.hangUp();
});
