import { fail, ok, type Result, toBytes, toText } from "../base/mod.ts";

/** The Content-Type of {@link sipfrag} (RFC 3420). */
export const SIPFRAG_TYPE = "message/sipfrag;version=2.0";

/** The body by which a NOTIFY tells how far a transfer has come (RFC 3515 §2.4.5). */
export function sipfrag(status: number, reason: string): Uint8Array {
  return toBytes(`SIP/2.0 ${status} ${reason}\r\n`);
}

/** Reads the status line of such a body. Fault `bad-sipfrag`. */
export function readSipfrag(body: Uint8Array): Result<{ readonly status: number; readonly reason: string }> {
  const [line = ""] = toText(body.subarray(0, 256)).trimStart().split(/\r?\n/, 1);
  const found = /^SIP\/2\.0 ([1-6]\d\d)(?: (.*))?$/i.exec(line);
  if (found === null) return fail("bad-sipfrag", `Cannot read sipfrag "${line}": expected a status line`);
  return ok({ status: Number(found[1]), reason: (found[2] ?? "").trim() });
}
