import type { WallTime } from "../base/mod.ts";
import type { DeskAnswer } from "./desk.ts";
import type { Parts } from "./parts.ts";
import { refusal } from "./refusal.ts";

/** What can be done with the recordings of calls at the desk, each named by its path. */
export type RecordingCommand =
  | { readonly type: "recordings" }
  /** Neither its age nor the room it takes ends it, until it is let go of. */
  | { readonly type: "hold-recording"; readonly path: string; readonly on: boolean }
  /** For good, whatever its age. */
  | { readonly type: "erase-recording"; readonly path: string };

/** The recording of a call. */
export interface RecordingView {
  /** Below the data folder. */
  readonly path: string;
  readonly call: string;
  readonly at: WallTime;
  /** Undefined while it is written. */
  readonly durationMs?: number;
  readonly bytes?: number;
  /** It stays beyond its days. */
  readonly isHeld?: boolean;
}

export function recordingsIn({ archive }: Parts, command: RecordingCommand): DeskAnswer {
  switch (command.type) {
    case "recordings":
      return { type: "recordings", recordings: archive.all().map(({ size, ...others }) => ({ ...others, ...size })) };
    case "hold-recording": {
      const { path, on } = command;
      return archive.hold(path, on)
        ? { type: "done", text: `Recording "${path}" is ${on ? "held" : "let go of"}` }
        : refusal("not-found", `Cannot hold recording "${path}": there is none`);
    }
    case "erase-recording": {
      const { path } = command;
      return archive.eraseNow(path)
        ? { type: "done", text: `Recording "${path}" is erased` }
        : refusal("conflict", `Cannot erase recording "${path}": it is still written, or gone`);
    }
  }
}
