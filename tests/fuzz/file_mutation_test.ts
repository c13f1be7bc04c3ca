import assert from "node:assert/strict";
import { fuzzFiles, fuzzOpus } from "./file_mutation.ts";

Deno.test("1,000 files, whole and damaged, are played or refused, and nothing throws or stays", () => {
  const fared = fuzzFiles(20_261, 1000);
  assert.equal(fared.leftOctets, 0);
  assert(fared.played > 200 && fared.refused > 100 && fared.samples > 1e6, JSON.stringify(fared));
});

Deno.test("5,000 packets of Opus, whole and damaged, are heard as something", () => {
  const fared = fuzzOpus(20_262, 5000);
  assert.equal(fared.leftOctets, 0);
  assert(fared.odd > 100, JSON.stringify(fared));
});
