import assert from "node:assert/strict";
import { sdp } from "../lab/hand_call.ts";
import { press } from "../lab/keys.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { inQueue, QUEUE, take } from "../lab/queues.ts";
import {
  ALWAYS,
  fromOutside,
  hangUp,
  NEVER,
  office,
  seconds,
  settings,
  taped,
  told,
  types,
} from "../lab/recording_scene.ts";
import { said, talking } from "../lab/scene.ts";
import { office as trunkOffice, SECTIONS } from "../lab/trunk_scene.ts";

Deno.test("an office that says nothing of it records nothing until somebody presses *1, and stops when he does again", () => {
  const { lab, ana, bob } = office();
  const { caller, called } = talking(lab, ana, bob);
  lab.run(5_000);
  assert.equal(lab.media.recorded.size, 0);
  press(lab, called, "*1");
  assert.deepEqual(said(lab), ["recording-started"]);
  assert.equal(lab.media.recorded.size, 1);
  lab.run(10_000);
  press(lab, called, "*1");
  assert.deepEqual(said(lab), ["recording-started", "recording-stopped"]);
  lab.run(5_000);
  assert.deepEqual(seconds(lab), [10]);
  assert.deepEqual(types(lab), ["started", "stopped"]);
  assert.ok(told(lab).every((event) => "by" in event && event.by === "102"));
  assert.equal(lab.media.heard.size, 2, "the two talk on");
  hangUp(lab, caller);
});

Deno.test("a file lies under its day and its call, and the record says how long and how large it is", () => {
  const { lab, ana, bob } = office({ internal: ALWAYS });
  const { caller } = talking(lab, ana, bob);
  lab.run(3_000);
  hangUp(lab, caller);
  const [started, stopped] = told(lab);
  assert.ok(started?.type === "recording.started" && stopped?.type === "recording.stopped");
  assert.match(started.path, new RegExp(`^recordings/2023-11-15/${started.call}-\\d+$`));
  assert.equal(stopped.path, started.path);
  assert.equal(stopped.why, "ended");
  assert.ok(stopped.durationMs >= 3_000 && stopped.bytes === 3 * stopped.durationMs);
  assert.equal(started.by, undefined);
});

Deno.test("the file says who is on which side, but for a caller who hides", () => {
  for (const [anonymous, title] of [[false, "101 - 102"], [true, "anonymous - 102"]] as const) {
    const { lab, ana, bob } = office({ internal: ALWAYS }, { lines: { 101: { anonymous } } });
    const { caller } = talking(lab, ana, bob);
    assert.deepEqual([...lab.media.recorded.values()].map((each) => each.title), [title]);
    hangUp(lab, caller);
  }
});

Deno.test("where a direction is always recorded both hear so before they talk; where it never is, *1 is refused", () => {
  const always = office({ internal: { mode: "always", notice: true } });
  always.lab.media.listMs = 2_000;
  const { caller, called } = talking(always.lab, always.ana, always.bob);
  assert.deepEqual(said(always.lab), ["recording-notice", "recording-notice"]);
  assert.equal(always.lab.media.recorded.size, 1, "the notice is in the file");
  assert.equal(always.lab.media.heard.size, 0);
  always.lab.run(2_000);
  assert.equal(always.lab.media.heard.size, 2);
  press(always.lab, called, "*1");
  assert.equal(said(always.lab).at(-1), "recording-resumed");
  assert.equal(always.lab.media.recorded.size, 1, "nobody stops it");
  hangUp(always.lab, caller);
  const never = office({ internal: NEVER });
  const talk = talking(never.lab, never.ana, never.bob);
  press(never.lab, talk.called, "*1");
  assert.deepEqual(said(never.lab), ["recording-not-permitted"]);
  assert.equal(never.lab.media.recorded.size, 0);
  hangUp(never.lab, talk.caller);
});

Deno.test("who hangs up, or holds, while the notice plays is not waited for", () => {
  const { lab, ana, bob } = office({ internal: { mode: "always", notice: true } });
  lab.media.listMs = 2_000;
  const { caller, called } = talking(lab, ana, bob);
  called.bye();
  lab.run(100);
  assert.equal(caller.count("BYE"), 1);
  const again = talking(lab, ana, bob);
  again.called.send("INVITE", { sdp: sdp(["PCMA"], { direction: "sendonly", version: 2 }) });
  lab.run(100);
  again.called.ack();
  lab.run(100);
  const music = [...lab.media.played.values()].filter(({ sound }) =>
    "items" in sound && sound.items[0]?.type === "music"
  );
  assert.equal(music.length, 1, "the other hears music");
  hangUp(lab, again.caller);
});

