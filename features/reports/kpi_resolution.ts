import { type KpiCall, share } from "./kpi_call.ts";

/** Calls that settled something, as far as calls can tell: the caller did not call again so soon. */
export interface Resolution {
  readonly resolved: number;
  readonly of: number;
  /** From 0 to 1. */
  readonly rate: number | null;
  /** Answered too lately to say: in neither figure. */
  readonly provisional: number;
}

/**
 * First call resolution, "no repeat within W": of answered inbound calls with a number, those whose caller did not call
 * again within the window, answered or not. Calls younger than the window are not judged.
 */
export function resolutionOf(
  calls: readonly KpiCall[],
  options: { readonly windowS?: number; readonly now?: number } = {},
): Resolution {
  const { windowS = 86_400, now = Infinity } = options;
  const windowMs = windowS * 1_000;
  const inbound = calls.filter(({ direction, caller }) => direction === "inbound" && caller !== undefined);
  const byCaller = Map.groupBy(
    inbound.toSorted((one, other) => one.startedAt - other.startedAt || (one.id < other.id ? -1 : 1)),
    ({ caller }) => caller,
  );
  let [resolved, of, provisional] = [0, 0, 0];
  for (const theirs of byCaller.values()) {
    for (const [at, call] of theirs.entries()) {
      if (call.ended !== "answered") continue;
      const next = theirs[at + 1];
      const isRepeated = next !== undefined && next.startedAt - call.startedAt <= windowMs;
      if (!isRepeated && call.startedAt + windowMs > now) provisional++;
      else {
        of++;
        if (!isRepeated) resolved++;
      }
    }
  }
  return { resolved, of, rate: share(resolved, of), provisional };
}
