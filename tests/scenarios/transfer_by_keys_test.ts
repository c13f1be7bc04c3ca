import assert from "node:assert/strict";
import { toText } from "../../core/base/mod.ts";
import { celOf } from "../../features/asterisk/mod.ts";
import { type HandCall, sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { registered, said, talking, told } from "../lab/scene.ts";

/** Ana has called Bob; Eve sits beside them. */
function office() {
  const lab = new Lab({ numbers: ["101", "102", "103"] });
  const [ana, bob, eve] = ["101", "102", "103"].map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, eve: eve!, ...talking(lab, ana!, bob!) };
}

/** Somebody presses keys, as a phone without telephone-event does: by SIP INFO. */
function press(lab: Lab, call: HandCall, keys: string): void {
  for (const key of keys) {
    call.send("INFO", { body: `Signal=${key}\r\nDuration=100`, type: "application/dtmf-relay" });
    lab.run(200);
  }
}

function musicIsHeard(lab: Lab): boolean {
  return [...lab.media.played.values()].some(({ sound }) => !("tone" in sound) && sound.items[0]?.type === "music");
}

Deno.test("## and a number send the other there; who pressed is let go of once they talk", () => {
  const { lab, caller, called, eve } = office();
  press(lab, called, "##");
  assert.deepEqual(said(lab), ["transfer-enter-number"]);
  assert.ok(musicIsHeard(lab));
  press(lab, called, "103#");
  eve.calls[0]!.respond(180);
  lab.run(100);
  eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(called.count("BYE"), 1);
  assert.equal(lab.media.heard.size, 2);
  caller.bye();
  lab.run(100);
  assert.equal(eve.calls[0]!.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("## to somebody busy: who pressed hears so, and the two talk on", () => {
  const { lab, caller, called, eve } = office();
  press(lab, called, "##103#");
  eve.calls[0]!.respond(486);
  lab.run(200);
  assert.equal(said(lab).at(-1), "transfer-failed");
  assert.equal(lab.media.heard.size, 2);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("*2 asks the third one first; hanging up joins the other two", () => {
  const { lab, caller, called, eve } = office();
  press(lab, called, "*2103#");
  eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(lab.media.heard.size, 2, "the two consult");
  assert.ok(musicIsHeard(lab));
  called.bye();
  lab.run(100);
  assert.equal(caller.count("BYE"), 0);
  assert.ok(!musicIsHeard(lab));
  assert.equal(lab.media.heard.size, 2);
  eve.calls[0]!.bye();
  lab.run(100);
  assert.equal(caller.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("*2 again, or the third one hanging up, brings the two together again", () => {
  for (const end of ["keys", "third"] as const) {
    const { lab, caller, called, eve } = office();
    press(lab, called, "*2103#");
    eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
    lab.run(100);
    if (end === "keys") press(lab, called, "*2");
    else eve.calls[0]!.bye();
    lab.run(100);
    assert.ok(!musicIsHeard(lab));
    assert.equal(lab.media.heard.size, 2);
    caller.bye();
    lab.run(100);
    assert.equal(called.count("BYE"), 1);
    assertNothingLeft(lab);
  }
});

Deno.test("who hangs up while the third one still rings leaves the other to wait for the answer", () => {
  const { lab, caller, called, eve } = office();
  press(lab, called, "*2103#");
  eve.calls[0]!.respond(180);
  lab.run(100);
  called.bye();
  lab.run(100);
  assert.equal(caller.count("BYE"), 0);
  eve.calls.at(-1)!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("the other one hangs up while he waits: all is over", () => {
  const { lab, caller, called } = office();
  press(lab, called, "##");
  caller.bye();
  lab.run(100);
  assert.equal(called.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("keys that are no code, or too slow for one, change nothing", () => {
  const { lab, caller, called } = office();
  press(lab, called, "#1*");
  press(lab, called, "#");
  lab.run(2_500);
  press(lab, called, "#");
  assert.deepEqual(said(lab), []);
  assert.equal(lab.media.heard.size, 2);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("while the third one is asked nobody else has the two transferred: not the phone, not the desk, not he", () => {
  const { lab, caller, called, eve } = office();
  const call = lab.events.find(({ type }) => type === "call.started")!.call;
  const atDesk = () => lab.ask({ type: "steer", call, by: "102", order: { do: "transfer", to: "101" } }).type;
  const byPhone = (phone: HandCall) => {
    phone.send("REFER", { headers: [{ name: "Refer-To", value: "<sip:101@10.0.0.1>" }] });
    lab.run(100);
    return phone.statuses("REFER").at(-1);
  };
  press(lab, called, "*2");
  assert.deepEqual([atDesk(), byPhone(called)], ["refused", 603], "he keys in the number, and talks with nobody");
  press(lab, called, "103#");
  const third = eve.calls[0]!;
  third.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.deepEqual([atDesk(), byPhone(called)], ["refused", 491]);
  assert.equal(byPhone(third), 202);
  assert.match(toText(third.asked("NOTIFY").body), /603/, "and nothing comes of it");
  assert.equal(lab.media.heard.size, 2, "they talk on");
  press(lab, called, "*2");
  assert.equal(atDesk(), "done", "with whom he has back he may do so");
  lab.run(100);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

/** What the record says of the transfer, and the rows of Asterisk's CEL that come of it. */
function transfers(lab: Lab) {
  const rows = celOf(lab.events).filter(({ eventtype }) => eventtype.endsWith("TRANSFER"));
  const named = rows.map(({ eventtype, cid_num, extra }) => {
    const { extension, transferee_channel_name, transfer_target_channel_name = "" } = JSON.parse(extra);
    return [eventtype, cid_num, extension, transferee_channel_name, transfer_target_channel_name]
      .map((each: string) => each.replace(/-[0-9a-f]{8}$/, "")).join(" ");
  });
  return { told: told(lab, "transfer."), rows: named };
}

Deno.test("a transfer by keys is in the record like one by the phone's own key, and so in Asterisk's CEL", () => {
  for (const isPatient of [true, false]) {
    const { lab, caller, called, eve } = office();
    press(lab, called, "##103#");
    eve.calls[0]!.respond(180);
    lab.run(100);
    if (!isPatient) called.bye();
    lab.run(100);
    eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
    lab.run(100);
    assert.deepEqual(transfers(lab), {
      told: [{ type: "transfer.asked", target: "103", kind: "blind" }, { type: "transfer.done", status: 200 }],
      rows: ["BLINDTRANSFER 102 103 PJSIP/101 "],
    });
    caller.bye();
    lab.run(100);
    assertNothingLeft(lab);
  }
});

Deno.test("so is one after asking: with whom it was talked about, or that it came to nothing", () => {
  for (const [end, status] of [["by goes", 200], ["by takes back", 487], ["third goes", 487]] as const) {
    const { lab, caller, called, eve } = office();
    press(lab, called, "*2103#");
    eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
    lab.run(100);
    if (end === "by goes") called.bye();
    else if (end === "third goes") eve.calls[0]!.bye();
    else press(lab, called, "*2");
    lab.run(100);
    assert.deepEqual(transfers(lab), {
      told: [{ type: "transfer.asked", target: "103", kind: "attended" }, { type: "transfer.done", status }],
      rows: status === 200 ? ["ATTENDEDTRANSFER 102 103 PJSIP/101 PJSIP/103"] : [],
    });
    caller.bye();
    lab.run(100);
    assertNothingLeft(lab);
  }
});

Deno.test("whoever does not wait for the answer has sent the other one on after all", () => {
  const { lab, caller, called, eve } = office();
  press(lab, called, "*2103#");
  eve.calls[0]!.respond(180);
  lab.run(100);
  called.bye();
  lab.run(100);
  eve.calls.at(-1)!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.deepEqual(transfers(lab).rows, ["ATTENDEDTRANSFER 102 103 PJSIP/101 "]);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});
