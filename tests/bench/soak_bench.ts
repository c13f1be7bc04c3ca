/**
 * Short calls without end: none may fail, and the box may not grow. `SOAK_CALLS=200000 deno task bench soak` makes the
 * 200,000 of the goal in ten minutes; without it fewer are made, and compared in the same way.
 *
 * @module
 */
import type { Figure } from "./figure.ts";
import { faultsOf, type Outcome } from "./phones.ts";
import { median, rest, WholeBox } from "./whole_box.ts";

const PHONES = 1_000;
const RATE = 400;
/** After these the box has settled: transactions of the first calls are over, RTP ports have gone round. */
const FIRST = 20_000;
const USUAL = 32_000;
/** RSS is read once a second while so many calls are made; the median counts, not a moment before a collection. */
const READ_DURING = 4_000;

export async function benchSoak(): Promise<readonly Figure[]> {
  const total = Number(Deno.env.get("SOAK_CALLS") ?? USUAL);
  if (!(total >= FIRST + 2 * READ_DURING)) {
    throw new Error(`Cannot soak with SOAK_CALLS "${total}": expected 28000 or more`);
  }
  await using box = await WholeBox.start({ extensions: PHONES });
  await using phones = await box.phones(PHONES);
  let failed = faultsOf(await phones.register({ phones: PHONES, total: PHONES }));
  const make = async (calls: number): Promise<void> => {
    failed += faultsOf(await phones.call({ phones: PHONES, total: calls, rate: RATE, asked: true }));
  };
  const makeAndRead = async (): Promise<number> => {
    const readings: number[] = [];
    const calls = phones.call({ phones: PHONES, total: READ_DURING, rate: RATE, asked: true });
    const outcome = await readDuring(calls, () => readings.push(box.rssMb()));
    failed += faultsOf(outcome);
    return median(readings);
  };
  await make(FIRST);
  const early = await makeAndRead();
  const cpu = box.cpu().process;
  await make(total - FIRST - 2 * READ_DURING);
  const late = await makeAndRead();
  const cost = 1000 * (box.cpu().process - cpu) / (total - FIRST - READ_DURING);
  return [
    { figure: "soak: failed", value: failed, unit: "calls", goal: "<= 0" },
    { figure: "soak: RSS after the first 20,000 calls", value: early, unit: "MB" },
    { figure: "soak: RSS at the end by that", value: late / early, unit: "x", goal: "<= 1.05" },
    { figure: "soak: CPU of the whole process", value: cost, unit: "ms/call", goal: "<= 2.5" },
  ];
}

async function readDuring(calls: Promise<Outcome>, read: () => void): Promise<Outcome> {
  let running = true;
  const reading = (async () => {
    while (running) {
      read();
      await rest(1_000);
    }
  })();
  try {
    return await calls;
  } finally {
    running = false;
    await reading;
  }
}
