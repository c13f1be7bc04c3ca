import type { JitterFigures, Taken } from "../jitter/mod.ts";
import type { Rate } from "../resample/mod.ts";
import type { Span } from "../wasm/mod.ts";

/** Who stands by a leg's ear and mouth: it is shown every frame at their codecs' own rates, and knows no room. */
export interface Companion {
  /**
   * What the ear took in this beat, before anybody hears it. He may change it in place.
   *
   * @param jitter what the ear's jitter buffer knows of the stream
   */
  took(frame: Span, rate: Rate, taken: Taken, jitter: JitterFigures): void;
  /** What the mouth says in this beat, behind what the ear took. */
  said(frame: Span, rate: Rate): void;
}
