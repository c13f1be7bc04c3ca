import { ok, type Result } from "../base/mod.ts";
import { cannotRead } from "./cannot_read.ts";
import { parseParametersAt } from "./parameters.ts";
import { trimSpace } from "./scan.ts";

/** The dialog that an INVITE is to replace, as its target sees it (RFC 3891 §6.1). */
export interface Replaces {
  readonly callId: string;
  readonly toTag: string;
  readonly fromTag: string;
  readonly earlyOnly: boolean;
}

/** `98732@sip.example.com;from-tag=r33th4x0r;to-tag=ff87ff`. Fault `bad-replaces`. */
export function parseReplaces(text: string): Result<Replaces> {
  const semicolon = text.indexOf(";");
  const callId = trimSpace(text.slice(0, Math.max(semicolon, 0)));
  const parameters = parseParametersAt(text, Math.max(semicolon, 0));
  const toTag = parameters.ok ? parameters.value.get("to-tag") : undefined;
  const fromTag = parameters.ok ? parameters.value.get("from-tag") : undefined;
  if (!parameters.ok || callId === "" || /\s/.test(callId) || toTag === undefined || fromTag === undefined) {
    return cannotRead("bad-replaces", "Replaces", text, "expected a Call-ID, to-tag and from-tag");
  }
  return ok({ callId, toTag, fromTag, earlyOnly: parameters.value.has("early-only") });
}
