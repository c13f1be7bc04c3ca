import type { Log } from "../../../core/base/mod.ts";
import type { Playlist } from "../../../core/sound/mod.ts";
import { type FromPlayer, Ledger, type PlayerEvent, type PlayerFolders, type ToPlayer } from "../mod.ts";

/** A worker that does not stop when told is ended from outside: its disk may hang. */
const STOP_WITHIN_MS = 2000;
/** A worker that nobody needs is kept for whoever comes next. */
const KEEP_MS = 60_000;

export interface PlayerSettings extends PlayerFolders {
  /** What the media worker reads from, of `playBytes()`. */
  readonly memory: SharedArrayBuffer;
  readonly log: Log;
  /** How long a worker stays that has nothing to play: a minute unless told. */
  readonly keepMs?: number;
}

/** The main thread's handle on the player. Its worker runs only while something is played, and a little longer. */
export interface PlayerDesk {
  /**
   * Takes a ring for a playlist and begins to fill it. One that repeats and is playing already is shared: its ring is
   * given out once more. None where all rings are in use, or the desk has stopped.
   */
  open(playlist: Playlist): number | undefined;
  /** Gives a ring back, as often as it was given out. Its reader hears what waits, and then the end. */
  close(ring: number): void;
  /** Ends all rings and the worker. */
  stop(): Promise<void>;
}

export function startPlayer(settings: PlayerSettings, onEvent: (event: PlayerEvent) => void): PlayerDesk {
  return new WorkerDesk(settings, onEvent);
}

class WorkerDesk implements PlayerDesk {
  readonly #settings: PlayerSettings;
  readonly #onEvent: (event: PlayerEvent) => void;
  readonly #ledger: Ledger;
  #worker: Worker | undefined;
  /** Runs while nothing is played. */
  #keeping: ReturnType<typeof setTimeout> | undefined;
  /** Workers that were told to stop, and have not yet. */
  readonly #stopping = new Set<Promise<void>>();
  #hasStopped = false;

  constructor(settings: PlayerSettings, onEvent: (event: PlayerEvent) => void) {
    this.#settings = settings;
    this.#onEvent = onEvent;
    this.#ledger = new Ledger(settings.memory);
  }

  open(playlist: Playlist): number | undefined {
    if (this.#hasStopped) return undefined;
    const taken = this.#ledger.take(playlist);
    if (taken === undefined) return undefined;
    clearTimeout(this.#keeping);
    const { ring, use } = taken;
    if (use === undefined) return ring;
    this.#worker ??= this.#start();
    this.#tell({ type: "open", ring, use, playlist });
    return ring;
  }

  close(ring: number): void {
    if (!this.#ledger.giveBack(ring)) return;
    this.#tell({ type: "close", ring });
    if (!this.#ledger.isEmpty || this.#worker === undefined) return;
    this.#keeping = setTimeout(() => this.#dismiss(), this.#settings.keepMs ?? KEEP_MS);
  }

  async stop(): Promise<void> {
    this.#hasStopped = true;
    clearTimeout(this.#keeping);
    this.#ledger.endAll();
    this.#dismiss();
    await Promise.all(this.#stopping);
  }

  #tell(message: ToPlayer): void {
    this.#worker?.postMessage(message);
  }

  #start(): Worker {
    const worker = new Worker(new URL("./play_worker.ts", import.meta.url), { type: "module", name: "player" });
    worker.onmessage = ({ data }: MessageEvent<FromPlayer>): void => {
      if (data.type === "failed") this.#fail(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.#bury(worker, event.message.replace(/^Uncaught (?:\w+: )?/, ""));
    };
    const { memory, promptsFolder, musicFolder } = this.#settings;
    const folders = {
      ...promptsFolder === undefined ? {} : { promptsFolder },
      ...musicFolder === undefined ? {} : { musicFolder },
    };
    worker.postMessage({ type: "start", memory, folders } satisfies ToPlayer);
    return worker;
  }

  /** Who holds a ring hears its end; the next playlist gets a new worker. */
  #bury(worker: Worker, why: string): void {
    worker.terminate();
    if (worker !== this.#worker) return;
    this.#worker = undefined;
    clearTimeout(this.#keeping);
    this.#ledger.endAll();
    this.#fail({ type: "failed", text: `The player died: ${why}` });
  }

  #fail(event: PlayerEvent): void {
    const { ring, item, text } = event;
    const level = ring === undefined ? "error" : "warn";
    this.#settings.log.write({ level, text, facts: { ring, item: item && JSON.stringify(item) } });
    this.#onEvent(event);
  }

  /** Tells the worker to stop, and forgets it. */
  #dismiss(): void {
    const worker = this.#worker;
    if (worker === undefined) return;
    this.#worker = undefined;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, STOP_WITHIN_MS);
    worker.onmessage = ({ data }: MessageEvent<FromPlayer>): void => {
      if (data.type === "stopped") resolve();
    };
    worker.onerror = (event) => {
      event.preventDefault();
      resolve();
    };
    worker.postMessage({ type: "stop" } satisfies ToPlayer);
    const stopped = promise.then(() => {
      clearTimeout(timer);
      worker.terminate();
      this.#stopping.delete(stopped);
    });
    this.#stopping.add(stopped);
  }
}
