import assert from "node:assert/strict";
import { toText } from "../../core/base/mod.ts";
import { field, type HandCall, sdp } from "../lab/hand_call.ts";
import { keyIn } from "../lab/line_scene.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { said, talking } from "../lab/scene.ts";
import { ALWAYS, settings, types } from "../lab/recording_scene.ts";
import { callsOf, office, sounds, steer, type SteerScene, text } from "../lab/steer_scene.ts";

type Brought = SteerScene & { readonly third: HandCall };

/** Bob asks Eve about Ana, by the keys of his phone or from the desk, and brings all three together. */
function three(how: "keys" | "desk", sections: Parameters<typeof office>[0] = {}): Brought {
  const scene = office(sections);
  const { lab, eve, called } = scene;
  if (how === "keys") keyIn(lab, called, "*2103#");
  else steer(lab, "102", { do: "announce", to: "103" });
  lab.run(100);
  const third = eve.calls[0]!;
  third.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  if (how === "keys") keyIn(lab, called, "*3");
  else assert.equal(steer(lab, "102", { do: "merge" }).type, "done");
  lab.run(100);
  return { ...scene, third };
}

/** How many each of those in a room hears. */
function audience({ lab }: SteerScene): readonly number[] {
  return [...lab.media.rooms.keys()].map((leg) => lab.media.heardIn(leg).length).toSorted();
}

for (const how of ["keys", "desk"] as const) {
  for (const leaver of ["caller", "called", "third"] as const) {
    Deno.test(`three talk, brought together by ${how}; when the ${leaver} hangs up the other two talk on`, () => {
      const scene = three(how);
      const { lab } = scene;
      assert.deepEqual(audience(scene), [2, 2, 2]);
      assert.deepEqual(sounds(lab), [], "nobody hears music any more");
      scene[leaver].bye();
      lab.run(100);
      assert.equal(lab.media.rooms.size, 0);
      assert.equal(lab.media.heard.size, 2);
      const [one, two] = (["caller", "called", "third"] as const).filter((each) => each !== leaver);
      assert.deepEqual([scene[one!].count("BYE"), scene[two!].count("BYE")], [0, 0]);
      scene[one!].bye();
      lab.run(100);
      assert.equal(scene[two!].count("BYE"), 1);
      assertNothingLeft(lab);
    });
  }
}

for (const leaver of ["caller", "called", "third"] as const) {
  Deno.test(`the desk hangs up for the ${leaver} of three alone, and for both once two are left`, () => {
    const scene = three("desk");
    const { lab } = scene;
    const numbers = { caller: "101", called: "102", third: "103" } as const;
    const live = () => {
      const answer = lab.ask({ type: "live" });
      assert.ok(answer.type === "live");
      return answer.live.calls.flatMap(({ legs }) => legs.map(({ number, isOfThree = false }) => [number, isOfThree]));
    };
    assert.deepEqual(live().map(([, isOfThree]) => isOfThree), [true, true, true]);
    const hangUp = () => {
      const answer = lab.ask({ type: "hang-up", call: callsOf(lab)[0]!, by: numbers[leaver] });
      lab.run(100);
      return answer.type;
    };
    assert.equal(hangUp(), "done");
    const [one, two] = (["caller", "called", "third"] as const).filter((each) => each !== leaver);
    const goodbyes = () => [leaver, one!, two!].map((each) => scene[each].count("BYE"));
    assert.deepEqual(goodbyes(), [1, 0, 0]);
    assert.equal(lab.media.heard.size, 2, "the other two talk on");
    assert.deepEqual(live().toSorted(), [[numbers[one!], false], [numbers[two!], false]]);
    assert.equal(hangUp(), "done", "he is not in it: the call is hung up for all");
    assert.deepEqual(goodbyes(), [1, 1, 1]);
    assertNothingLeft(lab);
  });
}

