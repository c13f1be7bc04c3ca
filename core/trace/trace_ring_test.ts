import assert from "node:assert/strict";
import { type Flow, type Instant, toBytes, type WallTime } from "../base/mod.ts";
import { type TraceEntry, TraceRing } from "./trace_ring.ts";

const FLOW: Flow = {
  transport: "udp",
  local: { ip: "192.0.2.1", port: 5060 },
  remote: { ip: "192.0.2.11", port: 5060 },
};

function message(at: number, callId: string, call?: string): TraceEntry {
  const bytes = toBytes(`OPTIONS sip:x SIP/2.0\r\nCall-ID: ${callId}\r\n\r\n`);
  const entry: TraceEntry = { at: at as Instant, wall: at as WallTime, direction: "in", flow: FLOW, bytes };
  return call === undefined ? entry : { ...entry, call };
}

function times(entries: readonly TraceEntry[]): readonly number[] {
  return entries.map(({ at }) => at);
}

Deno.test("a ring finds messages by SIP Call-ID and by the call's id, over all its dialogs", () => {
  const ring = new TraceRing({ limitBytes: 10_000, limitMessages: 10 });
  ring.add(message(1, "ana@phone"));
  ring.add(message(2, "else@phone"));
  ring.add(message(3, "bob@box"));
  ring.add(message(4, "eva@box", "call-1"));
  ring.name("ana@phone", "call-1");
  ring.name("bob@box", "call-1");
  assert.deepEqual(times(ring.of("call-1")), [1, 3, 4]);
  assert.deepEqual(times(ring.of("bob@box")), [1, 3, 4]);
  assert.deepEqual(times(ring.of("eva@box")), [1, 3, 4]);
  assert.deepEqual(times(ring.of("else@phone")), [2]);
  assert.deepEqual(times(ring.of("nobody")), []);
});

Deno.test("a ring never holds more messages than its limit, and forgets the oldest first", () => {
  const ring = new TraceRing({ limitBytes: 1_000_000, limitMessages: 3 });
  for (let at = 0; at < 10; at++) ring.add(message(at, "a"));
  assert.deepEqual(times(ring.of("a")), [7, 8, 9]);
  assert.equal(ring.size, 3);
});

Deno.test("a ring never holds more bytes than its limit", () => {
  const size = message(0, "a").bytes.length;
  const ring = new TraceRing({ limitBytes: 2 * size + 1, limitMessages: 100 });
  for (let at = 0; at < 10; at++) ring.add(message(at, "a"));
  assert.deepEqual(times(ring.of("a")), [8, 9]);
  assert.equal(ring.bytes, 2 * size);
  ring.add({ ...message(11, "a"), bytes: new Uint8Array(10_000) });
  assert.equal(ring.size, 2);
});

Deno.test("a ring keeps a small message apart from the large buffer it came in", () => {
  const ring = new TraceRing({ limitBytes: 10_000, limitMessages: 10 });
  const buffer = new Uint8Array(65_536);
  const { bytes } = message(0, "a");
  buffer.set(bytes);
  ring.add({ ...message(0, "a"), bytes: buffer.subarray(0, bytes.length) });
  buffer.fill(0);
  assert.equal(ring.of("a")[0]?.bytes.buffer.byteLength, bytes.length);
});

Deno.test("a ring of no messages is a mistake", () => {
  assert.throws(() => new TraceRing({ limitBytes: 1, limitMessages: 0 }), /Cannot keep "0" messages/);
});
