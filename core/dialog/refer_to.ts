import { fail, ok, type Result } from "../base/mod.ts";
import { formatUri, parseNameAddr, parseReplaces, parseUri } from "../sip/mod.ts";

/** Where a transfer is to go. */
export interface ReferTo {
  /** The URI without its headers. */
  readonly uri: string;
  /** The dialog to be taken over, as the target sees it (RFC 3891): this is an attended transfer. */
  readonly replaces?: { readonly callId: string; readonly toTag: string; readonly fromTag: string };
}

/**
 * Reads a Refer-To value (RFC 3515 §2.1) with the Replaces that may stand, escaped, among its URI's headers. Faults:
 * those of the address, the URI and the Replaces; `bad-refer-to` when it asks for another method than INVITE.
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
  const said = headers.get("Replaces");
  if (said === undefined) return ok({ uri });
  const replaces = parseReplaces(said);
  if (!replaces.ok) return replaces;
  const { callId, toTag, fromTag } = replaces.value;
  return ok({ uri, replaces: { callId, toTag, fromTag } });
}
