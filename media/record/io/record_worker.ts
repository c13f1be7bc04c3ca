/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
import { FileSink } from "../../file/io/mod.ts";
import { Resamplers } from "../../resample/mod.ts";
import { openKernels, openOpus } from "../../wasm/io/mod.ts";
import {
  type Orphan,
  type RecorderEvent,
  type RecordingOrder,
  Scribe,
  type ScribeTools,
  type ToRecorder,
} from "../mod.ts";
import { adopt } from "./adopt.ts";

/** A ring holds two seconds. */
const LOOK_EVERY_MS = 100;

/** A file that is being written. */
interface Running {
  readonly scribe: Scribe;
  readonly file: FileSink;
  isQuiet: boolean;
}

const running = new Map<number, Running>();

function tell(event: RecorderEvent): void {
  self.postMessage(event);
}

function begin(tools: ScribeTools, order: RecordingOrder): void {
  try {
    const scribe = new Scribe(tools, order);
    try {
      Deno.mkdirSync(order.path.slice(0, order.path.lastIndexOf("/")), { recursive: true, mode: 0o700 });
      running.set(order.ring, { scribe, file: new FileSink(order.path), isQuiet: false });
    } catch (error) {
      scribe[Symbol.dispose]();
      throw error;
    }
  } catch (error) {
    fail(order, error);
  }
}

/** Lets each recording do something; one that cannot be written any more ends alone. */
function withEach(recordings: readonly Running[], act: (each: Running) => void): void {
  for (const each of recordings) {
    try {
      act(each);
    } catch (error) {
      const { order } = each.scribe;
      running.delete(order.ring);
      each.scribe[Symbol.dispose]();
      each.file[Symbol.dispose]();
      fail(order, error);
    }
  }
}

function write(each: Running): void {
  const { file, scribe } = each;
  file.write(scribe.write());
  const { ring, silenceMs = Infinity } = scribe.order;
  if (each.isQuiet || scribe.quietMs < silenceMs) return;
  each.isQuiet = true;
  tell({ type: "quiet", ring });
}

function finish(each: Running): void {
  const { scribe, file } = each;
  file.write(scribe.end());
  file[Symbol.dispose]();
  const { order: { ring, path }, lengthMs: ms, lostMs } = scribe;
  const bytes = file.length;
  running.delete(ring);
  scribe[Symbol.dispose]();
  tell({ type: "recorded", ring, path, ms, lostMs, bytes });
}

/** What cannot be read stays as it is, and counts as nothing. */
function takeOver(tools: ScribeTools, orphan: Orphan): void {
  const { path } = orphan;
  try {
    tell({ type: "adopted", path, ...adopt(orphan, tools) });
  } catch {
    tell({ type: "adopted", path, ms: 0, bytes: 0 });
  }
}

function fail({ ring, path }: RecordingOrder, error: unknown): void {
  tell({ type: "failed", ring, path, text: `Cannot record to "${path}": ${(error as Error).message}` });
}

function live(taps: SharedArrayBuffer): void {
  const kernels = openKernels();
  const serial = (): number => crypto.getRandomValues(new Uint32Array(1))[0]!;
  const salt = (): Uint8Array => crypto.getRandomValues(new Uint8Array(16));
  const tools: ScribeTools = { kernels, opus: openOpus(), resamplers: new Resamplers(kernels), taps, serial, salt };
  const look = setInterval(() => {
    withEach([...running.values()], write);
  }, LOOK_EVERY_MS);
  self.onmessage = ({ data }: MessageEvent<ToRecorder>): void => {
    if (data.type === "record") begin(tools, data.order);
    else if (data.type === "finish") withEach([...running.values()].filter(is(data.ring)), finish);
    else if (data.type === "adopt") takeOver(tools, data.orphan);
    else if (data.type === "stop") {
      clearInterval(look);
      withEach([...running.values()], finish);
      tell({ type: "stopped" });
      self.close();
    }
  };
}

const is = (ring: number) => ({ scribe }: Running): boolean => scribe.order.ring === ring;

self.onmessage = ({ data }: MessageEvent<ToRecorder>): void => {
  if (data.type === "start") live(data.taps);
};
