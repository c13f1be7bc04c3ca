/**
 * The phone in the browser and a desk phone: Chromium's own ICE, DTLS and SRTP against the box's.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip, type CodecName } from "../interop/baresip.ts";
import { Box, type BoxOptions } from "../interop/box.ts";
import { secondsOf } from "../interop/tone.ts";
import { realTest } from "../interop/tool.ts";
import { atTheDesk } from "./chromium.ts";
import { LossyLine } from "./lossy_line.ts";
import { BrowserPhone, launchBrowser, phoneScript } from "./phone.ts";

interface Cast extends AsyncDisposable {
  readonly box: Box;
  /** 440 Hz, in Chromium. */
  readonly ana: BrowserPhone;
  /** 660 Hz, and 880 Hz: desk phones. */
  readonly bob: Baresip;
  readonly carol: Baresip;
}

async function cast(codec: CodecName, options: BoxOptions = {}): Promise<Cast> {
  await using opened = new AsyncDisposableStack();
  const box = opened.adopt(await Box.start(options), (box) => box.stop());
  const browser = opened.adopt(await launchBrowser(), (browser) => browser.close());
  const phone = async (user: string, hz: number) =>
    opened.adopt(await Baresip.start({ ...box.account(user, "udp"), hz, codecs: [codec] }), (phone) => phone.stop());
  const [bob, carol] = [await phone("102", 660), await phone("103", 880)];
  const ana = opened.use(await BrowserPhone.start(browser, await phoneScript(), box, { user: "101", hz: 440 }));
  const all = opened.move();
  return { box, ana, bob, carol, [Symbol.asyncDispose]: () => all.disposeAsync() };
}

async function phoneOf(box: Box): Promise<AsyncDisposable & { readonly phone: Baresip }> {
  const phone = await Baresip.start({ ...box.account("102", "udp"), hz: 660, codecs: ["pcmu"] });
  return { phone, [Symbol.asyncDispose]: () => phone.stop() };
}

for (const codec of ["pcmu", "g722", "opus"] as const) {
  realTest(`a browser calls a baresip in ${codec}, and is called by it`, ["chromium", "baresip"], async () => {
    await using scene = await cast(codec);
    const { box, ana, bob } = scene;
    await ana.do("dial", "sip:102@127.0.0.1", codec);
    await ana.hears(660);
    await bob.hears(440);
    const { dtls, srtp, ...spoken } = await ana.do("figures");
    assert.equal(spoken["codec"], codec === "opus" ? "audio/opus" : `audio/${codec.toUpperCase()}`);
    assert.deepEqual([dtls, srtp, spoken["lost"]], ["connected", "SRTP_AEAD_AES_128_GCM", 0]);
    await ana.do("hangUp");
    await bob.until("CALL_CLOSED");

    await bob.dial(box.uri("101"));
    await ana.do("answer", codec);
    await ana.hears(660);
    await bob.hears(440, 2);
    await bob.hangUp();
    await ana.until("ended");
    await box.untilEmpty();
    const { rtp_unshared_codecs_total: translated = 0 } = await box.figures();
    assert.equal(translated, 0, "it went by the relay road");
  });
}

realTest("what a browser and a desk phone do not share is translated", ["chromium", "baresip"], async () => {
  await using scene = await cast("pcma");
  const { box, ana, bob } = scene;
  await ana.do("dial", "sip:102@127.0.0.1", "opus");
  await ana.hears(660);
  await bob.hears(440);
  assert.equal((await ana.do("figures"))["codec"], "audio/opus");
  await ana.do("hangUp");
  await box.untilEmpty();
});

realTest("a browser holds, presses digits both ways and hands the call on", ["chromium", "baresip"], async () => {
  await using scene = await cast("pcmu");
  const { box, ana, bob, carol } = scene;
  await ana.do("dial", "sip:102@127.0.0.1", "pcmu");
  await ana.hears(660);

  await ana.do("press", "5", "RFC2833");
  await ana.do("press", "7", "INFO");
  const pressed = [await bob.until("CALL_DTMF_START"), await bob.until("CALL_DTMF_START")].map(({ param }) => param);
  assert.deepEqual(pressed.toSorted(), ["5", "7"]);

  await ana.do("hold");
  await box.untilRecorded("leg.held", 1);
  await ana.do("resume");
  await box.untilRecorded("leg.resumed", 1);
  await ana.hears(660);
  await ana.do("restartIce");
  await ana.hears(660);
  await bob.hearsNow(440);

  await ana.do("refer", "sip:103@127.0.0.1");
  await carol.until("CALL_ESTABLISHED");
  await ana.until("ended");
  await carol.hears(660);
  await bob.hangUp();
  await carol.until("CALL_CLOSED");
  await box.untilEmpty();
});

