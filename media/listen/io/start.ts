import type { Log } from "../../../core/base/mod.ts";
import type { SealKey } from "../../file/mod.ts";
import type { FromListener, KeepOrder, Kept, ListenerWish, Measure, Outline, SoundFile, ToListener } from "../mod.ts";

export interface ListenerSettings {
  /** What paths are below. */
  readonly folder: string;
  /** Which open sealed files; the first seals new ones. */
  readonly keys: readonly SealKey[];
  readonly log: Log;
}

/** Outlines are small, and making one means decoding all of a file: so many are remembered. */
const MOST_OUTLINES = 64;

type Waiting = PromiseWithResolvers<Extract<FromListener, { answer: unknown }>["answer"]>;

/** The main thread's handle on the worker that decodes for browsers: it starts when somebody first listens. */
export class Listener {
  readonly #settings: ListenerSettings;
  readonly #waiting = new Map<number, Waiting>();
  readonly #outlines = new Map<string, Promise<Outline>>();
  #worker: Worker | undefined;
  #asked = 0;
  #isStopped = false;

  constructor(settings: ListenerSettings) {
    this.#settings = settings;
  }

  /** How long the files are, heard one after the other. Fails where one is not there. */
  measure(paths: readonly string[]): Promise<Measure> {
    return this.#ask({ wish: "measure", paths }) as Promise<Measure>;
  }

  /** A stretch of the WAV file that they make. */
  read(paths: readonly string[], at: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.#ask({ wish: "read", paths, at, length }) as Promise<Uint8Array<ArrayBuffer>>;
  }

  /** How loud it is from moment to moment. */
  outline(paths: readonly string[], columns: number): Promise<Outline> {
    const key = `${columns} ${paths.join("\n")}`;
    const known = this.#outlines.get(key);
    if (known !== undefined) return known;
    const made = this.#ask({ wish: "outline", paths, columns }) as Promise<Outline>;
    made.catch(() => this.#outlines.delete(key));
    this.#outlines.set(key, made);
    for (const oldest of this.#outlines.keys()) if (this.#outlines.size > MOST_OUTLINES) this.#outlines.delete(oldest);
    return made;
  }

  /** Makes a file of what somebody recorded. */
  keep(order: KeepOrder): Promise<Kept> {
    return this.#ask({ wish: "keep", order }) as Promise<Kept>;
  }

  /** The sounds in a folder and in the folders that are in it, by their names' order. */
  list(folder: string): Promise<readonly SoundFile[]> {
    return this.#ask({ wish: "list", folder }) as Promise<readonly SoundFile[]>;
  }

  /** Fails where there is no such file. */
  async erase(path: string): Promise<void> {
    await this.#ask({ wish: "erase", path });
  }

  /** What is under way fails. Stopping twice is quiet. */
  stop(): void {
    this.#isStopped = true;
    this.#bury("the box stops");
  }

  #ask(wish: ListenerWish): Waiting["promise"] {
    const waiting: Waiting = Promise.withResolvers();
    if (this.#isStopped) return Promise.reject(new Error("Cannot listen: the box stops"));
    this.#worker ??= this.#start();
    const id = ++this.#asked;
    this.#waiting.set(id, waiting);
    this.#worker.postMessage({ type: "ask", id, wish } satisfies ToListener);
    return waiting.promise;
  }

  #start(): Worker {
    const worker = new Worker(new URL("./listen_worker.ts", import.meta.url), { type: "module", name: "listener" });
    worker.onmessage = ({ data }: MessageEvent<FromListener>): void => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ("answer" in data) waiting?.resolve(data.answer);
      else waiting?.reject(new Error(data.failed));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.#settings.log.write({ level: "error", text: `The listener died: ${event.message}` });
      this.#bury(event.message);
    };
    const { folder, keys } = this.#settings;
    worker.postMessage({ type: "start", folder, keys } satisfies ToListener);
    return worker;
  }

  /** Who waits hears that nothing comes; the next one gets a new worker. */
  #bury(why: string): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(new Error(`Cannot listen: ${why}`));
  }
}
