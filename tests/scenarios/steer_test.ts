import assert from "node:assert/strict";
import type { DeskAnswer, SteerOrder } from "../../core/switchboard/mod.ts";
import { header } from "../../core/sip/mod.ts";
import { type HandCall, sdp } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { NEVER, settings } from "../lab/recording_scene.ts";
import { connected, registered, said, talking, told } from "../lab/scene.ts";
import { bothGone, callsOf, office, SECTIONS, shown, sounds, steer, text } from "../lab/steer_scene.ts";

Deno.test("held from the desk, the other hears music and nobody else, and is taken back", () => {
  const { lab, caller } = office();
  assert.equal(steer(lab, "102", { do: "hold" }).type, "done");
  assert.deepEqual(sounds(lab), ["music"]);
  assert.equal(lab.media.heard.size, 0);
  assert.deepEqual(shown(lab), ["101 talking", "102 held"]);
  assert.match(text(steer(lab, "102", { do: "hold" })), /"101" is on hold already/);
  assert.match(text(steer(lab, "101", { do: "resume" })), /talks with nobody there/);
  assert.equal(steer(lab, "102", { do: "resume" }).type, "done");
  assert.deepEqual(sounds(lab), []);
  assert.equal(lab.media.heard.size, 2);
  assert.deepEqual(told(lab, "leg.held").length, 1);
  assert.deepEqual(told(lab, "leg.resumed").length, 1);
  bothGone(lab, caller);
});

for (const by of ["caller", "called"] as const) {
  Deno.test(`on hold from the desk, the ${by} hangs up: the other is let go`, () => {
    const scene = office();
    steer(scene.lab, "102", { do: "hold" });
    bothGone(scene.lab, scene[by]);
    assert.equal(scene[by === "caller" ? "called" : "caller"].count("BYE"), 1);
  });
}

Deno.test("muted from the desk, the other hears silence, also after what he is told meanwhile, and then him again", () => {
  const { lab, caller } = office({
    ...SECTIONS,
    recording: settings({ internal: { mode: "on-demand", notice: true } }),
  });
  assert.equal(steer(lab, "102", { do: "mute" }).type, "done");
  assert.deepEqual(sounds(lab), ["silence"]);
  assert.deepEqual(shown(lab), ["101 talking", "102 talking muted"]);
  assert.equal(lab.media.heard.size, 2);
  assert.equal(steer(lab, "102", { do: "record" }).type, "done");
  assert.deepEqual(said(lab), ["recording-notice"]);
  assert.deepEqual(sounds(lab), ["silence"]);
  assert.equal(steer(lab, "102", { do: "unmute" }).type, "done");
  assert.deepEqual(sounds(lab), []);
  bothGone(lab, caller);
});

for (const by of ["caller", "called"] as const) {
  Deno.test(`one is muted, and the ${by} hangs up: nothing is left`, () => {
    const scene = office();
    steer(scene.lab, "102", { do: "mute" });
    bothGone(scene.lab, scene[by]);
  });
}

Deno.test("who is muted is heard again by whom he is transferred to", () => {
  const { lab, eve, caller, called } = office();
  steer(lab, "101", { do: "mute" });
  assert.equal(steer(lab, "102", { do: "transfer", to: "103" }).type, "done");
  eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.deepEqual(sounds(lab), []);
  assert.deepEqual(shown(lab), ["101 talking", "103 talking"]);
  assert.equal(called.count("BYE"), 1);
  bothGone(lab, caller);
});

Deno.test("transferred from the desk while he is on hold, he is brought there, and whoever had him is let go", () => {
  const { lab, eve, caller, called } = office();
  steer(lab, "102", { do: "hold" });
  assert.equal(steer(lab, "102", { do: "transfer", to: "103" }).type, "done");
  assert.match(text(steer(lab, "102", { do: "transfer", to: "103" })), /talks with nobody|transferred already/);
  assert.equal(header(eve.calls[0]!.invite, "From")!.includes("101"), true);
  eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(called.count("BYE"), 1);
  assert.equal(lab.media.heard.size, 2);
  bothGone(lab, caller);
});

