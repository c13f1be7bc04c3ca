import assert from "node:assert/strict";
import { toText } from "../../core/base/mod.ts";
import type { Announcement } from "../../core/directory/mod.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, ends, registered, said, talking, transfer } from "../lab/scene.ts";
import { sdp } from "../lab/hand_call.ts";

const CLOSED: Announcement = {
  name: "closed",
  number: "650",
  says: [{ type: "prompt", name: "hours-closed" }, { type: "recording", path: "closed.wav" }],
  times: 1,
};

function office(...announcements: readonly Announcement[]) {
  const lab = new Lab({ sections: { announcements } });
  return { lab, ana: registered(lab, "101"), bob: registered(lab, "102") };
}

Deno.test("who dials an announcement hears it once, and is let go of", () => {
  const { lab, ana } = office(CLOSED);
  const call = connected(lab, ana, "650");
  assert.deepEqual(said(lab), ["hours-closed closed.wav"]);
  assert.equal(call.count("BYE"), 1);
  assert.deepEqual(ends(lab), ["normal", "normal"]);
  assertNothingLeft(lab);
});

Deno.test("it is said as often as the office wants, with pauses, and leads on to where it says", () => {
  const { lab, ana, bob } = office({ ...CLOSED, times: 3, onward: { kind: "extension", id: "102" } });
  const call = connected(lab, ana, "650");
  assert.deepEqual(said(lab), [
    "hours-closed closed.wav silence hours-closed closed.wav silence hours-closed closed.wav",
  ]);
  bob.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  call.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("who is transferred to an announcement hears it, and whoever sent him is let go", () => {
  const { lab, ana, bob } = office(CLOSED);
  const { caller, called } = talking(lab, ana, bob);
  transfer(called, "650");
  lab.run(200);
  assert.deepEqual(said(lab), ["hours-closed closed.wav"]);
  assert.match(toText(called.asked("NOTIFY").body), /200 OK/);
  assert.equal(caller.count("BYE"), 1);
  assert.equal(called.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("announcements that lead in a circle end with a sentence", () => {
  const { lab, ana } = office(
    { ...CLOSED, onward: { kind: "announcement", id: "other" } },
    { name: "other", says: [{ type: "prompt", name: "welcome" }], times: 1, onward: { kind: "dial", id: "650" } },
  );
  const call = connected(lab, ana, "650");
  lab.run(1_000);
  const heard = said(lab);
  assert.equal(heard.at(-1), "forwarded-too-often");
  assert.ok(heard.length <= 21, `${heard.length} announcements`);
  assert.equal(call.count("BYE"), 1);
  assertNothingLeft(lab);
});
