import type { Span } from "../wasm/mod.ts";
import type { Piece } from "./bytes.ts";

/** A file that is being recorded. After each flush it opens and holds all that was added before, but for what is in work. */
export interface Recording extends Disposable {
  /** Whether a second or more has come since the last flush. */
  readonly isDue: boolean;
  /** How much was added, in ms. */
  readonly lengthMs: number;
  /** Adds 20 ms of each side; the second is left out where there is one side. */
  add(left: Span, right?: Span): void;
  /** What is to be written now, in this order. */
  flush(): readonly Piece[];
  /** What is to be written last. Nothing can be added afterwards. */
  end(): readonly Piece[];
}

/** Power loss costs no more than this. */
export const FLUSH_MS = 1000;
