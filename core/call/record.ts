import type { MediaEvent } from "../sound/mod.ts";
import type { Exchange } from "./exchange.ts";
import type { Leg } from "./leg.ts";

export interface RecordOptions {
  /** Below the box's data folder. */
  readonly path: string;
  /** It ends by itself when nothing was said for so long. */
  readonly silenceMs?: number | undefined;
}

/**
 * Writes down what the leg says until that is ended, the leg is over, or nothing is said. Gives the recording's number: it
 * may outlive its leg by the time that the last piece takes to the disk.
 */
export function record(exchange: Exchange, leg: Leg, { path, silenceMs }: RecordOptions): number {
  endRecording(exchange, leg);
  const recording = exchange.nextRecording();
  exchange.recordings.set(recording, { call: leg.call, leg: leg.id });
  leg.recording = recording;
  const silence = silenceMs === undefined ? {} : { silenceMs };
  exchange.media({ type: "record", leg: leg.session.id, recording, path, ...silence });
  return recording;
}

/** No more. Quiet where nothing is recorded. */
export function endRecording(exchange: Exchange, leg: Leg): void {
  const { recording } = leg;
  if (recording === undefined) return;
  leg.recording = undefined;
  exchange.media({ type: "end-recording", leg: leg.session.id, recording });
}

/** The recorder says that a file is closed. The leg's script hears of it, if it asked and there still is one. */
export function recorded(
  exchange: Exchange,
  recording: number,
  { why, durationMs, bytes }: Pick<Extract<MediaEvent, { type: "recorded" }>, "why" | "durationMs" | "bytes">,
): void {
  const place = exchange.recordings.get(recording);
  if (place === undefined) return;
  exchange.recordings.delete(recording);
  const { tape, endedBy } = place;
  const leg = exchange.legs.get(place.leg);
  if (tape !== undefined) {
    const by = endedBy === undefined ? {} : { by: endedBy };
    const { path } = tape;
    // One that could not be written any more ended by itself: whoever asked for it is to hear so.
    if (tape.session.tape === tape) tape.session.tape = undefined;
    if (why === "failed" && tape.by !== undefined) {
      exchange.tell(tape.session, (id) => ({ type: "recorded", leg: id, recording, why, durationMs }));
    }
    return exchange.note(place.call, {
      type: "recording.stopped",
      leg: place.leg,
      path,
      why,
      durationMs,
      bytes,
      ...by,
    });
  }
  if (leg === undefined) return;
  if (leg.recording === recording) leg.recording = undefined;
  exchange.tell(leg.session, (id) => ({ type: "recorded", leg: id, recording, why, durationMs }));
}
