import assert from "node:assert/strict";
import { header } from "../../core/sip/mod.ts";
import { field, sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { officeOf } from "../lab/office.ts";
import { registered, ringing, said, talking } from "../lab/scene.ts";

function phones(lab: Lab): number {
  return lab.figures()["phones_registered"]!;
}

Deno.test("a phone registers, is known, and leaves", () => {
  const lab = new Lab();
  const ana = registered(lab, "101");
  assert.equal(phones(lab), 1);
  ana.register(";expires=0");
  lab.run(100);
  assert.equal(phones(lab), 0);
  assertNothingLeft(lab);
});

Deno.test("a registration that is not renewed is over in time", () => {
  const lab = new Lab();
  registered(lab, "101", ";expires=120");
  lab.run(119_000);
  assert.equal(phones(lab), 1);
  lab.run(2_000);
  assert.equal(phones(lab), 0);
  assertNothingLeft(lab);
});

Deno.test("an unknown user and a wrong password are answered alike, and after ten tries not at all", () => {
  const seen = ["101", "999"].map((number) => {
    const lab = new Lab();
    const guesser = lab.hand(number);
    guesser.badSecret = true;
    for (let round = 0; round < 12; round++) {
      guesser.register();
      lab.run(100);
    }
    assertNothingLeft(lab);
    return guesser.responses("REGISTER").map(({ status, headers }) => ({
      status,
      said: headers.filter(({ name }) => name === "WWW-Authenticate").map(({ value }) =>
        value.replace(/nonce="[^"]*"/, "")
      ),
    }));
  });
  assert.deepEqual(seen[0], seen[1]);
  assert.deepEqual([...new Set(seen[0]!.map(({ status }) => status))], [401, 403]);
});

Deno.test("a phone that proved itself is heard while somebody guesses passwords from behind the same router", () => {
  const lab = new Lab();
  const ana = registered(lab, "101");
  const guesser = lab.hand("102");
  guesser.badSecret = true;
  for (let round = 0; round < 12; round++) {
    guesser.register();
    lab.run(100);
  }
  assert.equal(guesser.statuses("REGISTER").at(-1), 403);
  ana.register();
  lab.run(100);
  assert.equal(ana.statuses("REGISTER").at(-1), 200);
  assertNothingLeft(lab);
});

Deno.test("a stranger's INVITE is challenged and leaves nothing behind", () => {
  const lab = new Lab();
  const stranger = lab.hand("999");
  const call = stranger.invite("101", { sdp: sdp() });
  lab.run(100);
  assert.ok(call.statuses().every((status) => status === 401 || status === 403));
  assert.equal(lab.events.length, 0);
  assertNothingLeft(lab);
});

Deno.test("too many calls at once: 503 with a time to try again; an emergency number passes", () => {
  const lab = new Lab({ limits: { callsPerS: 1, burst: 1 }, callLimit: 50 });
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
  const calls = [1, 2].map(() => ana.invite("102", { sdp: sdp() }));
  lab.run(100);
  assert.deepEqual(calls.map((call) => call.statuses().at(-1)), [100, 503]);
  assert.ok(Number(header(calls[1]!.answer(), "Retry-After")) >= 1);
  const urgent = ana.invite("112", { sdp: sdp() });
  lab.run(100);
  assert.equal(urgent.statuses().at(-1), 200);
  assert.deepEqual(said(lab), ["emergency-failed"], "no trunk leads out");
  urgent.ack();
  calls[0]!.cancel();
  lab.run(2_000);
  const later = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  assert.equal(later.statuses().at(-1), 100);
  later.cancel();
  assert.equal(bob.calls.length, 2);
  assertNothingLeft(lab);
});

Deno.test("while the record is behind, and while the box drains, new calls get 503 and running ones go on", () => {
  const lab = new Lab();
  const [ana, bob, eve] = ["101", "102", "103"].map((number) => registered(lab, number));
  const { caller } = talking(lab, ana!, bob!);
  const statuses = [false, true, "drain"].map((how) => {
    if (how === "drain") lab.ask({ type: "drain" });
    else lab.input({ type: "record-ready", ready: how === true });
    const call = eve!.invite("777", { sdp: sdp() });
    lab.run(100);
    return call.statuses().at(-1);
  });
  assert.deepEqual(statuses, [503, 404, 503]);
  assert.equal(caller.count("BYE"), 0);
  caller.bye();
  assertNothingLeft(lab);
});

Deno.test("the desk sees the calls and the phones, hangs one up, and ends them all", () => {
  const lab = new Lab();
  const [ana, bob, eve] = ["101", "102", "103"].map((number) => registered(lab, number));
  const first = talking(lab, ana!, bob!);
  const second = ringing(lab, eve!, bob!);
  const seen = lab.ask({ type: "calls" });
  assert.ok(seen.type === "calls");
  assert.deepEqual(seen.calls.map(({ dialled, legs }) => [dialled, legs.map(({ at }) => at)]), [
    ["102", ["talking", "talking"]],
    ["102", ["offered", "calling"]],
  ]);
  const known = lab.ask({ type: "phones" });
  assert.ok(known.type === "phones" && known.phones.length === 3);
  assert.equal(lab.ask({ type: "hang-up", call: "nobody" }).type, "refused");
  assert.equal(lab.ask({ type: "hang-up", call: seen.calls[0]!.id }).type, "done");
  lab.run(100);
  assert.equal(first.caller.count("BYE") + first.called.count("BYE"), 2);
  assert.equal(second.called.count("CANCEL"), 0);
  lab.ask({ type: "end-all" });
  lab.run(100);
  assert.equal(second.called.count("CANCEL"), 1);
  assert.doesNotMatch(header(second.called.asked("CANCEL"), "Reason")!, /elsewhere/);
  assert.equal(second.caller.statuses().at(-1), 480);
  assertNothingLeft(lab);
});

Deno.test("an extension is deleted in mid-call: the call finishes, its phones are reached no more", () => {
  const lab = new Lab();
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
  const { caller, called } = talking(lab, ana, bob);
  lab.input({ type: "directory", directory: officeOf(["101", "103"], 4, 2) });
  assert.equal(phones(lab), 1);
  lab.run(1_000);
  assert.equal(called.count("BYE"), 0);
  const again = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  assert.equal(again.statuses().at(-1), 404);
  called.bye();
  lab.run(100);
  assert.equal(caller.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("over TCP: a connection that closes takes its binding along; the call goes on over the next one", () => {
  const lab = new Lab();
  const ana = registered(lab, "101");
  const bob = lab.hand("102", "tcp");
  bob.register();
  lab.run(100);
  const { caller, called } = talking(lab, ana, bob);
  lab.input({ type: "flow-closed", flow: { ...bob.flow, local: bob.flow.remote, remote: bob.flow.local } });
  assert.equal(phones(lab), 1);
  bob.reconnect(99);
  bob.register();
  lab.run(100);
  assert.equal(phones(lab), 2);
  assert.equal(called.count("BYE"), 0);
  caller.bye();
  lab.run(100);
  assert.equal(called.count("BYE"), 1);
  assert.equal(lab.lastFlowTo(bob)?.connection, 99);
  assertNothingLeft(lab);
});

Deno.test("over TCP: a phone whose connection closes while it rings is given up at once", () => {
  const lab = new Lab();
  const ana = registered(lab, "101");
  const bob = lab.hand("102", "tcp");
  bob.register();
  lab.run(100);
  const { caller } = ringing(lab, ana, bob);
  lab.breakOff(bob.flow);
  lab.run(100);
  assert.equal(caller.statuses().at(-1), 480);
  assertNothingLeft(lab);
});

Deno.test("a phone that cannot be sent to is given up at once", () => {
  const lab = new Lab();
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
  const call = ana.invite("102", { sdp: sdp() });
  lab.run(1);
  lab.run(1);
  lab.run(1);
  const flow = { ...bob.flow, local: bob.flow.remote, remote: bob.flow.local };
  lab.input({ type: "unsent", flow, text: "Connection refused" });
  lab.run(100);
  assert.equal(call.statuses().at(-1), 480);
  assertNothingLeft(lab);
});

Deno.test("what is no SIP is dropped or refused, and counted", () => {
  const lab = new Lab();
  const stranger = lab.hand("999");
  for (const text of ["", "hello", "\r\n\r\n", "INVITE sip:101@10.0.0.1 SIP/2.0\r\n\r\n"]) stranger.post(text);
  stranger.post(
    "INVITE sip:101@10.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.9:1;branch=z9hG4bKx\r\nFrom: <sip:a@b>;tag=1\r\n" +
      "To: <sip:101@b>\r\nCall-ID: 1\r\nCSeq: nonsense\r\n\r\n",
  );
  lab.run(100);
  assert.ok((lab.figures()["messages_unreadable_total"] ?? 0) >= 2);
  assertNothingLeft(lab);
});

Deno.test("a hidden From must still be somebody: another extension's name is refused", () => {
  const lab = new Lab();
  const ana = registered(lab, "101");
  const call = ana.invite("102", { sdp: sdp(), headers: [field("From", "<sip:102@10.0.0.1>;tag=x")] });
  lab.run(100);
  assert.equal(call.statuses().at(-1), 403);
  assertNothingLeft(lab);
});
