import type { MediaCommand } from "../sound/mod.ts";
import type { Exchange } from "./exchange.ts";
import type { LegId } from "./leg.ts";
import type { Session } from "./session.ts";

/**
 * The recording of a call: all that one session says and hears, whomever it talks with and whatever call it moves to. What
 * scripts record of a leg (`record`) is another thing, and both may be at once.
 */
export interface Tape {
  readonly recording: number;
  /** Where it began. */
  readonly call: string;
  readonly leg: LegId;
  /** Below the box's data folder. */
  readonly path: string;
  /** The extension that asked for it; undefined where the office's rules did. */
  readonly by: string | undefined;
  /** Of whom it is made. */
  readonly session: Session;
  isPaused: boolean;
}

type TapeSettings = Pick<Extract<MediaCommand, { type: "record" }>, "format" | "comments"> & {
  readonly pathOf: (recording: number) => string;
  readonly by?: string | undefined;
};

/** Begins to record a session's call; undefined where that is done already, or it has no sound. */
export function startTape(
  exchange: Exchange,
  session: Session,
  { pathOf, by, ...how }: TapeSettings,
): Tape | undefined {
  const { leg, media } = session;
  if (leg === undefined || session.tape !== undefined || !media.isOpen) return undefined;
  const recording = exchange.nextRecording();
  const path = pathOf(recording);
  const tape: Tape = { recording, call: leg.call, leg: leg.id, path, by, session, isPaused: false };
  session.tape = tape;
  exchange.recordings.set(recording, { call: leg.call, leg: leg.id, tape });
  exchange.media({ type: "record", leg: session.id, recording, path, of: "call", ...how });
  exchange.note(leg.call, { type: "recording.started", leg: leg.id, path, ...asked(by) });
  return tape;
}

/** Nothing is recorded until it is resumed. Quiet where nothing is, or not any more. */
export function pauseTape(exchange: Exchange, session: Session, by: string | undefined): void {
  turn(exchange, session, true, by);
}

export function resumeTape(exchange: Exchange, session: Session, by: string | undefined): void {
  turn(exchange, session, false, by);
}

/** No more. Its file is closed when `recorded` tells. */
export function stopTape(exchange: Exchange, session: Session, by?: string): void {
  const { tape } = session;
  if (tape === undefined) return;
  session.tape = undefined;
  const place = exchange.recordings.get(tape.recording);
  if (place !== undefined) {
    exchange.recordings.set(tape.recording, { ...place, ...(by === undefined ? {} : { endedBy: by }) });
  }
  exchange.media({ type: "end-recording", leg: session.id, recording: tape.recording });
}

function turn(exchange: Exchange, session: Session, isPaused: boolean, by: string | undefined): void {
  const { tape, leg } = session;
  if (tape === undefined || leg === undefined || tape.isPaused === isPaused) return;
  tape.isPaused = isPaused;
  const { recording, path } = tape;
  exchange.media({ type: isPaused ? "pause-recording" : "resume-recording", leg: session.id, recording });
  const type = isPaused ? "recording.paused" : "recording.resumed";
  exchange.note(leg.call, { type, leg: leg.id, path, ...asked(by) });
}

function asked(by: string | undefined): { readonly by?: string } {
  return by === undefined ? {} : { by };
}
