/**
 * The office and the world: a SIPp plays the provider, with its challenges, and a baresip the phone in the office.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip } from "./baresip.ts";
import { Box } from "./box.ts";
import { callOut } from "./call_out.ts";
import { soundOf } from "./choir.ts";
import { clarityOf, clip } from "./prompt.ts";
import { answerOptions, officeWith, PROVIDER, provider, registerAt } from "./provider.ts";
import { audio, expect, hangingUp, pause, request, ringing, scenario, type Steps } from "./scenario.ts";
import { Sipp, sippPort } from "./sipp.ts";
import { realTest } from "./tool.ts";

realTest("a trunk registers with a provider, and a phone calls out through it and hears the far end", [
  "sipp",
  "baresip",
], () =>
  callOut({
    carrier: () => provider,
    host: PROVIDER,
    office: (port) => ({ office: officeWith({ provider: registerAt(port) }) }),
  }));

realTest(
  "a provider calls the office's number, and the phone that answers is heard and hears",
  ["sipp", "baresip"],
  async () => {
    await using opened = new AsyncDisposableStack();
    const port = sippPort();
    const silent = await answerOptions(PROVIDER.ip, port);
    const peer = { provider: `kind: peer, host: ${PROVIDER.ip}, port: ${port}` };
    const box = opened.adopt(await Box.start({ office: officeWith(peer) }), (box) => box.stop());
    await box.untilFigure("trunks_up", 1);
    silent.close();
    const ana = opened.adopt(await Baresip.start({ ...box.account("101", "udp"), hz: 440 }), (phone) => phone.stop());
    const caller: Steps = [
      request("INVITE", {
        body: audio(),
        callee: "+40211234567",
        headers: ["P-Asserted-Identity: <sip:+40722000111@x>"],
      }),
      ringing,
      expect(200, { dialog: true, matching: /m=audio [1-9]/ }),
      request("ACK", { inDialog: true, callee: "+40211234567" }),
      pause(2_500),
      hangingUp(2).map((step) => step.replaceAll("[field2]", "+40211234567")),
    ];
    const users = [{ number: "0722000111", secret: "" }];
    const result = await Sipp.run({
      scenario: scenario("caller", caller.flat().map((step) => String(step).replaceAll("\n[routes]", ""))),
      host: PROVIDER,
      port,
      to: { ip: "127.0.0.1", port: box.port },
      users,
      calls: 1,
      withinS: 30,
    });
    assert.deepEqual([result.successful, result.failed], [1, 0], result.errors);
    const incoming = await ana.until("CALL_ESTABLISHED");
    assert.match(incoming.peeruri ?? "", /sip:0722000111@/);
    await ana.hears(440);
    await box.untilEmpty();
  },
);

realTest("a provider's caller hears that the office is closed, and is never answered", ["sipp"], async () => {
  await using opened = new AsyncDisposableStack();
  const port = sippPort();
  const options = await answerOptions(PROVIDER.ip, port);
  const office =
    `trunks: [{ name: provider, number: "+40211234567", kind: peer, host: ${PROVIDER.ip}, port: ${port} }]\n` +
    `numbers: [{ number: "0211234567", to: announcement closed }]\n` +
    `announcements: [{ name: closed, says: hours-closed, answer: false }]\n`;
  const box = opened.adopt(await Box.start({ office }), (box) => box.stop());
  await box.untilFigure("trunks_up", 1);
  options.close();
  const ear = Deno.listenDatagram({ transport: "udp", hostname: PROVIDER.ip, port: 0 });
  const offer = audio("sendrecv", "0");
  const callee = "+40211234567";
  const caller: Steps = [
    request("INVITE", {
      body: { ...offer, text: offer.text.replace("[media_port]", String((ear.addr as Deno.NetAddr).port)) },
      callee,
    }),
    expect(100, { optional: true }),
    expect(183, { matching: /m=audio [1-9]/ }),
    expect(480, { withinMs: 10_000 }),
    request("ACK", { callee, refused: true }),
  ];
  const sipp = Sipp.run({
    scenario: scenario("caller", caller),
    host: PROVIDER,
    port,
    to: { ip: "127.0.0.1", port: box.port },
    users: [{ number: "0722000111", secret: "" }],
    calls: 1,
    withinS: 30,
  });
  const sentence = clip("hours-closed");
  const packets: Uint8Array[] = [];
  // The box begins with silence, for as long as it takes to open the sentence.
  let next = ear.receive();
  for (;;) {
    const came = await Promise.race([next, sipp.then(() => undefined)]);
    if (came === undefined) break;
    packets.push(came[0].slice());
    next = ear.receive();
  }
  ear.close();
  await assert.rejects(next, "nothing is heard after the end");
  const result = await sipp;
  assert.deepEqual([result.successful, result.failed], [1, 0], result.errors);
  const heard = Int16Array.from(soundOf(packets));
  const start = sentence.subarray(0, 8 * Math.floor(sentence.length / 10));
  const clear = clarityOf(start, heard);
  assert.ok(clear > 0.9, `what is heard is ${clear} clear`);
  await box.untilEmpty();
});
