/**
 * RTP bleed: an outsider that sprays every RTP port of the box while two phones talk, from another address of the box's
 * machine and from another machine on the office's network.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { StreamReport } from "../../core/sound/mod.ts";
import { Baresip } from "./baresip.ts";
import { Box } from "./box.ts";
import { Child } from "./child.ts";
import { type Host, LOOPBACK, Network } from "./host.ts";
import { OUTSIDER_HZ } from "./outsider.ts";
import { freeRtpPorts } from "./place.ts";
import { realTest } from "./tool.ts";
import { secondsOf } from "./tone.ts";

const SPRAY_S = 3;

/** Where each of them is. */
interface Places {
  readonly box: Host;
  readonly ana: Host;
  readonly bob: Host;
  readonly outsider: Host;
}

async function assertNoBleed(places: Places): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const rtp = freeRtpPorts();
  const box = opened.adopt(await Box.start({ host: places.box, rtp }), (box) => box.stop());
  const phone = async (host: Host, user: string, hz: number) =>
    opened.adopt(await Baresip.start({ ...box.account(user, "udp"), host, hz }), (phone) => phone.stop());
  const ana = await phone(places.ana, "101", 440);
  const bob = await phone(places.bob, "102", 660);
  // From the first moment on: the outsider is also there before the phones have spoken.
  const outsider = new Child(Deno.execPath(), {
    args: [
      "run",
      "--allow-net",
      new URL("outsider.ts", import.meta.url).pathname,
      places.outsider.ip,
      places.box.ip,
      rtp.join("-"),
      String(SPRAY_S),
    ],
    host: places.outsider,
  });
  opened.defer(async () => void await outsider.stop());
  await ana.dial(box.uri("102"));
  const [, sent, heard] = /sent (\d+) heard (\d+)/.exec(await outsider.until(/sent/)) ?? [];
  assert.equal(heard, "0", "the outsider heard something");
  await ana.hears(660, 2);
  await bob.hears(440, 2);
  for (const sound of [...await ana.heard(), ...await bob.heard()]) {
    assert.equal(secondsOf(sound, OUTSIDER_HZ), 0, "the outsider was heard");
  }
  await ana.hangUp();
  await bob.until("CALL_CLOSED");
  await box.untilEmpty();
  const reports = (await box.untilRecorded("leg.quality", 2)).map(({ facts }) => facts["report"]);
  for (const report of reports as readonly StreamReport[]) {
    assert.ok(report.strangers > 0, `of ${sent} packets none was counted: ${JSON.stringify(report)}`);
  }
}

realTest("an outsider on the box's own machine neither hears nor is heard", ["baresip"], async () => {
  await assertNoBleed({ box: LOOPBACK, ana: LOOPBACK, bob: LOOPBACK, outsider: { ip: "127.0.0.66" } });
});

realTest(
  "an outsider on the office's network neither hears nor is heard",
  ["baresip", "ip", "namespaces"],
  async () => {
    await using opened = new AsyncDisposableStack();
    const network = opened.adopt(new Network(), (network) => network.remove());
    await network.lan("office", [
      ["box", "10.0.0.2/24"],
      ["ana", "10.0.0.11/24"],
      ["bob", "10.0.0.12/24"],
      ["outsider", "10.0.0.66/24"],
    ]);
    const [box, ana, bob, outsider] = ["box", "ana", "bob", "outsider"].map((machine) => network.host(machine));
    assert.ok(box && ana && bob && outsider);
    await assertNoBleed({ box, ana, bob, outsider });
  },
);
