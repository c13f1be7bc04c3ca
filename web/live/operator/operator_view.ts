import type { Clock } from "../../../core/base/mod.ts";
import { type CallerAbout, type Directory, isListed, type OpenMatter } from "../../../core/directory/mod.ts";
import { callerKey } from "../../../core/routing/mod.ts";
import type { DeskAnswer, DeskCommand, HoursView, LiveView, QueueView } from "../../../core/switchboard/mod.ts";
import type { ContactDesk } from "../../../features/contacts/mod.ts";
import type { CallerState } from "../../console/mod.ts";
import { shownOnce } from "./shown_once.ts";
import { hoursNow, type Scope } from "../snapshot.ts";

/** Who operates: at which extension, and whose part of the office he sees. */
export interface Seat {
  readonly extension: string;
  readonly scope: Scope;
}

/** Somebody on the line, as far as he concerns the operator. */
export interface OperatorCall {
  /** By which acts name it: the leg of whoever calls. */
  readonly leg: string;
  /** Undefined for whoever is called back by a queue. */
  readonly call?: string;
  readonly state: CallerState;
  /** It rings at a phone of his that can be told to go off hook. */
  readonly canAnswer?: true;
  /** Undefined where he does not want to be named. */
  readonly number?: string;
  /** As people read it. */
  readonly shown?: string;
  readonly name?: string;
  readonly company?: string;
  readonly note?: string;
  /** What is open with him elsewhere. */
  readonly matters?: readonly OpenMatter[];
  readonly isVip?: true;
  /** Nobody of the office: he may be put into the phone book. */
  readonly isOutside?: true;
  /** Since when he calls, or waits where he waits; by the wall clock. */
  readonly at: number;
  readonly queue?: string;
  readonly slot?: string;
  /** Where it is asked first whether he may come. */
  readonly announcedTo?: string;
}

/** What the operator's console shows. */
export interface OperatorSnapshot {
  readonly calls: readonly OperatorCall[];
  /** Everybody but himself. */
  readonly people: LiveView["people"];
  /** Whether the office is open. */
  readonly hours: readonly HoursView[];
}

export interface OperatorViewParts {
  readonly ask: (command: DeskCommand) => DeskAnswer;
  readonly clock: Pick<Clock, "wall">;
  readonly directory: () => Directory;
  /** The phone book, as far as the operator's phones know it. */
  readonly contacts: Pick<ContactDesk, "holder">;
  /** What the customer databases know of somebody outside, as far as they have said so. */
  readonly known: (number: string) => CallerAbout | undefined;
}

/** What is told of somebody. */
type Known = Readonly<Partial<Record<"number" | "name" | "trunk", string | undefined>>>;
type Who = Pick<OperatorCall, "number" | "shown" | "name" | "company" | "note" | "matters" | "isVip" | "isOutside">;
type LiveCall = LiveView["calls"][number];
type Leg = LiveCall["legs"][number];

/** The office as an operator sees it: his calls, those who wait for him or in a slot, and everybody's lamp. */
export class OperatorView {
  readonly #parts: OperatorViewParts;
  readonly #shown = shownOnce();

  constructor(parts: OperatorViewParts) {
    this.#parts = parts;
  }

