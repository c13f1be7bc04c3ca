/**
 * An office with queues whose last weeks were busy: what reports and charts are drawn from.
 *
 * @module
 */
import { SystemClock } from "../../core/io/mod.ts";
import { openStore } from "../../core/store/io/mod.ts";
import { generatedDays } from "../bench/generated_calls.ts";

export const QUEUES_OFFICE: string = `queues:
  - { number: "8001", name: Sales, members: ["101", "102"] }
  - { number: "8002", name: Support, members: ["103"] }
trunks: []
reports:
  saved:
    - name: weekly
      title: The week
      period: last-week
      parts: [summary, days]
      format: pdf
      cron: "0 8 * * 1"
      to: [ana@example.com]
`;

const DAY_MS = 86_400_000;
const DAYS = 16;

/** Puts calls of the last days into the record of a box that is off. */
export async function backThen(data: string): Promise<void> {
  const store = await openStore(data, { log: { write: () => {} }, clock: new SystemClock() });
  const from = DAY_MS * (Math.floor(Date.now() / DAY_MS) - DAYS);
  const days = generatedDays({ from, day: 0, sequence: store.lastSequence + 1, callsADay: 150 });
  for (let day = 0; day < DAYS; day++) for (const event of days.next().value) store.record.append(event);
  await store.record.flush();
  await store.close();
}
