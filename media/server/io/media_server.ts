import type { Chance, Log } from "../../../core/base/mod.ts";
import type { MediaCommand, MediaEvent } from "../../../core/sound/mod.ts";
import { type BrowserPort, Handshakes } from "../../dtls/mod.ts";
import type { SealKey } from "../../file/mod.ts";
import { startMediaPlane } from "../../io/mod.ts";
import type { MediaPlane, MediaSettings } from "../../plane/mod.ts";
import { SoundDesk } from "../../play/mod.ts";
import { startRecorder } from "../../record/io/mod.ts";
import { RecordingDesk } from "../../record/mod.ts";
import { startPlayer } from "../../reel/io/mod.ts";
import { TapReader } from "../../tap/mod.ts";

export interface MediaServerSettings {
  readonly rtp: Omit<MediaSettings, "onDatagram" | "onHopeless">;
  /** The box's folder: recordings and messages are written there, the owner's prompts and music are read there. */
  readonly folder: string;
  /** What is written is sealed with it. */
  readonly seal: SealKey;
}

export interface MediaServerWorld {
  readonly chance: Chance;
  readonly log: Log;
  readonly onEvent: (event: MediaEvent) => void;
}

/** The box's sound as one part: the engine, who plays, who records, and browsers' handshakes. */
export interface MediaServer {
  /** False when it was not told, as {@link MediaPlane.command} says. */
  command(command: MediaCommand): boolean;
  /** From now on browsers are shown this certificate. */
  show(certificate: Parameters<Handshakes["show"]>[0]): void;
  /** Where browsers are told to send their sound; undefined while they cannot. */
  browserPort(): BrowserPort<4 | 6> | undefined;
  figures(): ReturnType<MediaPlane["figures"]>;
  close(): Promise<void>;
}

/**
 * Starts the engine, the player and the recorder, and joins them. A command goes down by recordings, sounds and
 * handshakes to the engine, and each takes out what is its own; an event goes up the same way.
 *
 * @throws Error when no port can be bound, or a setting is wrong
 */
export async function startMediaServer(settings: MediaServerSettings, world: MediaServerWorld): Promise<MediaServer> {
  await using opening = new AsyncDisposableStack();
  const { folder, rtp, seal } = settings;
  const { chance, log, onEvent } = world;
  const plane = opening.adopt(
    await startMediaPlane(
      { ...rtp, onDatagram: (leg, datagram) => handshakes.heard(leg, datagram) },
      (event) => recordings.event(handshakes.told(event)),
      log,
    ),
    (plane) => plane.close(),
  );
  const handshakes = new Handshakes({ chance, log, engine: (command) => plane.command(command) });
  const sources = {
    filesFolder: folder,
    promptsFolder: `${folder}/prompts`,
    musicFolder: `${folder}/music`,
    keys: [seal],
  };
  const player = opening.adopt(
    startPlayer({ memory: plane.plays, log, ...sources }, () => {}),
    (player) => player.stop(),
  );
  const sounds = new SoundDesk({
    engine: (command) => plane.command(handshakes.commanded(command)),
    player,
    onEvent,
    log,
  });
  const recorder = opening.adopt(
    startRecorder({ taps: plane.taps, log }, (event) => recordings.recorded(event)),
    (recorder) => recorder.close(),
  );
  const recordings = new RecordingDesk({
    engine: (command) => sounds.command(command),
    recorder,
    position: (ring) => TapReader.position(plane.taps, ring),
    folder,
    seal,
    onEvent: (event) => sounds.event(event),
    log,
  });
  const opened = opening.move();
  return {
    command: (command) => recordings.command(command),
    show: (certificate) => handshakes.show(certificate),
    browserPort: () => handshakes.sound(rtp.web ?? false, plane.browserFamilies),
    figures: () => plane.figures(),
    close: () => opened.disposeAsync(),
  };
}
