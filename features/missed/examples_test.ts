import assert from "node:assert/strict";
import { toText } from "../../core/base/mod.ts";
import { testWithCorpora } from "../../tests/lab/corpora.ts";
import { replayMissed } from "./mod.ts";

testWithCorpora(
  "every worked example ends in the calls, the entries and the timeline that it expects",
  ["missed/examples.json", "missed/defaults.json"],
  (files) => {
    const [examples = "", defaults = ""] = files.map(toText);
    const played = replayMissed(examples, defaults);
    assert.ok(played.ok);
    const expected = JSON.parse(examples).map(({ id, expect }: { id: string; expect: Record<string, unknown> }) => ({
      id,
      calls: expect["calls"],
      entries: expect["entries"],
      timeline: expect["timeline"] ?? [],
    }));
    assert.equal(played.value.length, expected.length);
    for (const [at, story] of played.value.entries()) assert.deepEqual(story, expected[at]);
  },
);