Deno.test("a transfer from the desk that nobody takes: the two talk on, and it may be tried again", () => {
  const { lab, eve, caller, called } = office();
  steer(lab, "102", { do: "transfer", to: "103" });
  eve.calls[0]!.respond(603);
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  assert.equal(caller.count("BYE") + called.count("BYE"), 0);
  assert.equal(called.count("NOTIFY"), 0);
  assert.equal(steer(lab, "102", { do: "transfer", to: "103" }).type, "done");
  eve.calls[1]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(called.count("BYE"), 1);
  bothGone(lab, caller);
});

Deno.test("the desk sees who waits in which slot, and since when", () => {
  const { lab, caller } = office();
  steer(lab, "102", { do: "park", slot: "71" });
  lab.run(5_000);
  const answer = lab.ask({ type: "live" });
  assert.ok(answer.type === "live");
  const [parked, ...others] = answer.live.parked;
  assert.deepEqual([parked?.slot, others], ["71", []]);
  const [call] = answer.live.calls;
  assert.deepEqual([parked?.call, parked?.leg], [call?.id, call?.legs[0]?.id]);
  assert.ok(parked!.at > call!.at, "since he is parked, not since he called");
  bothGone(lab, caller);
});

Deno.test("parked from the desk he is in the slot that the desk is told, and whoever dials it has him", () => {
  const { lab, eve, caller } = office();
  assert.deepEqual(steer(lab, "102", { do: "park", slot: "71" }), { type: "parked", slot: "71" });
  assert.deepEqual(said(lab), ["park-at 71"]);
  assert.deepEqual(sounds(lab), ["music"]);
  const fetched = connected(lab, eve, "71");
  assert.equal(lab.media.heard.size, 2);
  fetched.bye();
  lab.run(100);
  bothGone(lab, caller);
});

Deno.test("a slot that is taken is refused, and the first free one is found", () => {
  const { lab, ana, bob, eve } = office();
  assert.deepEqual(steer(lab, "102", { do: "park" }), { type: "parked", slot: "70" });
  const second = talking(lab, eve, bob);
  const [, call] = callsOf(lab);
  const park = (slot?: string) =>
    lab.ask({ type: "steer", call: call!, by: "102", order: { do: "park", ...slot === undefined ? {} : { slot } } });
  assert.match(text(park("70")), /slot "70" is taken/);
  assert.match(text(park("7")), /"7": there is no such slot/);
  assert.deepEqual(park(), { type: "parked", slot: "71" });
  lab.run(100);
  bothGone(lab, ana.calls[0]!, second.caller);
});

Deno.test("recorded from the desk under the rules of the keys: begun, paused, resumed, ended", () => {
  const { lab, caller } = office();
  for (
    const [order, count] of [
      ["record", 1],
      ["pause-recording", 1],
      ["resume-recording", 1],
      ["end-recording", 0],
    ] as const
  ) {
    assert.equal(steer(lab, "102", { do: order }).type, "done", order);
    assert.match(text(steer(lab, "102", { do: order })), /recorded|recording/, `${order} twice`);
    assert.equal(lab.media.recorded.size, count, order);
  }
  assert.deepEqual(
    told(lab, "recording.").map((each) => (each as { readonly type: string }).type.slice(10)),
    ["started", "paused", "resumed", "stopped"],
  );
  bothGone(lab, caller);
});

Deno.test("where the office never records, nobody does so from the desk", () => {
  const { lab, caller } = office({ ...SECTIONS, recording: settings({ internal: NEVER }) });
  assert.match(text(steer(lab, "102", { do: "record" })), /"102" may not record it/);
  assert.equal(lab.media.recorded.size, 0);
  bothGone(lab, caller);
});

