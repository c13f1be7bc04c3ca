/**
 * From the start of the process to `ready`, as the box ships, bundled: on the first day, and on every other. From sources
 * Deno looks at its packages first, which takes it most of a second.
 *
 * @module
 */
import { pathToFileURL } from "node:url";
import { bundle } from "../../.ci/bundle.ts";
import { newFolder, removeFolder } from "../interop/place.ts";
import type { Figure } from "./figure.ts";
import { median, WholeBox } from "./whole_box.ts";

const ROUNDS = 5;
const EXTENSIONS = 20;

/** About fifteen seconds. The compiler's cache is warm in both: it fills once for every version of the program. */
export async function benchStart(): Promise<readonly Figure[]> {
  await using folder = new AsyncDisposableStack();
  const shipped = pathToFileURL(`${folder.adopt(await newFolder("shipped"), removeFolder)}/`);
  await bundle("main.ts", shipped);
  await using box = await WholeBox.make({ extensions: EXTENSIONS, bundle: shipped });
  await box.run({ office: true });
  await box.end();
  const again: number[] = [];
  const first: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    again.push(await box.run());
    await box.end();
  }
  for (let round = 0; round < ROUNDS; round++) {
    await box.forget();
    first.push(await box.run());
    await box.end();
  }
  return [
    { figure: "start to ready", value: median(again), unit: "ms", goal: "<= 500" },
    { figure: "start to ready, very first time", value: median(first), unit: "ms", goal: "<= 500" },
  ];
}
