import type { Log } from "../../../core/base/mod.ts";
import type { Orphan, RecorderEvent, RecordingOrder, ToRecorder } from "../mod.ts";

/** A worker that does not stop when told is ended from outside: its disk may hang. */
const STOP_WITHIN_MS = 2000;

export interface RecorderSettings {
  /** What the media worker writes taps into, of `tapBytes()`. */
  readonly taps: SharedArrayBuffer;
  readonly log: Log;
}

/** The main thread's handle on the recorder. Its worker starts when something is first recorded, and then stays. */
export interface Recorder {
  /** Begins to record; to be told before the leg is tapped. Its folder is made where it is missing. */
  record(order: RecordingOrder): void;
  /** The leg is no longer tapped: the file is finished, and `recorded` tells so, or `failed` has. */
  finish(ring: number): void;
  /** Closes a file that was cut off, and tells with `adopted` what is in it. */
  adopt(orphan: Orphan): void;
  /** Finishes all files and ends the worker. */
  close(): Promise<void>;
}

export function startRecorder(settings: RecorderSettings, onEvent: (event: RecorderEvent) => void): Recorder {
  return new WorkerRecorder(settings, onEvent);
}

class WorkerRecorder implements Recorder {
  readonly #settings: RecorderSettings;
  readonly #onEvent: (event: RecorderEvent) => void;
  /** What is being recorded, by its ring. */
  readonly #orders = new Map<number, RecordingOrder>();
  #worker: Worker | undefined;
  #onStopped: () => void = () => {};

  constructor(settings: RecorderSettings, onEvent: (event: RecorderEvent) => void) {
    this.#settings = settings;
    this.#onEvent = onEvent;
  }

  record(order: RecordingOrder): void {
    this.#orders.set(order.ring, order);
    this.#worker ??= this.#start();
    this.#tell({ type: "record", order });
  }

  finish(ring: number): void {
    this.#tell({ type: "finish", ring });
  }

  adopt(orphan: Orphan): void {
    this.#worker ??= this.#start();
    this.#tell({ type: "adopt", orphan });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === undefined) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onStopped = resolve;
    this.#tell({ type: "stop" });
    const timer = setTimeout(resolve, STOP_WITHIN_MS);
    await promise;
    clearTimeout(timer);
    worker.terminate();
    this.#worker = undefined;
  }

  #tell(message: ToRecorder): void {
    this.#worker?.postMessage(message);
  }

  #start(): Worker {
    const worker = new Worker(new URL("./record_worker.ts", import.meta.url), { type: "module", name: "recorder" });
    worker.onmessage = ({ data }: MessageEvent<RecorderEvent>): void => {
      if (data.type === "stopped") return this.#onStopped();
      if (data.type === "recorded" || data.type === "failed") this.#orders.delete(data.ring);
      this.#onEvent(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.#bury(worker, event.message.replace(/^Uncaught (?:\w+: )?/, ""));
    };
    worker.postMessage({ type: "start", taps: this.#settings.taps } satisfies ToRecorder);
    return worker;
  }

  /** The files hold all but the last second; the next recording gets a new worker. */
  #bury(worker: Worker, why: string): void {
    worker.terminate();
    this.#worker = undefined;
    const text = `The recorder died: ${why}`;
    this.#settings.log.write({ level: "error", text });
    const orders = [...this.#orders.values()];
    this.#orders.clear();
    for (const { ring, path } of orders) this.#onEvent({ type: "failed", ring, path, text });
    this.#onStopped();
  }
}
