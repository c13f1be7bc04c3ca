import assert from "node:assert/strict";
import { toText } from "../../core/base/mod.ts";
import type { Sections } from "../../core/directory/mod.ts";
import { type CodeBook, DEFAULT_CODES } from "../../core/directory/mod.ts";
import { field, type HandCall, sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { registered, said, talking, transfer } from "../lab/scene.ts";
import { office as withTrunks } from "../lab/trunk_scene.ts";

const WITH_INFO = [field("Allow", "INVITE, ACK, BYE, CANCEL, INFO")];
const EVENTS = sdp(["PCMA", "telephone-event"]);
/** Longer than anybody waits who means a code. */
const PAUSE_MS = 1_600;

/** Ana has called Bob; both press by RFC 4733, and the lab is the engine that withholds. */
class Talk {
  readonly lab: Lab;
  readonly caller: HandCall;
  readonly called: HandCall;
  readonly ana: string;
  readonly bob: string;
  readonly #passed: { readonly to: string; readonly digit: string }[] = [];
  #pressed = 0;

  constructor(sections: Partial<Sections> = {}) {
    this.lab = new Lab({ numbers: ["101", "102", "103"], sections });
    const [ana, bob] = ["101", "102", "103"].map((number) => registered(this.lab, number));
    const { caller, called } = talking(this.lab, ana!, bob!, EVENTS, EVENTS);
    [this.caller, this.called] = [caller, called];
    [this.ana, this.bob] = [...this.lab.media.open.keys()] as [string, string];
  }

  /** Presses keys one after the other, and lets their time pass. */
  press(by: "ana" | "bob", keys: string, apartMs = 200): void {
    for (const digit of keys) {
      const leg = this[by];
      const withheld = this.lab.media.withheld.get(leg)?.includes(digit) === true;
      if (!withheld) this.#passed.push({ to: by === "ana" ? this.bob : this.ana, digit });
      const how = withheld ? { isWithheld: true as const } : {};
      this.lab.input({ type: "media", event: { type: "digit", leg, digit, durationMs: 100, ...how } });
      this.#collect();
      this.lab.run(apartMs);
      this.#collect();
    }
  }

  wait(ms = PAUSE_MS): void {
    this.lab.run(ms);
    this.#collect();
  }

  /** What somebody was pressed, in order, wherever it came from. */
  heard(by: "ana" | "bob"): string {
    return this.#passed.filter(({ to }) => to === this[by]).map(({ digit }) => digit).join("");
  }

  /** Which keys are withheld of somebody now. */
  withheld(of: "ana" | "bob"): string {
    return [...this.lab.media.withheld.get(this[of]) ?? ""].toSorted().join("");
  }

  #collect(): void {
    const { digits } = this.lab.media;
    for (; this.#pressed < digits.length; this.#pressed++) {
      const { leg, digit } = digits[this.#pressed]!;
      this.#passed.push({ to: leg, digit });
    }
  }

  close(): void {
    this.caller.bye();
    this.lab.run(100);
    assertNothingLeft(this.lab);
  }
}

Deno.test("nothing of ## or *2 is heard by the other side", () => {
  for (const code of ["##", "*2"]) {
    const talk = new Talk();
    talk.press("bob", code);
    assert.deepEqual(said(talk.lab), ["transfer-enter-number"]);
    assert.equal(talk.heard("ana"), "");
    talk.wait();
    assert.equal(talk.heard("ana"), "");
    assert.equal(talk.withheld("bob"), "", "his keys are digits of a number now");
    talk.close();
  }
});

Deno.test("the first keys of all codes are withheld, and after one of them every key until it can be no code", () => {
  const talk = new Talk();
  assert.deepEqual([talk.withheld("ana"), talk.withheld("bob")], ["#*", "#*"]);
  talk.press("ana", "*");
  assert.deepEqual([talk.withheld("ana").length, talk.withheld("bob")], [16, "#*"]);
  talk.press("ana", "7");
  assert.equal(talk.withheld("ana"), "#*");
  assert.equal(talk.heard("bob"), "*7");
  talk.close();
});

Deno.test("a # alone reaches the other side after a pause, and not before", () => {
  const talk = new Talk();
  talk.press("ana", "#", 1_400);
  assert.equal(talk.heard("bob"), "");
  talk.wait(200);
  assert.equal(talk.heard("bob"), "#");
  assert.equal(talk.withheld("ana"), "#*");
  talk.wait(10_000);
  assert.equal(talk.heard("bob"), "#");
  talk.close();
});

Deno.test("1#: the 1 at once, the # after the pause", () => {
  const talk = new Talk();
  talk.press("ana", "1");
  assert.equal(talk.heard("bob"), "1");
  talk.press("ana", "#");
  assert.equal(talk.heard("bob"), "1");
  talk.wait();
  assert.equal(talk.heard("bob"), "1#");
  talk.close();
});

const TYPED: readonly (readonly [keys: string, heard: string])[] = [
  ["1234567890", "1234567890"],
  ["*123#", "23#"],
  ["*7#", "*7#"],
  ["#5#6", "#5#6"],
  ["*#", "*#"],
  ["**", "**"],
  ["***9", "***9"],
  ["#*7", "#*7"],
  ["#A*B", "#A*B"],
];

for (const [keys, heard] of TYPED) {
  Deno.test(`whoever keys in ${keys} at a menu is heard as ${heard}: in order, none lost, none twice`, () => {
    for (const apartMs of [60, 200, 1_400]) {
      const talk = new Talk();
      talk.press("ana", keys, apartMs);
      talk.wait();
      assert.equal(talk.heard("bob"), heard);
      talk.close();
    }
  });
}

Deno.test("keys that are further apart than the pause make no code", () => {
  const talk = new Talk();
  talk.press("ana", "##", PAUSE_MS);
  assert.deepEqual(said(talk.lab), []);
  assert.equal(talk.heard("bob"), "##");
  talk.close();
});

Deno.test("a code behind a key that begins none with it is one: that key is heard, the code is not", () => {
  const talk = new Talk();
  talk.press("bob", "*##");
  assert.deepEqual(said(talk.lab), ["transfer-enter-number"]);
  assert.equal(talk.heard("ana"), "*");
  talk.close();
});

Deno.test("a key that went on before it could be withheld is not pressed again, and counts for a code", () => {
  const talk = new Talk();
  // Their presses overlap: the second one began before the first was told.
  talk.press("bob", "*", 0);
  talk.lab.input({ type: "media", event: { type: "digit", leg: talk.bob, digit: "7", durationMs: 100 } });
  talk.wait();
  assert.equal(talk.heard("ana"), "*");
  talk.press("bob", "*", 0);
  talk.lab.input({ type: "media", event: { type: "digit", leg: talk.bob, digit: "2", durationMs: 100 } });
  talk.wait();
  assert.equal(said(talk.lab)[0], "transfer-enter-number");
  assert.equal(talk.heard("ana"), "*");
  talk.close();
});

Deno.test("a key that was withheld when it began, and is told after the pause, is pressed at once behind what was held", () => {
  const talk = new Talk();
  talk.press("ana", "#");
  talk.wait();
  talk.lab.input({
    type: "media",
    event: { type: "digit", leg: talk.ana, digit: "5", durationMs: 1_700, isWithheld: true },
  });
  talk.wait(100);
  assert.equal(talk.heard("bob"), "#5");
  talk.close();
});

Deno.test("both may begin a code at once, and each is dealt with on his own", () => {
  const talk = new Talk();
  talk.press("ana", "#", 100);
  talk.press("bob", "*", 100);
  talk.wait();
  assert.equal(talk.heard("bob"), "#");
  assert.equal(talk.heard("ana"), "*");
  talk.close();
});

Deno.test("a hang-up, a hold or a transfer after the first key leaves nothing, and it is pressed towards nobody", () => {
  for (const by of ["caller", "called"] as const) {
    const talk = new Talk();
    talk.press("ana", "#");
    talk[by].bye();
    talk.wait();
    assert.equal(talk.heard("bob"), "");
    assertNothingLeft(talk.lab);
  }
  const held = new Talk();
  held.press("ana", "#");
  held.caller.send("INVITE", { sdp: sdp(["PCMA", "telephone-event"], { direction: "sendonly" }) });
  held.lab.run(100);
  held.caller.ack();
  held.wait();
  assert.equal(held.heard("bob"), "");
  assert.equal(held.withheld("ana"), "#*");
  held.close();
  const sent = new Talk();
  sent.press("ana", "#");
  transfer(sent.caller, "103");
  sent.lab.run(100);
  assert.equal(sent.withheld("ana"), "");
  sent.wait();
  assert.equal(sent.heard("bob"), "");
  sent.called.bye();
  sent.lab.run(100);
  sent.lab.hands[2]!.calls[0]!.respond(486);
  sent.wait();
  sent.close();
});

Deno.test("after a transfer the third one's keys are withheld, too, and those of him who left no more", () => {
  const talk = new Talk();
  transfer(talk.caller, "103");
  talk.lab.run(100);
  talk.lab.hands[2]!.calls[0]!.respond(200, { sdp: EVENTS });
  talk.lab.run(100);
  const third = [...talk.lab.media.open.keys()].find((leg) => leg !== talk.ana && leg !== talk.bob)!;
  assert.equal([...talk.lab.media.withheld.get(third)!].toSorted().join(""), "#*");
  assert.equal(talk.withheld("bob"), "#*");
  assert.equal(talk.withheld("ana"), "");
  talk.called.bye();
  talk.lab.run(100);
  assertNothingLeft(talk.lab);
});

Deno.test("who asks the third one first may press # at his menu, and *2 is not heard there", () => {
  const talk = new Talk();
  talk.press("bob", "*2103#");
  const third = talk.lab.hands[2]!.calls[0]!;
  third.respond(200, { sdp: EVENTS });
  talk.lab.run(100);
  assert.equal(talk.withheld("bob"), "*", "only the way back is a code here");
  const before = talk.lab.media.digits.length;
  talk.press("bob", "*");
  talk.wait();
  assert.deepEqual(talk.lab.media.digits.slice(before).map(({ digit }) => digit), ["*"]);
  talk.press("bob", "*2");
  assert.equal(talk.lab.media.digits.length, before + 1);
  assert.equal(third.count("BYE"), 1);
  assert.equal(talk.withheld("bob"), "#*");
  talk.close();
});

Deno.test("codes that are off, or begin with another key, are told from those that are on", () => {
  const codes: CodeBook = {
    ...DEFAULT_CODES,
    "transfer-blind": false,
    "transfer-attended": "99",
    "record": false,
    "record-pause": false,
  };
  const talk = new Talk({ codes });
  assert.equal(talk.withheld("ana"), "9");
  talk.press("ana", "#*98");
  assert.equal(talk.heard("bob"), "#*98");
  talk.press("ana", "99");
  assert.deepEqual(said(talk.lab), ["transfer-enter-number"]);
  assert.equal(talk.heard("bob"), "#*98");
  talk.close();
});

Deno.test("the key of a door is withheld from it, of whoever talks with it; the door itself has no codes", () => {
  const talk = new Talk({ doors: [{ name: "Gate", number: "102", open: "11", key: "5" }] });
  assert.equal(talk.withheld("ana"), "#*5");
  assert.equal(talk.withheld("bob"), "");
  talk.press("ana", "5");
  assert.equal(talk.heard("bob"), "11");
  assert.equal(said(talk.lab).at(-1), "door-opened");
  talk.close();
});

Deno.test("a caller from outside has no codes: all he presses goes through, and he is not touched", () => {
  const { lab, ana, first } = withTrunks();
  const visitor = first.call("+40211234567", "+40722000001", { sdp: EVENTS });
  lab.run(100);
  ana.calls[0]!.respond(200, { sdp: EVENTS });
  lab.run(100);
  visitor.ack();
  lab.run(100);
  const [outside, inside] = [...lab.media.open.keys()] as [string, string];
  assert.equal(lab.media.withheld.get(outside), undefined);
  assert.ok(lab.media.withheld.get(inside)!.includes("#"));
  visitor.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("by SIP INFO the same: ## is not heard, a # alone is, after the pause, in the other's form", () => {
  for (const form of ["info", "events"] as const) {
    const lab = new Lab();
    const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
    const caller = ana.invite("102", { sdp: sdp(), headers: WITH_INFO });
    lab.run(100);
    const called = bob.calls[0]!;
    called.respond(200, form === "info" ? { sdp: sdp(["PCMA"]), headers: WITH_INFO } : { sdp: sdp(["PCMA"]) });
    lab.run(100);
    caller.ack();
    lab.run(100);
    const heard = () =>
      form === "events" ? lab.media.digits.map(({ digit }) => digit).join("") : called.requests
        .filter(({ method }) => method === "INFO").map(({ body }) => /Signal=(\S)/.exec(toText(body))?.[1]).join("");
    const press = (keys: string) => {
      for (const key of keys) {
        caller.send("INFO", { body: `Signal=${key}\r\nDuration=100`, type: "application/dtmf-relay" });
        lab.run(200);
      }
    };
    press("1#");
    assert.equal(heard(), "1");
    lab.run(PAUSE_MS);
    assert.equal(heard(), "1#");
    press("#7");
    assert.equal(heard(), "1##7");
    press("##");
    assert.equal(heard(), "1##7");
    assert.deepEqual(said(lab), ["transfer-enter-number"]);
    caller.bye();
    lab.run(100);
    assertNothingLeft(lab);
  }
});

Deno.test("a phone that takes over a call takes over what is withheld, in the middle of a code, too", () => {
  const talk = new Talk();
  const mobile = registered(talk.lab, "102");
  talk.press("bob", "#");
  const { called } = talk;
  const replaced = `${called.callId};to-tag=${called.peerTag};from-tag=${called.tag}`;
  const taken = mobile.invite("102", { sdp: EVENTS, headers: [field("Replaces", replaced)] });
  talk.lab.run(100);
  taken.ack();
  talk.lab.run(100);
  const leg = [...talk.lab.media.open.keys()].find((each) => each !== talk.ana)!;
  assert.notEqual(leg, talk.bob);
  assert.equal(talk.lab.media.withheld.get(leg)?.length, 16);
  talk.wait();
  assert.equal(talk.heard("ana"), "#");
  assert.equal([...talk.lab.media.withheld.get(leg)!].toSorted().join(""), "#*");
  talk.close();
});
