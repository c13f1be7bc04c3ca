import { encodeCommand, type EngineCommand } from "../plane/mod.ts";
import { AF_UNIX, CLOEXEC, type Libc, NONBLOCK, SOCK_SEQPACKET } from "./libc.ts";

/** The worker empties a full channel within a millisecond or so. */
const FLUSH_AFTER_MS = 2;
/** So many commands may wait for that; past them the box is broken, and says no. */
const LONGEST_BACKLOG = 10_000;

/**
 * The way of commands to the worker: a pair of connected SEQPACKET sockets, so that commands keep their bounds and wake the
 * epoll that the packets are in. Throws when the system refuses a pair. Closing an end twice is quiet.
 */
export class CommandChannel {
  readonly #libc: Libc;
  /** Descriptors; 0 where an end is closed. */
  #ours: number;
  #theirs: number;
  /** Commands of running calls that found the channel full, in their order. */
  readonly #backlog: Uint8Array<ArrayBuffer>[] = [];
  #flush: ReturnType<typeof setTimeout> | undefined;

  constructor(libc: Libc) {
    const ends = new Int32Array(2);
    if (libc.socketpair(AF_UNIX, SOCK_SEQPACKET | NONBLOCK | CLOEXEC, 0, new Uint8Array(ends.buffer)) !== 0) {
      throw new Error("Cannot make the media command channel: the system refuses a socket pair");
    }
    this.#libc = libc;
    [this.#ours, this.#theirs] = [ends[0]!, ends[1]!];
  }

  /** The worker's end. */
  get theirs(): number {
    return this.#theirs;
  }

  /** False where it was not sent: an `open` while the channel is full, anything while too much waits. */
  send(command: EngineCommand): boolean {
    // A call that is not begun costs nothing; the end of one that runs must not be lost.
    const isFull = this.#backlog.length > (command.type === "open" ? 0 : LONGEST_BACKLOG);
    if (isFull) return false;
    const packet = encodeCommand(command);
    if (this.#backlog.length === 0 && this.#write(packet)) return true;
    if (command.type === "open") return false;
    this.#backlog.push(packet);
    this.#flush ??= setTimeout(() => this.#sendBacklog(), FLUSH_AFTER_MS);
    return true;
  }

  /** What waits is not sent any more. The worker sees the end, also where the channel is full. */
  closeOurs(): void {
    clearTimeout(this.#flush);
    this.#backlog.length = 0;
    if (this.#ours !== 0) this.#libc.close(this.#ours);
    this.#ours = 0;
  }

  closeTheirs(): void {
    if (this.#theirs !== 0) this.#libc.close(this.#theirs);
    this.#theirs = 0;
  }

  #write(packet: Uint8Array<ArrayBuffer>): boolean {
    return this.#libc.send(this.#ours, packet, packet.length, 0) === packet.length;
  }

  #sendBacklog(): void {
    this.#flush = undefined;
    let sent = 0;
    while (sent < this.#backlog.length && this.#write(this.#backlog[sent]!)) sent++;
    this.#backlog.splice(0, sent);
    if (this.#backlog.length > 0) this.#flush = setTimeout(() => this.#sendBacklog(), FLUSH_AFTER_MS);
  }
}
