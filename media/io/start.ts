import type { Log } from "../../core/base/mod.ts";
import {
  Deaths,
  type EngineCommand,
  type EngineEvent,
  FIGURES,
  type FromWorker,
  type MediaPlane,
  type MediaSettings,
  publishFigures,
  type SettledMedia,
  settleMedia,
  type WorkerStart,
} from "../plane/mod.ts";
import type { MediaEvent } from "../../core/sound/mod.ts";
import { SHARED_SOCKETS, socketsOf } from "../engine/mod.ts";
import { playBytes } from "../play/mod.ts";
import { tapBytes } from "../tap/mod.ts";
import { CommandChannel } from "./channel.ts";
import { type Libc, openLibc, raiseDescriptorLimit } from "./libc.ts";

/** A worker that does not stop when told is ended from outside. */
const STOP_WITHIN_MS = 2000;
/** Beside the RTP sockets. */
const OTHER_DESCRIPTORS = 2;

/** The C library as the main thread holds it. */
type OpenLibc = NonNullable<ReturnType<typeof openLibc>>;

/**
 * Starts the media engine in a worker of its own and waits until it has bound its first ports. Rejects with a clear
 * error when the settings are wrong or nothing can be bound.
 */
export async function startMediaPlane(
  settings: MediaSettings,
  onEvent: (event: MediaEvent) => void,
  log: Log,
): Promise<MediaPlane> {
  const settled = settleMedia(settings);
  const opened = settled.engine === "fallback" ? undefined : openLibc();
  if (opened === undefined && settled.engine === "libc") {
    throw new Error(`Cannot start the media engine "libc": the C library cannot be opened here`);
  }
  if (opened !== undefined) raiseDescriptorLimit(opened.libc);
  const plane = new WorkerPlane(settled, opened, {
    onEvent,
    log,
    onHopeless: settings.onHopeless,
    onDatagram: settings.onDatagram,
  });
  await plane.start();
  plane.deliverSoon();
  return plane;
}

/** Who listens to the plane. */
interface Listeners {
  readonly onEvent: (event: MediaEvent) => void;
  readonly onDatagram: MediaSettings["onDatagram"];
  readonly log: Log;
  readonly onHopeless: ((text: string) => void) | undefined;
}

/** One worker that runs, and what is ours of it. */
interface Running {
  readonly worker: Worker;
  /** None in the fallback, which is told by messages. */
  readonly channel: CommandChannel | undefined;
  readonly descriptors: Int32Array<SharedArrayBuffer>;
}

class WorkerPlane implements MediaPlane {
  readonly kind: "libc" | "fallback";
  browserFamilies: readonly (4 | 6)[] = [];
  readonly taps: SharedArrayBuffer = new SharedArrayBuffer(tapBytes());
  readonly plays: SharedArrayBuffer = new SharedArrayBuffer(playBytes());
  readonly #settings: SettledMedia;
  readonly #opened: OpenLibc | undefined;
  readonly #listeners: Listeners;
  readonly #deaths = new Deaths();
  readonly #figures = new Float64Array(new SharedArrayBuffer(8 * FIGURES.length));
  #running: Running | undefined;
  #hasStarted = false;
  /** What came before the caller held the plane. */
  #early: MediaEvent[] | undefined = [];
  #delivery: ReturnType<typeof setTimeout> | undefined;
  #closing: Promise<void> | undefined;
  #onStopped: (() => void) | undefined;

  constructor(settings: SettledMedia, opened: OpenLibc | undefined, listeners: Listeners) {
    this.#settings = settings;
    this.#opened = opened;
    this.#listeners = listeners;
    this.kind = opened === undefined ? "fallback" : "libc";
  }

