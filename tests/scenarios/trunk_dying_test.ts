import assert from "node:assert/strict";
import { type HandCall, sdp } from "../lab/hand_call.ts";
import type { HandTrunk } from "../lab/hand_trunk.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { registered, story } from "../lab/scene.ts";
import { ACCOUNT, FIRST, office, SECOND, SECTIONS, states, trunk } from "../lab/trunk_scene.ts";

const NUMBERS = ["0722000111", "112"];

/** The two providers of the office, the first over a connection or not. */
function dialling(
  number: string,
  transport: "udp" | "tcp",
  kind: "peer" | "register" = "peer",
  answersOptions = true,
) {
  const account = kind === "register" ? ACCOUNT : undefined;
  const trunks = [trunk("first", FIRST, { kind, transport, ...account }), trunk("second", SECOND)];
  const lab = new Lab({ numbers: ["101"], sections: { ...SECTIONS, trunks } });
  const [first, second] = [lab.provider(FIRST, account, transport), lab.provider(SECOND)];
  if (!answersOptions) { for (const { phone } of [first, second]) phone.polite.delete("OPTIONS"); }
  const ana = registered(lab, "101");
  lab.run(30_000);
  assert.deepEqual(states(lab), answersOptions ? ["up", "up"] : [account === undefined ? "down" : "up", "down"]);
  const caller = ana.invite(number, { sdp: sdp() });
  lab.run(100);
  return { lab, first, second, caller };
}

/** The second provider has the call: it is answered there, and ended. */
function goesOn(lab: Lab, second: HandTrunk, caller: HandCall): void {
  second.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.deepEqual(caller.statuses(), [100, 180, 200], "the caller heard ringing throughout");
  caller.ack();
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  caller.bye();
  lab.run(100);
}

/** Within four seconds the second provider is asked. */
function assertAsked(lab: Lab, second: HandTrunk): void {
  for (let ms = 0; ms < 4_000 && second.calls.length === 0; ms += 100) lab.run(100);
  assert.equal(second.calls.length, 1);
}

for (const number of NUMBERS) {
  for (const transport of ["udp", "tcp"] as const) {
    for (const said of [[100], [100, 180], [100, 183]]) {
      Deno.test(`a trunk says ${said} to ${number} over ${transport}, and is silent from then on: the next has it within four seconds`, () => {
        const { lab, first, second, caller } = dialling(number, transport);
        for (const status of said) first.calls[0]!.respond(status);
        lab.run(50);
        lab.unplug(first.phone.flow);
        assertAsked(lab, second);
        assert.ok(story(lab).includes("trunk.failed"));
        assert.equal(caller.count("BYE"), 0);
        goesOn(lab, second, caller);
        assertNothingLeft(lab);
      });
    }
  }

  for (const said of [[], [100], [180], [183]]) {
    Deno.test(`the connection of a trunk breaks after it said ${said.join(", ") || "nothing"} to ${number}: the next has it at once`, () => {
      const { lab, first, second, caller } = dialling(number, "tcp");
      for (const status of said) first.calls[0]!.respond(status);
      lab.run(50);
      lab.breakOff(first.phone.flow);
      lab.run(100);
      assert.equal(second.calls.length, 1);
      goesOn(lab, second, caller);
      assertNothingLeft(lab);
    });
  }

  for (const transport of ["udp", "tcp"] as const) {
    Deno.test(`a trunk that was given up answers ${number} late, over ${transport}: it is hung up there`, () => {
      const { lab, first, second, caller } = dialling(number, transport);
      first.calls[0]!.respond(180);
      lab.run(50);
      if (transport === "tcp") lab.breakOff(first.phone.flow);
      else lab.unplug(first.phone.flow);
      assertAsked(lab, second);
      lab.connect(first);
      first.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
      lab.run(1_000);
      assert.deepEqual([first.calls[0]!.count("ACK"), first.calls[0]!.count("BYE")], [1, 1]);
      goesOn(lab, second, caller);
      assertNothingLeft(lab);
    });
  }
}

