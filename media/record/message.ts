import type { SealKey } from "../file/mod.ts";

/** Something that is to be recorded from a tapped leg. */
export interface RecordingOrder {
  /** The ring that the leg will be tapped into. */
  readonly ring: number;
  /** Where that ring stood before (`TapReader.position`). */
  readonly from: number;
  /** The file to be made; it must not exist. */
  readonly path: string;
  /** `call`: what the leg says on the left, what it hears on the right; `speaker`: only what it says, on one channel. */
  readonly of: "call" | "speaker";
  /** `quiet` is told when the leg has said nothing for so long. */
  readonly silenceMs?: number;
  /** `small`: Ogg Opus for whoever has little room; `wav`: as it was heard, sixteen times as large. */
  readonly format: "opus" | "small" | "wav";
  /** Nobody reads the file without this key; as plain as it was heard where it is left out. */
  readonly seal?: SealKey;
  /** For whoever opens the file: `TITLE`, `DATE` (RFC 7845 §5.2). */
  readonly comments?: Readonly<Record<string, string>>;
}

/** A file that was cut off. */
export interface Orphan {
  readonly path: string;
  /** Of the keys that it may be sealed with. */
  readonly seal?: SealKey;
}

/** What goes to the recorder's worker. */
export type ToRecorder =
  /** Its first message. */
  | { readonly type: "start"; readonly taps: SharedArrayBuffer }
  | { readonly type: "record"; readonly order: RecordingOrder }
  /** The tap has ended: what is left in the ring is written, and the file closed. */
  | { readonly type: "finish"; readonly ring: number }
  /** Closes a file that nobody writes any more. */
  | { readonly type: "adopt"; readonly orphan: Orphan }
  | { readonly type: "stop" };

/** What comes from it. */
export type RecorderEvent =
  | {
    readonly type: "recorded";
    readonly ring: number;
    readonly path: string;
    readonly ms: number;
    readonly lostMs: number;
    /** Of the file. */
    readonly bytes: number;
  }
  /** What is in a file that was cut off; 0 where nothing can be heard. */
  | { readonly type: "adopted"; readonly path: string; readonly ms: number; readonly bytes: number }
  /** The leg has said nothing for as long as the order lets it; told once. */
  | { readonly type: "quiet"; readonly ring: number }
  /** The file could not be made, or not be written any more: what was flushed before is good. */
  | { readonly type: "failed"; readonly ring: number; readonly path: string; readonly text: string }
  | { readonly type: "stopped" };
