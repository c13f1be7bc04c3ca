import { isTranslated } from "../../core/sdp/mod.ts";
import { soundCodec } from "./codecs.ts";
import { allowsSpeech, type Leg } from "./leg.ts";

/**
 * The silent road: legs that hear nobody are sent silence on every beat. Providers, routers and phones take a call without
 * packets for dead, and a stream that never stops needs no new beginning when somebody speaks. Only who is here costs
 * anything.
 */
export class SilentRoad {
  readonly #legs: Leg[] = [];
  #beats = 0;

  get isBusy(): boolean {
    return this.#legs.length > 0;
  }

  /** Takes the leg in or out, as things stand with it. */
  settle(leg: Leg): void {
    if (!isLeftAlone(leg)) return this.leave(leg);
    if (leg.isLeftAlone) return;
    leg.isLeftAlone = true;
    this.#legs.push(leg);
  }

  /** Quiet where the leg is not here. */
  leave(leg: Leg): void {
    if (!leg.isLeftAlone) return;
    leg.isLeftAlone = false;
    // In no order: the last one takes its place.
    const last = this.#legs.pop()!;
    if (last !== leg) this.#legs[this.#legs.indexOf(leg)] = last;
    // Whoever is in a room already has left the silence for it.
    if (leg.voice === undefined) leg.speaker.leave();
  }

  /** 20 ms for all. Allocates nothing but for a leg's first. */
  beat(): void {
    this.#beats = (this.#beats + 1) | 0;
    for (let nth = 0; nth < this.#legs.length; nth++) {
      const leg = this.#legs[nth]!;
      if (leg.speaks && leg.digitsToSend.length === 0) leg.speaker.rest(this.#beats);
      else leg.out.pause();
    }
  }
}

/** Whether something was agreed with the leg's peer, he waits to hear it, and nobody is there. */
function isLeftAlone(leg: Leg): boolean {
  const { plan } = leg;
  if (plan === undefined || leg.partner !== undefined || leg.voice !== undefined || !allowsSpeech(plan)) return false;
  if (leg.isT38) return false;
  const codec = soundCodec(plan);
  return codec !== undefined && isTranslated(codec);
}
