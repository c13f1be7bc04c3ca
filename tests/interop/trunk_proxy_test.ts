/**
 * A provider behind an outbound proxy, played by a SIPp: the cheaper of two, and shown the caller's own number.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip } from "./baresip.ts";
import { Box } from "./box.ts";
import { freePorts } from "./place.ts";
import { answer, answerInside, audio, expect, goTo, mark, scenario, type Steps } from "./scenario.ts";
import { Sipp, sippPort } from "./sipp.ts";
import { realTest } from "./tool.ts";

const PROXY = { ip: "127.0.0.2" };
const OWN = "\\+40211234599";

realTest(
  "a phone calls under its own number, by the cheaper provider, through that one's outbound proxy",
  ["sipp", "baresip"],
  async () => {
    await using opened = new AsyncDisposableStack();
    const port = sippPort();
    const throughProxy = `Route: <sip:127\\.0\\.0\\.2:${port};transport=udp;lr>`;
    const provider: Steps = [
      '<recv request="REGISTER" optional="true" next="registering"/>',
      expect("INVITE", {
        matching: new RegExp(`${throughProxy}.*P-Preferred-Identity: <sip:${OWN}@sip\\.provider\\.example>`),
      }),
      answer("180 Ringing"),
      answer("200 OK", { body: audio(), repeated: true }),
      expect("ACK"),
      expect("BYE"),
      answerInside("200 OK"),
      goTo("end"),
      mark("registering"),
      answer("200 OK", { headers: ["[last_Contact:];expires=120"] }).replace(/^Contact: <sip:.*$/m, "X: y"),
      mark("end"),
    ];
    const sipp = await Sipp.start({
      scenario: scenario("provider", provider),
      host: PROXY,
      port,
      calls: 2,
      withinS: 40,
    });
    opened.adopt(sipp, async (sipp) => void await sipp.stop());
    const price = (name: string, perMinute: string) =>
      `{ name: ${name}, currency: EUR, prices: [{ prefix: "+40", per_minute: "${perMinute}" }] }`;
    const account =
      `kind: register, host: sip.provider.example, proxy: "${PROXY.ip}:${port}", user: acc, secret: s3cret-acc`;
    const office = "trunks:\n" +
      `  - { name: dear, kind: peer, host: 127.0.0.3, port: ${freePorts(2)}, rates: dear }\n` +
      `  - { name: cheap, ${account}, presents: ppi, numbers: ["+40211234590-+40211234599"], rates: cheap }\n` +
      `rates: [${price("dear", "0.05")}, ${price("cheap", "0.01")}]\n` +
      `routes: [{ match: "0.", trunks: [dear, cheap], order: cheapest }]\n`;
    const extension = 'outside_number: "+40211234599"';
    const box = opened.adopt(await Box.start({ office, extension, extensions: 1 }), (box) => box.stop());
    await box.untilFigure("trunks_up", 1);
    const ana = opened.adopt(await Baresip.start({ ...box.account("101", "udp"), hz: 440 }), (phone) => phone.stop());
    await ana.dial(box.uri("0722000111"));
    await ana.until("CALL_ESTABLISHED");
    await ana.hears(440);
    await ana.hangUp();
    const result = await sipp.end();
    assert.deepEqual([result.successful, result.failed], [2, 0], result.errors);
    await box.untilEmpty();
  },
);
