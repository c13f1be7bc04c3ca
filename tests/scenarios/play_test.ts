import assert from "node:assert/strict";
import type { Playlist, Tone } from "../../core/sound/mod.ts";
import { field, type HandCall, sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { registered, talking } from "../lab/scene.ts";

function office() {
  const lab = new Lab({ numbers: ["101", "102", "103", "104"] });
  const [ana, bob, eve] = ["101", "102", "103"].map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, eve: eve! };
}

/** Everything that somebody is being played. */
function sounds(lab: Lab): readonly (Tone | Playlist)[] {
  return [...lab.media.played.values()].map(({ sound }) => sound);
}

function hold(call: HandCall, direction: "sendonly" | "inactive" | "sendrecv", version: number): void {
  call.send("INVITE", { sdp: sdp(["PCMA"], { direction, version }) });
}

const MUSIC = { language: "en", items: [{ type: "music" }], repeats: true };
const RINGBACK = { tone: "ringback", country: "RO" };

for (const by of ["caller", "called"] as const) {
  Deno.test(`who is held by the ${by} hears music until he is wanted again`, () => {
    const { lab, ana, bob } = office();
    const talk = talking(lab, ana, bob);
    for (const direction of ["sendonly", "inactive"] as const) {
      hold(talk[by], direction, direction === "sendonly" ? 2 : 4);
      lab.run(100);
      talk[by].ack();
      assert.deepEqual(sounds(lab), [MUSIC]);
      hold(talk[by], "sendrecv", direction === "sendonly" ? 3 : 5);
      lab.run(100);
      talk[by].ack();
      assert.deepEqual(sounds(lab), []);
    }
    talk.caller.bye();
    lab.run(100);
    assertNothingLeft(lab);
  });
}

Deno.test("the music is of the class that the holder has chosen, else of the office's", () => {
  const lab = new Lab({ numbers: ["101", "102"], music: { office: "house", "102": "sales" } });
  const [ana, bob] = ["101", "102"].map((number) => registered(lab, number));
  const { caller, called } = talking(lab, ana!, bob!);
  for (const [holder, of] of [[caller, "house"], [called, "sales"]] as const) {
    hold(holder, "sendonly", 2);
    lab.run(100);
    holder.ack();
    assert.deepEqual(sounds(lab), [{ ...MUSIC, items: [{ type: "music", class: of }] }]);
    hold(holder, "sendrecv", 3);
    lab.run(100);
    holder.ack();
  }
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("who hangs up while he hears music leaves none behind", () => {
  const { lab, ana, bob } = office();
  const { caller, called } = talking(lab, ana, bob);
  hold(caller, "sendonly", 2);
  lab.run(100);
  caller.ack();
  called.bye();
  lab.run(100);
  assert.deepEqual(sounds(lab), []);
  assertNothingLeft(lab);
});

Deno.test("who is transferred hears it ring there, and nothing of that once somebody answers", () => {
  const { lab, ana, bob, eve } = office();
  const { caller, called } = talking(lab, ana, bob);
  called.send("REFER", { headers: [field("Refer-To", "<sip:103@10.0.0.1>")] });
  lab.run(100);
  eve.calls[0]!.respond(180);
  lab.run(100);
  assert.deepEqual(sounds(lab), [RINGBACK]);
  eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.deepEqual(sounds(lab), []);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a caller who waits makes his own ringing tone: nothing is played to him", () => {
  const { lab, ana, bob } = office();
  const call = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  bob.calls[0]!.respond(180);
  lab.run(100);
  assert.deepEqual(sounds(lab), []);
  call.cancel();
  lab.run(100);
  call.ack();
  lab.run(40_000);
  assertNothingLeft(lab);
});