Deno.test("what makes no sense is refused with the field and its value, and changes nothing", () => {
  const { lab, caller } = office();
  const refused = (by: string | undefined, order: SteerOrder): string => {
    const answer = steer(lab, by, order);
    assert.ok(answer.type === "refused");
    return `${answer.why}: ${answer.text.replace(/"c[^"]*"/, "C")}`;
  };
  assert.equal(refused(undefined, { do: "hold" }), 'value: Cannot hold call C: "by" must name one of "101", "102"');
  assert.equal(
    refused("199", { do: "hold" }),
    'value: Cannot hold call C for "by" "199": nobody of the house talks there as that',
  );
  assert.equal(
    refused("101", { do: "transfer", to: "777" }),
    'value: Cannot transfer call C to "777": that number leads nowhere',
  );
  assert.equal(
    refused("101", { do: "resume" }),
    'conflict: Cannot resume call C: "101" has nobody on hold from the desk',
  );
  assert.equal(lab.media.heard.size, 2);
  bothGone(lab, caller);
  assert.equal(refused("101", { do: "hold" }), 'not-found: Cannot hold call "none": no such call runs');
});

/** Somebody clicks on a number. */
function click(lab: Lab, from: string, to: string, answersItself = false): DeskAnswer {
  const answer = lab.ask({ type: "call-for", from, to, answersItself });
  lab.run(100);
  return answer;
}

function quiet() {
  const lab = new Lab({ numbers: ["101", "102", "103"] });
  const [ana, bob] = ["101", "102"].map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob! };
}

function picksUp(lab: Lab, phone: HandPhone): HandCall {
  const call = phone.calls.at(-1)!;
  call.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  return call;
}

Deno.test("a click rings one's own phone first, which shows whom it is to be with; then the number rings", () => {
  const { lab, ana, bob } = quiet();
  const answer = click(lab, "101", "102");
  assert.ok(answer.type === "call-begun");
  assert.match(header(ana.calls[0]!.invite, "From")!, /^"Person 102" <sip:102@/);
  assert.equal(bob.calls.length, 0);
  const mine = picksUp(lab, ana);
  assert.match(header(bob.calls[0]!.invite, "From")!, /^"Person 101" <sip:101@/);
  bob.calls[0]!.respond(180);
  lab.run(100);
  assert.deepEqual(sounds(lab), ["ringback"]);
  picksUp(lab, bob);
  assert.equal(lab.media.heard.size, 2);
  mine.bye();
  lab.run(100);
  const [started] = told(lab, "call.started") as readonly { readonly from: unknown; readonly dialled: string }[];
  assert.deepEqual([started!.from, started!.dialled], [{ number: "101", name: "Person 101" }, "102"]);
  assert.ok(lab.events.every((event) => event.call === "" || event.call === answer.call));
  assertNothingLeft(lab);
});

Deno.test("a phone that is asked to answers a click by itself", () => {
  const { lab, ana } = quiet();
  click(lab, "101", "102", true);
  assert.match(
    header(ana.calls[0]!.invite, "Call-Info") ?? header(ana.calls[0]!.invite, "Alert-Info") ?? "",
    /answer/i,
  );
  ana.calls[0]!.respond(486);
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("who clicked on somebody who is busy hears so, and is let go", () => {
  const { lab, ana, bob } = quiet();
  click(lab, "101", "102");
  const mine = picksUp(lab, ana);
  bob.calls[0]!.respond(486);
  lab.run(1_000);
  assert.deepEqual(said(lab), ["voicemail-greeting-busy"]);
  assert.equal(mine.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("a click that leads nowhere is refused with the value, and rings nobody", () => {
  const { lab, ana } = quiet();
  const why = (from: string, to: string): string => text(click(lab, from, to));
  assert.equal(why("199", "102"), 'Cannot call "102" from "199": "199" is no extension');
  assert.equal(why("101", "777"), 'Cannot call "777" from "101": "777" leads nowhere');
  assert.equal(why("101", "101"), 'Cannot call "101" from "101": that is the extension itself');
  assert.equal(why("103", "101"), 'Cannot call "101" from "103": none of the extension\'s phones is registered');
  lab.ask({ type: "drain" });
  assert.equal(why("101", "102"), 'Cannot call "102" from "101": the box takes no new calls now');
  assert.equal(ana.calls.length, 0);
  assertNothingLeft(lab);
});
