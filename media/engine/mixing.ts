import { isTranslated, type PlannedCodec } from "../../core/sdp/mod.ts";
import { Room, type RoomRate } from "../room/mod.ts";
import { isSameCodec, soundCodec } from "./codecs.ts";
import { digitFormOf, mustTellDigits } from "./digit_form.ts";
import { queueDigit } from "./digit_out.ts";
import type { Ground } from "./ground.ts";
import type { Leg } from "./leg.ts";
import { Voice } from "./voice.ts";

/**
 * The mixing road: legs whose sound must be heard or changed, each the party of a room, and one beat over all rooms in
 * the order in which they were opened.
 */
export class MixingRoad {
  readonly #ground: Ground;
  readonly #onDial: (leg: Leg) => void;
  /** In the order of their beats. */
  readonly #rooms: Room[] = [];
  readonly #conferences = new Map<string, Set<Leg>>();

  /** `onDial` is told of a leg that has digits to send. */
  constructor(ground: Ground, onDial: (leg: Leg) => void) {
    this.#ground = ground;
    this.#onDial = onDial;
  }

  get isBusy(): boolean {
    return this.#rooms.length > 0;
  }

  /** 20 ms of all rooms. */
  beat(): void {
    for (let nth = 0; nth < this.#rooms.length; nth++) this.#rooms[nth]!.beat();
  }

  /** Two legs hear each other through the kernels; quiet where they do already, but for what their plans changed. */
  bridge(a: Leg, b: Leg): void {
    this.#gather([a, b]);
  }

  /** A leg is heard, though nobody is with it but who listens in. */
  seatAlone(leg: Leg): void {
    this.#gather([leg]);
  }

  /** Those who listen in to the leg have nothing to hear just now. */
  dismiss(leg: Leg): void {
    for (const each of leg.overheardBy) this.leave(each);
  }

  /**
   * Those who talk, and all who listen in to them, alone in one room. It is as wide as those who talk: nobody who comes to
   * listen makes them change rooms.
   */
  #gather(talkers: readonly Leg[]): void {
    const rate = Math.max(...talkers.map(rateOf)) as RoomRate;
    const legs = [...talkers, ...talkers.flatMap(({ overheardBy }) => overheardBy.filter(isPlanned))];
    const found = talkers[0]!.voice?.room;
    const isTheirs = found?.rate === rate && found.size === legs.filter(({ voice }) => voice?.room === found).length &&
      talkers.every(({ voice }) => voice === undefined || voice.room === found);
    const room = found !== undefined && isTheirs ? found : this.#open(rate);
    for (const leg of legs) {
      if (leg.voice?.room === room) {
        leg.voice.replan();
        continue;
      }
      this.leave(leg);
      this.#seat(leg, room);
    }
    for (const { voice, overhears } of legs) {
      if (voice !== undefined && overhears !== undefined) room.address(voice, hearersOf(overhears));
    }
  }

  /** A leg hears all others of a conference, and is heard unless it is muted. */
  join(leg: Leg, name: string, isMuted: boolean): void {
    // Nobody comes into a conference by listening in to one who does.
    if (leg.conference !== name && leg.overheardBy.length > 0) {
      this.dismiss(leg);
      this.#unseat(leg);
    }
    const legs = this.#conferences.get(name) ?? new Set();
    this.#conferences.set(name, legs);
    legs.add(leg);
    leg.conference = name;
    this.#settleConference(legs);
    if (leg.voice !== undefined) leg.voice.isMuted = isMuted;
  }

  /** The plan of a leg in a conference has changed. */
  replan(leg: Leg): void {
    leg.voice?.replan();
    const legs = leg.conference === undefined ? undefined : this.#conferences.get(leg.conference);
    if (legs !== undefined) this.#settleConference(legs);
  }

