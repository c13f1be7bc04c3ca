/**
 * What a box has recorded, played from its disk.
 *
 * @module
 */
import assert from "node:assert/strict";
import { recordingKey } from "../../core/store/io/mod.ts";
import { LAB_TOOLS, playAll } from "../../media/file/exam.ts";
import { readPlain } from "../../media/file/io/mod.ts";
import { fromMemory, openPlayer } from "../../media/file/mod.ts";
import type { Box, RecordedEvent } from "./box.ts";
import { RATE } from "./prompt.ts";
import { goertzel, type Sound } from "./tone.ts";

/** Both sides of a sealed file. */
export function sidesOf(box: Box, path: string): readonly [left: Int16Array, right: Int16Array] {
  const file = fromMemory(readPlain(`${box.data}/${path}`, [recordingKey(box.data)]));
  const [left, right] = (["left", "right"] as const).map((side) => {
    const opened = openPlayer(file, LAB_TOOLS, { rate: RATE, side });
    assert.ok(opened.ok, opened.ok ? "" : opened.fault.text);
    using player = opened.value;
    return playAll(player);
  });
  return [left!, right!];
}

export function soundOf(samples: Int16Array): Sound {
  return { rate: RATE, samples: Float64Array.from(samples, (sample) => sample / 32_768) };
}

/** For how long two tones are heard at once, as those of a key or of two people are, in seconds. */
export function secondsOfBoth({ samples }: Sound, [low, high]: readonly [number, number]): number {
  let heard = 0;
  for (let at = 0; at + 400 <= samples.length; at += 400) {
    const window = samples.subarray(at, at + 400);
    if (goertzel(window, RATE, low) > 0.2 && goertzel(window, RATE, high) > 0.2) heard += 0.05;
  }
  return heard;
}

export function pathOf(event: RecordedEvent | undefined): string {
  return String(event?.facts["path"]);
}
