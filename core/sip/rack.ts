import { ok, type Result } from "../base/mod.ts";
import { cannotRead } from "./cannot_read.ts";
import { MOST_COUNT } from "./count.ts";
import { parseCseq } from "./cseq.ts";
import { readNumber, skipSpace, skipToken } from "./scan.ts";

/** What a PRACK acknowledges (RFC 3262 §7.2). */
export interface Rack {
  /** The RSeq of the provisional response. */
  readonly rseq: number;
  /** The CSeq of the request it answered. */
  readonly cseq: number;
  readonly method: string;
}

/** `776656 1 INVITE`. Fault `bad-rack`. */
export function parseRack(text: string): Result<Rack> {
  const rseqTo = skipToken(text, 0);
  const rseq = readNumber(text, 0, rseqTo, MOST_COUNT);
  const cseq = parseCseq(text.slice(skipSpace(text, rseqTo)));
  if (rseq < 1 || !cseq.ok) return cannotRead("bad-rack", "RAck", text, "expected RSeq, CSeq number, method");
  return ok({ rseq, cseq: cseq.value.number, method: cseq.value.method });
}
