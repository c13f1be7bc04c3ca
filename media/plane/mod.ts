/**
 * The media plane as the main thread sees it: its settings, the handle it holds, and the messages that cross to the
 * worker. The real one is started by `media/io`.
 *
 * @module
 */
export { Deaths } from "./deaths.ts";
export { FIGURE, type Figure, FIGURES, publishFigures, readFigures } from "./figures.ts";
export {
  decodeCommand,
  encodeCommand,
  type EngineCommand,
  type EngineEvent,
  type FromWorker,
  type ToWorker,
  type Tuned,
  type WorkerStart,
} from "./message.ts";
export type { MediaPlane } from "./plane.ts";
export { type MediaSettings, type SettledMedia, settleMedia } from "./settle.ts";
