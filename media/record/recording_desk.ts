import type { Log } from "../../core/base/mod.ts";
import type { MediaCommand, MediaEvent, RecordingCommand } from "../../core/sound/mod.ts";
import type { SealKey } from "../file/mod.ts";
import { TAPS } from "../tap/mod.ts";
import type { Orphan, RecorderEvent, RecordingOrder } from "./message.ts";

type Record = Extract<MediaCommand, { readonly type: "record" }>;

/** What goes on to the engine. */
export type UnrecordedCommand = Exclude<MediaCommand, RecordingCommand>;

/** What the desk stands between. */
export interface RecordingDeskParts {
  /** Tells the engine; false when it was not told. */
  readonly engine: (command: UnrecordedCommand) => boolean;
  readonly recorder: {
    record(order: RecordingOrder): void;
    finish(ring: number): void;
    adopt(orphan: Orphan): void;
  };
  /** Where a ring stands (`TapReader.position`). */
  readonly position: (ring: number) => number;
  /** What paths are below. */
  readonly folder: string;
  /** Nobody reads the files without this key. */
  readonly seal?: SealKey;
  readonly onEvent: (event: MediaEvent) => void;
  readonly log: Log;
}

/** A ring that is tapped into a file. */
interface Taping {
  readonly ring: number;
  readonly leg: string;
  readonly recording: number;
  readonly silenceMs: number;
  why: "ended" | "silence";
  /** Nothing more is to be written. */
  isEnding: boolean;
  /** Nothing is to be written for now. */
  isPaused: boolean;
  /** Taps into the ring that the engine has not said to be over: two for a moment where one was resumed at once. */
  taps: number;
}

/**
 * Between the switchboard, which orders recordings, and the engine, which taps legs into rings: it gives out the rings, and
 * tells the recorder. A leg may be recorded several times at once: each recording has a ring of its own. While one is paused
 * its leg is not tapped, and the ring waits. All else passes through.
 *
 *     record -> recorder reads the ring, engine taps the leg -> untapped -> recorder finishes -> recorded
 */
export class RecordingDesk {
  readonly #parts: RecordingDeskParts;
  /** By ring. */
  readonly #tapings = new Map<number, Taping>();
  /** Rings that nobody reads any more, and how many taps the engine still writes into each by. */
  readonly #spoiled = new Map<number, number>();
  /** The longest unused first. */
  readonly #free: number[] = Array.from({ length: TAPS }, (_, ring) => ring);

  constructor(parts: RecordingDeskParts) {
    this.#parts = parts;
  }

  /** Recordings under way. */
  get size(): number {
    return this.#tapings.size;
  }

