/**
 * A provider behind an outbound proxy, played by a SIPp: the cheaper of two, and shown the caller's own number.
 *
 * @module
 */
import type { BoxOptions } from "./box.ts";
import { callOut } from "./call_out.ts";
import { freePorts } from "./place.ts";
import { answer, answerInside, audio, expect, goTo, mark, type Steps } from "./scenario.ts";
import { realTest } from "./tool.ts";

const PROXY = { ip: "127.0.0.2" };
const OWN = "\\+40211234599";

/** Answers a registration, or the one call, which has come through the proxy. */
function providerBehind(port: number): Steps {
  const throughProxy = `Route: <sip:127\\.0\\.0\\.2:${port};transport=udp;lr>`;
  return [
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
}

/** Two providers, one of them dearer. */
function officeWithTwo(port: number): BoxOptions {
  const price = (name: string, perMinute: string) =>
    `{ name: ${name}, currency: EUR, prices: [{ prefix: "+40", per_minute: "${perMinute}" }] }`;
  const account =
    `kind: register, host: sip.provider.example, proxy: "${PROXY.ip}:${port}", user: acc, secret: s3cret-acc`;
  const office = "trunks:\n" +
    `  - { name: dear, kind: peer, host: 127.0.0.3, port: ${freePorts(2)}, rates: dear }\n` +
    `  - { name: cheap, ${account}, presents: ppi, numbers: ["+40211234590-+40211234599"], rates: cheap }\n` +
    `rates: [${price("dear", "0.05")}, ${price("cheap", "0.01")}]\n` +
    `routes: [{ match: "0.", trunks: [dear, cheap], order: cheapest }]\n`;
  return { office, extension: 'outside_number: "+40211234599"', extensions: 1 };
}

realTest(
  "a phone calls under its own number, by the cheaper provider, through that one's outbound proxy",
  ["sipp", "baresip"],
  () => callOut({ carrier: providerBehind, host: PROXY, office: officeWithTwo }),
);
