import { CLOEXEC, type Libc, SYS } from "./libc.ts";

/**
 * `struct epoll_event`, in 32 bit words: packed on x86-64 (12 bytes, the number at 4), aligned on arm64 (16 bytes, the
 * number at 8).
 */
const EVENT = Deno.build.arch === "x86_64" ? { words: 3, number: 1 } : { words: 4, number: 2 };

const EPOLLIN = 1;
const EPOLL_CTL_ADD = 1;
const EPOLL_CTL_DEL = 2;
/** So many ready sockets are told in one go. */
const AT_ONCE = 512;

/** Waits for many descriptors at once. Each is known by a number of ours. */
export class Epoll {
  readonly descriptor: number;
  readonly #libc: Libc;
  readonly #words = new Int32Array(AT_ONCE * EVENT.words);
  readonly #events: Uint8Array<ArrayBuffer>;
  readonly #one = new Int32Array(EVENT.words);
  readonly #oneBytes: Uint8Array<ArrayBuffer>;

  constructor(libc: Libc) {
    this.#libc = libc;
    this.#events = new Uint8Array(this.#words.buffer);
    this.#oneBytes = new Uint8Array(this.#one.buffer);
    this.descriptor = libc.epoll_create1(CLOEXEC);
    if (this.descriptor < 0) throw new Error("Cannot make an epoll: the system refuses one");
  }

  add(descriptor: number, number: number): void {
    this.#one[0] = EPOLLIN;
    this.#one[EVENT.number] = number;
    if (this.#libc.epoll_ctl(this.descriptor, EPOLL_CTL_ADD, descriptor, this.#oneBytes) !== 0) {
      throw new Error(`Cannot wait for descriptor "${descriptor}": the system refuses it`);
    }
  }

  remove(descriptor: number): void {
    this.#libc.epoll_ctl(this.descriptor, EPOLL_CTL_DEL, descriptor, this.#oneBytes);
  }

  /** Waits until some are ready. How many; 0 or less when a signal came between. */
  wait(): number {
    return SYS.epollWait === undefined
      ? this.#libc.epoll_wait(this.descriptor, this.#events, AT_ONCE, -1)
      : this.#libc.epollWait(SYS.epollWait, this.descriptor, this.#events, AT_ONCE, -1);
  }

  /** The number of the `nth` that was ready. */
  ready(nth: number): number {
    return this.#words[nth * EVENT.words + EVENT.number]!;
  }
}
