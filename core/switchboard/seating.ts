import { type Instant, isClockBelieved, nextTime, type WallTime } from "../base/mod.ts";
import type { Directory } from "../directory/mod.ts";
import { type Notebook, readSeat, type Seat, SEAT_FAMILY, writeSeat } from "../notebook/mod.ts";
import type { CallFact, Party } from "../record/mod.ts";
import type { Binding, Registrar } from "../registrar/mod.ts";

/** Somebody else sits at a phone than before. */
export type SeatChange = Extract<CallFact, { readonly type: "desk.changed" }>;

/**
 * Who is on which phone: the one place that knows. A phone is known by the extension that it registers for, so that several
 * phones of one extension are one desk. Somebody who sits at a desk is reached there, and what is done there he does; the
 * desk's own extension has no phone until he leaves.
 */
export class Seating {
  readonly #registrar: Registrar;
  readonly #notebook: Notebook;
  readonly #directory: () => Directory;
  readonly #changed: (change: SeatChange) => void;
  /** When the next one is logged out by the clock. */
  #next: WallTime | undefined;

  constructor(parts: {
    readonly registrar: Registrar;
    readonly notebook: Notebook;
    readonly directory: () => Directory;
    readonly changed: (change: SeatChange) => void;
  }) {
    this.#registrar = parts.registrar;
    this.#notebook = parts.notebook;
    this.#directory = parts.directory;
    this.#changed = parts.changed;
  }

  /** When `logOut` is to be asked next. */
  get next(): WallTime | undefined {
    return this.#next;
  }

  /** Who sits at a phone: whoever has logged in there, or the extension that it registers for. */
  whoIsAt(phone: string): string {
    return this.#seatAt(phone)?.number ?? phone;
  }

  /** Phones at which somebody has logged in. */
  seatsOf(number: string): readonly string[] {
    return this.#seats().flatMap(([phone, seat]) => seat.number === number ? [phone] : []);
  }

  /** Where somebody can be reached at `now`, by preference, highest first. */
  bindingsOf(number: string, now: Instant): readonly Binding[] {
    const desks = this.#desksOf(number);
    if (desks.length === 1) return this.#registrar.bindingsOf(desks[0]!, now);
    return desks.flatMap((desk) => this.#registrar.bindingsOf(desk, now))
      .toSorted((a, b) => b.preference - a.preference);
  }

  /** Somebody logs in on a phone, and leaves where he was unless the office adds; on his own phone he is at home again. */
  sit(phone: string, number: string, wall: WallTime): void {
    if (this.#directory().hotDesk.login === "move") {
      for (const seat of this.seatsOf(number)) if (seat !== phone) this.#put(seat, undefined, "elsewhere");
    }
    this.#put(phone, number === phone ? undefined : { number, since: wall }, "phone");
  }

  /** Whoever sits at a phone is logged out. */
  leave(phone: string): void {
    this.#put(phone, undefined, "phone");
  }

  /** Logs out those whose hour has come. */
  logOut(wall: WallTime): void {
    for (const [phone, seat] of this.#seats()) {
      const until = this.#until(seat);
      if (until !== undefined && until <= wall) this.#put(phone, undefined, "hour");
    }
    this.reckon();
  }

  /** The office, the time or what is kept has changed: who is not there any more sits nowhere, and the hour is another. */
  reckon(): void {
    const { extensions } = this.#directory();
    for (const [phone, seat] of this.#seats()) {
      if (!extensions.has(phone) || !extensions.has(seat.number)) this.#put(phone, undefined, "office");
    }
    this.#reckonNext();
  }

  #reckonNext(): void {
    this.#next = undefined;
    for (const [, seat] of this.#seats()) {
      const until = this.#until(seat);
      if (until !== undefined && (this.#next === undefined || until < this.#next)) this.#next = until;
    }
  }

  #until({ since }: Seat): WallTime | undefined {
    const { hotDesk: { logoutAt }, office } = this.#directory();
    if (logoutAt === undefined || !isClockBelieved(since)) return undefined;
    return nextTime(logoutAt, since, office.timeZone);
  }

  #put(phone: string, seat: Seat | undefined, by: SeatChange["by"]): void {
    const from = this.whoIsAt(phone);
    this.#notebook.set(SEAT_FAMILY, phone, seat && writeSeat(seat));
    const to = this.whoIsAt(phone);
    this.#reckonNext();
    if (from !== to) this.#changed({ type: "desk.changed", phone, from, to, by });
  }

  #desksOf(number: string): readonly string[] {
    const seats = this.seatsOf(number);
    const isHome = this.whoIsAt(number) === number && (seats.length === 0 || this.#directory().hotDesk.login === "add");
    return isHome ? [number, ...seats] : seats;
  }

  #seats(): readonly (readonly [string, Seat])[] {
    return [...this.#notebook.all(SEAT_FAMILY).keys()].flatMap((phone) => {
      const seat = this.#seatAt(phone);
      return seat === undefined ? [] : [[phone, seat] as const];
    });
  }

  #seatAt(phone: string): Seat | undefined {
    return readSeat(this.#notebook.get(SEAT_FAMILY, phone));
  }
}

/** Somebody, as he is known on the phone of an extension: where that is another one, it is said. */
export function seatedParty(party: Party, phone: string): Party {
  return phone === party.number ? party : { ...party, phone };
}
