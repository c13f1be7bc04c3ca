import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import type { AuditLine } from "../../core/store/mod.ts";
import { Accesses } from "./mod.ts";

const NOON = Date.UTC(2026, 10, 21, 12);
const QUARTER_MS = 15 * 60_000;

function counted() {
  const clock = { ms: NOON + QUARTER_MS };
  const log: string[] = [];
  const disk = { isFull: false };
  const lines: Omit<AuditLine, "sequence">[] = [];
  const armed: { readonly fire: () => void; readonly ms: number }[] = [];
  const accesses = new Accesses({
    clock: { wall: () => clock.ms as WallTime },
    audit: {
      append: (more) => disk.isFull ? Promise.reject(new Error("full")) : Promise.resolve(void lines.push(...more)),
    },
    log: { write: (line) => void log.push(line.text) },
    timer: (fire, ms) => {
      armed.push({ fire, ms });
      return () => void armed.splice(0);
    },
  });
  const read = (who: string, resource: string, address = "192.0.2.7") => accesses.note({ who, resource, address });
  return { accesses, clock, disk, lines, log, armed, read };
}

Deno.test("what a key reads is told at once, and at the end of the hour how often it was read again", () => {
  const { clock, lines, armed, read } = counted();
  const first = { at: clock.ms as WallTime, address: "192.0.2.7", action: "resource.read" };
  for (let at = 0; at < 10_000; at++) read("key:crm", "calls");
  read("key:crm", "live");
  read("key:wall", "live");
  assert.deepEqual(lines.splice(0), [
    { ...first, who: "key:crm", facts: { resource: "calls", times: 1 } },
    { ...first, who: "key:crm", facts: { resource: "live", times: 1 } },
    { ...first, who: "key:wall", facts: { resource: "live", times: 1 } },
  ]);
  assert.deepEqual(armed.map(({ ms }) => ms), [3 * QUARTER_MS], "one timer, to the end of the hour");
  clock.ms = NOON + 4 * QUARTER_MS;
  armed.pop()!.fire();
  assert.deepEqual(lines.splice(0), [
    { ...first, at: clock.ms, who: "key:crm", facts: { resource: "calls", times: 9_999 } },
  ]);
  read("key:crm", "calls");
  assert.equal(lines.length, 1, "and so with the next hour");
  assert.deepEqual(armed.map(({ ms }) => ms), [4 * QUARTER_MS]);
});

Deno.test("a key that is used from elsewhere, too, is told with where; and a box that stops tells what it has counted", async () => {
  const { accesses, lines, armed, read } = counted();
  for (let at = 0; at < 300; at++) read("key:crm", "calls", `192.0.2.${at % 20}`);
  await accesses.stop();
  assert.equal(armed.length, 0);
  const others = Array.from({ length: 7 }, (_, at) => `192.0.2.${at + 1}`).join(", ");
  assert.deepEqual(lines.map(({ address, facts }) => [address, facts]), [
    ["192.0.2.0", { resource: "calls", times: 1 }],
    ["192.0.2.0", { resource: "calls", times: 299, also: others }],
  ]);
  await accesses.stop();
  assert.equal(lines.length, 2);
});

Deno.test("where the disk takes nothing more the log says so, and the box goes on", async () => {
  const { accesses, disk, log, read } = counted();
  disk.isFull = true;
  read("key:crm", "calls");
  read("key:crm", "calls");
  await accesses.stop();
  assert.deepEqual(log, ["Cannot write down what programs read", "Cannot write down what programs read"]);
});
