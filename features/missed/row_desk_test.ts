import assert from "node:assert/strict";
import { DEFAULT_POLICY } from "./policy.ts";
import { RowDesk } from "./row_desk.ts";

const OFFICE = { extensions: new Set(["101"]), trunkPrefixes: ["PJSIP/trunk-"], queues: {}, groups: {}, menus: {} };

Deno.test("a row is written down and read once, however many others join its call", () => {
  const desk = new RowDesk({ office: OFFICE, policy: DEFAULT_POLICY });
  const looks = new Map<number, number>();
  const rows = Array.from({ length: 8 }, (_, sequence) => ({
    ...{ calldate: "2026-03-02T09:00:00Z", uniqueid: "1772442000.1", linkedid: "1772442000.1", sequence },
    ...{ src: "0745123456", dst: "101", channel: "PJSIP/trunk-00000001", dstchannel: `PJSIP/101-0000000${sequence}` },
    ...{ duration: 5, billsec: 0, disposition: "NO ANSWER" },
    get lastdata() {
      looks.set(sequence, (looks.get(sequence) ?? 0) + 1);
      return "";
    },
  }));
  for (const row of rows) {
    assert.equal(desk.has("cdr", row), false);
    const { calls } = desk.add({ cdr: [row] });
    assert.equal(calls.length, 1);
  }
  assert.deepEqual([...looks.values()], rows.map(() => 2));
  assert.equal(desk.rowsOf({ tenant: "t1", id: "1772442000.1" }).cdr.length, 8);
});
