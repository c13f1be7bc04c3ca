import { fail, ok, type Result } from "../base/mod.ts";
import { formatUri, parseNameAddr, parseReplaces, parseUri } from "../sip/mod.ts";

/** Where a transfer is to go. */
export interface ReferTo {
  /** The URI without its headers. */
  readonly uri: string;
  /** The dialog to be taken over, as the target sees it (RFC 3891): this is an attended transfer. */
  readonly replaces?: NamedDialog;
  /** The dialog in which all are to talk together, as the target sees it (RFC 3911). */
  readonly join?: NamedDialog;
}

export interface NamedDialog {
  readonly callId: string;
  readonly toTag: string;
  readonly fromTag: string;
}

/**
 * Reads a Refer-To value (RFC 3515 §2.1) with the Replaces or Join that may stand, escaped, among its URI's headers. Faults:
 * those of the address, the URI and the Replaces; `bad-refer-to` when it asks for another method than INVITE, or for both.
 */
export function parseReferTo(value: string): Result<ReferTo> {
  const address = parseNameAddr(value);
  if (!address.ok) return address;
  const read = parseUri(address.value.uri);
  if (!read.ok) return read;
  const { headers, ...target } = read.value;
  const method = target.parameters.get("method");
  if (method !== undefined && method.toUpperCase() !== "INVITE") {
    return fail("bad-refer-to", `Cannot refer with method "${method}": expected INVITE`);
  }
  const parameters = new Map(target.parameters);
  parameters.delete("method"); // it may not stand in the Request-URI that this becomes (RFC 3261 §19.1.1)
  const uri = formatUri({ ...target, parameters, headers: new Map() });
  const [replaces, join] = [headers.get("Replaces"), headers.get("Join")];
  // RFC 3911 §4: of the two only one may stand.
  if (replaces !== undefined && join !== undefined) {
    return fail("bad-refer-to", `Cannot refer to "${uri}" with both Replaces and Join`);
  }
  const said = replaces ?? join;
  if (said === undefined) return ok({ uri });
  // A Join is written as a Replaces is (RFC 3911 §7.1).
  const named = parseReplaces(said);
  if (!named.ok) return named;
  const { callId, toTag, fromTag } = named.value;
  const dialog = { callId, toTag, fromTag };
  return ok(replaces === undefined ? { uri, join: dialog } : { uri, replaces: dialog });
}
