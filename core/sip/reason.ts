import { ok, type Result } from "../base/mod.ts";
import { cannotRead } from "./cannot_read.ts";
import { parseParametersAt } from "./parameters.ts";
import { quote } from "./quoted.ts";
import { readNumber, skipToken } from "./scan.ts";

/** Why a request was sent (RFC 3326): protocol `SIP` with a status, or `Q.850` with a cause. */
export interface Reason {
  readonly protocol: string;
  readonly cause?: number;
  readonly text?: string;
}

/** `SIP;cause=200;text="Call completed elsewhere"`. */
export function formatReason(reason: Reason): string {
  const cause = reason.cause === undefined ? "" : `;cause=${reason.cause}`;
  return reason.protocol + cause + (reason.text === undefined ? "" : `;text=${quote(reason.text)}`);
}

/** One Reason value. Fault `bad-reason`. */
export function parseReason(text: string): Result<Reason> {
  const protocolTo = skipToken(text, 0);
  const parameters = parseParametersAt(text, protocolTo);
  const said = parameters.ok ? parameters.value.get("cause") : undefined;
  const cause = said === undefined ? undefined : readNumber(said, 0, said.length, 999);
  if (protocolTo === 0 || !parameters.ok || cause === -1) {
    return cannotRead("bad-reason", "Reason", text, "expected a protocol and a cause");
  }
  const phrase = parameters.value.get("text");
  return ok({
    protocol: text.slice(0, protocolTo),
    ...(cause === undefined ? {} : { cause }),
    ...(phrase === undefined ? {} : { text: phrase }),
  });
}