  /** All of a conference in one room, as wide as the widest voice in it: it never narrows while somebody is there. */
  #settleConference(legs: ReadonlySet<Leg>): void {
    const rooms = [...legs].flatMap(({ voice }) => voice?.room ?? []);
    const rate = Math.max(...[...legs].map(rateOf), ...rooms.map((room) => room.rate)) as RoomRate;
    const room = rooms.find((each) => each.rate === rate) ?? this.#open(rate);
    for (const leg of legs) {
      if (leg.voice?.room === room) continue;
      const isMuted = leg.voice?.isMuted ?? false;
      this.#unseat(leg);
      this.#seat(leg, room);
      leg.voice!.isMuted = isMuted;
    }
  }

  /** Takes a leg off this road; its room closes behind the last one. */
  leave(leg: Leg): void {
    const { conference } = leg;
    leg.conference = undefined;
    if (conference !== undefined) {
      const legs = this.#conferences.get(conference);
      legs?.delete(leg);
      if (legs?.size === 0) this.#conferences.delete(conference);
    }
    this.#unseat(leg);
  }

  #seat(leg: Leg, room: Room): void {
    leg.voice = new Voice(this.#ground, leg, room, (digit, durationMs) => this.#passDigit(leg, digit, durationMs));
  }

  #unseat(leg: Leg): void {
    const { voice } = leg;
    if (voice === undefined) return;
    leg.voice = undefined;
    const { room } = voice;
    voice[Symbol.dispose]();
    if (room.size > 0) return;
    this.#rooms.splice(this.#rooms.indexOf(room), 1);
    room[Symbol.dispose]();
  }

  /**
   * A digit of one leg, for the other: as an event where he knows events, else in the sound itself, but for who is told by
   * SIP INFO.
   */
  #passDigit(leg: Leg, digit: string, durationMs: number): void {
    const to = leg.partner;
    if (to?.plan === undefined || to === leg) return;
    const form = digitFormOf(to);
    if (form === "sound" && to.voice !== undefined) to.speaker.press(digit, durationMs);
    if (form !== "event") return;
    queueDigit(this.#ground, to, digit, durationMs);
    if (to.digitsToSend.length > 0) this.#onDial(to);
  }

  #open(rate: RoomRate): Room {
    const room = new Room(this.#ground.kernels, rate);
    this.#rooms.push(room);
    return room;
  }
}

/** Whether two legs that hear each other need more than their packets passed on: another codec, digits in another form, a tap, a tone, a treatment. */
export function mustMix(a: Leg, b: Leg): boolean {
  if (a.plan === undefined || b.plan === undefined || a.isT38 || b.isT38) return false;
  const [one, other] = [soundCodec(a.plan), soundCodec(b.plan)];
  if (one === undefined || other === undefined || !isTranslated(one) || !isTranslated(other)) return false;
  if (a.isUnshared || b.isUnshared || isAttended(a) || isAttended(b)) return true;
  if (a.companion.treats || b.companion.treats) return true;
  const isHeard = (codec: PlannedCodec, by: Leg) => by.plan?.codecs.some((each) => isSameCodec(each, codec)) === true;
  if (!isHeard(one, b) || !isHeard(other, a)) return true;
  return mustTellDigits(a, b);
}

/** Whether somebody listens in, or something is played to the leg. */
export function isAttended(leg: Leg): boolean {
  return leg.taps.length > 0 || leg.playing !== undefined || leg.overheardBy.length > 0;
}

/** Who alone hears one who listens in; undefined: all. */
function hearersOf({ whom, heardBy }: NonNullable<Leg["overhears"]>): readonly Voice[] | undefined {
  if (heardBy === "all") return undefined;
  return heardBy === "whom" && whom.voice !== undefined ? [whom.voice] : [];
}

function isPlanned({ plan }: Leg): boolean {
  return plan !== undefined;
}

/** The rate at which nothing of the leg's sound is lost. */
function rateOf(leg: Leg): RoomRate {
  const codec = leg.plan === undefined ? undefined : soundCodec(leg.plan);
  return codec === undefined || /^pcm[au]$/i.test(codec.name) ? 8000 : 16_000;
}
