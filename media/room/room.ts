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
  /** Who alone hears him; undefined: all. */
  hearers: readonly Party[] | undefined;
}

/** Mixers grow by doubling, so that a conference that fills up makes few of them. */
const FIRST_SEATS = 4;

/**
 * A room: everybody hears everybody else, but for those who speak to some alone. Two who talk are the common case, and cost
 * no mixing; those who say nothing cost nothing but their own ears, and a room where all speak to all costs no choosing.
 */
export class Room implements Disposable {
  readonly rate: RoomRate;
  readonly #kernels: Kernels;
  readonly #seats: Seat[] = [];
  readonly #silence: Block<Int16Array>;
  readonly #all: Block<Int16Array>;
  #mixer: Mixer | undefined;
  #mixerSeats = 0;
  /** Somebody speaks to some of the others alone. */
  #isSelective = false;
  /** The sum in hand has in it what was said to its hearer alone, or to few. */
  #heardAside = false;
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
    this.#seats.push({ party, said: frame(), others: frame(), spoke: false, hearers: undefined });
    if (this.#seats.length <= Math.max(2, this.#mixerSeats)) return;
    this.#mixer?.[Symbol.dispose]();
    this.#mixerSeats = Math.max(FIRST_SEATS, 2 * this.#mixerSeats);
    this.#mixer = new Mixer(this.#kernels, this.rate / FRAMES_PER_SECOND, this.#mixerSeats);
  }

  /** Takes a party out; quiet when it is not here. */
  remove(party: Party): void {
    const at = this.#seats.findIndex((seat) => seat.party === party);
    const [seat] = at < 0 ? [] : this.#seats.splice(at, 1);
    if (seat === undefined) return;
    this.#clear(seat);
    this.#settleHearers();
  }

  /** From now on these alone hear the party, nobody where there are none; all, where they are left out. */
  address(party: Party, hearers?: readonly Party[]): void {
    const seat = this.#seats.find((each) => each.party === party);
    if (seat === undefined) return;
    seat.hearers = hearers;
    this.#settleHearers();
  }

  /** Whom nobody hears says nothing; only who is heard by some needs choosing. */
  #settleHearers(): void {
    this.#isSelective = this.#seats.some(({ hearers }) => hearers !== undefined && hearers.length > 0);
  }

  /** 20 ms: everybody speaks, then everybody hears. Allocates nothing, nor does an index where an iterator would. */
  beat(): void {
    const seats = this.#seats;
    let speakers = 0;
    let first: Seat | undefined;
    let last: Seat | undefined;
    for (let nth = 0; nth < seats.length; nth++) {
      const seat = seats[nth]!;
      seat.spoke = seat.party.speak(seat.said) && seat.hearers?.length !== 0;
      if (!seat.spoke) continue;
      speakers += 1;
      first ??= seat;
      last = seat;
    }
    if (this.#isSelective) return this.#hearSelectively();
    this.#mix(speakers);
    for (let nth = 0; nth < seats.length; nth++) {
      const seat = seats[nth]!;
      const others = seat.spoke ? speakers - 1 : speakers;
      if (others === 0) seat.party.hear(this.#silence);
      else if (others === 1) seat.party.hear(seat === last ? first!.said : last!.said);
      else seat.party.hear(seat.spoke ? seat.others : this.#all);
    }
  }

  /** Each hears the sum of those who speak to him, and what of it all hear where that is less. */
  #hearSelectively(): void {
    const seats = this.#seats;
    for (let to = 0; to < seats.length; to++) {
      const hearer = seats[to]!;
      const heard = this.#sumFor(hearer, true, hearer.others);
      if (this.#heardAside) hearer.party.hear(heard, this.#sumFor(hearer, false, this.#all));
      else hearer.party.hear(heard);
    }
  }

  /** What somebody hears of who speaks to all, and of who speaks to him `aside`. A sum of two is laid `into` a frame. */
  #sumFor(hearer: Seat, aside: boolean, into: Block<Int16Array>): Block<Int16Array> {
    const seats = this.#seats;
    const mixer = this.#mixer;
    let heard = 0;
    let last: Seat | undefined;
    this.#heardAside = false;
    mixer?.clear();
    for (let from = 0; from < seats.length; from++) {
      const seat = seats[from]!;
      if (seat === hearer || !seat.spoke) continue;
      if (seat.hearers !== undefined) {
        if (!aside || !seat.hearers.includes(hearer.party)) continue;
        this.#heardAside = true;
      }
      heard += 1;
      last = seat;
      mixer?.seat(seat.said.at, into.at);
    }
    // Two hear one other at most, and have no mixer.
    if (heard > 1) mixer!.mixAll(into.at);
    return last === undefined ? this.#silence : heard === 1 ? last.said : into;
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