realTest("a browser whose certificate is not that of its SDP is never heard", ["chromium", "baresip"], async () => {
  await using opened = new AsyncDisposableStack();
  const box = opened.adopt(await Box.start(), (box) => box.stop());
  const browser = opened.adopt(await launchBrowser(), (browser) => browser.close());
  const bob = opened.adopt(
    await Baresip.start({ ...box.account("102", "udp"), hz: 660, codecs: ["pcmu"] }),
    (phone) => phone.stop(),
  );
  const fingerprint = "AA:".repeat(31) + "AA";
  const account = { user: "101", hz: 440, fingerprint };
  const ana = opened.use(await BrowserPhone.start(browser, await phoneScript(), box, account));
  await ana.do("dial", "sip:102@127.0.0.1", "pcmu");
  await bob.until("CALL_ESTABLISHED");
  await box.until(/expected the certificate of the fingerprint in SDP/);
  await assert.rejects(ana.hears(660, 1_500), /Cannot hear/);
  await assert.rejects(bob.hears(440, 0.1, 100), /Cannot hear/);
  const figures = await ana.do("figures");
  assert.notEqual(figures["dtls"], "connected");
  assert.equal(figures["packetsIn"] ?? 0, 0);
  await ana.do("hangUp");
  await box.untilEmpty();
});

atTheDesk("who is signed in at the desk has his phone there without a secret", async (visit) => {
  const { box, page } = visit;
  await visit.claim();
  await visit.goTo("/accounts/ana");
  await page.fill("[name=extension]", "101");
  await page.click("main form button[type=submit]");
  await page.waitForURL(/accounts/);
  await using bob = await phoneOf(box);
  const options = { user: "101", hz: 440, secret: "none" };
  const script = await phoneScript();
  const ana = await BrowserPhone.in(page.context(), script, box, options);
  await ana.do("dial", "sip:102@127.0.0.1", "pcmu");
  await ana.hears(660);
  await ana.do("hangUp");
  await bob.phone.until("CALL_CLOSED");
  // As nobody else, and not from a browser that is not signed in.
  const other = { ...options, user: "103" };
  await assert.rejects(BrowserPhone.in(page.context(), script, box, other), /Authentication|Rejected|SIP Failure/);
  const stranger = await page.context().browser()!.newContext();
  await assert.rejects(BrowserPhone.in(stranger, script, box, options), /Authentication|Rejected|SIP Failure/);
  await box.untilEmpty();
}, { needs: ["baresip"] });

/** So many fresh pages call, each with a handshake of its own. */
const COLD_STARTS = 50;
const AT_ONCE = 5;

realTest(`${COLD_STARTS} browsers connect by a line that loses, doubles and swaps handshakes`, [
  "chromium",
  "baresip",
], async () => {
  await using opened = new AsyncDisposableStack();
  const box = opened.adopt(await Box.start({ extensions: 2 * AT_ONCE }), (box) => box.stop());
  const line = opened.adopt(
    new LossyLine({ ip: box.host.ip, port: box.soundPort }, { seed: 9, lost: 10, doubled: 15, swapped: 15 }),
    (line) => line.stop(),
  );
  const browser = opened.adopt(await launchBrowser(), (browser) => browser.close());
  const pairs = Array.from({ length: AT_ONCE }, (_, at) => [String(101 + at), String(101 + AT_ONCE + at)] as const);
  const desks: Baresip[] = [];
  for (const [, user] of pairs) {
    const phone = await Baresip.start({ ...box.account(user, "udp"), hz: 660, codecs: ["pcmu"] });
    desks.push(opened.adopt(phone, (phone) => phone.stop()));
  }
  const script = await phoneScript();
  const start = async (user: string, called: string): Promise<void> => {
    await using page = await BrowserPhone.start(browser, script, box, { user, hz: 440, proxyPort: line.port });
    await page.do("dial", `sip:${called}@127.0.0.1`, "pcmu");
    await page.hears(660);
    await page.do("hangUp");
  };
  for (let round = 0; round < COLD_STARTS / AT_ONCE; round++) {
    await Promise.all(pairs.map((pair) => start(...pair)));
  }
  // Each of them was heard as well.
  const heard = (await Promise.all(desks.map((desk) => desk.heard()))).flat();
  assert.equal(heard.filter((sound) => secondsOf(sound, 440) > 0).length, COLD_STARTS);
  const { lost, doubled, swapped } = line.fates;
  assert.ok(Math.min(lost, doubled, swapped) > COLD_STARTS / 4, JSON.stringify(line.fates));
  await box.untilEmpty();
});
