import assert from "node:assert/strict";
import { HandCall, sdp } from "../lab/hand_call.ts";
import { Lab, type LabOptions } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { registered, talking } from "../lab/scene.ts";

function scene(offer?: string, answer?: string, options: LabOptions = {}) {
  const lab = new Lab(options);
  const { caller, called } = talking(lab, registered(lab, "101"), registered(lab, "102"), offer, answer);
  return { lab, caller, called };
}

function over({ lab, caller }: Pick<ReturnType<typeof scene>, "lab" | "caller">): void {
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
}

/** The media engine hears a fax on one of the legs. */
function hear(lab: Lab, tone: "cng" | "ced", at = 1): void {
  lab.input({ type: "media", event: { type: "fax", leg: [...lab.media.open.keys()][at]!, tone } });
  lab.run(100);
}

/** What the two legs speak now, by the alphabet. */
const spoken = (lab: Lab): readonly string[] =>
  [...lab.media.plans.values()].map(({ codecs }) => codecs[0]!.name).toSorted();

Deno.test("a fax is heard between Opus and G.711: who speaks Opus is asked for the other's law", () => {
  const { lab, caller, called } = scene(sdp(["opus"]), sdp(["PCMU"]));
  assert.deepEqual(spoken(lab), ["PCMU", "opus"]);
  hear(lab, "ced");
  assert.equal(HandCall.media(caller.asked("INVITE")), "PCMU sendrecv");
  caller.respond(200, { sdp: sdp(["PCMU"], { version: 2 }) });
  lab.run(100);
  assert.equal(called.count("INVITE"), 1);
  assert.deepEqual(spoken(lab), ["PCMU", "PCMU"]);
  assert.deepEqual(
    lab.events.flatMap((event) => event.type === "fax.carried" ? [event.by] : []),
    ["g711"],
  );
  over({ lab, caller });
});

Deno.test("a fax is heard where both speak G.722: both are asked for G.711", () => {
  const { lab, caller, called } = scene(sdp(["G722", "PCMA"]), sdp(["G722", "PCMA"]));
  hear(lab, "cng", 0);
  for (const call of [caller, called]) {
    assert.equal(HandCall.media(call.asked("INVITE")), "PCMA sendrecv");
    call.respond(200, { sdp: sdp(["PCMA"], { version: 2 }) });
  }
  lab.run(100);
  assert.deepEqual(spoken(lab), ["PCMA", "PCMA"]);
  over({ lab, caller });
});

Deno.test("a fax is heard where both speak one law already: nobody is asked for anything", () => {
  const { lab, caller, called } = scene();
  hear(lab, "cng");
  assert.deepEqual([caller.count("INVITE"), called.count("INVITE")], [0, 1]);
  over({ lab, caller });
});

Deno.test("who will not speak G.711 for a fax stays as he is, and is not asked again", () => {
  const { lab, caller } = scene(sdp(["opus"]), sdp(["PCMU"]));
  hear(lab, "cng", 0);
  caller.respond(488);
  lab.run(100);
  hear(lab, "ced", 1);
  assert.equal(caller.count("INVITE"), 1);
  assert.deepEqual(spoken(lab), ["PCMU", "opus"]);
  over({ lab, caller });
});

Deno.test("where the office has no faxes none is listened for, and none changes a call", () => {
  const { lab, caller } = scene(sdp(["opus"]), sdp(["PCMU"]), { fax: { "102": "off" } });
  assert.deepEqual([...lab.media.deaf], [[...lab.media.open.keys()][1]]);
  hear(lab, "ced", 0);
  assert.equal(caller.count("INVITE"), 0);
  over({ lab, caller });
});
