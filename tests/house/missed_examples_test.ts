import assert from "node:assert/strict";
import { toText } from "../../core/base/mod.ts";
import { testWithCorpora } from "../lab/corpora.ts";

const STORIES = ["entries", "ring", "way"].map((name) =>
  new URL(`../scenarios/missed_${name}_test.ts`, import.meta.url)
);

testWithCorpora(
  "every worked example of missed calls is played on our own record",
  ["missed/examples.json"],
  (files) => {
    const told = STORIES.map((path) => Deno.readTextFileSync(path)).join();
    const ids: readonly string[] = JSON.parse(toText(files[0]!)).map(({ id }: { id: string }) => id);
    assert.deepEqual(ids.filter((id) => !told.includes(`"${id}"`)), []);
  },
);
