import assert from "node:assert/strict";
import { toText, type WallTime } from "../../../core/base/mod.ts";
import { DEFAULT_CSV, REPORT_FORMATS } from "../../../core/directory/mod.ts";
import { tableOf } from "../../../core/rates/mod.ts";
import type { CallEvent, CallFact } from "../../../core/record/mod.ts";
import { openStore, recordingKey } from "../../../core/store/io/mod.ts";
import { readPlain } from "../../../media/file/io/mod.ts";
import { SystemClock } from "../../../core/io/mod.ts";
import type { Section } from "../report.ts";
import { MARCH, PLAN } from "../stage.ts";
import { ReportMaker } from "./report_maker.ts";
import type { FileStyle, ReportOrder } from "./words.ts";

const STREAM = {
  ...{ packetsIn: 990, packetsOut: 1_000, octetsIn: 1, octetsOut: 1, strangers: 0, lostIn: 0 },
  ...{ jitterMs: 4, worstJitterMs: 9, roundTripMs: 20 },
};
const NOON = Date.parse("2026-03-02T10:00:00Z");
const CSV: FileStyle = { format: "csv", csv: { ...DEFAULT_CSV, bom: false }, colour: "#1f5fa8" };

/** So many calls that 101 made to the world through a trunk, two minutes each. */
function story(call: number): readonly CallFact[] {
  const [ana, world] = [{ number: "101", name: "Ana" }, { number: "+40722000111", trunk: "digi" }];
  const offered = { type: "leg.offered", sipCallId: `${call}@x` } as const;
  return [
    { type: "call.started", from: ana, dialled: "0722000111", sipCallId: `${call}@x` },
    { ...offered, leg: "a", party: ana, direction: "in" },
    { ...offered, leg: "b", party: world, direction: "out" },
    { type: "leg.answered", leg: "b" },
    { type: "bridge.made", a: "a", b: "b" },
    { type: "leg.ended", leg: "b", by: "them", cause: "normal" },
    { type: "leg.ended", leg: "a", by: "us", cause: "normal" },
    { type: "call.ended", cause: "normal" },
    { type: "leg.quality", leg: "b", report: { ...STREAM, mos: call === 0 ? 2.5 : 4.2 } },
  ];
}

/** A data folder with the record of so many calls, and the tables made of it, and who makes reports of it. */
async function withMaker(calls: number, test: (data: string, maker: ReportMaker) => Promise<void>): Promise<void> {
  const data = await Deno.makeTempDir();
  const maker = new ReportMaker();
  try {
    const store = await openStore(data, { log: { write: () => {} }, clock: new SystemClock() });
    let sequence = store.lastSequence;
    for (let call = 0; call < calls; call++) {
      for (const [at, fact] of story(call).entries()) {
        const monotonicMs = 60_000 * (call + at);
        const event = {
          ...fact,
          call: `c${call}`,
          sequence: ++sequence,
          at: NOON + monotonicMs as WallTime,
          monotonicMs,
        };
        store.record.append(event as CallEvent);
      }
    }
    await store.record.flush();
    await store.reader.caughtUp();
    await test(data, maker);
    await store.close();
  } finally {
    maker.stop();
    await Deno.remove(data, { recursive: true });
  }
}

function orderOf(data: string): ReportOrder {
  return { plan: { ...PLAN, parts: ["summary", "costs", "calls"] }, data, country: "RO", agents: [] };
}
const PRICES = new Map([["digi", tableOf("EUR", [{ prefix: "+40", perMinute: 10_000, setup: 0, increment: 60 }])]]);
const rowsOf = (sections: readonly Section[], key: string) => {
  const section = sections.find((each) => each.key === key);
  assert.ok(section?.kind === "table");
  return section.rows;
};

Deno.test("a report is made of the record's rows, in a worker that is there only while it is wanted", () =>
  withMaker(5, async (data, maker) => {
    assert.equal(maker.isThere, false);
    const { report } = await maker.make(orderOf(data), { as: "figures" }, PRICES);
    assert.deepEqual(rowsOf(report.sections, "costs"), [["101", 5, 600, 0.1, 0]]);
    assert.equal(rowsOf(report.sections, "calls").length, 5);
    assert.equal(maker.isThere, true);
    maker.stop();
    assert.equal(maker.isThere, false);
    await assert.rejects(maker.make(orderOf(data), { as: "figures" }), /Cannot make a report: the box stops/);
  }));

