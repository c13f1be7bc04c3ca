/**
 * What it costs a leg on the mixing road that its echo, noise and loudness are seen to, and that it may be a fax.
 *
 * @module
 */
import type { PlannedCodec } from "../../core/sdp/mod.ts";
import type { Treatment } from "../../core/sound/mod.ts";
import { Crowd, G722, PCMU } from "./crowd.ts";
import type { Figure } from "./figure.ts";

/** After so many nobody listens for a fax any more. */
const FAX_FRAMES = 3000;

const ALL: Treatment = { echo: "on", noise: "usual", gain: "on" };

function crowdOf(legs: number, codec: PlannedCodec, treatment?: Treatment): Crowd {
  const crowd = new Crowd();
  for (let leg = 0; leg < legs; leg++) {
    crowd.engine.command({ type: "join", leg: crowd.add(codec, { treatment }), room: "2003" });
  }
  return crowd;
}

/** Beside the same legs without it. */
export function benchTreatment(): readonly Figure[] {
  const legs = 40;
  return ([["G.711", PCMU, 40], ["G.722", G722, 70]] as const).map(([name, codec, goal]) => {
    const [treated, plain] = [crowdOf(legs, codec, ALL), crowdOf(legs, codec)].map((crowd) => crowd.run(300).usual);
    return {
      figure: `mixing: echo, noise and loudness of a ${name} leg, 20 ms`,
      value: 1000 * (treated! - plain!) / legs,
      unit: "us",
      goal: `<= ${goal}`,
    };
  });
}

export function benchTreatmentHeap(): readonly Figure[] {
  const value = crowdOf(4, PCMU, ALL).heap();
  return [{ figure: "mixing: treated legs, heap of a leg and a beat", value, unit: "B", goal: "<= 128" }];
}

/** Beside the same legs when nobody listens any more. */
export function benchFax(): readonly Figure[] {
  const legs = 40;
  const crowd = crowdOf(legs, PCMU);
  const listening = crowd.run(300).usual;
  for (let beat = 0; beat < FAX_FRAMES; beat++) crowd.beat();
  const value = 1000 * (listening - crowd.run(300).usual) / legs;
  return [{ figure: "mixing: listening for a fax, a leg, 20 ms", value, unit: "us", goal: "<= 4" }];
}
