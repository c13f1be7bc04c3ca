/**
 * The first frame of the first call after a start, beside those that come later, in a process that has just begun.
 *
 * @module
 */
import { warmCodecs } from "../../media/codec/mod.ts";
import { rehearse } from "../../media/engine/mod.ts";
import { OPUS, PCMU, Singer } from "../../media/engine/singers.ts";
import { ANA, BOB, EVENTS, kernels, opus, Stage } from "../../media/engine/stage.ts";
import type { Figure } from "./figure.ts";

const FRAMES = 25;

/** Two legs that have to be translated; how long the engine takes for each beat, in ms. */
export function benchFirstFrame(): readonly Figure[] {
  const stage = new Stage();
  const began = performance.now();
  warmCodecs({ kernels, opus });
  rehearse(stage.ground);
  const rehearsal = performance.now() - began;
  const sockets = [
    stage.open("ana", ANA, { codecs: [PCMU, EVENTS] }),
    stage.open("bob", BOB, { codecs: [OPUS, EVENTS] }),
  ] as const;
  stage.engine.command({ type: "connect", a: "ana", b: "bob" });
  const ana = new Singer(stage, { socket: sockets[0], peer: ANA, codec: PCMU, hz: 440 });
  const bob = new Singer(stage, { socket: sockets[1], peer: BOB, codec: OPUS, hz: 700 });
  const beats = Array.from({ length: FRAMES }, () => {
    ana.sing();
    bob.sing();
    stage.ground.now += 20;
    const before = performance.now();
    stage.engine.beat();
    return performance.now() - before;
  });
  const later = beats.slice(5).toSorted((a, b) => a - b)[10]!;
  return [
    { figure: "warming up at the start", value: rehearsal, unit: "ms" },
    { figure: "first call: its first beat", value: beats[0]!, unit: "ms", goal: "<= 1" },
    { figure: "first call: a later beat", value: later, unit: "ms" },
  ];
}
