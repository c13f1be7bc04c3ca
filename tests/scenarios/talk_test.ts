import assert from "node:assert/strict";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";

Deno.test("101 calls 102, both talk, 101 hangs up", () => {
  const lab = new Lab().open();
  const [ana, bob] = [lab.phone("101"), lab.phone("102")];
  ana.do({ do: "dial", line: "a", number: "102" });
  lab.run(500);
  const [line] = bob.incoming;
  assert.ok(line !== undefined, lab.log.join("\n"));
  bob.do({ do: "ring", line });
  lab.run(500);
  assert.ok(ana.saw("ringing"));
  bob.do({ do: "answer", line });
  lab.run(500);
  assert.ok(ana.saw("answered"));
  assert.equal(lab.media.heard.size, 2);
  ana.do({ do: "hang-up", line: "a" });
  lab.run(500);
  assert.ok(bob.saw("ended"));
  assert.deepEqual(lab.events.map(({ type }) => type), [
    "call.started",
    "leg.offered",
    "leg.brought",
    "leg.offered",
    "leg.ringing",
    "leg.answered",
    "leg.answered",
    "bridge.made",
    "bridge.broken",
    "leg.ended",
    "leg.ended",
    "call.ended",
    "leg.quality",
    "leg.quality",
  ]);
  assertNothingLeft(lab);
});
