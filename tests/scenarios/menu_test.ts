import assert from "node:assert/strict";
import type { Destination, Menu } from "../../core/directory/mod.ts";
import { sdp } from "../lab/hand_call.ts";
import { press } from "../lab/keys.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, registered, said, talking, told, transfer, transferInto } from "../lab/scene.ts";

const prompt = (name: string) => ({ type: "prompt", name }) as const;
const to = (kind: string, id: string): { to: Destination } => ({ to: { kind, id } });

const MAIN: Menu = {
  name: "main",
  number: "500",
  says: [prompt("welcome")],
  keys: {
    "1": to("extension", "102"),
    "2": to("menu", "support"),
    "3": to("announcement", "closed"),
    "8": to("hang-up", "busy"),
    "9": { language: "ro" },
  },
  direct: true,
  firstS: 6,
  nextS: 3,
  tries: 3,
};

const SUPPORT: Menu = {
  ...MAIN,
  name: "support",
  number: "501",
  says: [prompt("menu-support-press")],
  keys: { "1": to("extension", "102"), "0": to("menu", "main"), "5": to("menu", "deep") },
  direct: false,
};

const DEEP: Menu = { ...SUPPORT, name: "deep", number: "502", says: [prompt("menu-orders-press")], keys: {} };

function office(main: Partial<Menu> = {}) {
  const menus = [{ ...MAIN, ...main }, SUPPORT, DEEP];
  const announcements = [{ name: "closed", says: [prompt("hours-closed")], times: 1 }];
  const lab = new Lab({ numbers: ["101", "102", "103", "1035"], sections: { menus, announcements } });
  const [ana, bob, eve] = ["101", "102", "103"].map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, eve: eve! };
}

Deno.test("a caller hears the menu, presses a key, and talks with whom he chose", () => {
  const { lab, ana, bob } = office();
  const call = connected(lab, ana, "500");
  assert.deepEqual(said(lab), ["welcome"]);
  lab.run(2_000);
  press(lab, call, "9");
  press(lab, call, "2");
  press(lab, call, "1");
  bob.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  call.bye();
  lab.run(100);
  assert.equal(bob.calls[0]!.count("BYE"), 1);
  assert.deepEqual(told(lab, "menu."), [
    { type: "menu.chosen", menu: "main", digits: "9" },
    { type: "menu.chosen", menu: "main", digits: "2" },
    { type: "menu.chosen", menu: "support", digits: "1" },
  ]);
  assert.deepEqual(told(lab, "leg.brought"), [
    { type: "leg.brought", to: "menu", id: "main" },
    { type: "leg.brought", to: "extension", id: "102" },
  ]);
  assertNothingLeft(lab);
});

