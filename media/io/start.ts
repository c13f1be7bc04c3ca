import type { Log } from "../../core/base/mod.ts";
import {
  Deaths,
  encodeCommand,
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
import { AF_UNIX, CLOEXEC, type Libc, NONBLOCK, openLibc, raiseDescriptorLimit, SOCK_SEQPACKET } from "./libc.ts";

/** A worker that does not stop when told is ended from outside. */
const STOP_WITHIN_MS = 2000;
/** The worker empties a full channel within a millisecond or so. */
const FLUSH_AFTER_MS = 2;
/** So many commands may wait for that; past them the box is broken, and says no. */
const LONGEST_BACKLOG = 10_000;
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
  /** Our end of the command channel, and the worker's. */
  readonly channel: Channel | undefined;
  readonly descriptors: Int32Array<SharedArrayBuffer>;
}

/** The command channel: 0 where an end is closed. */
interface Channel {
  ours: number;
  theirs: number;
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
  /** Commands of running calls that found the channel full, in their order. */
  readonly #backlog: Uint8Array<ArrayBuffer>[] = [];
  #flush: ReturnType<typeof setTimeout> | undefined;
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
    const channel = this.#opened === undefined ? undefined : openChannel(this.#opened.libc);
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
      if (message.data.ownsDescriptors) this.#closeEnd(running, "theirs");
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
    if (this.#opened === undefined) {
      running.worker.postMessage(command);
      return true;
    }
    // A call that is not begun costs nothing; the end of one that runs must not be lost.
    const isFull = this.#backlog.length > (command.type === "open" ? 0 : LONGEST_BACKLOG);
    if (isFull) return false;
    const packet = encodeCommand(command);
    if (this.#backlog.length === 0 && this.#send(running, packet)) return true;
    if (command.type === "open") return false;
    this.#backlog.push(packet);
    this.#flush ??= setTimeout(() => this.#sendBacklog(running), FLUSH_AFTER_MS);
    return true;
  }

  #send(running: Running, packet: Uint8Array<ArrayBuffer>): boolean {
    return this.#opened!.libc.send(running.channel!.ours, packet, packet.length, 0) === packet.length;
  }

  #sendBacklog(running: Running): void {
    this.#flush = undefined;
    if (running !== this.#running || this.#closing !== undefined) return;
    let sent = 0;
    while (sent < this.#backlog.length && this.#send(running, this.#backlog[sent]!)) sent++;
    this.#backlog.splice(0, sent);
    if (this.#backlog.length > 0) this.#flush = setTimeout(() => this.#sendBacklog(running), FLUSH_AFTER_MS);
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
    clearTimeout(this.#flush);
    const running = this.#running;
    if (running !== undefined) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#onStopped = resolve;
      const timer = setTimeout(resolve, STOP_WITHIN_MS);
      // The end of the channel is itself the word to stop: it gets through even when the channel is full.
      if (running.channel === undefined) running.worker.postMessage({ type: "stop-worker" });
      else this.#closeEnd(running, "ours");
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
    this.#backlog.length = 0;
    if (this.#opened === undefined) return;
    closeAll(this.#opened.libc, running.descriptors);
    this.#closeEnd(running, "ours");
    this.#closeEnd(running, "theirs");
  }

  #closeEnd(running: Running, end: keyof Channel): void {
    const { channel } = running;
    if (channel === undefined || channel[end] === 0) return;
    this.#opened!.libc.close(channel[end]);
    channel[end] = 0;
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

/** A pair of connected SEQPACKET sockets: commands keep their bounds, and wake the epoll the packets are in. */
function openChannel(libc: Libc): Channel {
  const ends = new Int32Array(2);
  const bytes = new Uint8Array(ends.buffer);
  if (libc.socketpair(AF_UNIX, SOCK_SEQPACKET | NONBLOCK | CLOEXEC, 0, bytes) !== 0) {
    throw new Error("Cannot make the media command channel: the system refuses a socket pair");
  }
  return { ours: ends[0]!, theirs: ends[1]! };
}

function closeAll(libc: Libc, descriptors: Int32Array): void {
  for (const [at, descriptor] of descriptors.entries()) {
    if (descriptor !== 0) libc.close(descriptor);
    descriptors[at] = 0;
  }
}
