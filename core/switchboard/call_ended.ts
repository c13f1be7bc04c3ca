import type { Ending, ScriptFault } from "../script/mod.ts";
import type { Parts } from "./parts.ts";

/** A call's script is over. */
export function callEnded(
  { exchange, calls, count, spoken }: Parts,
  call: string,
  { ending, fault }: { readonly ending: Ending; readonly fault: ScriptFault | undefined },
): void {
  calls.delete(call);
  spoken.callEnded(call);
  exchange.note(call, { type: "call.ended", cause: ending.cause });
  exchange.log("info", "A call ends", { call, cause: ending.cause });
  count(ending.reached ? "calls_reached" : "calls_failed");
  if (fault === undefined) return;
  count("script_faults");
  const { error, story } = fault;
  const text = error instanceof Error ? error.stack ?? error.message : String(error);
  exchange.log("error", "A call script threw", { call, error: text, story: story.join(", ") });
}
