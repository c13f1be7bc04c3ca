import assert from "node:assert/strict";
import { act, type Ending, record, type RecordOptions, say, type Script, type Taken } from "../../core/script/mod.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, registered, said } from "../lab/scene.ts";

/** An office with a feature that records whoever dials 103, and what came of it. */
function office(options: RecordOptions) {
  const taken: Taken[] = [];
  const script = function* (caller: string): Script<Ending> {
    yield* act({ do: "answer", leg: caller });
    taken.push(yield* record(caller, "test/file", options));
    if (taken[0]!.there) yield* say(caller, { items: [{ type: "prompt", name: "thank-you" }] });
    return { reached: true, cause: "normal" };
  };
  const lab = new Lab({ features: { extension: script } });
  const ana = registered(lab, "101");
  const call = connected(lab, ana, "103");
  const [leg] = lab.media.open.keys();
  const press = (digit: string) =>
    lab.input({ type: "media", event: { type: "digit", leg: leg!, digit, durationMs: 100 } });
  return { lab, ana, call, taken, press };
}

Deno.test("somebody is recorded until he presses the hash key; other keys are passed over", () => {
  const { lab, call, taken, press } = office({ mostMs: 60_000 });
  lab.run(4_000);
  press("5");
  lab.run(1_000);
  assert.equal(taken.length, 0);
  press("#");
  lab.run(100);
  assert.partialDeepStrictEqual(taken, [{ there: true, by: "key", key: "#" }]);
  assert.ok(taken[0]!.there && taken[0]!.durationMs >= 5_000 && taken[0]!.durationMs < 5_500);
  assert.deepEqual(said(lab), ["thank-you"]);
  assert.equal(call.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("a recording ends when its time is up, and is announced before", () => {
  const warning = {
    beforeMs: 10_000,
    sound: { items: [{ type: "prompt", name: "voicemail-time-nearly-up" }] },
  } as const;
  const { lab, taken } = office({ mostMs: 60_000, warning });
  lab.run(49_000);
  assert.deepEqual(said(lab), []);
  lab.run(2_000);
  assert.deepEqual(said(lab), ["voicemail-time-nearly-up"]);
  assert.equal(lab.media.recorded.size, 1);
  lab.run(10_000);
  assert.partialDeepStrictEqual(taken, [{ there: true, by: "time", durationMs: 60_000 }]);
  assertNothingLeft(lab);
});

Deno.test("a recording ends when nothing is said any more", () => {
  const { lab, taken } = office({ mostMs: 60_000, silenceMs: 5_000 });
  lab.run(9_000);
  lab.media.fallSilent(lab.now);
  lab.run(100);
  assert.partialDeepStrictEqual(taken, [{ there: true, by: "silence" }]);
  assertNothingLeft(lab);
});

Deno.test("who hangs up in the middle leaves a file with all that he said", () => {
  const { lab, call, taken } = office({ mostMs: 60_000 });
  lab.run(7_000);
  call.bye();
  lab.run(100);
  assert.partialDeepStrictEqual(taken, [{ there: false, cause: "normal" }]);
  assert.ok(lab.media.files.get("test/file")! >= 7_000);
  assertNothingLeft(lab);
});

Deno.test("a full disk is told at once, and a media engine that dies ends every recording", () => {
  const { lab, taken } = office({ mostMs: 60_000 });
  lab.loseMedia();
  lab.renewMedia();
  lab.run(100);
  assert.partialDeepStrictEqual(taken, [{ there: false, cause: "no-media" }]);
  lab.media.isFull = true;
  lab.media.files.clear();
  taken.length = 0;
  connected(lab, lab.hands[0]!, "103");
  assert.partialDeepStrictEqual(taken, [{ there: true, by: "failed" }]);
  lab.run(1_000);
  assertNothingLeft(lab);
});

Deno.test("the desk ends the call: its recording ends with it", () => {
  const { lab } = office({ mostMs: 60_000 });
  lab.run(3_000);
  lab.ask({ type: "end-all" });
  lab.run(100);
  assert.ok(lab.media.files.get("test/file")! >= 3_000);
  assertNothingLeft(lab);
});
