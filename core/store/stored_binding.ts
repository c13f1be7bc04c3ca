import { elapsed, type Flow, type Instant, later, type WallTime } from "../base/mod.ts";
import type { Binding } from "../registrar/mod.ts";

/** A flow that can be found again after a restart: a connection does not survive one, so it carries no number. */
export type StoredFlow = Omit<Flow, "connection">;

/** A binding as it is kept: with a wall-clock end, because the monotonic clock starts anew with the process. */
export interface StoredBinding extends Omit<Binding, "expiresAt" | "flow"> {
  readonly flow: StoredFlow;
  readonly expiresAt: WallTime;
}

/**
 * No binding is believed for longer than this after a restart: a box without a battery-backed clock may wake up in 1970,
 * and would otherwise keep every phone for decades.
 */
const LONGEST_MS = 24 * 60 * 60 * 1000;

/** How a binding is to be kept, told with both clocks at the same moment. */
export function toStored(binding: Binding, now: Instant, wall: WallTime): StoredBinding {
  const { transport, local, remote } = binding.flow;
  const expiresAt = wall + elapsed(now, binding.expiresAt) as WallTime;
  return { ...binding, flow: { transport, local, remote }, expiresAt };
}

/** The binding that was kept, or undefined when it has expired. */
export function fromStored(stored: StoredBinding, now: Instant, wall: WallTime): Binding | undefined {
  if (isExpired(stored, wall)) return undefined;
  return { ...stored, expiresAt: later(now, Math.min(stored.expiresAt - wall, LONGEST_MS)) };
}

export function isExpired(stored: StoredBinding, wall: WallTime): boolean {
  return stored.expiresAt <= wall;
}
