import assert from "node:assert/strict";
import { fuzzSdp } from "./sdp_mutation.ts";

Deno.test("4,000 damaged session descriptions are read or refused, and nothing throws", () => {
  const fared = fuzzSdp(20_260, 4_000);
  assert.equal(fared.refused + fared.read, 4_000);
  assert(fared.refused > 100 && fared.answered > 100 && fared.settled > 10, JSON.stringify(fared));
  assert(fared.secured > 100 && fared.settledSecure > 10, JSON.stringify(fared));
  assert(fared.answeredBrowser > 100 && fared.settledBrowser > 100, JSON.stringify(fared));
  assert(fared.answeredFax > 100 && fared.settledFax > 100, JSON.stringify(fared));
});
