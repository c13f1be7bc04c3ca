import assert from "node:assert/strict";
import { act } from "../../core/script/mod.ts";
import { header } from "../../core/sip/mod.ts";
import { sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { officeOf } from "../lab/office.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { ends, registered, ringing, talking } from "../lab/scene.ts";

for (const [leases, whose] of [[4, "the caller's"], [5, "the called phone's"]] as const) {
  Deno.test(`no ports but those that are kept for help are left for ${whose} sound: 503, and a line in the log`, () => {
    const lab = new Lab({ leases });
    const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
    const call = ana.invite("102", { sdp: sdp() });
    lab.run(100);
    assert.equal(call.statuses().at(-1), 503);
    assert.equal(bob.calls.length, 0);
    assert.ok(lab.log.some((line) => /warn .*RTP ports/.test(line)), lab.log.join("\n"));
    assertNothingLeft(lab);
  });
}

Deno.test("ports come back after their rest, and serve the next call", () => {
  const lab = new Lab({ leases: 6 });
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
  for (let round = 0; round < 3; round++) {
    const { caller } = talking(lab, ana, bob);
    assert.equal(lab.figures()["leases_free"], 4);
    caller.bye();
    lab.run(31_000);
    assert.equal(lab.figures()["leases_free"], 6);
  }
  assertNothingLeft(lab);
});

Deno.test("nothing is heard of a phone for too long: the call ends for both", () => {
  const lab = new Lab();
  const { caller, called } = talking(lab, registered(lab, "101"), registered(lab, "102"));
  const [leg] = [...lab.media.open.keys()];
  lab.input({ type: "media", event: { type: "silent", leg: leg!, forMs: 30_000 } });
  lab.run(100);
  assert.equal(caller.count("BYE") + called.count("BYE"), 2);
  assert.deepEqual(ends(lab), ["timeout", "timeout", "timeout"]);
  assertNothingLeft(lab);
});

Deno.test("the media engine dies: all calls end in the way of their state, and new ports let calls start again", () => {
  const lab = new Lab({ numbers: ["101", "102", "103", "104", "105"] });
  const hands = ["101", "102", "103", "104", "105"].map((number) => registered(lab, number));
  const talk = talking(lab, hands[0]!, hands[1]!);
  const ring = ringing(lab, hands[2]!, hands[3]!);
  const answered = ringing(lab, hands[4]!, hands[3]!);
  answered.called.respond(200, { sdp: sdp() });
  lab.run(100);
  lab.loseMedia();
  lab.run(100);
  assert.equal(talk.caller.count("BYE") + talk.called.count("BYE"), 2);
  assert.equal(ring.caller.statuses().at(-1), 503);
  assert.equal(ring.called.count("CANCEL"), 1);
  assert.equal(answered.called.count("BYE"), 1);
  answered.caller.ack();
  lab.run(100);
  assert.equal(answered.caller.count("BYE"), 1);
  const refused = hands[0]!.invite("102", { sdp: sdp() });
  lab.run(100);
  assert.equal(refused.statuses().at(-1), 503);
  lab.renewMedia();
  const again = talking(lab, hands[0]!, hands[1]!);
  again.caller.bye();
  assertNothingLeft(lab);
});

Deno.test("the echo test answers, plays the caller back to himself, and ends when he hangs up or after ten minutes", () => {
  const lab = new Lab();
  const ana = registered(lab, "101");
  for (const waits of [5_000, 11 * 60_000]) {
    const call = ana.invite("*43", { sdp: sdp() });
    lab.run(100);
    assert.equal(call.statuses().at(-1), 200);
    call.ack();
    lab.run(100);
    assert.deepEqual([...lab.media.heard].map(([a, b]) => a === b), [true]);
    lab.run(waits);
    if (waits < 60_000) call.bye();
    else assert.equal(call.count("BYE"), 1);
    lab.run(100);
    assert.equal(lab.media.open.size, 0);
  }
  assertNothingLeft(lab);
});

Deno.test("a call script that throws before the answer costs its caller a 500, one after it a BYE, and nobody else anything", () => {
  const lab = new Lab({
    features: {
      *extension(caller, number) {
        if (number === "103") {
          yield* act({ do: "answer", leg: caller });
          yield* act({ do: "echo", leg: caller });
        }
        throw new Error(`Cannot play "${number}"`);
      },
    },
  });
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
  const echo = bob.invite("*43", { sdp: sdp() });
  lab.run(100);
  echo.ack();
  const early = ana.invite("102", { sdp: sdp() });
  const late = ana.invite("103", { sdp: sdp() });
  lab.run(100);
  assert.equal(early.statuses().at(-1), 500);
  assert.equal(late.statuses().at(-1), 200);
  late.ack();
  lab.run(100);
  assert.equal(late.count("BYE"), 1);
  assert.match(header(late.asked("BYE"), "Reason")!, /cause=41/);
  assert.equal(echo.count("BYE"), 0);
  const lines = lab.log.filter((line) => /error A call script threw/.test(line));
  assert.equal(lines.length, 2);
  assert.match(lines[1]!, /Cannot play \\"103\\".*route.*answer, echo/s);
  echo.bye();
  assertNothingLeft(lab, { faults: 2 });
});

Deno.test("what the office wants done to a phone's sound is done, and from the next change of plan on what it wants then", () => {
  const lab = new Lab();
  const office = officeOf(["101", "102"]);
  const sound = { echo: "on", noise: "usual", gain: "off" } as const;
  const bob = { ...office.extensions.get("102")!, sound };
  const treated = new Map([...office.extensions, ["102", bob] as const]);
  lab.input({ type: "directory", directory: { ...office, extensions: treated } });
  const { caller, called } = talking(lab, registered(lab, "101"), registered(lab, "102"));
  assert.deepEqual([...lab.media.treatments.values()], [sound]);
  lab.input({ type: "directory", directory: office });
  assert.equal(lab.media.treatments.size, 1);
  called.send("INVITE", { sdp: sdp(["PCMA"], { version: 2 }) });
  lab.run(100);
  called.ack();
  assert.equal(lab.media.treatments.size, 0);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a fax that the engine hears is in the record, and changes nothing about the call", () => {
  const lab = new Lab();
  const { caller } = talking(lab, registered(lab, "101"), registered(lab, "102"));
  const [leg] = [...lab.media.open.keys()];
  lab.input({ type: "media", event: { type: "fax", leg: leg!, tone: "cng" } });
  lab.input({ type: "media", event: { type: "fax", leg: "gone", tone: "ced" } });
  lab.run(100);
  assert.deepEqual(lab.events.flatMap((event) => event.type === "fax.heard" ? [event.tone] : []), ["cng"]);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});
