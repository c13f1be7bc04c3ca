/**
 * What the box takes of the machine's memory: idle, and with its phones registered.
 *
 * @module
 */
import type { Figure } from "./figure.ts";
import { faultsOf } from "./phones.ts";
import { rest, WholeBox } from "./whole_box.ts";

const CASES = [
  { figure: "RSS idle", extensions: 20, registered: 0, goal: "<= 130" },
  { figure: "RSS with 1,000 phones registered", extensions: 1_000, registered: 1_000, goal: "<= 150" },
  { figure: "RSS with 10,000 phones registered", extensions: 10_000, registered: 10_000, goal: "<= 240" },
] as const;

/** Registrations come at the pace of an office that wakes up; read once their transactions are over. Two minutes. */
export async function benchMemory(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const { figure, extensions, registered, goal } of CASES) {
    await using box = await WholeBox.start({ extensions });
    if (registered === 0) await rest(3_000);
    else {
      await using phones = await box.phones(registered);
      const faults = faultsOf(await phones.register({ phones: registered, total: registered, rate: 500 }));
      if (faults > 0) throw new Error(`Cannot register ${faults} phones`);
      await rest(35_000);
    }
    figures.push({ figure, value: box.rssMb(), unit: "MB", goal });
  }
  return figures;
}
