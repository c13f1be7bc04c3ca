/**
 * What somebody outside hears of a recording, and somebody inside of the brake that ends his dear call.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip } from "./baresip.ts";
import { Box } from "./box.ts";
import { soundOf } from "./choir.ts";
import { clarityOf, clip, hearsPrompt } from "./prompt.ts";
import { answerOptions, officeWith, PROVIDER, provider, registerAt } from "./provider.ts";
import { audio, expect, hangingUp, pause, request, ringing, scenario, type Steps } from "./scenario.ts";
import { Sipp, sippPort } from "./sipp.ts";
import { realTest } from "./tool.ts";

/** Two calls at once on one account talk a minute in half a minute. */
const MINUTE = "brakes: { national: { calls: 10, minutes: 1, ends: true } }\n";
const HALF_MS = 30_000;

realTest(
  "whoever talks outside when the minutes of his account are over hears so on each of his phones, and is let go",
  ["sipp", "baresip"],
  async () => {
    await using opened = new AsyncDisposableStack();
    const port = sippPort();
    const sipp = await Sipp.start({
      scenario: scenario("provider", provider),
      host: PROVIDER,
      port,
      calls: 3,
      withinS: 120,
    });
    opened.adopt(sipp, async (sipp) => void await sipp.stop());
    const office = officeWith({ provider: registerAt(port) }) + MINUTE;
    const box = opened.adopt(await Box.start({ office }), (box) => box.stop());
    await box.untilFigure("trunks_up", 1);
    const phones: Baresip[] = [];
    for (const hz of [440, 660]) {
      const phone = await Baresip.start({ ...box.account("101", "udp"), hz });
      phones.push(opened.adopt(phone, (phone) => phone.stop()));
    }
    for (const phone of phones) {
      await phone.dial(box.uri("0722000111"));
      await phone.until("CALL_ESTABLISHED");
    }
    const startedAt = Date.now();
    await Promise.all(phones.map(async (phone) => {
      await phone.until("CALL_CLOSED", 2 * HALF_MS);
      await hearsPrompt(phone, "limit-reached", 2);
    }));
    assert.ok(Date.now() - startedAt > HALF_MS / 2, "they have talked until then");
    const acted = await box.untilRecorded("brake.acted", 2);
    for (const { facts } of acted) {
      assert.deepEqual(facts, { number: "101", dialled: "+40722000111", class: "national", why: "ended" });
    }
    const result = await sipp.end();
    assert.deepEqual([result.successful, result.failed], [3, 0], result.errors);
    await box.untilEmpty();
  },
);

realTest("whoever calls from outside hears, as the phone that answers does, that the call is recorded", [
  "sipp",
  "baresip",
], async () => {
  await using opened = new AsyncDisposableStack();
  const port = sippPort();
  const options = await answerOptions(PROVIDER.ip, port);
  const office = officeWith({ provider: `kind: peer, host: ${PROVIDER.ip}, port: ${port}` }) +
    "recording: { inbound: { record: always, notice: true } }\n";
  const box = opened.adopt(await Box.start({ office }), (box) => box.stop());
  await box.untilFigure("trunks_up", 1);
  options.close();
  const ana = opened.adopt(await Baresip.start({ ...box.account("101", "udp"), hz: 440 }), (phone) => phone.stop());
  const ear = Deno.listenDatagram({ transport: "udp", hostname: PROVIDER.ip, port: 0 });
  const offer = audio("sendrecv", "0");
  const callee = "+40211234567";
  const caller: Steps = [
    request("INVITE", {
      body: { ...offer, text: offer.text.replace("[media_port]", String((ear.addr as Deno.NetAddr).port)) },
      callee,
    }),
    ringing,
    expect(200, { dialog: true, matching: /m=audio [1-9]/ }),
    request("ACK", { inDialog: true, callee }),
    pause(8_000),
    hangingUp(2).map((step) => step.replaceAll("[field2]", callee)),
  ];
  const sipp = Sipp.run({
    scenario: scenario("caller", caller.flat().map((step) => String(step).replaceAll("\n[routes]", ""))),
    host: PROVIDER,
    port,
    to: { ip: "127.0.0.1", port: box.port },
    users: [{ number: "0722000111", secret: "" }],
    calls: 1,
    withinS: 30,
  });
  const packets: Uint8Array[] = [];
  const listening = (async () => {
    for await (const [packet] of ear) packets.push(packet.slice());
  })();
  const result = await sipp;
  ear.close();
  await listening;
  assert.deepEqual([result.successful, result.failed], [1, 0], result.errors);
  await hearsPrompt(ana, "recording-notice");
  const clear = clarityOf(clip("recording-notice"), Int16Array.from(soundOf(packets)));
  assert.ok(clear > 0.9, `what is heard outside is ${clear} clear`);
  await box.untilEmpty();
});
