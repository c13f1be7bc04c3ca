/**
 * What it costs to play callers something: a frame in the player's worker, a frame on the media thread, and how long a
 * caller waits for the first.
 *
 * @module
 */
import type { PlayItem } from "../../core/sound/mod.ts";
import { fail, ok, type Result } from "../../core/base/mod.ts";
import { FileSource } from "../../media/file/io/mod.ts";
import { openPlayer } from "../../media/file/mod.ts";
import { startPlayer } from "../../media/reel/io/mod.ts";
import {
  openRing,
  PLAY_FRAME_SAMPLES,
  PLAY_MS,
  PLAY_RINGS,
  playBytes,
  PlayReader,
  PlayWriter,
} from "../../media/play/mod.ts";
import { PLAY_RATE, Reel, type ReelTools, type Sound } from "../../media/reel/mod.ts";
import { Resamplers } from "../../media/resample/mod.ts";
import { type Kernels, takeSamples } from "../../media/wasm/mod.ts";
import { labKernels, labOpus } from "../lab/kernels.ts";
import { voice } from "../lab/signals.ts";
import { opusOf, wavOf } from "../lab/sound_files.ts";
import type { Figure } from "./figure.ts";
import { usOf } from "./us_of.ts";

const ORDERS = 200;
const SECONDS = 10;
const MEGABYTE = 1e6;
const NS_PER_MS = 1e6;
const ROUNDS = 50;
const BEATS = 150;

/** The files that are played, in a folder of their own. */
async function layFiles(kernels: Kernels): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "kontor-play-" });
  const speech = voice(PLAY_RATE, SECONDS);
  await Deno.writeFile(`${folder}/wide.wav`, wavOf(speech));
  await Deno.writeFile(`${folder}/narrow.wav`, wavOf(voice(8000, SECONDS), 8000));
  await Deno.writeFile(`${folder}/small.opus`, opusOf(kernels, await labOpus(), speech));
  return folder;
}

/** What a frame of each kind of item takes, in the worker. */
async function benchReels(kernels: Kernels, folder: string): Promise<readonly Figure[]> {
  const players = { kernels, opus: await labOpus(), resamplers: new Resamplers(kernels) };
  const openFile = (name: string): Result<Sound> => openPlayer(new FileSource(name), players, { rate: PLAY_RATE });
  const shelf: ReelTools["shelf"] = { clipsOf: () => fail("none", "None"), open: (_language, name) => openFile(name) };
  const out = takeSamples(kernels, PLAY_FRAME_SAMPLES);
  const items: readonly (readonly [string, PlayItem, string])[] = [
    ["a WAV file at 16 kHz", { type: "file", path: `${folder}/wide.wav` }, "<= 10"],
    ["a WAV file at 8 kHz", { type: "file", path: `${folder}/narrow.wav` }, "<= 15"],
    ["an Ogg Opus file", { type: "file", path: `${folder}/small.opus` }, "<= 50"],
    ["the box's own music", { type: "music" }, "<= 200"],
  ];
  return items.map(([what, item, goal]) => {
    using reel = new Reel({ kernels, shelf, openFile, openRecording: openFile, music: () => ok([]) }, {
      items: [item],
      language: "en",
      repeats: true,
    });
    return { figure: `${what} played, 20 ms`, value: usOf(() => reel.next(out)), unit: "us", goal };
  });
}

/** A frame handed over: what the worker writes, and what the media thread reads. */
function benchRing(): readonly Figure[] {
  const memory = new SharedArrayBuffer(playBytes());
  const rings = Array.from({ length: PLAY_RINGS }, (_, ring) => ring);
  const writers = rings.map((ring) => new PlayWriter(memory, ring, openRing(memory, ring)));
  const readers = rings.map((ring) => new PlayReader(memory, ring));
  const samples = new Int16Array(PLAY_FRAME_SAMPLES);
  let [write, read] = [Infinity, Infinity];
  const frames = PLAY_RINGS * PLAY_MS / 20;
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    for (const writer of writers) while (writer.write(samples, 0));
    const between = performance.now();
    for (const reader of readers) while (reader.next(samples, 0) === "frame");
    write = Math.min(write, (between - started) / frames);
    read = Math.min(read, (performance.now() - between) / frames);
  }
  const late = usOf(() => void readers[0]!.next(samples, 0)) / 1000;
  return [
    { figure: "a played frame, written", value: write * NS_PER_MS, unit: "ns", goal: "<= 1000" },
    { figure: "a played frame, read on the media thread", value: read * NS_PER_MS, unit: "ns", goal: "<= 1000" },
    { figure: "a played frame that is late", value: late * NS_PER_MS, unit: "ns", goal: "<= 200" },
  ];
}

