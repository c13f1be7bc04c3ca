/**
 * What the box takes of the machine's memory as it ships, bundled: idle, and with its phones registered.
 *
 * @module
 */
import { pathToFileURL } from "node:url";
import { bundle } from "../../.ci/bundle.ts";
import { newFolder, removeFolder } from "../interop/place.ts";
import type { Figure } from "./figure.ts";
import { faultsOf } from "./phones.ts";
import { median, rest, WholeBox } from "./whole_box.ts";

const CASES = [
  { figure: "RSS idle", extensions: 20, registered: 0, goal: "<= 130" },
  { figure: "RSS with 1,000 phones registered", extensions: 1_000, registered: 1_000, goal: "<= 150" },
  { figure: "RSS with 10,000 phones registered", extensions: 10_000, registered: 10_000, goal: "<= 240" },
] as const;

/** V8 gives back what the start took when nobody has wanted anything of it for half a minute. */
const SETTLED_MS = 60_000;

/** Registrations come at the pace of an office that wakes up; read once their transactions are over. Three minutes. */
export async function benchMemory(): Promise<readonly Figure[]> {
  await using folder = new AsyncDisposableStack();
  const shipped = pathToFileURL(`${folder.adopt(await newFolder("shipped"), removeFolder)}/`);
  await bundle("main.ts", shipped);
  const figures: Figure[] = [];
  for (const { figure, extensions, registered, goal } of CASES) {
    await using box = await WholeBox.start({ extensions, bundle: shipped });
    if (registered === 0) {
      figures.push({ figure, value: median(await idle(box)), unit: "MB", goal });
      await rest(SETTLED_MS);
      figures.push({ figure: `${figure}, a minute later`, value: box.rssMb(), unit: "MB", goal });
    } else {
      await using phones = await box.phones(registered);
      const faults = faultsOf(await phones.register({ phones: registered, total: registered, rate: 500 }));
      if (faults > 0) throw new Error(`Cannot register ${faults} phones`);
      await rest(35_000);
      figures.push({ figure, value: box.rssMb(), unit: "MB", goal });
    }
  }
  return figures;
}

/** Of five starts: when V8 collects on the way makes ten megabytes of difference. */
async function idle(box: WholeBox): Promise<readonly number[]> {
  const megabytes: number[] = [];
  for (let start = 0; start < 5; start++) {
    await box.end();
    await box.run();
    await rest(3_000);
    megabytes.push(box.rssMb());
  }
  return megabytes;
}
