import assert from "node:assert/strict";
import { later, START } from "../base/mod.ts";
import type { LegEvent } from "../call/mod.ts";
import { ask, type Asked, type AskOptions } from "./ask.ts";
import { Runner } from "./runner.ts";
import type { ToneName } from "../sound/mod.ts";
import type { Heard } from "./heard.ts";
import type { Ending, Script } from "./vocabulary.ts";

const QUESTION: Heard = { items: [{ type: "prompt", name: "enter-pin" }] };

/** Somebody who is asked on the leg "a". */
function asked(options: AskOptions, question: Heard | ToneName = QUESTION) {
  const did: string[] = [];
  let given: Asked | undefined;
  let now = START;
  const runner = new Runner({
    perform: (_, command) => {
      if (command.do === "now") return now;
      did.push(command.do);
      return undefined;
    },
    scriptFor: () => {
      throw new Error("Cannot reach anybody here");
    },
    ended: () => {},
  });
  const script = function* (): Script<Ending> {
    given = yield* ask("a", question, options);
    return { reached: true, cause: "normal" };
  };
  runner.start("c", script());
  return {
    did,
    given: () => given,
    event: (event: LegEvent) => runner.deliver("c", event),
    press: (keys: string) => [...keys].forEach((digit) => runner.deliver("c", { type: "digit", leg: "a", digit })),
    wait: (ms: number) => {
      now = later(now, ms);
      runner.expire(now);
    },
  };
}

Deno.test("digits are gathered until they are enough", () => {
  const { given, press } = asked({ most: 4 });
  press("123");
  assert.equal(given(), undefined);
  press("4");
  assert.deepEqual(given(), { there: true, digits: "1234" });
});

Deno.test("the first key cuts the question short, and # ends the number", () => {
  const { did, given, press } = asked({ most: 8, endsBy: "#" });
  press("12#");
  assert.deepEqual(did, ["play", "hush"]);
  assert.deepEqual(given(), { there: true, digits: "12" });
});

Deno.test("a pause ends the number; silence after the question is an empty one", () => {
  const slow = asked({ most: 8, endsBy: "#" });
  slow.press("1");
  slow.wait(2_999);
  assert.equal(slow.given(), undefined);
  slow.wait(1);
  assert.deepEqual(slow.given(), { there: true, digits: "1" });
  const silent = asked({ most: 8, firstMs: 5_000 });
  silent.wait(60_000);
  assert.equal(silent.given(), undefined);
  silent.event({ type: "played", leg: "a" });
  silent.wait(5_000);
  assert.deepEqual(silent.given(), { there: true, digits: "" });
});

Deno.test("who hangs up is gone, and who is not heard any more is let go of", () => {
  const left = asked({ most: 8 });
  left.event({ type: "ended", leg: "a", by: "them", cause: "normal" });
  assert.deepEqual(left.given(), { there: false, cause: "normal" });
  const lost = asked({ most: 8 });
  lost.press("1");
  lost.event({ type: "silent", leg: "a", forMs: 30_000 });
  assert.deepEqual(lost.given(), { there: false, cause: "timeout" });
  assert.ok(lost.did.includes("release"));
});

Deno.test("digits that say it all are waited for no longer", () => {
  const { given, press } = asked({ most: 8, enough: (digits) => digits === "102" });
  press("10");
  assert.equal(given(), undefined);
  press("2");
  assert.deepEqual(given(), { there: true, digits: "102" });
});

Deno.test("a tone stops at the first key, or when nobody presses one for too long", () => {
  const dialled = asked({ most: 8, endsBy: "#" }, "dial");
  dialled.press("4");
  assert.deepEqual(dialled.did, ["play", "hush"]);
  dialled.press("2#");
  assert.deepEqual(dialled.given(), { there: true, digits: "42" });
  const silent = asked({ most: 8, firstMs: 15_000 }, "dial");
  silent.wait(14_999);
  assert.equal(silent.given(), undefined);
  silent.wait(1);
  assert.deepEqual(silent.given(), { there: true, digits: "" });
  assert.ok(silent.did.includes("hush"));
  const left = asked({ most: 8 }, "dial");
  left.event({ type: "ended", leg: "a", by: "them", cause: "normal" });
  assert.deepEqual(left.given(), { there: false, cause: "normal" });
});
