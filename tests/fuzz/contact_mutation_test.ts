import assert from "node:assert/strict";
import { fuzzContacts } from "./contact_mutation.ts";

Deno.test("2,000 files of contacts, whole and damaged, are read or their faults named, and nothing throws", () => {
  const fared = fuzzContacts(20_261, 2_000);
  assert.ok(fared.good > 1_000 && fared.faulty > 300, JSON.stringify(fared));
});
