/**
 * A box that is killed in the middle of a call and started again.
 *
 * Phones over UDP are reached at once. So is a phone over TCP that listens at its contact, on a connection that the box
 * opens. A phone over TLS or WebSocket, and one over TCP behind a router, can only be reached on a connection of its own:
 * until it has registered again the box answers 480 for it.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip } from "./baresip.ts";
import { Box } from "./box.ts";
import { realTest } from "./tool.ts";

type Transport = "udp" | "tcp" | "tls";

function restartTest(
  name: string,
  transport: Transport,
  run: (box: Box, ana: Baresip, bob: Baresip) => Promise<void>,
): void {
  realTest(name, ["baresip"], async () => {
    await using opened = new AsyncDisposableStack();
    const box = opened.adopt(await Box.start(), (box) => box.stop());
    const phone = async (user: string, transport: Transport, hz: number) =>
      opened.adopt(await Baresip.start({ ...box.account(user, transport), hz }), (phone) => phone.stop());
    await run(box, await phone("101", "udp", 440), await phone("102", transport, 660));
  });
}

/** How often a phone has registered. */
function registrations(phone: Baresip): number {
  return phone.log.match(/\b200 \w.*\[\d+ binding/g)?.length ?? 0;
}

for (const transport of ["udp", "tcp"] as const) {
  restartTest(
    `after kill -9 and a restart phones over ${transport} talk without having registered again, and the cut call is closed`,
    transport,
    async (box, ana, bob) => {
      await ana.dial(box.uri("102"));
      await ana.until("CALL_ESTABLISHED");
      await bob.hears(440, 0.5);
      await box.kill();
      await box.start();
      const [ended] = await box.untilRecorded("call.ended", 1);
      assert.equal(ended?.facts["cause"], "cut");
      const legs = await box.untilRecorded("leg.ended", 2);
      assert.deepEqual(legs.map(({ facts }) => facts["cause"]), ["cut", "cut"]);
      // What was cut goes on for the phones until somebody hangs up.
      await Promise.all([ana, bob].map(async (phone) => {
        await phone.hangUp();
        await phone.until("CALL_CLOSED");
      }));
      await ana.dial(box.uri("102"));
      await ana.until("CALL_ESTABLISHED");
      await bob.hears(440, 1.5);
      await ana.hears(660, 1.5);
      await ana.hangUp();
      await bob.until("CALL_CLOSED");
      assert.deepEqual([registrations(ana), registrations(bob)], [1, 1]);
      await box.untilEmpty();
    },
  );
}

restartTest(
  "after kill -9 and a restart a phone over TLS is reached again as soon as it has registered",
  "tls",
  async (box, ana, bob) => {
    await box.kill();
    await box.start();
    await ana.dial(box.uri("102"));
    assert.match((await ana.until("CALL_CLOSED")).param ?? "", /^480/, box.log.slice(-3_000));
    await bob.registerAgain();
    await ana.dial(box.uri("102"));
    await ana.until("CALL_ESTABLISHED");
    await bob.hears(440);
    await ana.hears(660);
  },
);
