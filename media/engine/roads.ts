import type { HeardBy } from "../../core/sound/mod.ts";
import { forgetSeen } from "./codecs.ts";
import { findsDigits } from "./digit_form.ts";
import { settleFax } from "./fax.ts";
import { FrameClock } from "./frame_clock.ts";
import type { Ground } from "./ground.ts";
import { type Leg, mayHear, maySpeak } from "./leg.ts";
import { isAttended, MixingRoad, mustMix } from "./mixing.ts";
import { listenIn, listenNoMore } from "./overhear.ts";
import { SilentRoad } from "./silent_road.ts";

/** Who hears whom, and by which road: packets are passed on as they are wherever that will do, else they are made here. */
export class Roads {
  readonly #ground: Ground;
  readonly #clock: FrameClock;
  readonly #mixing: MixingRoad;
  readonly #silent = new SilentRoad();

  /** `onDial` is told of a leg that has digits to send. */
  constructor(ground: Ground, onDial: (leg: Leg) => void) {
    this.#ground = ground;
    this.#clock = new FrameClock(ground);
    this.#mixing = new MixingRoad(ground, onDial);
  }

  /** Whether somebody's packets are made here. */
  get isMaking(): boolean {
    return this.#mixing.isBusy || this.#silent.isBusy;
  }

  /** All frames whose time has come. */
  beat(): void {
    for (let left = this.isMaking ? this.#clock.due() : 0; left > 0; left--) {
      this.#clock.turn();
      this.#mixing.beat();
      this.#silent.beat();
    }
  }

  /** Frames begin anew where nobody has wanted any; a leg that only changes its road goes on. */
  settleClock(): void {
    if (!this.isMaking) this.#clock.stop();
  }

  /** The two hear each other; a leg with itself hears its echo. */
  connect(a: Leg, b: Leg): void {
    this.part(a);
    if (a !== b) this.part(b);
    a.partner = b;
    b.partner = a;
    this.settle(a);
    if (a !== b) this.settle(b);
  }

  /** Into a conference. */
  join(leg: Leg, room: string, muted: boolean): void {
    if (leg.conference !== room) this.part(leg);
    this.#mixing.join(leg, room, muted);
    this.#silent.settle(leg);
    for (const each of leg.overheardBy) this.#silent.settle(each);
  }

  overhear(leg: Leg, whom: Leg, heardBy: HeardBy): void {
    if (leg === whom) return;
    if (leg.overhears?.whom !== whom) this.part(leg);
    listenIn(leg, whom, heardBy);
    this.settle(leg);
  }

  /** Takes the leg away from whom it hears. */
  part(leg: Leg): void {
    const { partner } = leg;
    leg.partner = undefined;
    const whom = listenNoMore(leg);
    this.#mixing.leave(leg);
    this.settle(leg);
    if (whom !== undefined) this.choose(whom);
    if (partner === undefined || partner === leg) return;
    partner.partner = undefined;
    this.settle(partner);
  }

  /** The leg closes: nobody hears it any more, and it hears nobody. */
  leave(leg: Leg): void {
    this.#mixing.leave(leg);
    this.#silent.leave(leg);
  }

  /** A plan or a partner changed: works out anew what the packet path only reads. */
  settle(leg: Leg): void {
    leg.hears = mayHear(leg);
    leg.speaks = maySpeak(leg);
    leg.out.turn();
    leg.speaker.replan();
    leg.aliveAt = this.#ground.now;
    leg.expectedSince = this.#ground.now;
    leg.isUnshared = false;
    forgetSeen(leg);
    this.choose(leg);
  }

  /** Something changed that may ask for another road. */
  choose(leg: Leg): void {
    settleFax(leg);
    this.#chooseMixing(leg);
    this.#silent.settle(leg);
    if (leg.overhears !== undefined) this.#silent.settle(leg.overhears.whom);
    for (const each of leg.overheardBy) this.#silent.settle(each);
  }

  #chooseMixing(leg: Leg): void {
    const { partner, overhears } = leg;
    // Who listens in is wherever he is whom he listens to.
    if (overhears !== undefined) return this.#chooseMixing(overhears.whom);
    if (leg.conference !== undefined) {
      this.#mixing.dismiss(leg);
      return this.#mixing.replan(leg);
    }
    if (partner === undefined || partner === leg || partner.partner !== leg) {
      const isHeard = isAttended(leg) || partner === undefined && findsDigits(leg);
      if (isHeard && leg.plan !== undefined && !leg.isT38) return this.#mixing.seatAlone(leg);
      this.#mixing.dismiss(leg);
      return this.#mixing.leave(leg);
    }
    if (mustMix(leg, partner)) return this.#mixing.bridge(leg, partner);
    for (const each of [leg, partner]) {
      this.#mixing.dismiss(each);
      this.#mixing.leave(each);
    }
  }
}
