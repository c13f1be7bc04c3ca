import type { Kernels, Span } from "../wasm/mod.ts";
import type { Carries } from "./packet.ts";

/** So many packets have room; as sequence numbers wrap, it is a power of two. */
export const SLOTS = 64;
/** No sequence number, and none that has been here (its complement). */
const EMPTY = -0x20000;

/** Packets that wait for their turn, each in the slot that its sequence number names. */
export class Slots implements Disposable {
  /** The packet that was opened last: where its payload lies, its time, and what it carries. */
  readonly payload: Span;
  time = 0;
  carries: Carries = "sound";
  /** How many packets wait. */
  waiting = 0;

  readonly #kernels: Kernels;
  readonly #octets: Uint8Array;
  readonly #at: number;
  readonly #slotOctets: number;
  readonly #sequences = new Int32Array(SLOTS).fill(EMPTY);
  readonly #times = new Int32Array(SLOTS);
  readonly #lengths = new Int32Array(SLOTS);
  readonly #carries: Carries[] = Array.from({ length: SLOTS }, () => "sound");
  #isOpen = true;

  /** @param slotOctets the longest payload */
  constructor(kernels: Kernels, slotOctets: number) {
    this.#kernels = kernels;
    this.#slotOctets = slotOctets;
    this.#octets = new Uint8Array(kernels.buffer);
    this.#at = kernels.arena.take(SLOTS * slotOctets);
    this.payload = { at: this.#at, length: 0 };
  }

  /** Whether a payload has room. */
  fits(octets: number): boolean {
    return octets <= this.#slotOctets;
  }

  has(sequence: number): boolean {
    return this.#sequences[sequence % SLOTS] === sequence;
  }

  /** Whether the packet was here and has been dropped, and none has taken its slot since. */
  had(sequence: number): boolean {
    return this.#sequences[sequence % SLOTS] === ~sequence;
  }

  /** Keeps a packet; what lay in its slot is gone. */
  keep(sequence: number, time: number, carries: Carries, payload: Readonly<Span>): void {
    const slot = sequence % SLOTS;
    if (this.#sequences[slot]! < 0) this.waiting += 1;
    this.#sequences[slot] = sequence;
    this.#times[slot] = time;
    this.#lengths[slot] = payload.length;
    this.#carries[slot] = carries;
    this.#octets.copyWithin(this.#at + slot * this.#slotOctets, payload.at, payload.at + payload.length);
  }

  /** Opens the packet; false when it is not here. */
  open(sequence: number): boolean {
    const slot = sequence % SLOTS;
    if (this.#sequences[slot] !== sequence) return false;
    this.payload.at = this.#at + slot * this.#slotOctets;
    this.payload.length = this.#lengths[slot]!;
    this.time = this.#times[slot]!;
    this.carries = this.#carries[slot]!;
    return true;
  }

  drop(sequence: number): void {
    if (!this.has(sequence)) return;
    this.#sequences[sequence % SLOTS] = ~sequence;
    this.waiting -= 1;
  }

  clear(): void {
    this.#sequences.fill(EMPTY);
    this.waiting = 0;
  }

  [Symbol.dispose](): void {
    if (this.#isOpen) this.#kernels.arena.giveBack(this.#at);
    this.#isOpen = false;
  }
}
