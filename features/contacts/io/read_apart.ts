import type { Log } from "../../../core/base/mod.ts";
import type { ReadFile } from "../import_draft.ts";
import type { FromImport } from "./import_worker.ts";

/** What is not read by then never will be. */
const PATIENCE_MS = 120_000;

/** Reads files of contacts, each in a worker that ends with it. */
export function readApart(log: Log): ReadFile {
  return async (wish, ears) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const worker = new Worker(new URL("./import_worker.ts", import.meta.url), { type: "module", name: "import" });
    worker.onmessage = ({ data }: MessageEvent<FromImport>) => {
      if ("head" in data) return ears.head(data.head);
      if ("fault" in data) return reject(new Error(data.fault));
      ears.rows(data.rows);
      if (data.isEnd) resolve();
    };
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message));
    };
    const tooLate = setTimeout(() => reject(new Error("it took too long")), PATIENCE_MS);
    worker.postMessage(wish);
    try {
      await promise;
    } catch (error) {
      log.write({ level: "warn", text: "Cannot read a file of contacts", facts: { reason: String(error) } });
      throw error;
    } finally {
      clearTimeout(tooLate);
      worker.terminate();
    }
  };
}

/** Resolves when what waited has had its turn. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
