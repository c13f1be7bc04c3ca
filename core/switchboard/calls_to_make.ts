import { type Instant, later } from "../base/mod.ts";
import type { Parts } from "./parts.ts";

/** After agents have changed, and when the office or what is kept is another: then it is looked for calls that they could make. */
const SOON_MS = 3_000;

/** Somebody may want calls to make now. */
export function agentsChanged(parts: Parts): void {
  if (!parts.hasQueueDesk) return;
  const soon = later(parts.exchange.now, SOON_MS);
  if (parts.callsToMakeAt === undefined || soon < parts.callsToMakeAt) parts.callsToMakeAt = soon;
}

/** Gives idle agents calls to make, where it is time to look. */
export function giveCallsToMake(parts: Parts): void {
  const { now } = parts.exchange;
  if (parts.callsToMakeAt === undefined || now < parts.callsToMakeAt) return;
  parts.callsToMakeAt = undefined;
  const { directory } = parts.exchange;
  // What is kept belongs to an office that is read a moment later where there is none yet.
  if (parts.callListsOf !== directory && directory.revision > 0) {
    parts.callListsOf = directory;
    parts.atDesk(({ forgetCalls }) => forgetCalls());
  }
  const inMs = parts.atDesk(({ prepareCalls }) => prepareCalls());
  const at: Instant | undefined = inMs === undefined ? undefined : later(now, inMs);
  parts.callsToMakeAt = at;
}
