/**
 * A recorder that only records: as fast as it can, saying on stdout how many ms are on the disk, until somebody kills it,
 * two minutes at most.
 *
 * @module
 */
import { LAB_RATE, LAB_TOOLS } from "../../media/file/exam.ts";
import { FileSink } from "../../media/file/io/mod.ts";
import { makeOpusRecording, makeWavRecording, type Recording, sealRecording } from "../../media/file/mod.ts";
import { takeSamples } from "../../media/wasm/mod.ts";
import { MOST_MS } from "../lab/kill_after.ts";
import { noise } from "../lab/signals.ts";

const { kernels, opus } = LAB_TOOLS;
/** The key of the sealed recordings, which the test knows too. */
export const KEY: Uint8Array = new Uint8Array(32).fill(3);

const makeOpus = (): Recording =>
  makeOpusRecording(kernels, opus, { rate: LAB_RATE, sides: 2, size: "usual", serial: 1 });
const MAKERS: Readonly<Record<string, () => Recording>> = {
  wav: () => makeWavRecording(kernels, { rate: LAB_RATE, sides: 2 }),
  opus: makeOpus,
  sealed: () => sealRecording(makeOpus(), { key: KEY, keyId: "test", salt: new Uint8Array(16) }),
};

async function run(kind: string, path: string): Promise<void> {
  const recording = MAKERS[kind]!();
  const sink = new FileSink(path);
  const out = Deno.stdout.writable.getWriter();
  const [left, right] = [takeSamples(kernels, LAB_RATE / 50), takeSamples(kernels, LAB_RATE / 50)];
  left.view.set(noise(left.length, -20, 1));
  right.view.set(noise(right.length, -20, 2));
  while (performance.now() < MOST_MS) {
    recording.add(left, right);
    if (!recording.isDue) continue;
    sink.write(recording.flush());
    await out.write(new TextEncoder().encode(`${recording.lengthMs}\n`));
  }
}

if (import.meta.main) await run(Deno.args[0]!, Deno.args[1]!);
