import assert from "node:assert/strict";
import { countsIn, sufferedSince } from "./mod.ts";

/** As Chromium tells of a call in G.722. */
const REPORT = [
  { type: "codec", id: "C9", mimeType: "audio/G722" },
  { type: "codec", id: "C0", mimeType: "audio/PCMU" },
  { type: "inbound-rtp", codecId: "C9", packetsReceived: 500, packetsLost: 2, jitter: 0.004, audioLevel: 0.25 },
  { type: "remote-inbound-rtp", roundTripTime: 0.03 },
  { type: "candidate-pair", nominated: true, currentRoundTripTime: 0.002 },
  { type: "media-source", audioLevel: 0.5 },
];

Deno.test("a browser's report is read: what came, what was lost, how loud it is", () => {
  assert.deepEqual(countsIn(REPORT), {
    packets: 500,
    lost: 2,
    jitterMs: 4,
    roundTripMs: 30,
    codec: "G722",
    here: 0.5,
    there: 0.25,
  });
  assert.equal(countsIn([]).packets, 0);
});

Deno.test("what counts is what was lost since the last look", () => {
  const before = countsIn(REPORT);
  assert.equal(sufferedSince(undefined, before)?.loss, 2 / 502);
  assert.equal(sufferedSince(before, { ...before, packets: 540, lost: 12 })?.loss, 0.2);
  assert.equal(sufferedSince(before, before), undefined);
  // A packet that comes late is taken back from those lost (RFC 3550 §6.4.1).
  assert.equal(sufferedSince(before, { ...before, packets: 550, lost: 1 })?.loss, 0);
});
