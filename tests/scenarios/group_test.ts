import assert from "node:assert/strict";
import type { Group } from "../../core/directory/mod.ts";
import { header } from "../../core/sip/mod.ts";
import { sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { registered, talking } from "../lab/scene.ts";

const SALES: Group = {
  number: "600",
  name: "Sales",
  members: ["102", "103", "104"].map((number) => ({ number, delayS: 0 })),
  strategy: "all",
  ringForS: 30,
  memberForS: 10,
  skipBusy: true,
};

function office(change: Partial<Group> = {}, seed = 1) {
  const lab = new Lab({
    seed,
    numbers: ["101", "102", "103", "104", "105"],
    sections: { groups: [{ ...SALES, ...change }] },
  });
  const [ana, bob, eve, tom, ion] = ["101", "102", "103", "104", "105"].map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, eve: eve!, tom: tom!, ion: ion!, all: [bob!, eve!, tom!] };
}

Deno.test("all ring at once under the group's name, the first to answer talks, the others hear that it was taken", () => {
  const { lab, ana, eve, all } = office();
  const call = ana.invite("600", { sdp: sdp() });
  lab.run(100);
  assert.deepEqual(all.map(({ calls }) => calls.length), [1, 1, 1]);
  assert.match(header(eve.calls[0]!.invite, "From")!, /^"Sales: Person 101"/);
  for (const { calls } of all) calls[0]!.respond(180);
  eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  call.ack();
  assert.equal(lab.media.heard.size, 2);
  assert.deepEqual(all.map(({ calls }) => calls[0]!.count("CANCEL")), [1, 0, 1]);
  call.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("one phone of a group is hung up by the desk while it rings: the others ring on, and the caller waits", () => {
  const { lab, ana, bob, eve, all } = office();
  const call = ana.invite("600", { sdp: sdp() });
  lab.run(100);
  for (const { calls } of all) calls[0]!.respond(180);
  lab.run(100);
  const live = lab.ask({ type: "live" });
  assert.ok(live.type === "live");
  const [{ id, legs }] = live.live.calls as [typeof live.live.calls[number]];
  const { id: leg } = legs.find(({ number }) => number === "102")!;
  assert.equal(lab.ask({ type: "hang-up", call: id, leg }).type, "done");
  lab.run(100);
  assert.deepEqual(all.map(({ calls }) => calls[0]!.count("CANCEL")), [1, 0, 0]);
  bob.calls[0]!.respond(487);
  eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  call.ack();
  assert.equal(lab.media.heard.size, 2);
  call.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a member with a delay rings later, or at once when nobody rings any more", () => {
  const { lab, ana, bob, eve } = office({
    members: [{ number: "102", delayS: 0 }, { number: "103", delayS: 10 }],
  });
  const call = ana.invite("600", { sdp: sdp() });
  lab.run(9_000);
  assert.deepEqual([bob.calls.length, eve.calls.length], [1, 0]);
  lab.run(2_000);
  assert.deepEqual([bob.calls.length, eve.calls.length], [1, 1]);
  call.cancel();
  lab.run(100);
  const again = ana.invite("600", { sdp: sdp() });
  lab.run(100);
  bob.calls[1]!.respond(486);
  lab.run(100);
  assert.equal(eve.calls.length, 2);
  again.cancel();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("hunting rings one after the other, in the order of the list, and from the first again", () => {
  const { lab, ana, all } = office({ strategy: "hunt", ringForS: 40 });
  ana.invite("600", { sdp: sdp() });
  const rung: string[] = [];
  for (let at = 0; at < 4; at++) {
    lab.run(1_000);
    rung.push(all.map(({ calls }) => calls.length).join(" "));
    lab.run(9_000);
  }
  assert.deepEqual(rung, ["1 0 0", "1 1 0", "1 1 1", "2 1 1"]);
  lab.run(1_000);
  assert.equal(ana.calls[0]!.statuses().at(-1), 480);
  assertNothingLeft(lab);
});

Deno.test("hunting with memory lets those before ring on", () => {
  const { lab, ana, all } = office({ strategy: "memory" });
  ana.invite("600", { sdp: sdp() });
  lab.run(21_000);
  assert.deepEqual(all.map(({ calls }) => calls.length), [1, 1, 1]);
  assert.deepEqual(all.map(({ calls }) => calls[0]!.count("CANCEL")), [0, 0, 0]);
  ana.calls[0]!.cancel();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a random order is another one from call to call, and leaves nobody out", () => {
  const orders = new Set<string>();
  for (let seed = 1; seed <= 20; seed++) {
    const { lab, ana, all } = office({ strategy: "random" }, seed);
    ana.invite("600", { sdp: sdp() });
    const order: string[] = [];
    for (let at = 0; at < 3; at++) {
      lab.run(1_000);
      for (const phone of all) if (phone.calls.length > 0 && !order.includes(phone.number)) order.push(phone.number);
      lab.run(9_000);
    }
    assert.equal(order.length, 3);
    orders.add(order.join());
    lab.run(2_000);
    assertNothingLeft(lab);
  }
  assert.ok(orders.size >= 4, `${orders.size} orders`);
});

Deno.test("whoever is on the phone is left in peace, unless the group says otherwise", () => {
  for (const skipBusy of [true, false]) {
    const { lab, ana, bob, ion, all } = office({ skipBusy });
    const { caller } = talking(lab, ion, bob);
    const call = ana.invite("600", { sdp: sdp() });
    lab.run(100);
    assert.deepEqual(all.map(({ calls }) => calls.length), skipBusy ? [1, 1, 1] : [2, 1, 1]);
    call.cancel();
    caller.bye();
    lab.run(100);
    assertNothingLeft(lab);
  }
});

Deno.test("nobody answers: the caller goes where the group says", () => {
  const { lab, ana, ion } = office({ ringForS: 10, otherwise: { kind: "extension", id: "105" } });
  const call = ana.invite("600", { sdp: sdp() });
  lab.run(11_000);
  assert.equal(ion.calls.length, 1);
  ion.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  call.ack();
  call.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("groups that send callers on to each other end in a sentence, not in a circle", () => {
  const sections = {
    groups: [
      { ...SALES, members: [], otherwise: { kind: "dial", id: "601" } },
      { ...SALES, number: "601", members: [], otherwise: { kind: "group", id: "600" } },
    ],
  };
  const lab = new Lab({ numbers: ["101"], sections });
  const ana = registered(lab, "101");
  const call = ana.invite("600", { sdp: sdp() });
  lab.run(100);
  call.ack();
  lab.run(100);
  assert.deepEqual(lab.media.said.map(({ sound }) => sound.items[0]), [{
    type: "prompt",
    name: "forwarded-too-often",
  }]);
  assert.equal(call.count("BYE"), 1);
  assertNothingLeft(lab);
});
