import type { Json, WallTime } from "../base/mod.ts";

/** A recording on the disk. */
export interface KeptRecording {
  /** Below the box's data folder. */
  readonly path: string;
  readonly call: string;
  /** When it began. */
  readonly at: WallTime;
  /** Undefined while it is written, and when the box went down meanwhile. */
  readonly size: { readonly durationMs: number; readonly bytes: number } | undefined;
  /** Neither its age nor the room it takes ends it: somebody wants it kept until he says otherwise. */
  readonly isHeld?: boolean;
}

/** What is to be kept of a recording beside its path. */
export function writeRecording({ call, at, size, isHeld = false }: KeptRecording): Json {
  return { call, at, ...size, ...isHeld ? { isHeld } : {} };
}

/** Reads what was kept; undefined for what makes no sense. */
export function readRecording(path: string, kept: Json): KeptRecording | undefined {
  if (typeof kept !== "object" || kept === null || Array.isArray(kept)) return undefined;
  const { call, at, durationMs, bytes, isHeld } = kept as { readonly [key: string]: Json };
  if (typeof call !== "string" || typeof at !== "number") return undefined;
  const size = typeof durationMs === "number" && typeof bytes === "number" ? { durationMs, bytes } : undefined;
  return { path, call, at: at as WallTime, size, ...isHeld === true ? { isHeld } : {} };
}