Deno.test("a price list of another report counts no more, and a long one goes over whole", () =>
  withMaker(1, async (data, maker) => {
    const rates = Array.from({ length: 2_500 }, (_, at) => ({
      ...{ prefix: `+${1_000_000 + at}`, perMinute: 1, setup: 0, increment: 1 },
    }));
    const long = new Map([[
      "digi",
      tableOf("CHF", [...rates, { prefix: "+4072", perMinute: 60_000, setup: 0, increment: 1 }]),
    ]]);
    const costs = async (prices: typeof PRICES) =>
      rowsOf((await maker.make(orderOf(data), { as: "figures" }, prices)).report.sections, "costs");
    assert.deepEqual(await costs(long), [["101", 1, 120, 0.12, 0]]);
    assert.deepEqual(await costs(new Map()), [["101", 1, 120, 1]]);
  }));

Deno.test("files are the same however often they are made, and lie sealed until somebody has the key", () =>
  withMaker(3, async (data, maker) => {
    const seal = recordingKey(data);
    for (const format of REPORT_FORMATS) {
      const style = { ...CSV, format };
      const { octets } = await maker.make(orderOf(data), { as: "octets", style });
      const path = `reports/a.${format}`;
      for (let time = 0; time < 2; time++) {
        await maker.make(orderOf(data), { as: "file", style, path, seal });
        assert.deepEqual(readPlain(`${data}/${path}`, [seal]), octets, format);
      }
      assert.notDeepEqual(Deno.readFileSync(`${data}/${path}`).subarray(0, 20), octets.subarray(0, 20));
      assert.equal(Deno.statSync(`${data}/${path}`).mode! & 0o777, 0o600);
    }
    assert.deepEqual([...Deno.readDirSync(`${data}/reports`)].map(({ name }) => name).sort(), [
      ...["a.csv", "a.jsonl", "a.pdf", "a.xlsx"],
    ]);
  }));

Deno.test("files that are older than any mail on its way are thrown away with the next", () =>
  withMaker(1, async (data, maker) => {
    const seal = recordingKey(data);
    const make = (path: string) => maker.make(orderOf(data), { as: "file", style: CSV, path, seal });
    await make("reports/old.csv");
    const old = new Date(Date.now() - 15 * 86_400_000);
    await Deno.utime(`${data}/reports/old.csv`, old, old);
    await make("reports/new.csv");
    assert.deepEqual([...Deno.readDirSync(`${data}/reports`)].map(({ name }) => name), ["new.csv"]);
  }));

Deno.test("what cannot be made is told, and the next can", () =>
  withMaker(1, async (data, maker) => {
    const bad = { ...orderOf(data), plan: { ...PLAN, timeZone: "Europe/Atlantis" } };
    await assert.rejects(maker.make(bad, { as: "figures" }), /time zone/i);
    const [one, other] = await Promise.all([1, 2].map(() => maker.make(orderOf(data), { as: "figures" })));
    assert.deepEqual(one, other);
  }));

Deno.test("every call of a period is a line of JSON, read chunk by chunk; who stops reading holds up nobody", () =>
  withMaker(2_100, async (data, maker) => {
    const lines = toText(new Uint8Array(await new Response(maker.list(data, MARCH, PLAN.timeZone)).arrayBuffer()));
    const calls = lines.trimEnd().split("\n").map((line): Record<string, unknown> => JSON.parse(line));
    assert.equal(calls.length, 2_100);
    assert.equal(new Set(calls.map(({ call }) => call)).size, 2_100);
    assert.partialDeepStrictEqual(calls[0], {
      started_at: "2026-03-02T12:00:00+02:00",
      outcome: "answered",
      trunk: "digi",
      talked_ms: 120_000,
    });
    const reader = maker.list(data, MARCH, PLAN.timeZone).getReader();
    await reader.read();
    await reader.cancel();
    assert.ok((await maker.make(orderOf(data), { as: "figures" })).report.sections.length > 0);
    const none = { from: 0, to: 1 };
    assert.equal(await new Response(maker.list(data, none, PLAN.timeZone)).text(), "");
  }));

Deno.test("how calls sounded that ended in an hour is told of each trunk", () =>
  withMaker(3, async (data, maker) => {
    const hour = { from: NOON, to: NOON + 3_600_000 };
    const [digi, ...others] = await maker.sources(data, hour, PLAN.quality);
    assert.deepEqual([others, digi?.source, digi?.isTrunk, digi?.streams, digi?.bad], [[], "digi", true, 3, 1]);
    assert.deepEqual(await maker.sources(data, { from: NOON + 3_600_000, to: NOON + 7_200_000 }, PLAN.quality), []);
  }));

Deno.test("a box without any record has a report of nothing", async () => {
  const data = await Deno.makeTempDir();
  const maker = new ReportMaker();
  const { report } = await maker.make(orderOf(data), { as: "figures" });
  assert.deepEqual(rowsOf(report.sections, "calls"), []);
  maker.stop();
  await Deno.remove(data, { recursive: true });
});
