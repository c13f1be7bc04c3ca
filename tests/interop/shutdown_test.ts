/**
 * A box that is asked to end, by SIGTERM, while people talk.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip } from "./baresip.ts";
import { Box } from "./box.ts";
import { realTest } from "./tool.ts";

const GRACE_S = 3;

/** A box with a call between 101 and 102, and a third phone. */
async function talking(
  opened: AsyncDisposableStack,
  graceS: number,
): Promise<readonly [Box, Baresip, Baresip, Baresip]> {
  const box = opened.adopt(await Box.start({ graceS }), (box) => box.stop());
  // The box is gone before them: nobody would answer their goodbye.
  const phone = async (user: string, hz: number) =>
    opened.adopt(await Baresip.start({ ...box.account(user, "udp"), hz }), (phone) => phone.stop("SIGKILL"));
  const [ana, bob, carl] = [await phone("101", 440), await phone("102", 660), await phone("103", 880)];
  await ana.dial(box.uri("102"));
  await ana.until("CALL_ESTABLISHED");
  await bob.hears(440);
  return [box, ana, bob, carl];
}

realTest(
  "after SIGTERM new calls get 503, the running one goes on until it ends, and then the box",
  ["baresip"],
  async () => {
    await using opened = new AsyncDisposableStack();
    const [box, ana, bob, carl] = await talking(opened, 60);
    Deno.kill(box.pid, "SIGTERM");
    await box.until(/"Stopping"/);
    await carl.dial(box.uri("101"));
    assert.match((await carl.until("CALL_CLOSED")).param ?? "", /^503/);
    await bob.hearsNow(440);
    await ana.hearsNow(660);
    await ana.hangUp();
    await bob.until("CALL_CLOSED");
    assert.equal(await box.end(5_000), 0);
    const [ended] = await box.untilRecorded("call.ended", 1);
    assert.equal(ended?.facts["cause"], "normal");
  },
);

realTest("a call that outlasts the grace time is ended by the box, which then ends well", ["baresip"], async () => {
  await using opened = new AsyncDisposableStack();
  const [box, ana, bob] = await talking(opened, GRACE_S);
  const askedAt = Date.now();
  Deno.kill(box.pid, "SIGTERM");
  await Promise.all([ana.until("CALL_CLOSED"), bob.until("CALL_CLOSED")]);
  const afterMs = Date.now() - askedAt;
  assert.ok(afterMs > 1_000 * (GRACE_S - 1), `the call was ended after ${afterMs} ms`);
  assert.equal(await box.end(5_000), 0);
  assert.equal((await box.untilRecorded("call.ended", 1)).length, 1);
});

realTest("a second SIGTERM ends the calls at once", ["baresip"], async () => {
  await using opened = new AsyncDisposableStack();
  const [box, ana, bob] = await talking(opened, 60);
  Deno.kill(box.pid, "SIGTERM");
  await box.until(/"Stopping"/);
  Deno.kill(box.pid, "SIGTERM");
  await Promise.all([ana.until("CALL_CLOSED"), bob.until("CALL_CLOSED")]);
  assert.equal(await box.end(5_000), 0);
});
