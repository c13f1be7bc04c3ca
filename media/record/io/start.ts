import type { RecorderEvent, RecordingOrder, ToRecorder } from "../mod.ts";

/** The main thread's handle on the recorder. */
export interface Recorder {
  /** Begins to record; to be told before the leg is tapped. */
  record(order: RecordingOrder): void;
  /** The leg is no longer tapped: the file is finished, and `recorded` tells so. */
  finish(ring: number): void;
  /** Finishes all files and ends the worker. */
  close(): Promise<void>;
}

/** Starts the recorder in a worker of its own. A worker that dies throws: its files hold all but the last second. */
export function startRecorder(taps: SharedArrayBuffer, onEvent: (event: RecorderEvent) => void): Recorder {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "recorder" });
  const stopped = Promise.withResolvers<void>();
  worker.onmessage = ({ data }: MessageEvent<RecorderEvent>): void => {
    if (data.type === "stopped") stopped.resolve();
    else onEvent(data);
  };
  const tell = (message: ToRecorder): void => worker.postMessage(message);
  tell({ type: "start", taps });
  return {
    record: (order) => tell({ type: "record", order }),
    finish: (ring) => tell({ type: "finish", ring }),
    async close() {
      tell({ type: "stop" });
      await stopped.promise;
      worker.terminate();
    },
  };
}
