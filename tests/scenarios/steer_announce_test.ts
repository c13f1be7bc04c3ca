import assert from "node:assert/strict";
import { toText } from "../../core/base/mod.ts";
import { sdp } from "../lab/hand_call.ts";
import { announcements, bothGone, office, sounds, steer, text } from "../lab/steer_scene.ts";
import { said, told } from "../lab/scene.ts";

Deno.test("announced from the desk: the two talk about him while he hears music, and he is put through", () => {
  const { lab, eve, caller, called } = office();
  assert.equal(steer(lab, "102", { do: "announce", to: "103" }).type, "done");
  assert.deepEqual(sounds(lab).toSorted(), ["music", "ringback"]);
  assert.match(text(steer(lab, "102", { do: "transfer", to: "103" })), /"102" asks at "103" first/);
  eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.deepEqual(sounds(lab), ["music"]);
  assert.deepEqual(announcements(lab), ["102 to 103"]);
  assert.match(text(steer(lab, "102", { do: "park" })), /"connect", "take-back" or "merge"/);
  assert.equal(called.count("BYE"), 0);
  assert.equal(steer(lab, "102", { do: "connect" }).type, "done");
  assert.equal(called.count("BYE"), 1);
  assert.equal(lab.media.heard.size, 2);
  assert.deepEqual(announcements(lab), []);
  assert.match(JSON.stringify(told(lab, "transfer.asked")), /"attended"/);
  bothGone(lab, caller);
});

for (const when of ["it rings", "they talk"] as const) {
  Deno.test(`announced from the desk and taken back while ${when}: the two talk on, and it may be tried again`, () => {
    const { lab, eve, caller, called } = office();
    steer(lab, "102", { do: "announce", to: "103" });
    const asked = eve.calls[0]!;
    asked.respond(180);
    lab.run(100);
    if (when === "they talk") {
      asked.respond(200, { sdp: sdp(["PCMA"]) });
      lab.run(100);
    }
    assert.equal(steer(lab, "102", { do: "take-back" }).type, "done");
    assert.equal(asked.count(when === "it rings" ? "CANCEL" : "BYE"), 1);
    assert.equal(caller.count("BYE") + called.count("BYE"), 0);
    assert.equal(lab.media.heard.size, 2);
    assert.match(text(steer(lab, "102", { do: "take-back" })), /"102" announces nobody/);
    assert.equal(steer(lab, "102", { do: "announce", to: "103" }).type, "done");
    steer(lab, "102", { do: "take-back" });
    bothGone(lab, caller);
  });
}

Deno.test("who hangs up while he announces has put the other one through; who does not wait has him rung there", () => {
  const talked = office();
  steer(talked.lab, "102", { do: "announce", to: "103" });
  talked.eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  talked.lab.run(100);
  talked.called.bye();
  talked.lab.run(100);
  assert.equal(talked.lab.media.heard.size, 2);
  bothGone(talked.lab, talked.caller);
  const rung = office();
  steer(rung.lab, "102", { do: "announce", to: "103" });
  steer(rung.lab, "102", { do: "connect" });
  rung.eve.calls.at(-1)!.respond(200, { sdp: sdp(["PCMA"]) });
  rung.lab.run(100);
  assert.equal(rung.called.count("BYE"), 1);
  assert.equal(rung.lab.media.heard.size, 2);
  bothGone(rung.lab, rung.caller);
});

Deno.test("announced to somebody who does not want him: whoever announced hears so, and the two talk on", () => {
  const { lab, eve, caller, called } = office();
  steer(lab, "102", { do: "announce", to: "103" });
  eve.calls[0]!.respond(603);
  lab.run(100);
  assert.deepEqual(said(lab), ["transfer-failed"]);
  lab.run(10_000);
  assert.equal(lab.media.heard.size, 2);
  assert.equal(caller.count("BYE") + called.count("BYE"), 0);
  bothGone(lab, caller);
});

Deno.test("who waits may give up while he is announced: the two who talk about him talk on", () => {
  const { lab, eve, caller, called } = office();
  steer(lab, "102", { do: "announce", to: "103" });
  eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  caller.bye();
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  bothGone(lab, called);
});

Deno.test("who is asked whether he takes an announced call sends nobody elsewhere, and his phone is told so", () => {
  const { lab, eve, caller } = office();
  steer(lab, "102", { do: "announce", to: "103" });
  const asked = eve.calls[0]!;
  asked.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  asked.send("REFER", { headers: [{ name: "Refer-To", value: "<sip:101@10.0.0.1>" }] });
  lab.run(100);
  assert.equal(asked.statuses("REFER").at(-1), 202);
  assert.match(toText(asked.asked("NOTIFY").body), /603/);
  assert.equal(steer(lab, "102", { do: "connect" }).type, "done");
  bothGone(lab, caller);
});
