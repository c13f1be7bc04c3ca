/**
 * What the desk tells of calls that were really carried: the story is read from the record, whatever the phones did.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { Group } from "../../core/directory/mod.ts";
import { drawingOf } from "../../web/routes/calls/spans.ts";
import { NAMED, toldOf } from "../lab/call_stories.ts";
import { field, sdp } from "../lab/hand_call.ts";
import { Lab, type LabOptions } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { registered, ringing, talking } from "../lab/scene.ts";

const GROUP: Group = {
  ...{ number: "600", name: "Sales", ringForS: 20, memberForS: 10, skipBusy: true },
  strategy: "all",
  members: ["102", "103"].map((number) => ({ number, delayS: 0 })),
};

function office(options: Partial<LabOptions> = {}) {
  const lab = new Lab({ numbers: NAMED, ...options });
  const [ana, bob, eve, dan] = NAMED.map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, eve: eve!, dan: dan! };
}

Deno.test("a call to a group that one of them takes and puts through is told as it was", () => {
  const { lab, ana, bob, eve, dan } = office({ sections: { groups: [GROUP] } });
  const call = ana.invite("600", { sdp: sdp() });
  lab.run(200);
  for (const phone of [bob, eve]) phone.calls[0]!.respond(180);
  lab.run(12_000);
  eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  call.ack();
  lab.run(199_900);
  eve.calls[0]!.send("REFER", { headers: [field("Refer-To", "<sip:104@10.0.0.1>")] });
  lab.run(200);
  dan.calls[0]!.respond(180);
  lab.run(4_000);
  dan.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(65_000);
  call.bye();
  lab.run(200);
  assert.deepEqual(toldOf(lab, { sections: { groups: [GROUP] } }), [
    "Ana called Sales; the call went to the group Sales; the phones of Bob and Eve rang 12 s; Eve answered; they talked 3:20; " +
    "Eve put the call through to Dan; Dan’s phone rang 4 s; Dan answered; Ana and Dan talked 1:05; Ana hung up.",
    "Ana a sunat la Sales; apelul a ajuns la grupul Sales; la Bob și Eve a sunat 12 s; Eve a răspuns; au vorbit 3:20; " +
    "Eve a transferat apelul la Dan; la Dan a sunat 4 s; Dan a răspuns; Ana și Dan au vorbit 1:05; Ana a închis.",
  ]);
  assertNothingLeft(lab);
});

Deno.test("a caller who gives up while it rings is told so, and is drawn ringing nowhere else", () => {
  const { lab, ana, bob } = office();
  const call = ringing(lab, ana, bob);
  lab.run(8_000);
  call.caller.cancel();
  lab.run(500);
  assert.match(toldOf(lab)[0], /^Ana called Bob; Bob’s phone rang \d+ s; Ana gave up\.$/);
  const { lanes } = drawingOf(lab.events.filter(({ call }) => call !== ""));
  assert.deepEqual(lanes.map(({ party, spans }) => [party.number, spans.map(({ is }) => is)]), [["101", []], ["102", [
    "ringing",
  ]]]);
  assertNothingLeft(lab);
});

Deno.test("who hangs up is named, and two who talk once are drawn talking together", () => {
  const { lab, ana, bob } = office();
  const talk = talking(lab, ana, bob);
  lab.run(10_000);
  talk.called.bye();
  lab.run(200);
  assert.match(toldOf(lab)[0], /^Ana called Bob; Bob answered; they talked 10 s; Bob hung up\.$/);
  const { lanes, lengthMs } = drawingOf(lab.events.filter(({ call }) => call !== ""));
  const spoken = lanes.map(({ spans }) => spans.find(({ is }) => is === "talking"));
  assert.deepEqual(spoken[0], spoken[1]);
  assert.ok(lanes.every(({ spans }) => spans.every(({ from, to }) => 0 <= from && from < to && to <= lengthMs)));
  assertNothingLeft(lab);
});
