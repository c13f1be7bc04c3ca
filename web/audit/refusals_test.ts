import assert from "node:assert/strict";
import { later, type LogLine, START, type WallTime } from "../../core/base/mod.ts";
import type { AuditLine } from "../../core/store/mod.ts";
import { Refusals, type Refused } from "./mod.ts";

const ACT: Refused = { action: "act.refused", who: "key:crm", address: "192.0.2.7", facts: { path: "/x" } };

function watched() {
  const time = { ms: 0 };
  const lines: Omit<AuditLine, "sequence">[] = [];
  const log: LogLine[] = [];
  const refusals = new Refusals({
    clock: { now: () => later(START, time.ms), wall: () => time.ms as WallTime },
    audit: { append: (more) => Promise.resolve(void lines.push(...more)) },
    log: { write: (line) => void log.push(line) },
  });
  return { refusals, time, lines, log };
}

Deno.test("a flood of refused acts is twenty lines, and the next while begins with how many were left out", async () => {
  const { refusals, time, lines, log } = watched();
  for (let at = 0; at < 1_000; at++) await refusals.note(ACT);
  assert.equal(lines.length, 20);
  assert.deepEqual(log.map(({ level, facts }) => [level, facts]), [
    ["warn", { event: "refused", action: "act.refused", who: "key:crm", source: "192.0.2.7" }],
  ]);
  await refusals.note({ ...ACT, who: "key:other" });
  assert.deepEqual(lines.at(-1)?.facts, { path: "/x" }, "somebody else is told of all the same");
  time.ms = 600_000;
  await refusals.note(ACT);
  await refusals.note(ACT);
  assert.deepEqual(lines.slice(-2).map(({ facts }) => facts), [{ path: "/x", untold: 980 }, { path: "/x" }]);
});

Deno.test("what is looked at again and again is one line, and what strangers write is cut", async () => {
  const { refusals, lines } = watched();
  for (let at = 0; at < 3; at++) await refusals.note({ ...ACT, look: "/x", facts: { path: "x".repeat(9_000) } });
  await refusals.note({ ...ACT, look: "/y" });
  assert.deepEqual(lines.map(({ facts }) => String(facts["path"]).length), [200, 2]);
});

Deno.test("whoever is not known is told apart by where he comes from", async () => {
  const { refusals, lines } = watched();
  for (let at = 0; at < 30; at++) {
    await refusals.note({ ...ACT, who: "", address: `2001:db8::${at + 1}` });
    await refusals.note({ ...ACT, who: "", address: "192.0.2.9" });
  }
  assert.equal(lines.length, 40);
});