/** From an order to the first frame of every ring, in ms. */
async function waitFor(memory: SharedArrayBuffer, rings: readonly number[], since: number): Promise<number> {
  const samples = new Int16Array(PLAY_FRAME_SAMPLES);
  let waiting = rings.map((ring) => new PlayReader(memory, ring));
  for (;;) {
    waiting = waiting.filter((reader) => reader.next(samples, 0) === "late");
    if (waiting.length === 0) return performance.now() - since;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Reads rings on a beat of 20 ms, as the media thread does. How many frames were late after the first of each. */
async function beatOn(memory: SharedArrayBuffer, rings: readonly number[]): Promise<number> {
  const samples = new Int16Array(PLAY_FRAME_SAMPLES);
  const readers = rings.map((ring) => new PlayReader(memory, ring));
  const started = performance.now();
  let late = 0;
  for (let beat = 1; beat <= BEATS; beat++) {
    for (const reader of readers) if (reader.next(samples, 0) !== "frame") late += 1;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, started + 20 * beat - performance.now())));
  }
  return late;
}

async function benchOrders(folder: string): Promise<readonly Figure[]> {
  const memory = new SharedArrayBuffer(playBytes());
  const names = ["wide.wav", "small.opus"];
  const desk = startPlayer({ memory, log: { write: (line) => console.error(line.text) } }, () => {});
  const order = (nth: number): number => {
    const path = `${folder}/${names[nth % names.length]}`;
    const ring = desk.open({ items: [{ type: "file", path }], language: "en" });
    if (ring === undefined) throw new Error("Cannot measure: all rings are in use");
    return ring;
  };
  const waitOf = async (nths: readonly number[]): Promise<number> => {
    const since = performance.now();
    const rings = nths.map(order);
    const ms = await waitFor(memory, rings, since);
    for (const ring of rings) desk.close(ring);
    return ms;
  };
  const rss = (): number => Deno.memoryUsage().rss / MEGABYTE;
  const before = rss();
  const first = await waitOf([0]);
  const waits: number[] = [];
  for (let nth = 0; nth < ORDERS; nth++) waits.push(await waitOf([nth]));
  waits.sort((one, other) => one - other);
  const grown = rss() - before;
  const all = Array.from({ length: PLAY_RINGS }, (_, nth) => nth);
  const together = await waitOf(all);
  const rings = all.map(order);
  await waitFor(memory, rings, 0);
  const late = await beatOn(memory, rings);
  await desk.stop();
  return [
    { figure: "first frame of an order, worker not yet started", value: first, unit: "ms", goal: "<= 300" },
    { figure: "first frame of an order, p50", value: waits[ORDERS / 2]!, unit: "ms", goal: "<= 5" },
    { figure: "first frame of an order, p99", value: waits[Math.floor(0.99 * ORDERS)]!, unit: "ms", goal: "<= 20" },
    { figure: `first frame of ${PLAY_RINGS} orders at once, the last`, value: together, unit: "ms", goal: "<= 200" },
    { figure: `late frames of ${PLAY_RINGS} rings in 3 s`, value: late, unit: "", goal: "<= 0" },
    { figure: "RSS that the player's worker adds", value: grown, unit: "MB", goal: "<= 40" },
  ];
}

export async function benchPlay(): Promise<readonly Figure[]> {
  const kernels = await labKernels();
  const folder = await layFiles(kernels);
  try {
    return [...await benchOrders(folder), ...await benchReels(kernels, folder), ...benchRing()];
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
