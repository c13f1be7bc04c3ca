import { Mixer } from "../mix/mod.ts";
import { type Block, type Kernels, takeSamples } from "../wasm/mod.ts";
import type { Party } from "./party.ts";

/** Of a room's sound, in Hz. */
export type RoomRate = 8000 | 16_000;

const FRAMES_PER_SECOND = 50;

/** A party with its frames. */
interface Seat {
  readonly party: Party;
  readonly said: Block<Int16Array>;
  readonly others: Block<Int16Array>;
  spoke: boolean;
}

/** Mixers grow by doubling, so that a conference that fills up makes few of them. */
const FIRST_SEATS = 4;

/**
 * A room: everybody hears everybody else. Two who talk are the common case, and cost no mixing; those who say nothing
 * cost nothing but their own ears.
 */
export class Room implements Disposable {
  readonly rate: RoomRate;
  readonly #kernels: Kernels;
  readonly #seats: Seat[] = [];
  readonly #silence: Block<Int16Array>;
  readonly #all: Block<Int16Array>;
  #mixer: Mixer | undefined;
  #mixerSeats = 0;
  #isOpen = true;

  constructor(kernels: Kernels, rate: RoomRate) {
    this.#kernels = kernels;
    this.rate = rate;
    this.#silence = takeSamples(kernels, rate / FRAMES_PER_SECOND);
    this.#all = takeSamples(kernels, rate / FRAMES_PER_SECOND);
  }

  get size(): number {
    return this.#seats.length;
  }

  /** Seats a party; its turn in every beat is the order in which they came. */
  add(party: Party): void {
    const frame = (): Block<Int16Array> => takeSamples(this.#kernels, this.rate / FRAMES_PER_SECOND);
    this.#seats.push({ party, said: frame(), others: frame(), spoke: false });
    if (this.#seats.length <= Math.max(2, this.#mixerSeats)) return;
    this.#mixer?.[Symbol.dispose]();
    this.#mixerSeats = Math.max(FIRST_SEATS, 2 * this.#mixerSeats);
    this.#mixer = new Mixer(this.#kernels, this.rate / FRAMES_PER_SECOND, this.#mixerSeats);
  }

  /** Takes a party out; quiet when it is not here. */
  remove(party: Party): void {
    const at = this.#seats.findIndex((seat) => seat.party === party);
    const [seat] = at < 0 ? [] : this.#seats.splice(at, 1);
    if (seat !== undefined) this.#clear(seat);
  }

  /** 20 ms: everybody speaks, then everybody hears. Allocates nothing, nor does an index where an iterator would. */
  beat(): void {
    const seats = this.#seats;
    let speakers = 0;
    let first: Seat | undefined;
    let last: Seat | undefined;
    for (let nth = 0; nth < seats.length; nth++) {
      const seat = seats[nth]!;
      seat.spoke = seat.party.speak(seat.said);
      if (!seat.spoke) continue;
      speakers += 1;
      first ??= seat;
      last = seat;
    }
    this.#mix(speakers);
    for (let nth = 0; nth < seats.length; nth++) {
      const seat = seats[nth]!;
      const others = seat.spoke ? speakers - 1 : speakers;
      if (others === 0) seat.party.hear(this.#silence);
      else if (others === 1) seat.party.hear(seat === last ? first!.said : last!.said);
      else seat.party.hear(seat.spoke ? seat.others : this.#all);
    }
  }

  /** Nobody needs a sum of one: whoever has one other to hear is given that one's frame. */
  #mix(speakers: number): void {
    if (speakers < 2 || this.#seats.length === 2) return;
    const mixer = this.#mixer!;
    mixer.clear();
    for (let nth = 0; nth < this.#seats.length; nth++) {
      const seat = this.#seats[nth]!;
      if (seat.spoke) mixer.seat(seat.said.at, seat.others.at);
    }
    if (speakers > 2) mixer.mixMinus();
    if (speakers < this.#seats.length) mixer.mixAll(this.#all.at);
  }

  #clear(seat: Seat): void {
    this.#kernels.arena.giveBack(seat.said.at);
    this.#kernels.arena.giveBack(seat.others.at);
  }

  /** Gives back all memory; who is still here is no longer heard. */
  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    for (const seat of this.#seats.splice(0)) this.#clear(seat);
    this.#mixer?.[Symbol.dispose]();
    this.#mixer = undefined;
    this.#kernels.arena.giveBack(this.#silence.at);
    this.#kernels.arena.giveBack(this.#all.at);
  }
}