  /** False when the engine was not told. */
  command(command: MediaCommand): boolean {
    switch (command.type) {
      case "record":
        this.#record(command);
        return true;
      case "pause-recording":
        return this.#with(command.recording, (taping) => {
          if (taping.isPaused) return true;
          taping.isPaused = true;
          return this.#untap(taping);
        });
      case "resume-recording":
        return this.#with(command.recording, (taping) => {
          if (!taping.isPaused) return true;
          taping.isPaused = false;
          return this.#tap(taping);
        });
      case "end-recording":
        return this.#with(command.recording, (taping) => this.#end(taping));
      case "adopt":
        this.#parts.recorder.adopt({ path: this.#pathOf(command.path), ...this.#seal });
        return true;
      case "close": {
        const isTold = this.#parts.engine(command);
        // The engine ends what it taps; of what is paused it knows nothing.
        for (const taping of [...this.#tapings.values()]) {
          if (taping.leg === command.leg && taping.isPaused && !taping.isEnding) this.#end(taping);
        }
        return isTold;
      }
      default:
        return this.#parts.engine(command);
    }
  }

  /** What the engine tells, on its way to the switchboard. */
  event(event: MediaEvent): void {
    if (event.type === "untapped") this.#untapped(event.ring);
    if (event.type === "lost") {
      for (const ring of [...this.#spoiled.keys()]) this.#freed(ring);
      for (const taping of [...this.#tapings.values()]) {
        taping.taps = 0;
        this.#parts.recorder.finish(taping.ring);
      }
    }
    this.#parts.onEvent(event);
  }

  /** What the recorder tells. */
  recorded(event: RecorderEvent): void {
    if (event.type === "stopped") return;
    const { onEvent, log, folder } = this.#parts;
    if (event.type === "adopted") {
      const path = event.path.startsWith(`${folder}/`) ? event.path.slice(folder.length + 1) : event.path;
      return onEvent({ type: "adopted", path, durationMs: event.ms, bytes: event.bytes });
    }
    const taping = this.#tapings.get(event.ring);
    if (taping === undefined) return;
    const { ring, leg, recording, silenceMs, why } = taping;
    if (event.type === "quiet") {
      if (taping.isEnding) return;
      taping.why = "silence";
      this.#end(taping);
      return;
    }
    this.#tapings.delete(ring);
    if (taping.taps > 0) {
      this.#spoiled.set(ring, taping.taps);
      this.#untap(taping);
    } else this.#free.push(ring);
    if (event.type === "failed") {
      log.write({ level: "error", text: event.text });
      return onEvent({ type: "recorded", leg, recording, why: "failed", durationMs: 0, bytes: 0 });
    }
    const { ms, lostMs, bytes } = event;
    if (lostMs > 0) log.write({ level: "warn", text: `A recording of leg "${leg}" has holes`, facts: { lostMs } });
    const durationMs = Math.max(0, ms - (why === "silence" ? silenceMs : 0));
    onEvent({ type: "recorded", leg, recording, why, durationMs, bytes });
  }

  get #seal(): { readonly seal?: SealKey } {
    const { seal } = this.#parts;
    return seal === undefined ? {} : { seal };
  }

  #pathOf(path: string): string {
    return path.startsWith("/") ? path : `${this.#parts.folder}/${path}`;
  }

  /** Quiet where there is no such recording, or it is ending. */
  #with(recording: number, act: (taping: Taping) => boolean): boolean {
    const taping = [...this.#tapings.values()].find((each) => each.recording === recording && !each.isEnding);
    return taping === undefined || act(taping);
  }

  #end(taping: Taping): boolean {
    taping.isEnding = true;
    if (taping.taps > 0) return taping.isPaused || this.#untap(taping);
    this.#parts.recorder.finish(taping.ring);
    return true;
  }

  #tap(taping: Taping): boolean {
    const { leg, ring } = taping;
    taping.taps += 1;
    const isTold = this.#parts.engine({ type: "tap", leg, ring });
    if (!isTold) this.#untapped(ring);
    return isTold;
  }

  #untap({ leg, ring }: Taping): boolean {
    return this.#parts.engine({ type: "untap", leg, ring });
  }

  /** One tap into the ring is over: by command, or with its leg. */
  #untapped(ring: number): void {
    const spoiled = this.#spoiled.get(ring);
    if (spoiled !== undefined) {
      if (spoiled === 1) this.#freed(ring);
      else this.#spoiled.set(ring, spoiled - 1);
      return;
    }
    const taping = this.#tapings.get(ring);
    if (taping === undefined || taping.taps === 0) return;
    taping.taps -= 1;
    if (taping.taps > 0 || taping.isPaused && !taping.isEnding) return;
    this.#parts.recorder.finish(ring);
  }

  #freed(ring: number): void {
    this.#spoiled.delete(ring);
    this.#free.push(ring);
  }

  #record({ leg, recording, path, of = "speaker", format = "opus", comments, silenceMs }: Record): void {
    const { recorder, position, onEvent, log } = this.#parts;
    const ring = this.#free.shift();
    if (ring === undefined) {
      log.write({ level: "warn", text: `Cannot record leg "${leg}": all taps are in use` });
      return onEvent({ type: "recorded", leg, recording, why: "failed", durationMs: 0, bytes: 0 });
    }
    const taping: Taping = {
      ring,
      leg,
      recording,
      silenceMs: silenceMs ?? 0,
      why: "ended",
      isEnding: false,
      isPaused: false,
      taps: 0,
    };
    this.#tapings.set(ring, taping);
    recorder.record({
      ring,
      from: position(ring),
      path: this.#pathOf(path),
      format,
      of,
      ...this.#seal,
      ...(comments === undefined ? {} : { comments }),
      ...(silenceMs === undefined ? {} : { silenceMs }),
    });
    this.#tap(taping);
  }
}
