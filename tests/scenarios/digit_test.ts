import assert from "node:assert/strict";
import { toText } from "../../core/base/mod.ts";
import { type CodeBook, DEFAULT_CODES } from "../../core/directory/mod.ts";
import { field, HandCall, sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { registered } from "../lab/scene.ts";

const FORMS = ["rfc4733", "info", "sound"] as const;
type Form = (typeof FORMS)[number];

const DIGITS = "123A456B789C*0#D";
/** Nobody's keys make a code in a call: none is withheld. */
const NO_CODES: CodeBook = {
  ...DEFAULT_CODES,
  "transfer-blind": false,
  "transfer-attended": false,
  "record": false,
  "record-pause": false,
};
const WITH_INFO = [field("Allow", "INVITE, ACK, BYE, CANCEL, INFO")];

/** What a phone says of itself that deals with digits in this form. */
function saysOf(form: Form): { readonly sdp: string; readonly headers: typeof WITH_INFO } {
  return {
    sdp: sdp(form === "rfc4733" ? ["PCMA", "telephone-event"] : ["PCMA"]),
    headers: form === "info" ? WITH_INFO : [],
  };
}

/** Two phones talk. The names by which the media engine knows them, too. */
class Scene {
  readonly lab = new Lab({ sections: { codes: NO_CODES } });
  readonly caller: HandCall;
  readonly called: HandCall;
  readonly ana: string;
  readonly bob: string;

  constructor(from: Form, to: Form) {
    const { lab } = this;
    const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
    this.caller = ana.invite("102", saysOf(from));
    lab.run(100);
    this.called = bob.calls[0]!;
    this.called.respond(200, saysOf(to));
    lab.run(100);
    this.caller.ack();
    lab.run(100);
    // The caller's leg was opened first.
    [this.ana, this.bob] = [...lab.media.open.keys()] as [string, string];
  }

  /** A key at the caller's phone, as the switchboard comes to know of it. */
  press(form: Form, digit: string, durationMs: number): void {
    if (form === "info") {
      this.caller.send("INFO", {
        body: `Signal=${digit}\r\nDuration=${durationMs}\r\n`,
        type: "application/dtmf-relay",
      });
    } else this.lab.input({ type: "media", event: { type: "digit", leg: this.ana, digit, durationMs } });
    this.lab.run(100);
  }

  /** What the called phone was sent by SIP INFO: `5 100`. */
  get sent(): readonly string[] {
    return this.called.requests.filter(({ method }) => method === "INFO").map(({ body }) => {
      const [, digit, ms] = /Signal=(\S)\r\nDuration=(\d+)/.exec(toText(body)) ?? [];
      return `${digit} ${ms}`;
    });
  }

  /** What the media engine was told to press towards the called phone. */
  get pressed(): readonly string[] {
    return this.lab.media.digits.map(({ leg, digit, durationMs }) => {
      assert.equal(leg, this.bob);
      return `${digit} ${durationMs}`;
    });
  }

  close(): void {
    this.caller.bye();
    this.lab.run(100);
    assertNothingLeft(this.lab);
  }
}

for (const from of FORMS) {
  for (const to of FORMS) {
    Deno.test(`16 digits from ${from} to ${to}: each told once, by whoever can`, () => {
      const scene = new Scene(from, to);
      const presses = [...DIGITS, "5", "5"].map((digit, at) => [digit, 80 + 20 * at] as const);
      for (const [digit, ms] of presses) scene.press(from, digit, ms);
      const all = presses.map(([digit, ms]) => `${digit} ${ms}`);
      assert.deepEqual(scene.sent, to === "info" ? all : []);
      // What the engine has heard it passes on by itself.
      assert.deepEqual(scene.pressed, from === "info" && to !== "info" ? all : []);
      const record = scene.lab.events.flatMap((event) => event.type === "leg.digit" ? [[event.digit, event.by]] : []);
      assert.deepEqual(record, presses.map(([digit]) => [digit, from]));
      assert.equal(scene.lab.media.terms.get(scene.bob)?.takesInfo ?? false, to === "info");
      assert.equal(scene.lab.media.terms.get(scene.ana)?.pressesInfo ?? false, from === "info");
      scene.close();
    });
  }
}

for (const [status, why] of [[415, "knows no such content"], [501, "knows no INFO"]] as const) {
  Deno.test(`a phone that allows SIP INFO but ${why} hears its digits in its sound, the first one too`, () => {
    const scene = new Scene("rfc4733", "info");
    scene.called.phone.polite.delete("INFO");
    scene.press("rfc4733", "7", 120);
    assert.deepEqual(scene.sent, ["7 120"]);
    scene.called.respond(status, {}, "INFO");
    scene.lab.run(100);
    assert.deepEqual(scene.pressed, ["7 120"]);
    assert.equal(scene.lab.media.terms.get(scene.bob), undefined);
    // From now on the engine does it alone.
    scene.press("rfc4733", "8", 100);
    assert.deepEqual(scene.sent, ["7 120"]);
    scene.close();
  });
}

Deno.test("who presses by SIP INFO without a word of it is told digits by SIP INFO", () => {
  const scene = new Scene("sound", "sound");
  scene.press("info", "1", 100);
  assert.deepEqual(scene.pressed, ["1 100"]);
  assert.deepEqual(scene.lab.media.terms.get(scene.ana), { takesInfo: true, pressesInfo: true });
  scene.called.send("INFO", { body: "2", type: "application/dtmf" });
  scene.lab.run(100);
  assert.match(toText(scene.caller.asked("INFO").body), /Signal=2/);
  scene.close();
});

Deno.test("a phone that hangs up over a digit takes nothing with it", () => {
  const scene = new Scene("rfc4733", "info");
  scene.called.phone.polite.delete("INFO");
  scene.press("rfc4733", "7", 120);
  scene.called.bye();
  scene.lab.run(100);
  assertNothingLeft(scene.lab);
});

for (const first of ["rfc4733", "info"] as const) {
  Deno.test(`a phone that presses in two ways at once, ${first} first, presses each key once`, () => {
    const scene = new Scene("rfc4733", "rfc4733");
    const second = first === "info" ? "rfc4733" : "info";
    for (const digit of "5507") {
      scene.press(first, digit, 100);
      scene.press(second, digit, 100);
    }
    const digits = scene.lab.events.flatMap((event) => event.type === "leg.digit" ? [event.digit] : []);
    assert.equal(digits.join(""), "5507");
    // The first key by SIP INFO is passed on: nobody can know yet what will follow.
    assert.deepEqual(scene.pressed, first === "info" ? ["5 100"] : []);
    scene.close();
  });
}
