import type { Engine, Ground } from "../engine/mod.ts";
import { decodeCommand } from "../plane/mod.ts";
import type { Epoll } from "./epoll.ts";
import { CLOEXEC, type Libc, NONBLOCK } from "./libc.ts";
import type { LibcSockets } from "./libc_sockets.ts";

/** The numbers of what is no RTP socket in the epoll. */
const TIMER = 0x7fff_fff0;
const CONTROL = 0x7fff_fff1;

const CLOCK_MONOTONIC = 1;
/** A command is a plan at most: a few kilobytes; the channel itself refuses more than this. */
const LARGEST_COMMAND = 0x20000;
/** So many commands in one wake-up, so that sound is not kept waiting by a burst of calls. */
const COMMANDS_AT_ONCE = 32;

/** The monotonic clock, read into memory that is there already. */
export class MonotonicClock {
  readonly #libc: Libc;
  readonly #words = new Uint32Array(4);
  readonly #bytes: Uint8Array<ArrayBuffer>;

  constructor(libc: Libc) {
    this.#libc = libc;
    this.#bytes = new Uint8Array(this.#words.buffer);
  }

  /** In ms, with a fraction. */
  now(): number {
    this.#libc.clock_gettime(CLOCK_MONOTONIC, this.#bytes);
    return this.#words[0]! * 1000 + this.#words[2]! / 1_000_000;
  }
}

/** The engine's beat as a descriptor. */
export class BeatTimer {
  readonly descriptor: number;
  readonly #libc: Libc;
  readonly #expired: Uint8Array<ArrayBuffer> = new Uint8Array(8);
  #everyMs = 0;

  constructor(libc: Libc) {
    this.#libc = libc;
    this.descriptor = libc.timerfd_create(CLOCK_MONOTONIC, NONBLOCK | CLOEXEC);
    if (this.descriptor < 0) throw new Error("Cannot make a timer: the system refuses one");
  }

  /** Beats every so many ms from now on; quiet when it does already. */
  every(ms: number): void {
    if (ms === this.#everyMs) return;
    this.#everyMs = ms;
    const nanoseconds = BigInt(ms) * 1_000_000n;
    const spec = new BigInt64Array([0n, nanoseconds, 0n, nanoseconds]);
    this.#libc.timerfd_settime(this.descriptor, 0, new Uint8Array(spec.buffer), null);
  }

  clear(): void {
    this.#libc.read(this.descriptor, this.#expired, this.#expired.length);
  }
}

/** What the loop runs on. */
export interface LoopParts {
  readonly libc: Libc;
  readonly epoll: Epoll;
  readonly sockets: LibcSockets;
  readonly timer: BeatTimer;
  readonly clock: MonotonicClock;
  readonly ground: Ground;
  readonly engine: Engine;
  /** Our end of the command channel. */
  readonly control: number;
}

/**
 * The loop: waits for packets, commands and the beat, and hands each to the engine. One synchronous function that
 * returns only when it is told to stop, or when the other end of the command channel is gone.
 */
export function runLoop(parts: LoopParts): void {
  const { epoll, sockets, timer, clock, ground, engine } = parts;
  epoll.add(timer.descriptor, TIMER);
  epoll.add(parts.control, CONTROL);
  const commands = new CommandChannel(parts.libc, parts.control);
  timer.every(engine.beatMs);
  while (!commands.isStopped) {
    const ready = epoll.wait();
    ground.now = clock.now();
    for (let nth = 0; nth < ready; nth++) {
      const number = epoll.ready(nth);
      if (number < TIMER) {
        sockets.receive(number, engine);
        continue;
      }
      if (number === CONTROL) {
        commands.take(engine);
      } else {
        timer.clear();
        engine.beat();
      }
      timer.every(engine.beatMs);
    }
  }
}

class CommandChannel {
  isStopped = false;
  readonly #libc: Libc;
  readonly #descriptor: number;
  readonly #packet: Uint8Array<ArrayBuffer> = new Uint8Array(LARGEST_COMMAND);

  constructor(libc: Libc, descriptor: number) {
    this.#libc = libc;
    this.#descriptor = descriptor;
  }

  take(engine: Engine): void {
    for (let taken = 0; taken < COMMANDS_AT_ONCE; taken++) {
      const length = this.#libc.recv(this.#descriptor, this.#packet, LARGEST_COMMAND, 0);
      if (length < 0) return;
      const command = length === 0 ? { type: "stop-worker" as const } : decodeCommand(this.#packet.subarray(0, length));
      if (command.type === "stop-worker") {
        this.isStopped = true;
        return;
      }
      engine.command(command);
    }
  }
}
