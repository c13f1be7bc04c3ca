import assert from "node:assert/strict";
import { buildDirectory, DEFAULT_VOICEMAIL } from "../../core/directory/mod.ts";
import { sdp } from "../lab/hand_call.ts";
import { press } from "../lab/keys.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, registered, said } from "../lab/scene.ts";

const NAMES = ["Ana Pop", "Ștefan Ionescu", "Stela Popa", "Bob Țurcanu"];

function office(names: readonly string[] = NAMES, hasBoxes = false) {
  const numbers = names.map((_, at) => String(101 + at));
  const lab = new Lab({ numbers });
  const extensions = names.map((name, at) => ({
    number: numbers[at]!,
    name,
    secret: `secret-${numbers[at]}`,
    ringForS: 25,
    callLimit: 4,
    phones: 5,
    srtp: "allowed" as const,
    ...(hasBoxes ? { voicemail: { pin: "4711", greeting: "number" as const } } : {}),
  }));
  const facts = { name: "Lab", country: "RO", timeZone: "Europe/Bucharest", language: "en" };
  lab.input({
    type: "directory",
    directory: buildDirectory({ office: facts, extensions, voicemail: { ...DEFAULT_VOICEMAIL, asksPin: false } }, {
      revision: 2,
      realm: "kontor",
    }),
  });
  return { lab, ana: registered(lab, "101"), eve: registered(lab, "102"), stela: registered(lab, "103") };
}

const ASK = "directory-spell-name";
const STEFAN = [..."stefan"].map((letter) => `letter-${letter}`).join(" ") + " silence " +
  [..."ionescu"].map((letter) => `letter-${letter}`).join(" ") +
  " silence extension 102 silence directory-choose-press 1";

Deno.test("the first letters of a first or a last name find the person, marks or not, and 1 connects", () => {
  for (const keys of ["783", "466"]) {
    const { lab, ana, eve } = office();
    const call = connected(lab, ana, "*411");
    press(lab, call, keys);
    // By the alphabet Stela comes after him, where the letters say too little.
    assert.equal(said(lab).at(-1), keys === "466" ? STEFAN : `${STEFAN} directory-next-press 2`);
    press(lab, call, "1");
    eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
    lab.run(100);
    assert.equal(lab.media.heard.size, 2);
    call.bye();
    lab.run(100);
    assertNothingLeft(lab);
  }
});

Deno.test("who has recorded his name is not spelled: he says it himself", () => {
  const { lab, ana, eve } = office(NAMES, true);
  const own = connected(lab, eve, "*97");
  press(lab, own, "03");
  lab.run(1_500);
  press(lab, own, "#1");
  own.bye();
  lab.run(100);
  const [file] = lab.media.files.keys();
  const call = connected(lab, ana, "*411");
  press(lab, call, "466");
  assert.equal(said(lab).at(-1), `${file} silence directory-choose-press 1`);
  call.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("2 and a pause go on to the next name", () => {
  for (const next of ["2", ""]) {
    const { lab, ana, stela } = office();
    const call = connected(lab, ana, "*411");
    press(lab, call, `783${next}`);
    if (next === "") lab.run(3_000);
    assert.match(said(lab).at(-1)!, /extension 103 silence directory-choose-press 1$/);
    press(lab, call, "1");
    assert.equal(stela.calls.length, 1);
    call.bye();
    lab.run(100);
    assertNothingLeft(lab);
  }
});

Deno.test("who knows more letters presses them at once, and a short name ends with #", () => {
  const { lab, ana } = office(["Al Bo", "Alin Bo", "Ana Pop"]);
  const call = connected(lab, ana, "*411");
  press(lab, call, "25#");
  assert.match(said(lab).at(-1)!, /extension 101/);
  call.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("where nobody has the name, where too many have it, and where nothing is chosen, he hears so and tries again", () => {
  const { lab, ana } = office([...NAMES, ...Array.from({ length: 9 }, (_, at) => `Maria ${"ABCDEFGHI"[at]}`)]);
  const call = connected(lab, ana, "*411");
  press(lab, call, "999");
  assert.equal(said(lab).at(-1), `directory-nobody ${ASK}`);
  press(lab, call, "627");
  lab.run(3_000);
  assert.equal(said(lab).at(-1), `directory-too-many ${ASK}`);
  press(lab, call, "466");
  assert.equal(said(lab).at(-1), STEFAN);
  lab.run(3_000);
  assert.equal(said(lab).at(-1), "no-choice goodbye");
  assert.equal(call.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("who is chosen and does not answer: the caller hears so", () => {
  const { lab, ana, eve } = office();
  const call = connected(lab, ana, "*411");
  press(lab, call, "4661");
  eve.calls[0]!.respond(486);
  lab.run(200);
  assert.equal(said(lab).at(-1), "voicemail-greeting-busy");
  assert.equal(call.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("who presses nothing hears the question three times", () => {
  const { lab, ana } = office();
  const call = connected(lab, ana, "*411");
  lab.run(20_000);
  assert.deepEqual(said(lab), [ASK, `no-choice ${ASK}`, `no-choice ${ASK}`, "no-choice goodbye"]);
  assert.equal(call.count("BYE"), 1);
  assertNothingLeft(lab);
});
