/**
 * Real baresips that speak no codec in common, or only one of which encrypts, and talk through the box.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip, type BaresipOptions, type CodecName } from "./baresip.ts";
import { Box } from "./box.ts";
import { realTest } from "./tool.ts";

const PAIRS: readonly (readonly [CodecName, CodecName])[] = [
  ["pcmu", "opus"],
  ["opus", "pcma"],
  ["pcmu", "g722"],
  ["g722", "opus"],
  ["pcma", "pcmu"],
];

/** How a phone speaks. */
type Voice = Pick<BaresipOptions, "codecs" | "encrypts">;

/** Two phones that talk until each has heard the other clean, and a digit has passed. */
async function talk(ana: Voice, bob: Voice): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const box = opened.adopt(await Box.start(), (box) => box.stop());
  const open = async (options: BaresipOptions): Promise<Baresip> =>
    opened.adopt(await Baresip.start(options), (phone: Baresip) => phone.stop());
  const one = await open({ ...box.account("101", "udp"), hz: 400, ...ana });
  const other = await open({ ...box.account("102", "udp"), hz: 660, ...bob });
  await one.dial(box.uri("102"));
  await one.until("CALL_ESTABLISHED");
  await one.hearsClean(660);
  await other.hearsClean(400);
  await one.digits("5");
  assert.equal((await other.until("CALL_DTMF_START")).param, "5");
  await other.until("CALL_DTMF_END");
  await other.hangUp();
  await one.until("CALL_CLOSED");
  await box.untilIdle();
}

for (const [one, other] of PAIRS) {
  realTest(
    `a baresip with only ${one} talks with one with only ${other}`,
    ["baresip"],
    () => talk({ codecs: [one] }, { codecs: [other] }),
  );
}

const SECRETS: readonly (readonly [what: string, ana: Voice, bob: Voice])[] = [
  ["an SRTP-only baresip calls a plain one", { encrypts: true }, {}],
  ["a plain baresip calls an SRTP-only one", {}, { encrypts: true }],
  ["two SRTP-only baresips talk", { encrypts: true }, { encrypts: true }],
  ["a baresip with only pcmu calls an SRTP-only one with only opus", { codecs: ["pcmu"] }, {
    codecs: ["opus"],
    encrypts: true,
  }],
];

for (const [what, ana, bob] of SECRETS) realTest(what, ["baresip"], () => talk(ana, bob));

realTest("two baresips that know everything speak what the office puts first", ["baresip"], async () => {
  for (const [order, codec] of [["[g722, pcma]", "G722"], ["[pcmu, opus]", "PCMU"]] as const) {
    await using opened = new AsyncDisposableStack();
    const box = opened.adopt(await Box.start({ extension: `codecs: ${order}` }), (box) => box.stop());
    const codecs = ["opus", "pcma", "g722", "pcmu"] as const;
    const one = opened.adopt(await Baresip.start({ ...box.account("101", "udp"), hz: 400, codecs }), (p) => p.stop());
    const other = opened.adopt(await Baresip.start({ ...box.account("102", "udp"), hz: 660, codecs }), (p) => p.stop());
    await one.dial(box.uri("102"));
    await one.until("CALL_ESTABLISHED");
    await one.hears(660);
    await other.hears(400);
    const answered = await box.untilRecorded("leg.answered", 2);
    assert.deepEqual(answered.map(({ facts }) => facts["codec"]), [codec, codec]);
    await one.hangUp();
    await other.until("CALL_CLOSED");
    await box.untilIdle();
  }
});