const KINDS = [["peer", true], ["register", true], ["peer", false], ["register", false]] as const;
for (const [kind, answersOptions] of KINDS) {
  const which = `${kind} trunk${answersOptions ? "" : " that has never answered OPTIONS"}`;
  Deno.test(`at whatever moment a ${which} dies, the next has the call within four seconds`, () => {
    // Between two of our questions and in the midst of one, hurried or not.
    for (const livedMs of [0, 300, 700, 950, 1_000, 1_050, 1_600, 5_000, 9_930, 10_020, 24_990, 30_010]) {
      const { lab, first, second, caller } = dialling("0722000111", "udp", kind, answersOptions);
      first.calls[0]!.respond(180);
      lab.run(livedMs);
      lab.unplug(first.phone.flow);
      assertAsked(lab, second);
      goesOn(lab, second, caller);
      assertNothingLeft(lab);
    }
  });

  Deno.test(`a ${which} whose answers come late or are lost one in ten keeps the call`, () => {
    for (const weather of [{ delayMs: 1_000 }, { loss: 0.05 }]) {
      const { lab, first, second, caller } = dialling("0722000111", "udp", kind, answersOptions);
      first.calls[0]!.respond(180);
      lab.run(50);
      lab.turn(weather);
      lab.run(60_000);
      assert.equal(second.calls.length, 0);
      lab.turn({});
      first.calls[0]!.respond(486);
      lab.run(100);
      assert.equal(caller.statuses().at(-1), 486);
      lab.run(1_000);
      assertNothingLeft(lab);
    }
  });
}

Deno.test("a provider that takes eight seconds to ring keeps the call", () => {
  const { lab, first, second, caller } = dialling("0722000111", "udp");
  first.calls[0]!.respond(100);
  lab.run(8_000);
  first.calls[0]!.respond(180);
  lab.run(60_000);
  assert.equal(second.calls.length, 0);
  assert.equal(first.calls[0]!.count("CANCEL"), 0);
  first.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.deepEqual(caller.statuses(), [100, 180, 200]);
  caller.ack();
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a provider that is there and says nothing but 100 is given up: for help after 6 s, else after 20", () => {
  for (const [number, patienceMs] of [["112", 6_000], ["0722000111", 20_000]] as const) {
    const { lab, first, second, caller } = dialling(number, "udp");
    first.calls[0]!.respond(100);
    lab.run(patienceMs - 300);
    assert.equal(second.calls.length, 0);
    lab.run(600);
    assert.deepEqual([first.calls[0]!.count("CANCEL"), second.calls.length], [1, 1]);
    assert.deepEqual(states(lab), ["up", "up"]);
    first.calls[0]!.respond(487);
    goesOn(lab, second, caller);
    assertNothingLeft(lab);
  }
});

for (const number of NUMBERS) {
  Deno.test(`where there is no other way ${number} waits for the one that says 100`, () => {
    const lab = new Lab({
      numbers: ["101"],
      sections: {
        ...SECTIONS,
        trunks: [trunk("first", FIRST)],
        routes: [{
          ...SECTIONS.routes![1]!,
          trunks: ["first"],
        }],
      },
    });
    const first = lab.provider(FIRST);
    const ana = registered(lab, "101");
    lab.run(1_000);
    const caller = ana.invite(number, { sdp: sdp() });
    lab.run(100);
    first.calls[0]!.respond(100);
    lab.run(40_000);
    assert.deepEqual([first.calls.length, first.calls[0]!.count("CANCEL")], [1, 0]);
    first.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
    lab.run(100);
    assert.equal(caller.statuses().at(-1), 200);
    caller.ack();
    caller.bye();
    lab.run(100);
    assertNothingLeft(lab);
  });
}

Deno.test("a trunk that is found to be dead gives back all calls that wait there, and keeps those that talk", () => {
  const { lab, first, second, ana, bob } = office();
  const talking = ana.invite("0722000111", { sdp: sdp() });
  lab.run(100);
  first.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  talking.ack();
  const waiting = bob.invite("0722000112", { sdp: sdp() });
  lab.run(100);
  first.calls[1]!.respond(180);
  lab.run(100);
  lab.unplug(first.phone.flow);
  lab.run(20_000);
  assert.equal(states(lab)[0], "down");
  assert.equal(second.calls.length, 1);
  assert.deepEqual([talking.count("BYE"), waiting.count("BYE")], [0, 0]);
  second.calls[0]!.respond(486);
  lab.run(100);
  assert.equal(waiting.statuses().at(-1), 486);
  talking.bye();
  lab.run(100);
  assertNothingLeft(lab);
});
