import assert from "node:assert/strict";
import { hasToken, header } from "../sip/mod.ts";
import { exampleDialog, exampleRequest, exampleResponse, field } from "./example.ts";
import { matchesRack, prackFor, reliabilityOf, reliable } from "./prack.ts";

const ringing = (rseq: number, cseq = 7) => reliable(exampleResponse(183, [], "INVITE", cseq), rseq);

Deno.test("a reliable response requires 100rel and counts", () => {
  assert.ok(hasToken(ringing(41), "Require", "100rel"));
  assert.equal(header(ringing(41), "RSeq"), "41");
  for (const status of [100, 200]) {
    assert.throws(() => reliable(exampleResponse(status), 1), /Cannot make "\d00" reliable/);
  }
});

Deno.test("a PRACK names the response and its request, and the dialog remembers it", () => {
  const [after, prack] = prackFor(exampleDialog({ state: "early" }), ringing(41));
  assert.equal(header(prack, "RAck"), "41 7 INVITE");
  assert.equal(header(prack, "CSeq"), "8 PRACK");
  assert.equal(after.localCseq, 8);
  assert.ok(matchesRack(prack, { rseq: 41, cseq: 7, method: "INVITE" }));
  assert.throws(() => prackFor(after, exampleResponse(180)), /Cannot acknowledge 180 "Ringing": it is not reliable/);
});

const SENT = { rseq: 41, cseq: 7, method: "INVITE" };
for (const rack of ["42 7 INVITE", "41 8 INVITE", "41 7 UPDATE", "x", "41 INVITE"]) {
  Deno.test(`a PRACK with RAck "${rack}" acknowledges another response`, () => {
    assert.equal(matchesRack(exampleRequest("PRACK", [field("RAck", rack)]), SENT), false);
  });
}

Deno.test("reliable responses are taken in order, copies and those that overtake are ignored", () => {
  const early = exampleDialog({ state: "early" });
  assert.equal(reliabilityOf(early, exampleResponse(180)), "plain");
  assert.equal(reliabilityOf(early, exampleResponse(183, [field("Require", "100rel")])), "plain");
  assert.equal(reliabilityOf(early, ringing(41)), "next");
  const [after] = prackFor(early, ringing(41));
  assert.equal(reliabilityOf(after, ringing(41)), "ignored");
  assert.equal(reliabilityOf(after, ringing(40)), "ignored");
  assert.equal(reliabilityOf(after, ringing(43)), "ignored");
  assert.equal(reliabilityOf(after, ringing(42)), "next");
  assert.equal(reliabilityOf(after, ringing(1, 12)), "next", "each INVITE counts for itself");
});
