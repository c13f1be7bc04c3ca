/**
 * The brake on toll fraud, as a real baresip hears it.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip } from "./baresip.ts";
import { Box } from "./box.ts";
import { freePorts } from "./place.ts";
import { hearsPrompt } from "./prompt.ts";
import { answerOptions, officeWith, PROVIDER } from "./provider.ts";
import { realTest } from "./tool.ts";

const BRAKE = "brakes: { national: { calls: 1, minutes: 60 } }\n";
const OUTSIDE = "0722000111";
const WORLD = "+40722000111";

for (const language of ["en", "ro"] as const) {
  realTest(
    `a baresip whose extension has made its calls of the hour hears why no more goes out: ${language}`,
    ["baresip"],
    async () => {
      await using opened = new AsyncDisposableStack();
      const port = freePorts(1);
      const provider = opened.adopt(
        await answerOptions(PROVIDER.ip, port, { says: [100, 486] }),
        (peer) => peer.close(),
      );
      const office = officeWith({ provider: `kind: peer, host: ${PROVIDER.ip}, port: ${port}` }) + BRAKE;
      const box = opened.adopt(await Box.start({ office, language }), (box) => box.stop());
      await box.untilFigure("trunks_up", 1);
      const ana = opened.adopt(await Baresip.start({ ...box.account("101", "udp"), hz: 440 }), (phone) => phone.stop());
      await ana.dial(box.uri(OUTSIDE));
      await ana.until("CALL_CLOSED");
      const asked = provider.invites;
      assert.ok(asked > 0, "the first call goes out");
      await ana.dial(box.uri(OUTSIDE));
      await hearsPrompt(ana, "limit-reached", 2, language);
      await ana.until("CALL_CLOSED");
      assert.equal(provider.invites, asked);
      const [acted] = await box.untilRecorded("brake.acted", 1);
      assert.deepEqual(acted!.facts, { number: "101", dialled: WORLD, class: "national", why: "enough" });
      await box.untilIdle();
    },
  );
}
