import { ok, type Result } from "../base/mod.ts";
import { cannotRead } from "./cannot_read.ts";
import { isToken, readNumber, skipSpace, skipToken } from "./scan.ts";

/** RFC 3261 §8.1.1.5: a CSeq number must be less than 2^31. */
const MOST_CSEQ = 0x7fff_ffff;

/** `4711 INVITE` (RFC 3261 §20.16). Fault `bad-cseq`. */
export function parseCseq(text: string): Result<{ readonly number: number; readonly method: string }> {
  const numberTo = skipToken(text, 0);
  const number = readNumber(text, 0, numberTo, MOST_CSEQ);
  const method = text.slice(skipSpace(text, numberTo));
  if (number >= 0 && isToken(method)) return ok({ number, method });
  return cannotRead("bad-cseq", "CSeq", text, "expected a number below 2^31 and a method");
}
