import type { Leg, LegId } from "./leg.ts";
import type { Session } from "./session.ts";

/** Every leg there is: by its own id, by its call, and by the number of whoever sits in it. */
export class LegTable {
  readonly #byId = new Map<LegId, Leg>();
  readonly #byCall = new Map<string, Set<Leg>>();
  /** By number: how many legs it has in each of its calls. */
  readonly #byNumber = new Map<string, Map<string, number>>();
  #moved = new Set<string>();

  get(id: LegId): Leg | undefined {
    return this.#byId.get(id);
  }

  has(id: LegId): boolean {
    return this.#byId.has(id);
  }

  all(): readonly Leg[] {
    return [...this.#byId.values()];
  }

  /** The legs of a call, in the order in which they came. */
  ofCall(call: string): readonly Leg[] {
    return [...(this.#byCall.get(call) ?? [])];
  }

  /** How many calls an extension is in. A call that rings all its phones is one. */
  callsOf(number: string): number {
    return this.#byNumber.get(number)?.size ?? 0;
  }

  /** The legs in which a number sits. */
  ofNumber(number: string): readonly Leg[] {
    const calls = this.#byNumber.get(number);
    if (calls === undefined) return [];
    return [...calls.keys()].flatMap((call) =>
      this.ofCall(call).filter(({ session }) => session.party.number === number)
    );
  }

  /** The numbers whose legs came, went or changed places since it was last asked. */
  takeMoved(): ReadonlySet<string> {
    const moved = this.#moved;
    if (moved.size > 0) this.#moved = new Set();
    return moved;
  }

  /** Something changed about a number or a name that a lamp may show. */
  stir(number: string): void {
    this.#moved.add(number);
  }

  add(leg: Leg): void {
    this.#byId.set(leg.id, leg);
    const legs = this.#byCall.get(leg.call);
    if (legs === undefined) this.#byCall.set(leg.call, new Set([leg]));
    else legs.add(leg);
    this.#count(leg, 1);
  }

  remove(leg: Leg): void {
    this.#byId.delete(leg.id);
    const legs = this.#byCall.get(leg.call);
    legs?.delete(leg);
    if (legs?.size === 0) this.#byCall.delete(leg.call);
    this.#count(leg, -1);
  }

  /** The phones of two legs change places. */
  swapSessions(one: Leg, other: Leg): void {
    for (const leg of [one, other]) this.#count(leg, -1);
    const { session } = one;
    one.session = other.session;
    other.session = session;
    for (const leg of [one, other]) {
      leg.session.leg = leg;
      this.#count(leg, 1);
    }
  }

  /** Another session takes the leg: the same party, along another way. */
  reseat(leg: Leg, session: Session): void {
    leg.session = session;
    session.leg = leg;
  }

  /** The legs that go through a trunk, in both directions. */
  ofTrunk(name: string): readonly Leg[] {
    return this.all().filter(({ session }) => session.party.trunk === name);
  }

  /** The sizes of the tables: all zero when no call runs. */
  sizes(): Readonly<Record<"legs" | "calls_with_legs" | "numbers_with_legs", number>> {
    return { legs: this.#byId.size, calls_with_legs: this.#byCall.size, numbers_with_legs: this.#byNumber.size };
  }

  #count({ call, session }: Leg, more: 1 | -1): void {
    const { number } = session.party;
    this.#moved.add(number);
    const calls = this.#byNumber.get(number) ?? new Map<string, number>();
    const legs = (calls.get(call) ?? 0) + more;
    if (legs > 0) calls.set(call, legs);
    else calls.delete(call);
    if (calls.size > 0) this.#byNumber.set(number, calls);
    else this.#byNumber.delete(number);
  }
}
