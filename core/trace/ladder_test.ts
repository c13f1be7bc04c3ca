import assert from "node:assert/strict";
import { type Flow, type Instant, toBytes, type WallTime } from "../base/mod.ts";
import { drawLadder } from "./ladder.ts";
import type { TraceEntry } from "./trace_ring.ts";

const ANA: Flow = {
  transport: "udp",
  local: { ip: "192.0.2.1", port: 5060 },
  remote: { ip: "192.0.2.11", port: 5060 },
};
const BOB: Flow = { ...ANA, remote: { ip: "2001:db8::12", port: 5060 } };

function step(at: number, way: readonly ["in" | "out", Flow], lines: string): TraceEntry {
  const bytes = toBytes(`${lines.replaceAll("\n", "\r\n")}\r\n\r\n`);
  return { at: at as Instant, wall: 1_790_000_000_000 + at as WallTime, direction: way[0], flow: way[1], bytes };
}

const INVITE = "INVITE sip:102@kontor SIP/2.0\nCall-ID: a\nCSeq: 1 INVITE\nContent-Type: application/sdp";

Deno.test("a ladder shows who sent what to whom, when, and what came twice", () => {
  const drawn = drawLadder([
    step(0, ["in", ANA], INVITE),
    step(1, ["out", ANA], "SIP/2.0 100 Trying\nCSeq: 1 INVITE"),
    step(2, ["out", BOB], "INVITE sip:102@phone SIP/2.0\ni: b\nCSeq: 1 INVITE\nc: application/sdp"),
    step(500, ["in", ANA], INVITE),
    step(1250, ["in", BOB], "SIP/2.0 180 Ringing\nCSeq: 1 INVITE"),
    step(2000, ["in", BOB], "not SIP \u001b[31mat all"),
  ]);
  assert.equal(
    drawn,
    `2026-09-21T14:13:20.000Z  6 messages

              udp 192.0.2.11:5060                Kontor             udp [2001:db8::12]:5060
   0.000 s              |-------INVITE 1 SDP------->|                           |
   0.001 s              |<---100 Trying 1 INVITE----|                           |
   0.002 s              |                           |-------INVITE 1 SDP------->|
   0.500 s              |----INVITE 1 SDP again---->|                           |
   1.250 s              |                           |<--180 Ringing 1 INVITE----|
   2.000 s              |                           |<---not SIP ·[31mat all----|
`,
  );
});

Deno.test("a ladder of nothing says so", () => assert.equal(drawLadder([]), "No messages\n"));
