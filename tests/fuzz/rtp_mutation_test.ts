import assert from "node:assert/strict";
import { fuzzRtp } from "./rtp_mutation.ts";

Deno.test("20,000 packets, whole and damaged, are relayed or refused, and nothing throws or bleeds", () => {
  const fared = fuzzRtp(20_260, 20_000);
  assert.equal(fared.leftLegs, 0);
  assert(
    fared.relayed > 500 && fared.refused > 3_000 && fared.digits > 20 && fared.reports > 100,
    JSON.stringify(fared),
  );
});
