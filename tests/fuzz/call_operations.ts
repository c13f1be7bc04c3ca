import assert from "node:assert/strict";
import { type Chance, SeededChance } from "../../core/base/mod.ts";
import { CODE_NAMES, CODE_TABLE } from "../../core/directory/mod.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { officeOf } from "../lab/office.ts";
import { LINES, MAILBOXES, NAMES, NUMBERS, SECTIONS } from "./busy_office.ts";
import { CallOperator } from "./call_operator.ts";

/** What a run came to; by what is dialled for it, how often each code came to effect. */
export interface CallFuzz extends Readonly<Record<string, number>> {
  readonly offices: number;
  readonly calls: number;
  readonly answered: number;
  readonly transfers: number;
  readonly events: number;
}

const OPERATIONS_PER_OFFICE = 400;

/**
 * Does `operations` random things to offices, one after the other: phones that say what they should and what they should
 * not, at every moment; a network with weather; media events, changes of the office, desk commands, damaged bytes. Throws
 * when the switchboard throws, or when an office leaves anything behind.
 */
export function fuzzCalls(seed: number, operations: number): CallFuzz {
  const chance = new SeededChance(seed);
  const sum = { offices: 0, calls: 0, answered: 0, transfers: 0, events: 0 };
  const effects = new Map(CODE_NAMES.map((name) => [name, 0]));
  for (let left = operations; left > 0; left -= OPERATIONS_PER_OFFICE) {
    const office = chance.below(2 ** 31);
    try {
      const { lab: { events }, operator } = work(new SeededChance(office), Math.min(left, OPERATIONS_PER_OFFICE));
      for (const name of operator.effects) effects.set(name, effects.get(name)! + 1);
      sum.offices++;
      sum.events += events.length;
      for (const { type } of events) {
        if (type === "call.started") sum.calls++;
        if (type === "leg.answered") sum.answered++;
        if (type === "transfer.done") sum.transfers++;
      }
    } catch (error) {
      throw new Error(`Office "${office}" fell: ${(error as Error).message}`, { cause: error });
    }
  }
  const ofCodes = [...effects].map(([name, amount]) => [CODE_TABLE[name].dial, amount]);
  return { ...sum, ...Object.fromEntries(ofCodes) };
}

/** One office, from its opening to its empty tables. */
export function work(chance: Chance, operations: number): { readonly lab: Lab; readonly operator: CallOperator } {
  const rough = chance.below(3) === 0;
  const weather = rough ? { loss: 0.05, duplicates: 0.05, delayMs: 1 + chance.below(80) } : {};
  const lab = new Lab({
    seed: chance.below(2 ** 31),
    weather,
    numbers: NUMBERS,
    leases: 40,
    sections: SECTIONS,
    lines: LINES,
    names: NAMES,
    mailboxes: MAILBOXES,
  });
  const operator = new CallOperator(lab, chance);
  for (let done = 0; done < operations; done++) operator.operate();
  close(lab);
  return { lab, operator };
}

/** Everybody stops doing odd things, and the media engine hears nobody any more. */
function close(lab: Lab): void {
  lab.input({ type: "directory", directory: officeOf(NUMBERS) });
  for (let round = 0; round < 3; round++) {
    // Whatever still rings gives up, whatever waits for a PRACK or an ACK loses patience.
    lab.run(11 * 60_000);
    for (const leg of [...lab.media.open.keys()]) {
      lab.input({ type: "media", event: { type: "silent", leg, forMs: 30_000 } });
    }
  }
  lab.input({ type: "media", event: { type: "leased", leases: [] } });
  assert.equal(lab.figures()["calls_running"], 0);
  assertNothingLeft(lab);
}