  /** Starts a worker; resolves when it has bound its first ports. */
  start(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "media" });
    const channel = this.#opened === undefined ? undefined : new CommandChannel(this.#opened.libc);
    const { from, to } = this.#settings;
    const sockets = socketsOf(from, to) + SHARED_SOCKETS;
    const running: Running = {
      worker,
      channel,
      descriptors: new Int32Array(new SharedArrayBuffer(4 * (sockets + OTHER_DESCRIPTORS))),
    };
    this.#running = running;
    this.#figures.fill(0);
    const fall = (text: string): void => {
      this.#bury(running);
      reject(new Error(text));
      if (this.#hasStarted) this.#died(text);
      else this.#opened?.close();
    };
    worker.onmessage = (message: MessageEvent<FromWorker>) => {
      if (message.data.type === "failed") return fall(message.data.text);
      if (message.data.type !== "started") return this.#hear(message.data);
      // The worker has a copy of its end: without ours it sees when the channel ends.
      this.browserFamilies = message.data.browserFamilies;
      if (message.data.ownsDescriptors) running.channel?.closeTheirs();
      this.#hasStarted = true;
      resolve();
    };
    worker.onerror = (event) => {
      event.preventDefault();
      fall(`The media worker died: ${event.message.replace(/^Uncaught (?:\w+: )?/, "")}`);
    };
    const start: WorkerStart = {
      settings: this.#settings,
      kind: this.kind,
      control: channel?.theirs ?? 0,
      figures: this.#figures,
      taps: this.taps,
      plays: this.plays,
      descriptors: running.descriptors,
    };
    worker.postMessage(start);
    return promise;
  }

  command(command: EngineCommand): boolean {
    const running = this.#running;
    if (running === undefined || this.#closing !== undefined) return false;
    if (running.channel !== undefined) return running.channel.send(command);
    running.worker.postMessage(command);
    return true;
  }

  figures(): Record<string, number> {
    return publishFigures(this.#figures);
  }

  close(): Promise<void> {
    this.#closing ??= this.#stop();
    return this.#closing;
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#delivery);
    const running = this.#running;
    if (running !== undefined) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#onStopped = resolve;
      const timer = setTimeout(resolve, STOP_WITHIN_MS);
      // The end of the channel is itself the word to stop: it gets through even when the channel is full.
      if (running.channel === undefined) running.worker.postMessage({ type: "stop-worker" });
      else running.channel.closeOurs();
      await promise;
      clearTimeout(timer);
      this.#bury(running);
    }
    this.#opened?.close();
  }

  #hear(message: FromWorker): void {
    if (message.type === "log") this.#listeners.log.write(message.line);
    else if (message.type === "event") this.#emit(message.event);
    else if (message.type === "stopped") this.#onStopped?.();
  }

  /** Hands over what came early, once the caller holds the plane; from then on events go through at once. */
  deliverSoon(): void {
    this.#delivery = setTimeout(() => {
      const early = this.#early ?? [];
      this.#early = undefined;
      for (const event of early) this.#listeners.onEvent(event);
    });
  }

  #emit(event: EngineEvent): void {
    if (event.type === "dtls") return this.#listeners.onDatagram?.(event.leg, event.datagram);
    if (this.#early === undefined) this.#listeners.onEvent(event);
    else this.#early.push(event);
  }

  /** Terminating a worker may leak its descriptors: they are closed here, so that its ports can be bound again. */
  #bury(running: Running): void {
    running.worker.terminate();
    this.#running = undefined;
    if (this.#opened === undefined) return;
    closeAll(this.#opened.libc, running.descriptors);
    running.channel?.closeOurs();
    running.channel?.closeTheirs();
  }

  #died(text: string): void {
    if (this.#closing !== undefined) {
      this.#onStopped?.();
      return;
    }
    this.#listeners.log.write({ level: "error", text });
    this.#emit({ type: "lost", text });
    if (!this.#deaths.note(performance.now())) {
      this.start().catch((error: unknown) => {
        // Its own death is noted by its own `onerror`; here only the promise ends.
        this.#listeners.log.write({ level: "error", text: `Cannot restart the media worker: ${String(error)}` });
      });
      return;
    }
    const hopeless = "The media worker died three times in a minute";
    this.#listeners.log.write({ level: "error", text: hopeless });
    if (this.#listeners.onHopeless === undefined) throw new Error(hopeless);
    this.#listeners.onHopeless(hopeless);
  }
}

function closeAll(libc: Libc, descriptors: Int32Array): void {
  for (const [at, descriptor] of descriptors.entries()) {
    if (descriptor !== 0) libc.close(descriptor);
    descriptors[at] = 0;
  }
}