  of(seat: Seat): OperatorSnapshot {
    const { ask } = this.#parts;
    const [live, queues] = [ask({ type: "live" }), ask({ type: "queues" })];
    if (live.type !== "live" || queues.type !== "queues") throw new Error(`Cannot show the office: "${live.type}"`);
    const { calls, parked, people } = live.live;
    const slots = new Set(parked.map(({ call }) => call));
    const mine = calls.flatMap((call) => this.#mine(call, { seat, isParked: slots.has(call.id) }));
    const served = new Set(mine.map(({ call }) => call));
    const callOf = new Map(calls.flatMap(({ id, legs }) => legs.map((leg) => [leg.id, id] as const)));
    const queued = queues.queues.filter(({ agents }) => agents.some(({ number }) => number === seat.extension))
      .flatMap((queue) => this.#queued(queue, callOf, seat))
      .filter(({ call }) => !served.has(call));
    const isSeen = ({ number }: { readonly number: string }): boolean =>
      seat.scope === undefined || seat.scope.includes(number);
    return {
      calls: [...mine, ...queued, ...parked.flatMap((each) => this.#parked(each, calls, seat))],
      hours: hoursNow(ask),
      people: people.filter((person) => person.number !== seat.extension && isSeen(person)),
    };
  }

  /** The call, where the operator's phones are in it. */
  #mine(
    { id, dialled, at, legs }: LiveCall,
    { seat, isParked }: { readonly seat: Seat; readonly isParked: boolean },
  ): readonly OperatorCall[] {
    const isOwn = ({ number, trunk }: Leg): boolean => number === seat.extension && trunk === undefined;
    const phones = legs.filter(isOwn);
    const own = phones.find(({ state }) => state !== "ringing") ?? phones[0];
    // Who has just parked somebody hears where, and talks with nobody; who did so a while ago is rung.
    if (own === undefined || isParked && own.state !== "ringing") return [];
    // Whoever was there first; the third one, who is rung or asked, came later.
    const [other] = legs.filter((leg) => !isOwn(leg)).toSorted((one, two) => one.at - two.at);
    const state = stateOf(own, other);
    const { announcesTo } = own;
    const vips = this.#parts.directory().extensions.get(seat.extension)?.vips;
    return [{
      ...this.#who(other ?? { number: dialled }, seat, vips),
      // In his slot he has that name already.
      ...{ leg: isParked ? own.id : other?.id ?? own.id, call: id, state, at },
      ...phones.some(({ canAnswer }) => canAnswer === true) ? { canAnswer: true } : {},
      ...announcesTo === undefined ? {} : { announcedTo: announcesTo },
    }];
  }

  #queued(queue: QueueView, callOf: ReadonlyMap<string, string>, seat: Seat): readonly OperatorCall[] {
    const wall = this.#parts.clock.wall();
    const vips = this.#parts.directory().queues.get(queue.number)?.vip;
    return queue.waiting.filter(({ state }) => state !== "away").map(({ caller, number, name, waitedMs }) => {
      const call = callOf.get(caller);
      return {
        ...this.#who({ number, name }, seat, vips),
        ...{ leg: caller, state: "queued", queue: queue.name === "" ? queue.number : queue.name },
        // By whole seconds: what stands still is not told again.
        at: 1_000 * Math.round((wall - waitedMs) / 1_000),
        ...call === undefined ? {} : { call },
      };
    });
  }

  #parked(
    { slot, call, leg, at }: LiveView["parked"][number],
    calls: readonly LiveCall[],
    seat: Seat,
  ): readonly OperatorCall[] {
    const there = calls.find(({ id }) => id === call)?.legs.find(({ id }) => id === leg);
    // The lamp of a slot is everybody's; who waits there concerns whoever sees the whole office, or the slot.
    const isNamed = there !== undefined && (seat.scope === undefined || seat.scope.includes(slot));
    return [{ ...isNamed ? this.#who(there, seat) : {}, leg, call, state: "parked", at, slot }];
  }

  /**
   * Who somebody is, and what should be known of him.
   *
   * @param vips who does not wait there, besides whom the phone book marks
   */
  #who({ number, name, trunk }: Known, { extension }: Seat, vips: readonly string[] = []): Who {
    if (number === undefined) return {};
    const directory = this.#parts.directory();
    const person = trunk === undefined ? directory.extensions.get(number) : undefined;
    const { country } = directory.office;
    const contact = person === undefined
      ? this.#parts.contacts.holder(callerKey(number, { country }), { extensions: [extension], seesAll: false })
      : undefined;
    const about = person === undefined ? this.#parts.known(number) : undefined;
    const called = person?.name ?? contact?.name ?? about?.name ?? name;
    return {
      number,
      shown: this.#shown(number, country),
      ...called === undefined ? {} : { name: called },
      ...contact?.company === undefined ? {} : { company: contact.company },
      ...contact?.note === undefined ? {} : { note: contact.note },
      ...about === undefined || about.matters.length === 0 ? {} : { matters: about.matters },
      ...contact?.isVip === true || isListed(number, vips) ? { isVip: true } : {},
      ...person === undefined ? { isOutside: true } : {},
    };
  }
}

function stateOf(own: Leg, other: Leg | undefined): CallerState {
  if (own.state === "ringing" && own.direction === "out") return "ringing";
  if (own.isOfThree === true) return "three";
  if (own.announcesTo !== undefined) return "announcing";
  if (own.state === "held") return "held";
  return other === undefined || own.state === "ringing" || other.state === "ringing" ? "calling" : "talking";
}
