import type { Log } from "../../../core/base/mod.ts";
import type { Playlist } from "../../../core/sound/mod.ts";
import { type FromPlayer, Ledger, type PlayerEvent, type PlayerSources, type ToPlayer } from "../../play/mod.ts";

/** A worker that does not stop when told is ended from outside: its disk may hang. */
const STOP_WITHIN_MS = 2000;

export interface PlayerSettings extends PlayerSources {
  /** What the media worker reads from, of `playBytes()`. */
  readonly memory: SharedArrayBuffer;
  readonly log: Log;
}

/**
 * The main thread's handle on the player. Its worker starts when something is first played, and then stays: its end would
 * give back a sixth of the memory that it took, and each new start keeps a little more.
 */
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
  #onStopped: () => void = () => {};
  #stopped: Promise<void> | undefined;

  constructor(settings: PlayerSettings, onEvent: (event: PlayerEvent) => void) {
    this.#settings = settings;
    this.#onEvent = onEvent;
    this.#ledger = new Ledger(settings.memory);
  }

  open(playlist: Playlist): number | undefined {
    if (this.#stopped !== undefined) return undefined;
    const taken = this.#ledger.take(playlist);
    if (taken === undefined) return undefined;
    const { ring, use } = taken;
    if (use === undefined) return ring;
    this.#worker ??= this.#start();
    this.#tell({ type: "open", ring, use, playlist });
    return ring;
  }

  close(ring: number): void {
    if (this.#ledger.giveBack(ring)) this.#tell({ type: "close", ring });
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#dismiss();
    return this.#stopped;
  }

  #tell(message: ToPlayer): void {
    this.#worker?.postMessage(message);
  }

  #start(): Worker {
    const worker = new Worker(new URL("./play_worker.ts", import.meta.url), { type: "module", name: "player" });
    worker.onmessage = ({ data }: MessageEvent<FromPlayer>): void => {
      if (data.type === "failed") this.#fail(data);
      else if (data.type === "log") this.#settings.log.write(data.line);
      else this.#onStopped();
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.#bury(worker, event.message.replace(/^Uncaught (?:\w+: )?/, ""));
    };
    const { memory, filesFolder, promptsFolder, musicFolder, keys } = this.#settings;
    const sources = { filesFolder, promptsFolder, musicFolder, keys };
    worker.postMessage({ type: "start", memory, sources } satisfies ToPlayer);
    return worker;
  }

  /** Who holds a ring hears its end; the next playlist gets a new worker. */
  #bury(worker: Worker, why: string): void {
    worker.terminate();
    this.#worker = undefined;
    this.#ledger.endAll();
    this.#fail({ type: "failed", text: `The player died: ${why}` });
    this.#onStopped();
  }

  #fail(event: PlayerEvent): void {
    const { ring, item, text } = event;
    const level = ring === undefined ? "error" : "warn";
    this.#settings.log.write({ level, text, facts: { ring, item: item && JSON.stringify(item) } });
    this.#onEvent(event);
  }

  async #dismiss(): Promise<void> {
    this.#ledger.endAll();
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
}
