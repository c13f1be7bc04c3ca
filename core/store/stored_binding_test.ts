import assert from "node:assert/strict";
import type { Instant, WallTime } from "../base/mod.ts";
import type { Binding } from "../registrar/mod.ts";
import { fromStored, toStored } from "./stored_binding.ts";

const BINDING: Binding = {
  number: "101",
  contact: "sip:101@192.0.2.7:5062;transport=tcp",
  flow: {
    transport: "tcp",
    local: { ip: "192.0.2.1", port: 5060 },
    remote: { ip: "192.0.2.7", port: 40_112 },
    connection: 12,
  },
  path: [],
  callId: "x",
  cseq: 7,
  preference: 1000,
  expiresAt: 100_000 as Instant,
  instance: "<urn:uuid:00000000-0000-1000-8000-000A95A0E128>",
};
const DAY = 24 * 60 * 60 * 1000;
const STORED_AT = 1_750_000_000_000 as WallTime;

/** The same binding after a restart in which `passed` ms of wall time went by. */
function restarted(passed: number): Binding | undefined {
  return fromStored(toStored(BINDING, 40_000 as Instant, STORED_AT), 500 as Instant, STORED_AT + passed as WallTime);
}

Deno.test("a binding comes back with its remaining time, and without its connection", () => {
  const { transport, local, remote } = BINDING.flow;
  const kept = { ...BINDING, flow: { transport, local, remote } };
  assert.deepEqual(restarted(10_000), { ...kept, expiresAt: 50_500 });
});

const TABLE: readonly { name: string; passed: number; expiresAt: number | undefined }[] = [
  { name: "is still there in its last millisecond", passed: 59_999, expiresAt: 501 },
  { name: "is gone when its time is over", passed: 60_000, expiresAt: undefined },
  { name: "is believed for a day at most when the clock fell back to 1970", passed: -STORED_AT, expiresAt: DAY + 500 },
];

for (const { name, passed, expiresAt } of TABLE) {
  Deno.test(`a binding ${name}`, () => {
    assert.equal(restarted(passed)?.expiresAt, expiresAt);
  });
}