Deno.test("whoever looks at a call sees that it is recorded, and while that waits", () => {
  const { lab, ana, bob } = office();
  const { caller, called } = talking(lab, ana, bob);
  const shown = () => {
    const answer = lab.ask({ type: "live" });
    assert.ok(answer.type === "live");
    return answer.live.calls.flatMap(({ legs }) => legs.flatMap(({ recording }) => recording ?? []));
  };
  const seen = [shown()];
  for (const keys of ["*1", "*4", "*4", "*1"]) {
    press(lab, called, keys);
    seen.push(shown());
  }
  assert.deepEqual(seen, [[], ["on"], ["paused"], ["on"], []]);
  hangUp(lab, caller);
});

Deno.test("a recording is held and erased at the desk, once its call is over", () => {
  const { lab, ana, bob } = office({ internal: ALWAYS });
  const { caller } = talking(lab, ana, bob);
  lab.run(3_000);
  const list = () => {
    const answer = lab.ask({ type: "recordings" });
    assert.ok(answer.type === "recordings");
    return answer.recordings;
  };
  const [{ path } = assert.fail()] = list();
  assert.partialDeepStrictEqual(lab.ask({ type: "erase-recording", path }), { type: "refused", why: "conflict" });
  hangUp(lab, caller);
  assert.equal(lab.ask({ type: "hold-recording", path, on: true }).type, "done");
  lab.run(400 * 86_400_000);
  assert.deepEqual(list().map(({ isHeld }) => isHeld), [true]);
  assert.equal(lab.ask({ type: "erase-recording", path }).type, "done");
  assert.deepEqual(list(), []);
  assert.partialDeepStrictEqual(lab.ask({ type: "hold-recording", path, on: true }), { why: "not-found" });
  const [erased] = lab.events.filter(({ type }) => type === "recording.erased");
  assert.partialDeepStrictEqual(erased, { path, why: "asked" });
});

Deno.test("*4 leaves out what is said until it is pressed again, also of a call that is always recorded", () => {
  const { lab, ana, bob } = office({ internal: ALWAYS });
  const { caller, called } = talking(lab, ana, bob);
  lab.run(4_000);
  press(lab, called, "*4");
  lab.run(30_000);
  press(lab, called, "*4");
  lab.run(2_000);
  assert.deepEqual(said(lab), ["recording-paused", "recording-resumed"]);
  hangUp(lab, caller);
  assert.deepEqual(seconds(lab), [6]);
  assert.deepEqual(types(lab), ["started", "paused", "resumed", "stopped"]);
});

Deno.test("what is keyed in while a recording is paused is not in the record either", () => {
  const { lab, ana, bob } = office({ internal: ALWAYS });
  const { caller, called } = talking(lab, ana, bob);
  const keyed = () => lab.events.flatMap((event) => event.type === "leg.digit" ? event.digit : []).join("");
  press(lab, called, "*4");
  press(lab, caller, "4111");
  press(lab, called, "99");
  assert.equal(keyed(), "*4");
  press(lab, called, "*4");
  press(lab, caller, "5");
  assert.equal(keyed(), "*45");
  hangUp(lab, caller);
});

Deno.test("a call that ends while its recording is paused leaves a closed file; *4 where nothing is recorded says nothing", () => {
  const { lab, ana, bob } = office();
  const { caller, called } = talking(lab, ana, bob);
  press(lab, called, "*4");
  assert.deepEqual(said(lab), []);
  press(lab, called, "*1");
  lab.run(3_000);
  press(lab, called, "*4");
  lab.run(9_000);
  hangUp(lab, caller);
  assert.deepEqual(seconds(lab), [3]);
});

Deno.test("who may not record is told so, and nothing is recorded", () => {
  const { lab, ana, bob } = office({}, { lines: { 102: { mayRecord: false } } });
  const { caller, called } = talking(lab, ana, bob);
  press(lab, called, "*1");
  assert.deepEqual(said(lab), ["recording-not-permitted"]);
  press(lab, caller, "*1");
  assert.equal(lab.media.recorded.size, 1);
  press(lab, called, "*4");
  assert.equal(said(lab).at(-1), "recording-not-permitted");
  hangUp(lab, caller);
});

