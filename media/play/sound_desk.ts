import type { Log } from "../../core/base/mod.ts";
import type { MediaCommand, MediaEvent, Playlist, RecordingCommand } from "../../core/sound/mod.ts";
import type { EngineCommand } from "../plane/mod.ts";

/** What the desk is told: all but recordings, which another one takes. */
type SoundCommand = Exclude<MediaCommand, RecordingCommand>;

/** What fills rings: the player (`media/play/io`). */
export interface FillsRings {
  /** A ring that is being filled from now on; undefined when all are in use. */
  open(playlist: Playlist): number | undefined;
  /** One listener less. */
  close(ring: number): void;
}

/** What the desk stands between. */
export interface SoundDeskParts {
  /** Tells the engine; false when it was not told. */
  readonly engine: (command: EngineCommand) => boolean;
  readonly player: FillsRings;
  readonly onEvent: (event: MediaEvent) => void;
  readonly log: Log;
}

/**
 * Between the switchboard, which orders playlists, and the engine, which plays rings: a ring is filled for as long as the
 * engine plays from it. All else passes through.
 */
export class SoundDesk {
  readonly #parts: SoundDeskParts;
  /** By the play's number. */
  readonly #rings = new Map<number, number>();

  constructor(parts: SoundDeskParts) {
    this.#parts = parts;
  }

  /** Playlists that are being played. */
  get size(): number {
    return this.#rings.size;
  }

  /** False when the engine was not told. */
  command(command: SoundCommand): boolean {
    const { engine, player, onEvent, log } = this.#parts;
    if (command.type !== "play") return engine(command);
    const { leg, play, sound } = command;
    if ("tone" in sound) return engine({ ...command, sound });
    const ring = player.open(sound);
    if (ring === undefined) {
      log.write({ level: "warn", text: `Cannot play to leg "${leg}": all rings are in use` });
      onEvent({ type: "played", leg, play, why: "failed" });
      return true;
    }
    this.#rings.set(play, ring);
    const isTold = engine({ ...command, sound: { ring } });
    if (!isTold) this.#close(play);
    return isTold;
  }

  /** What the engine tells, on its way to the switchboard. */
  event(event: MediaEvent): void {
    if (event.type === "played") this.#close(event.play);
    if (event.type === "lost") { for (const play of [...this.#rings.keys()]) this.#close(play); }
    this.#parts.onEvent(event);
  }

  #close(play: number): void {
    const ring = this.#rings.get(play);
    if (ring === undefined) return;
    this.#rings.delete(play);
    this.#parts.player.close(ring);
  }
}
