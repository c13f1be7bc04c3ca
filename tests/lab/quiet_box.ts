/**
 * A box apart from its office, on which nothing happens: for the stages of the desk and of the REST interface.
 *
 * @module
 */
import type { SoundDoor } from "../../web/sound/mod.ts";

export { stagedBox } from "../../web/desk/stage_box.ts";
export { STAGED_HEALTH } from "../../web/desk/stage_reports.ts";

/** No file is there. */
export const NO_SOUNDS: SoundDoor = {
  measure: () => Promise.reject(new Error("No such file")),
  read: () => Promise.reject(new Error("No such file")),
  outline: () => Promise.reject(new Error("No such file")),
  keep: () => Promise.resolve({ refused: "no-sound" }),
  list: () => Promise.resolve([]),
  erase: () => Promise.reject(new Error("No such file")),
};
