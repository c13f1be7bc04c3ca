/**
 * Registrations: how many a core takes, and what phones cost while they only stay registered.
 *
 * @module
 */
import type { Figure } from "./figure.ts";
import { faultsOf } from "./phones.ts";
import { median, rest, WholeBox } from "./whole_box.ts";

const PHONES = 1_000;
const LAMPS = 10;
const ROUNDS = 3;
/** In each round: with the 32 s that a transaction is remembered, three rounds stay below the box's limit. */
const REFRESHES = 16_000;

/** Re-REGISTER with credentials, nonce and its next count, as phones do. About ten seconds. */
export async function benchRegister(): Promise<readonly Figure[]> {
  await using box = await WholeBox.start({ extensions: PHONES });
  await using phones = await box.phones(PHONES);
  let failed = faultsOf(await phones.register({ phones: PHONES, total: 2 * PHONES }));
  const perCpuSecond: number[] = [];
  const sustained: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = box.cpu().process;
    const outcome = await phones.register({ phones: PHONES, total: REFRESHES });
    failed += faultsOf(outcome);
    perCpuSecond.push(outcome.ended / (box.cpu().process - before));
    sustained.push(outcome.ended / outcome.seconds);
  }
  return [
    { figure: "REGISTER on one core, all threads counted", value: median(perCpuSecond), unit: "/s", goal: ">= 4,000" },
    { figure: "REGISTER by the clock", value: median(sustained), unit: "/s", better: "more" },
    { figure: "REGISTER: failed", value: failed, unit: "registrations", goal: "<= 0" },
  ];
}

/** CPU of a box whose 1,000 phones register anew each hour and watch ten extensions each. Half a minute. */
export async function benchIdle(): Promise<readonly Figure[]> {
  await using box = await WholeBox.start({ extensions: PHONES });
  await using phones = await box.phones(PHONES);
  await using panels = await box.phones(PHONES);
  const faults = faultsOf(await phones.register({ phones: PHONES, total: PHONES })) +
    faultsOf(await panels.watch({ phones: PHONES, total: LAMPS * PHONES, lamps: LAMPS, rate: 2_000 }));
  if (faults > 0) throw new Error(`Cannot bring ${PHONES} phones to rest: ${faults} faults`);
  await rest(5_000);
  const [before, began] = [box.cpu().process, performance.now()];
  const hourly = PHONES / 3_600;
  const outcomes = await Promise.all([
    phones.register({ phones: PHONES, total: 6, rate: hourly }),
    panels.watch({ phones: PHONES, total: 6 * LAMPS, lamps: LAMPS, rate: LAMPS * hourly }),
  ]);
  const seconds = (performance.now() - began) / 1000;
  const value = 100 * (box.cpu().process - before) / seconds;
  return [
    { figure: "idle CPU with 1,000 phones and 10,000 lamps", value, unit: "%", goal: "<= 2" },
    {
      figure: "idle: failed",
      value: outcomes.map(faultsOf).reduce((sum, one) => sum + one),
      unit: "jobs",
      goal: "<= 0",
    },
  ];
}
