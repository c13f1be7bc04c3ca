import assert from "node:assert/strict";
import { sdp } from "../lab/hand_call.ts";
import { press } from "../lab/keys.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { ALWAYS, hangUp, office, seconds, taped, told, types } from "../lab/recording_scene.ts";
import { connected, ringing, talking, transfer, transferInto } from "../lab/scene.ts";

Deno.test("what is recorded goes on in the same file while the caller is held, and parked, until he is fetched and hangs up", () => {
  const { lab, ana, bob, eve } = office({ internal: ALWAYS });
  const { caller, called } = talking(lab, ana, bob);
  lab.run(2_000);
  called.send("INVITE", { sdp: sdp(["PCMA"], { direction: "sendonly", version: 2 }) });
  lab.run(100);
  called.ack();
  lab.run(3_000);
  transfer(called, "*70");
  lab.run(4_000);
  assert.equal(lab.media.recorded.size, 1);
  connected(lab, eve, "70");
  lab.run(5_000);
  assert.equal(lab.media.recorded.size, 1);
  hangUp(lab, caller);
  assert.deepEqual(types(lab), ["started", "stopped"]);
  assert.deepEqual(seconds(lab), [15]);
});

Deno.test("a caller who is transferred falls under the rules of the one he comes to", () => {
  for (
    const [rules, expected] of [
      [[{ extension: "103", mode: "never" }, { extension: "102", mode: "always" }], ["started", "stopped"]],
      [[{ extension: "103", mode: "always" }, { extension: "102", mode: "never" }], ["started"]],
      [[{ extension: "103", mode: "on-demand" }, { extension: "102", mode: "always" }], ["started"]],
    ] as const
  ) {
    const { lab, ana, bob, eve } = office({ rules });
    const { caller, called } = talking(lab, ana, bob);
    transfer(called, "103");
    lab.run(100);
    eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
    lab.run(200);
    assert.equal(lab.media.heard.size, 2);
    assert.deepEqual(types(lab), expected, JSON.stringify(rules));
    hangUp(lab, caller);
  }
});

Deno.test("an attended transfer takes the recording into the other call; who is never recorded ends it there", () => {
  for (const mode of ["always", "never"] as const) {
    const { lab, ana, bob, eve } = office({
      internal: { mode: "on-demand", notice: false },
      rules: [{ extension: "103", mode }],
    });
    const { caller, called } = talking(lab, ana, bob);
    press(lab, called, "*1");
    const consulted = talking(lab, bob, eve);
    transferInto(called, consulted.caller);
    lab.run(300);
    const calls = new Set(taped(lab));
    assert.equal(calls.size, mode === "never" ? 0 : 1, mode);
    assert.equal(caller.count("BYE"), 0);
    lab.run(3_000);
    hangUp(lab, caller);
    assert.equal(lab.media.recorded.size, 0);
  }
});

Deno.test("what was begun on demand goes on in a new file when the one it was made of leaves the two others to talk", () => {
  const { lab, ana, bob, eve } = office();
  const { caller, called } = talking(lab, ana, bob);
  press(lab, called, "*1");
  lab.run(2_000);
  transfer(caller, "103");
  lab.run(100);
  eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(2_000);
  assert.equal(caller.count("BYE"), 1);
  assert.deepEqual(types(lab), ["started", "started", "stopped"]);
  assert.ok(told(lab).every((event) => event.type !== "recording.started" || event.by === "102"));
  hangUp(lab, called);
  assert.equal(lab.media.files.size, 2);
});

Deno.test("a recorded caller who is transferred into a conference is recorded there, too", () => {
  const rooms = [{ number: "2000", name: "Room", announce: "off", waitForModerator: false, most: 10 }] as const;
  const { lab, ana, bob } = office({ internal: ALWAYS }, { sections: { rooms } });
  const { caller, called } = talking(lab, ana, bob);
  transfer(called, "2000");
  lab.run(500);
  assert.equal(lab.media.recorded.size, 1);
  hangUp(lab, caller);
});

Deno.test("a consultation by keys is judged by itself, and the caller's recording goes on meanwhile", () => {
  const { lab, ana, bob, eve } = office({ rules: [{ extension: "103", mode: "never" }, { mode: "always" }] });
  const { caller, called } = talking(lab, ana, bob);
  assert.equal(lab.media.recorded.size, 1);
  press(lab, called, "*2");
  press(lab, called, "103#");
  eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(200);
  assert.equal(lab.media.recorded.size, 1, "the caller, with his music; not the consultation");
  called.bye();
  lab.run(200);
  assert.equal(lab.media.recorded.size, 0, "he now talks with one who is never recorded");
  hangUp(lab, caller);
});

Deno.test("a message left by a recorded caller is recorded besides, each into its own file", () => {
  const { lab, ana, bob } = office({ internal: ALWAYS }, { mailboxes: { 103: { pin: "4711", greeting: "number" } } });
  const { caller, called } = talking(lab, ana, bob);
  transfer(called, "*103");
  lab.run(5_000);
  assert.deepEqual([...lab.media.recorded.values()].map(({ of }) => of).toSorted(), ["call", "speaker"]);
  hangUp(lab, caller);
  assert.equal(lab.media.files.size, 2);
});

Deno.test("early sound is not recorded; the recording begins with the answer", () => {
  const { lab, ana, bob } = office({ internal: ALWAYS });
  const { caller, called } = ringing(lab, ana, bob);
  called.respond(183, { sdp: sdp(["PCMA"]) });
  lab.run(2_000);
  assert.equal(lab.media.heard.size, 2);
  assert.equal(lab.media.recorded.size, 0);
  called.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(lab.media.recorded.size, 1);
  caller.ack();
  lab.run(100);
  hangUp(lab, caller);
});

Deno.test("the media engine dies: what was recorded is kept as far as it was written", () => {
  const { lab, ana, bob } = office({ internal: ALWAYS });
  talking(lab, ana, bob);
  lab.run(2_000);
  lab.loseMedia();
  lab.renewMedia();
  lab.run(200);
  assert.deepEqual(types(lab).slice(0, 2), ["started", "stopped"]);
  assertNothingLeft(lab);
});

Deno.test("recordings go when they are old, on a box on which nothing else happens", () => {
  const { lab, ana, bob } = office({ internal: ALWAYS, keepDays: 2 });
  const { caller } = talking(lab, ana, bob);
  lab.run(3_000);
  hangUp(lab, caller);
  assert.equal(lab.media.files.size, 1);
  lab.run(48 * 3_600_000 - 600_000);
  assert.equal(lab.media.files.size, 1);
  lab.run(600_000);
  assert.equal(lab.media.files.size, 0);
  assert.equal(types(lab).at(-1), "erased");
});

Deno.test("a box that lost power in the middle of a recording adopts what was written, or drops the file", () => {
  for (const writtenMs of [4_000, 0]) {
    const { lab, ana, bob } = office({ internal: ALWAYS });
    talking(lab, ana, bob);
    lab.run(4_000);
    const next = new Lab({ numbers: [] });
    for (const path of lab.media.files.keys()) next.media.files.set(path, writtenMs);
    next.input({ type: "recalled", pages: lab.kept });
    next.run(100);
    assert.deepEqual(types(next), [writtenMs > 0 ? "adopted" : "dropped"]);
    assert.equal(told(next)[0]!.call, told(lab)[0]!.call);
    assert.equal(next.media.files.size, writtenMs > 0 ? 1 : 0);
    assert.equal(next.figures()["recordings_kept"], writtenMs > 0 ? 1 : 0);
    assertNothingLeft(next);
  }
});
