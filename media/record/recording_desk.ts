import type { Log } from "../../core/base/mod.ts";
import type { MediaCommand, MediaEvent } from "../../core/sound/mod.ts";
import type { SealKey } from "../file/mod.ts";
import { TAPS } from "../tap/mod.ts";
import type { RecorderEvent, RecordingOrder } from "./message.ts";

type Record = Extract<MediaCommand, { readonly type: "record" }>;

/** What goes on to the engine. */
export type UnrecordedCommand = Exclude<MediaCommand, { readonly type: "record" | "end-recording" }>;

/** What the desk stands between. */
export interface RecordingDeskParts {
  /** Tells the engine; false when it was not told. */
  readonly engine: (command: UnrecordedCommand) => boolean;
  readonly recorder: { record(order: RecordingOrder): void; finish(ring: number): void };
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
  readonly leg: string;
  readonly recording: number;
  readonly silenceMs: number;
  why: "ended" | "silence";
  /** The engine was told to end it. */
  isEnding: boolean;
  /** Whether the engine writes into the ring. */
  isTapped: boolean;
}

/**
 * Between the switchboard, which orders recordings, and the engine, which taps legs into rings: it gives out the rings, and
 * tells the recorder. All else passes through.
 *
 *     record -> recorder reads the ring, engine taps the leg -> untapped -> recorder finishes -> recorded
 */
export class RecordingDesk {
  readonly #parts: RecordingDeskParts;
  readonly #tapings = new Map<number, Taping>();
  /** Rings that nobody reads any more, and the engine still writes into. */
  readonly #spoiled = new Set<number>();
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
      case "end-recording": {
        const taping = [...this.#tapings.values()].find(({ leg, isEnding }) => leg === command.leg && !isEnding);
        return taping === undefined || this.#end(taping);
      }
      default:
        return this.#parts.engine(command);
    }
  }

  /** What the engine tells, on its way to the switchboard. */
  event(event: MediaEvent): void {
    if (event.type === "untapped") this.#untapped(event.ring);
    if (event.type === "lost") {
      for (const ring of [...this.#tapings.keys(), ...this.#spoiled]) this.#untapped(ring);
    }
    this.#parts.onEvent(event);
  }

  /** What the recorder tells. */
  recorded(event: RecorderEvent): void {
    const taping = event.type === "stopped" ? undefined : this.#tapings.get(event.ring);
    if (event.type === "stopped" || taping === undefined) return;
    const { leg, recording, silenceMs, why } = taping;
    const { onEvent, log } = this.#parts;
    if (event.type === "quiet") {
      if (taping.isEnding) return;
      taping.why = "silence";
      this.#end(taping);
      return;
    }
    this.#tapings.delete(event.ring);
    if (taping.isTapped) {
      this.#spoiled.add(event.ring);
      this.#end(taping);
    } else this.#free.push(event.ring);
    if (event.type === "failed") log.write({ level: "error", text: event.text });
    else if (event.lostMs > 0) {
      log.write({ level: "warn", text: `A recording of leg "${leg}" has holes`, facts: { lostMs: event.lostMs } });
    }
    const durationMs = event.type === "failed" ? 0 : Math.max(0, event.ms - (why === "silence" ? silenceMs : 0));
    onEvent({ type: "recorded", leg, recording, why: event.type === "failed" ? "failed" : why, durationMs });
  }

  #end(taping: Taping): boolean {
    taping.isEnding = true;
    return this.#parts.engine({ type: "untap", leg: taping.leg });
  }

  #untapped(ring: number): void {
    if (this.#spoiled.delete(ring)) this.#free.push(ring);
    const taping = this.#tapings.get(ring);
    if (taping === undefined || !taping.isTapped) return;
    taping.isTapped = false;
    this.#parts.recorder.finish(ring);
  }

  #record({ leg, recording, path, silenceMs }: Record): void {
    const { engine, recorder, position, folder, seal, onEvent, log } = this.#parts;
    const ring = this.#free.shift();
    if (ring === undefined) {
      log.write({ level: "warn", text: `Cannot record leg "${leg}": all taps are in use` });
      return onEvent({ type: "recorded", leg, recording, why: "failed", durationMs: 0 });
    }
    const taping = {
      leg,
      recording,
      silenceMs: silenceMs ?? 0,
      why: "ended",
      isEnding: false,
      isTapped: true,
    } as const;
    this.#tapings.set(ring, { ...taping });
    recorder.record({
      ring,
      from: position(ring),
      path: path.startsWith("/") ? path : `${folder}/${path}`,
      format: "opus",
      of: "speaker",
      ...(seal === undefined ? {} : { seal }),
      ...(silenceMs === undefined ? {} : { silenceMs }),
    });
    if (!engine({ type: "tap", leg, ring })) this.#untapped(ring);
  }
}
