/**
 * Calls through the whole box: set up with digest, torn down with BYE, by phones in a process of their own.
 *
 * @module
 */
import type { Figure } from "./figure.ts";
import { faultsOf, type Outcome, type Phones } from "./phones.ts";
import { median, WholeBox } from "./whole_box.ts";

const PHONES = 1_000;
const ROUNDS = 3;

/** How many calls a second, and what each costs: every INVITE is challenged, as SIPp's are. About half a minute. */
export async function benchCallRate(): Promise<readonly Figure[]> {
  await using box = await WholeBox.start({ extensions: PHONES });
  await using phones = await box.phones(PHONES);
  await warmUp(phones);
  const rates: number[] = [];
  const costs: number[] = [];
  let failed = 0;
  let resent = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const before = box.cpu().process;
    const outcome = await phones.call({ phones: PHONES, total: 3_000, rate: 410, asked: true });
    costs.push(1000 * (box.cpu().process - before) / outcome.ended);
    rates.push(outcome.ended / outcome.seconds);
    failed += faultsOf(outcome);
    resent += outcome.resent;
  }
  return [
    { figure: "calls: set up and torn down", value: median(rates), unit: "/s", goal: ">= 400" },
    { figure: "calls: CPU of the whole process", value: median(costs), unit: "ms/call", goal: "<= 2.5" },
    { figure: "calls: failed at that rate", value: failed, unit: "calls", goal: "<= 0" },
    { figure: "calls: messages sent again at that rate", value: resent, unit: "messages", better: "less" },
  ];
}

/** Delays of calls whose INVITE brings its credentials, at 50 a second. About half a minute. */
export async function benchCallDelay(): Promise<readonly Figure[]> {
  await using box = await WholeBox.start({ extensions: PHONES });
  await using phones = await box.phones(PHONES);
  await warmUp(phones);
  // Once round, so that every phone has a nonce for its next INVITE.
  await phones.call({ phones: PHONES, total: PHONES / 2, rate: 100 });
  const rounds: Outcome[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push(await phones.call({ phones: PHONES, total: 400, rate: 50, holdMs: 500 }));
  }
  const failed = rounds.reduce((sum, outcome) => sum + faultsOf(outcome), 0);
  const of = (which: "inviteToInvite" | "inviteToRinging", what: "p50Ms" | "p99Ms"): number =>
    median(rounds.map((outcome) => outcome[which]?.[what] ?? NaN));
  return [
    { figure: "INVITE in to INVITE out, p50", value: of("inviteToInvite", "p50Ms"), unit: "ms", goal: "<= 1" },
    { figure: "INVITE in to INVITE out, p99", value: of("inviteToInvite", "p99Ms"), unit: "ms", goal: "<= 5" },
    { figure: "INVITE to 180, p50", value: of("inviteToRinging", "p50Ms"), unit: "ms" },
    { figure: "INVITE to 180, p99", value: of("inviteToRinging", "p99Ms"), unit: "ms" },
    { figure: "calls: failed at 50/s", value: failed, unit: "calls", goal: "<= 0" },
  ];
}

/** Registers all, and makes calls until the code that carries them is compiled. */
async function warmUp(phones: Phones): Promise<void> {
  const registered = await phones.register({ phones: PHONES, total: PHONES });
  const called = await phones.call({ phones: PHONES, total: 1_000, rate: 200, asked: true });
  const faults = faultsOf(registered) + faultsOf(called);
  if (faults > 0) throw new Error(`Cannot warm up: ${faults} registrations and calls failed`);
}