Deno.test("the two who are left may be transferred as any two, and asked into three again", () => {
  const { lab, ana, caller, called, third } = three("keys");
  caller.bye();
  lab.run(100);
  keyIn(lab, called, "*2101#");
  lab.run(100);
  const again = ana.calls.at(-1)!;
  again.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  keyIn(lab, called, "*3");
  lab.run(100);
  assert.equal(lab.media.rooms.size, 3);
  for (const call of [again, called, third]) call.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("*3 is a code for who asks somebody else alone: with whom he talks he talks on", () => {
  const { lab, caller, called } = office({});
  keyIn(lab, called, "*3");
  lab.run(2_000);
  assert.equal(lab.media.heard.size, 2);
  assert.deepEqual(said(lab), []);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("nobody is brought together with one who has not answered, nor by one who asks nobody", () => {
  const { lab, eve, caller } = office({});
  assert.match(text(steer(lab, "102", { do: "merge" })), /"102" announces nobody/);
  steer(lab, "102", { do: "announce", to: "103" });
  eve.calls[0]!.respond(180);
  lab.run(100);
  assert.match(text(steer(lab, "102", { do: "merge" })), /nobody at "103" has answered yet/);
  steer(lab, "102", { do: "take-back" });
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("one of three sends nobody elsewhere; he mutes himself, and holds without anybody hearing his music", () => {
  const scene = three("desk");
  const { lab, caller, third } = scene;
  third.send("REFER", { headers: [{ name: "Refer-To", value: "<sip:101@10.0.0.1>" }] });
  lab.run(100);
  assert.equal(third.statuses("REFER").at(-1), 603);
  assert.match(text(steer(lab, "102", { do: "transfer", to: "104" })), /Cannot transfer/);
  assert.equal(steer(lab, "102", { do: "mute" }).type, "done");
  assert.deepEqual(audience(scene), [1, 1, 2]);
  steer(lab, "102", { do: "unmute" });
  caller.send("INVITE", { sdp: sdp(["PCMA"], { direction: "sendonly", version: 2 }) });
  lab.run(100);
  caller.ack();
  assert.deepEqual(audience(scene), [1, 1, 2]);
  assert.deepEqual(sounds(lab), []);
  caller.bye();
  lab.run(100);
  third.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("what is recorded of two goes on in the same file with all three, and the third one hears so", () => {
  const scene = three("keys", { recording: settings({ internal: { ...ALWAYS, notice: true } }) });
  const { lab, caller, called, third } = scene;
  assert.equal(said(lab).filter((name) => name === "recording-notice").length, 3, "two when they began, and the third");
  assert.equal(lab.media.recorded.size, 1);
  lab.run(5_000);
  third.bye();
  lab.run(100);
  assert.equal(lab.media.recorded.size, 1);
  called.bye();
  lab.run(100);
  assert.equal(caller.count("BYE"), 1);
  assert.deepEqual(types(lab), ["started", "started", "stopped", "stopped"], "what was asked was recorded apart");
  assertNothingLeft(lab);
});

/** Bob has Ana wait, calls Eve on his second line, and has her come to them (REFER with Join, RFC 3911). */
function joined(sections: Parameters<typeof office>[0] = {}): Brought & { readonly second: HandCall } {
  const scene = office(sections);
  const { lab, bob, eve, called } = scene;
  called.send("INVITE", { sdp: sdp(["PCMA"], { direction: "sendonly", version: 2 }) });
  lab.run(100);
  called.ack();
  const { caller: second, called: third } = talking(lab, bob, eve);
  called.send("INVITE", { sdp: sdp(["PCMA"], { version: 3 }) });
  lab.run(100);
  called.ack();
  second.send("REFER", { headers: [field("Refer-To", `<sip:101@10.0.0.1?Join=${joining(called)}>`)] });
  lab.run(100);
  return { ...scene, second, third };
}

/** A dialog as whoever joins it must write it. */
function joining({ callId, peerTag, tag }: HandCall): string {
  return encodeURIComponent(`${callId};to-tag=${peerTag};from-tag=${tag}`);
}

/** The statuses that NOTIFY told, oldest first. */
function notified(call: HandCall): readonly string[] {
  return call.requests.filter(({ method }) => method === "NOTIFY")
    .map(({ body }) => /SIP\/2\.0 (\d+)/.exec(toText(body))![1]!);
}

for (const leaver of ["caller", "called", "third"] as const) {
  Deno.test(`two calls of one phone become one of three; when the ${leaver} hangs up the other two talk on`, () => {
    const scene = joined();
    const { lab, second } = scene;
    assert.deepEqual(second.statuses("REFER"), [202]);
    assert.deepEqual(notified(second), ["100", "200"]);
    assert.equal(second.count("BYE"), 1, "of two lines he needs one");
    assert.deepEqual(audience(scene), [2, 2, 2]);
    assert.deepEqual(sounds(lab), [], "nobody hears music any more");
    const answer = lab.ask({ type: "live" });
    assert.ok(answer.type === "live");
    assert.deepEqual(answer.live.calls.map(({ legs }) => legs.map(({ number }) => number)), [["101", "102", "103"]]);
    scene[leaver].bye();
    lab.run(100);
    assert.equal(lab.media.heard.size, 2);
    const [one, two] = (["caller", "called", "third"] as const).filter((each) => each !== leaver);
    scene[one!].bye();
    lab.run(100);
    assert.equal(scene[two!].count("BYE"), 1);
    assertNothingLeft(lab);
  });
}

Deno.test("who joins two of his calls while they are recorded has one recording of three, which the third one hears of", () => {
  const scene = joined({ recording: settings({ internal: { ...ALWAYS, notice: true } }) });
  const { lab, caller, called, third } = scene;
  lab.run(20_000);
  assert.equal(lab.media.recorded.size, 1);
  assert.deepEqual(types(lab), ["started", "started", "stopped"]);
  for (const call of [caller, third]) call.bye();
  lab.run(100);
  assert.equal(called.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("nobody joins calls of others, one and the same call, nor one in which somebody is asked about", () => {
  const { lab, bob, eve, caller, called } = office({});
  const { caller: own } = talking(lab, bob, eve);
  const join = (by: HandCall, to: HandCall): number | undefined => {
    by.send("REFER", { headers: [field("Refer-To", `<sip:101@10.0.0.1?Join=${joining(to)}>`)] });
    lab.run(100);
    return by.statuses("REFER").at(-1);
  };
  assert.equal(join(own, caller), 481, "of somebody else");
  assert.equal(join(own, own), 481, "itself");
  assert.equal(steer(lab, "102", { do: "announce", to: "103" }).type, "done");
  assert.equal(join(own, called), 603, "he asks about her just now");
  assert.equal(own.count("BYE"), 0);
  steer(lab, "102", { do: "take-back" });
  for (const call of [own, caller]) call.bye();
  lab.run(100);
  assertNothingLeft(lab);
});
