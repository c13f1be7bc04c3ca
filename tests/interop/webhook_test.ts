/**
 * Programs elsewhere that are told of calls: one that is cross, away and back, and one that hangs, while the box is killed.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Box } from "./box.ts";
import { pause } from "./scenario.ts";
import { answering, hangUp, hungUpOn, Stage, talking } from "./sipp_stage.ts";
import { realTest } from "./tool.ts";
import { WebhookListener } from "./webhook_listener.ts";

const CALLS = 20;
const SOON_MS = 25_000;
const EVENTS = ["call.started", "call.ended", "leg.offered", "leg.answered", "leg.ended", "bridge.made"];

realTest("a program that fails, leaves and comes back hears of every call in its order, though the box is killed", [
  "sipp",
], async () => {
  await using opened = new AsyncDisposableStack();
  let isCross = true;
  const crm = opened.adopt(
    // Every seventh is refused, until the box has been killed.
    new WebhookListener("the secret of the crm", (id) => {
      return isCross && Number(id.split(".")[1]) % 7 === 0 ? 500 : 204;
    }),
    (crm) => crm.leave(),
  );
  const wall = opened.adopt(
    new WebhookListener("the secret of the wall", () => "nothing"),
    (wall) => wall.leave(),
  );
  const gone = opened.adopt(new WebhookListener("the secret of the gone", () => 410), (gone) => gone.leave());
  const office = `webhooks:
  - { name: crm, url: "${crm.url}", secret: ${crm.secret}, events: ${JSON.stringify(EVENTS)} }
  - { name: wall, url: "${wall.url}", secret: ${wall.secret}, events: ["*"] }
  - { name: gone, url: "${gone.url}", secret: ${gone.secret}, events: [call.started] }
`;
  const box = opened.adopt(await Box.start({ office, extension: "call_limit: 100", log: "info" }), (box) => box.stop());
  const stage = new Stage(box, opened);
  const callee = await stage.callee("102", [...answering, ...hungUpOn], { calls: CALLS });
  const caller = await stage.calling("101", "102", [...talking, pause(600), ...hangUp()], { calls: CALLS, rate: 10 });
  await until(() => crm.taken.length >= 12, () => `${crm.taken.length} were told before`);
  await crm.leave();
  await box.untilRecorded("call.started", 15);
  await box.kill();
  await Promise.all([caller.cutOff(), callee.cutOff()]);
  isCross = false;
  crm.comeBack();
  await box.start();
  const recorded = await box.untilRecorded("call.ended", 15);
  assert.ok(recorded.some(({ facts }) => facts["cause"] === "cut"), "some calls were running when the power went");
  // The record goes on a little behind; what it says at the end is what is to be told.
  const wanted = box.recorded(EVENTS);
  await until(() => crm.taken.length >= wanted.length, () => `${crm.taken.length} of ${wanted.length} were told`);
  assert.deepEqual(crm.forged, []);
  const told = Map.groupBy(crm.taken, ({ data }) => data["call"]);
  for (const [call, events] of Map.groupBy(wanted, (event) => event.call)) {
    assert.deepEqual(told.get(call)?.map(({ type }) => type), events.map(({ type }) => type), `call ${call}`);
  }
  const bodies = Map.groupBy(crm.heard, ({ id }) => id);
  for (const [id, same] of bodies) assert.equal(new Set(same.map(({ body }) => body)).size, 1, id);
  assert.ok(crm.heard.some(({ status }) => status === 500), "it was cross");
  const { webhooks, deadLetters } = JSON.parse(await box.command("webhooks", "--json"));
  assert.deepEqual(webhooks.map(({ name, dead }: { name: string; dead: number }) => [name, dead > 0]), [
    ["crm", false],
    ["wall", false],
    ["gone", true],
  ]);
  assert.equal(deadLetters[0].why, "it says 410");
  assert.match(await box.command("webhooks", "drop", "all"), /^\d+ dead letters are thrown away$/m);
});

async function until(holds: () => boolean, why: () => string): Promise<void> {
  const giveUpAt = Date.now() + SOON_MS;
  while (!holds()) {
    if (Date.now() > giveUpAt) throw new Error(`Cannot wait any longer: ${why()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