Deno.test("a full disk: the one who pressed hears that it went wrong, and the call goes on", () => {
  const { lab, ana, bob } = office();
  lab.media.isFull = true;
  const { caller, called } = talking(lab, ana, bob);
  press(lab, called, "*1");
  lab.run(500);
  assert.deepEqual(types(lab), ["started", "stopped", "dropped"]);
  assert.equal(said(lab).at(-1), "something-failed");
  assert.equal(lab.media.heard.size, 2);
  lab.media.isFull = false;
  press(lab, called, "*1");
  assert.equal(lab.media.recorded.size, 1, "it can be tried again");
  hangUp(lab, caller);
});

Deno.test("a call from outside is recorded on the caller's leg, and both hear that before they talk", () => {
  const { lab, caller } = fromOutside({ inbound: { mode: "always", notice: true } });
  const [leg] = lab.media.open.keys();
  assert.deepEqual(taped(lab), [leg]);
  assert.deepEqual(said(lab), ["recording-notice", "recording-notice"]);
  caller.bye();
  lab.run(200);
  assert.deepEqual(types(lab), ["started", "stopped"]);
  assertNothingLeft(lab);
});

Deno.test("*1 in a call from outside: the caller hears that he is recorded; from him *1 does nothing", () => {
  const { lab, caller, called } = fromOutside({});
  press(lab, caller, "*1");
  assert.equal(lab.media.recorded.size, 0);
  press(lab, called, "*1");
  assert.deepEqual(said(lab), ["recording-started", "recording-notice"]);
  caller.bye();
  lab.run(200);
  assertNothingLeft(lab);
});

Deno.test("a rule for a trunk, and one for a direction", () => {
  for (
    const [rules, isRecorded] of [
      [[{ trunk: "first", mode: "always" }], true],
      [[{ trunk: "second", mode: "always" }], false],
      [[{ extension: "101", direction: "outbound", mode: "always" }], false],
      [[{ extension: "101", mode: "never" }, { trunk: "first", mode: "always" }], false],
    ] as const
  ) {
    const { lab, caller } = fromOutside({ rules });
    assert.equal(lab.media.recorded.size === 1, isRecorded, JSON.stringify(rules));
    caller.bye();
    lab.run(200);
    assertNothingLeft(lab);
  }
});

Deno.test("a call for help is recorded where all are, but nobody is kept waiting with a notice", () => {
  const { lab, first, ana } = trunkOffice({
    ...SECTIONS,
    recording: settings({ outbound: { mode: "always", notice: true } }),
  });
  const call = ana.invite("112", { sdp: sdp() });
  lab.run(100);
  first.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  call.ack();
  lab.run(100);
  assert.equal(lab.media.recorded.size, 1);
  assert.deepEqual(said(lab), []);
  call.bye();
  lab.run(200);
  assertNothingLeft(lab);
});

Deno.test("a queue's rule holds for its callers and agents and for nobody else", () => {
  const queues = [{ ...QUEUE, members: [QUEUE.members[0]!] }];
  const { lab, ana, bob } = office({ rules: [{ queue: "8001", mode: "always" }] }, { sections: { queues } });
  const direct = talking(lab, ana, bob);
  assert.equal(lab.media.recorded.size, 0);
  direct.caller.bye();
  lab.run(200);
  const call = inQueue(lab, ana);
  take(lab, bob);
  assert.equal(lab.media.recorded.size, 1);
  hangUp(lab, call);
});

Deno.test("a group's rule holds for whoever takes its calls, and not for those who are called themselves", () => {
  const groups = [{
    number: "600",
    name: "Sales",
    members: [{ number: "102", delayS: 0 }],
    strategy: "all",
    ringForS: 30,
    memberForS: 15,
    skipBusy: true,
  }] as const;
  const { lab, ana, bob } = office({ rules: [{ group: "600", mode: "always" }] }, { sections: { groups } });
  const direct = talking(lab, ana, bob);
  assert.equal(lab.media.recorded.size, 0);
  direct.caller.bye();
  lab.run(200);
  const call = ana.invite("600", { sdp: sdp() });
  lab.run(100);
  bob.calls.at(-1)!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  call.ack();
  lab.run(100);
  assert.equal(lab.media.recorded.size, 1);
  hangUp(lab, call);
});
