import assert from "node:assert/strict";
import { LAB_RATE, LAB_TOOLS, record } from "../../media/file/exam.ts";
import { makeOpusRecording } from "../../media/file/mod.ts";
import { speak } from "../lab/speech.ts";
import { realTest } from "./tool.ts";

const { kernels, opus } = LAB_TOOLS;
const HOUR = 3600;

/** Who says what: they take turns, and one breathes before the other answers. */
const TURNS: readonly (readonly [side: 0 | 1, text: string])[] = [
  [
    0,
    "Good morning, this is the workshop. You sent us an order on Monday, and there is something that we do not understand.",
  ],
  [
    1,
    "Good morning. Which order do you mean? We sent you two of them, the large one for the windows and the small one.",
  ],
  [0, "The large one. It says forty panes of glass, but the drawing shows only thirty six of them, and no door."],
  [
    1,
    "One moment, please, I will look it up. Yes, here it is. The drawing is the old one, I will send you the new one today.",
  ],
  [0, "Thank you. Then we can begin tomorrow, and you will have the windows by the end of next week."],
  [1, "That is good news. Goodbye."],
];
const VOICES = ["en-gb", "en-us+f3"] as const;
const PAUSE = LAB_RATE * 0.4;

async function conversation(): Promise<readonly [Int16Array, Int16Array]> {
  const said = await Promise.all(TURNS.map(([side, text]) => speak(text, VOICES[side], LAB_RATE)));
  const length = Math.ceil(said.reduce((sum, sound) => sum + sound.length + PAUSE, 0) / 320) * 320;
  const sides = [new Int16Array(length), new Int16Array(length)] as const;
  let at = 0;
  said.forEach((sound, turn) => {
    sides[TURNS[turn]![0]].set(sound, at);
    at += sound.length + PAUSE;
  });
  return sides;
}

for (const [size, megabytes] of [["usual", 12], ["small", 5]] as const) {
  realTest(
    `an hour of two people talking takes at most ${megabytes} MB in a ${size} recording`,
    ["espeak-ng"],
    async () => {
      const sides = await conversation();
      const file = record(makeOpusRecording(kernels, opus, { rate: LAB_RATE, sides: 2, size, serial: 1 }), sides);
      const anHour = file.length / (sides[0].length / LAB_RATE) * HOUR / 1e6;
      assert.ok(anHour <= megabytes && anHour > megabytes / 3, `it takes ${anHour} MB`);
    },
  );
}