Deno.test("a key that is also the beginning of an extension waits for the rest, another one does not", () => {
  const { lab, ana, bob } = office();
  const call = connected(lab, ana, "500");
  press(lab, call, "1");
  assert.equal(bob.calls.length, 0);
  lab.run(2_700);
  assert.equal(bob.calls.length, 0);
  lab.run(300);
  assert.equal(bob.calls.length, 1);
  call.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("an extension's number is dialled at once when it can be no longer one, and after a pause when it can", () => {
  const { lab, ana, bob, eve } = office();
  const first = connected(lab, ana, "500");
  press(lab, first, "102");
  assert.equal(bob.calls.length, 1);
  first.bye();
  lab.run(100);
  const second = connected(lab, ana, "500");
  press(lab, second, "103");
  assert.equal(eve.calls.length, 0);
  lab.run(3_000);
  assert.equal(eve.calls.length, 1);
  second.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("# ends a key and a number that might be longer, and the record has them without it", () => {
  const { lab, ana, bob, eve } = office();
  for (const [pressed, hand] of [["1", bob], ["103", eve]] as const) {
    const call = connected(lab, ana, "500");
    press(lab, call, pressed);
    assert.equal(hand.calls.length, 0);
    press(lab, call, "#");
    assert.equal(hand.calls.length, 1);
    call.bye();
    lab.run(100);
  }
  assert.deepEqual(told(lab, "menu."), [
    { type: "menu.chosen", menu: "main", digits: "1" },
    { type: "menu.chosen", menu: "main", digits: "103" },
  ]);
  assertNothingLeft(lab);
});

Deno.test("without direct dialling a key is taken at once, and an extension's number is no choice", () => {
  const { lab, ana, bob } = office({ direct: false });
  const call = connected(lab, ana, "500");
  press(lab, call, "7");
  assert.equal(said(lab).includes("invalid-choice"), true);
  press(lab, call, "1");
  assert.equal(bob.calls.length, 1);
  call.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("who presses nothing hears the menu three times, and goes where the office says", () => {
  const { lab, ana } = office({ onTimeout: { kind: "announcement", id: "closed" } });
  const call = connected(lab, ana, "500");
  lab.run(20_000);
  assert.deepEqual(said(lab), ["welcome", "no-choice", "welcome", "no-choice", "welcome", "hours-closed"]);
  assert.equal(call.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("who presses what there is not three times goes where the office says, or hears goodbye", () => {
  for (const onInvalid of [undefined, { kind: "announcement", id: "closed" }]) {
    const { lab, ana } = office(onInvalid === undefined ? {} : { onInvalid });
    const call = connected(lab, ana, "500");
    for (let nth = 0; nth < 3; nth++) press(lab, call, "7");
    lab.run(100);
    assert.equal(said(lab).at(-1), onInvalid === undefined ? "invalid-choice goodbye" : "hours-closed");
    assert.equal(call.count("BYE"), 1);
    assertNothingLeft(lab);
  }
});

Deno.test("# says it again, * goes back to the menu before, and at the first one there is none before", () => {
  const { lab, ana } = office();
  const call = connected(lab, ana, "500");
  for (const key of "#25#**") press(lab, call, key);
  const [main, support, deep] = ["welcome", "menu-support-press", "menu-orders-press"];
  assert.deepEqual(said(lab), [main, main, support, deep, deep, support, main]);
  press(lab, call, "*");
  assert.equal(said(lab).at(-1), main);
  // Round and round is no deeper.
  for (const key of "20202*") press(lab, call, key);
  assert.equal(said(lab).at(-1), main);
  call.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("an office may use * and # for something else", () => {
  const { lab, ana } = office({ keys: { "*": to("announcement", "closed"), "#": to("extension", "102") } });
  const call = connected(lab, ana, "500");
  press(lab, call, "*");
  assert.equal(said(lab).at(-1), "hours-closed");
  assert.equal(call.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("a key chooses the language for all that follows, and for nobody else", () => {
  const { lab, ana, bob } = office();
  const call = connected(lab, ana, "500");
  press(lab, call, "9");
  press(lab, call, "2");
  const other = connected(lab, bob, "500");
  assert.deepEqual(lab.media.said.map(({ sound }) => sound.language), ["en", "ro", "ro", "en"]);
  call.bye();
  other.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("whoever chose a person who is not reached hears so, and is in the menu again", () => {
  const { lab, ana, bob } = office();
  const call = connected(lab, ana, "500");
  press(lab, call, "102");
  bob.calls[0]!.respond(180);
  lab.run(26_000);
  assert.deepEqual(said(lab), ["welcome", "nobody-answers", "welcome"]);
  press(lab, call, "102");
  bob.calls[1]!.respond(486);
  lab.run(100);
  assert.deepEqual(said(lab).slice(-2), ["voicemail-greeting-busy", "welcome"]);
  press(lab, call, "8");
  assert.equal(call.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("who is transferred to a menu chooses there, and whoever sent him is let go at once", () => {
  const { lab, ana, bob, eve } = office({ keys: { "4": to("extension", "103") } });
  const { caller, called } = talking(lab, ana, bob);
  transfer(called, "500");
  lab.run(100);
  assert.equal(called.count("BYE"), 1);
  press(lab, caller, "4");
  eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("an attended transfer to a menu: the caller takes the place of whoever asked there, and chooses", () => {
  const { lab, ana, bob, eve } = office({ keys: { "4": to("extension", "103") } });
  const { caller, called } = talking(lab, ana, bob);
  const consulted = connected(lab, bob, "500");
  transferInto(called, consulted);
  lab.run(100);
  assert.equal(called.count("BYE") + consulted.count("BYE"), 2);
  press(lab, caller, "4");
  eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a menu that is taken away while somebody is in it lets him go", () => {
  const { lab, ana } = office({ keys: { "2": to("menu", "gone") } });
  const call = connected(lab, ana, "500");
  press(lab, call, "2");
  assert.equal(call.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("a phone from which nothing is heard any more is let go of", () => {
  const { lab, ana } = office();
  const call = connected(lab, ana, "500");
  const [leg] = lab.media.open.keys();
  lab.input({ type: "media", event: { type: "silent", leg: leg!, forMs: 30_000 } });
  lab.run(100);
  assert.equal(call.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("the list of what can be dialled names the menus that have a number", () => {
  const { lab } = office();
  const answer = lab.ask({ type: "features" });
  assert.ok(answer.type === "features");
  const dialled = answer.features.map(({ dial, about }) => `${dial} ${about}`);
  assert.ok(dialled.includes("500 hear the menu main"));
  assert.ok(dialled.includes("*27[NUMBER] switch night service on and off; a digit behind it is another switch"));
});
