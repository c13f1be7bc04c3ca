import { ok, type Result } from "../base/mod.ts";
import { cannotRead } from "./cannot_read.ts";
import { MOST_COUNT } from "./count.ts";
import { parseParametersAt } from "./parameters.ts";
import { readNumber, skipToken } from "./scan.ts";

/** How long a session may live without a refresh, and who refreshes (RFC 4028 §4). */
export interface SessionExpires {
  readonly seconds: number;
  readonly refresher?: "uac" | "uas";
}

/** `1800;refresher=uac`. Fault `bad-session-expires`. */
export function parseSessionExpires(text: string): Result<SessionExpires> {
  const secondsTo = skipToken(text, 0);
  const seconds = readNumber(text, 0, secondsTo, MOST_COUNT);
  const parameters = parseParametersAt(text, secondsTo);
  const refresher = parameters.ok ? parameters.value.get("refresher")?.toLowerCase() : undefined;
  if (seconds < 0 || !parameters.ok || !(refresher === undefined || refresher === "uac" || refresher === "uas")) {
    return cannotRead("bad-session-expires", "Session-Expires", text, "expected seconds and a refresher");
  }
  return ok(refresher === undefined ? { seconds } : { seconds, refresher });
}
