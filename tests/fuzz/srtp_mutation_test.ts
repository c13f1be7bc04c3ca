import assert from "node:assert/strict";
import { fuzzSrtp } from "./srtp_mutation.ts";

Deno.test("20,000 packets, lost, mixed, doubled and forged, are taken once when they are genuine, else never", async () => {
  const fared = await fuzzSrtp(20_260, 20_000);
  assert.equal(fared.leftBytes, 0);
  assert(fared.taken > 5_000 && fared.replayed > 1_000 && fared.refused > 2_000, JSON.stringify(fared));
});
