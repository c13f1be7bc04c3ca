import type { MediaEvent } from "../../core/sound/mod.ts";
import type { EngineCommand } from "../plane/mod.ts";
import type { Ground } from "./ground.ts";
import type { Leg } from "./leg.ts";
import { Playing, ToneSource } from "./playing.ts";
import { Tuners } from "./tuner.ts";

type Play = Extract<EngineCommand, { readonly type: "play" }>;
type Why = Extract<MediaEvent, { readonly type: "played" }>["why"];

/** The legs that something is played to. Every `play` ends in one `played`. */
export class Audience {
  readonly #ground: Ground;
  readonly #tuners: Tuners;
  readonly #legs = new Set<Leg>();

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#tuners = new Tuners(ground);
  }

  /** Begins to play to a leg; undefined is one that is gone. The road of the leg is to be chosen anew. */
  play(leg: Leg | undefined, { leg: id, play, sound }: Play): void {
    if (leg === undefined) return this.#ground.emit({ type: "played", leg: id, play, why: "failed" });
    this.end(leg, "stopped");
    const { kernels } = this.#ground;
    const source = "tone" in sound ? new ToneSource(kernels, sound) : this.#tuners.tune(sound.ring);
    leg.playing = new Playing(play, source);
    this.#legs.add(leg);
  }

  /**
   * Ends what is over, or cannot be heard; tells which legs' road is to be chosen anew. Between two beats: within one, rooms
   * must not change.
   */
  watch(onFree: (leg: Leg) => void): void {
    if (this.#legs.size === 0) return;
    for (const leg of this.#legs) {
      const isUnplayable = leg.plan !== undefined && leg.voice === undefined;
      if (!isUnplayable && leg.playing?.isOver !== true) continue;
      this.end(leg, isUnplayable ? "failed" : "ended");
      onFree(leg);
    }
  }

  /** Nothing more is played to the leg. Quiet where nothing was. */
  end(leg: Leg, why: Why): void {
    const { playing } = leg;
    if (playing === undefined) return;
    leg.playing = undefined;
    this.#legs.delete(leg);
    playing[Symbol.dispose]();
    this.#ground.emit({ type: "played", leg: leg.id, play: playing.play, why });
  }
}
