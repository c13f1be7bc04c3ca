import { ok, type Result } from "../base/mod.ts";
import { cannotRead } from "./cannot_read.ts";
import { readNumber, trimSpace } from "./scan.ts";

/** RFC 3261 §20.19: delta-seconds and its like end at 2^32 - 1. */
export const MOST_COUNT = 0xffff_ffff;

/** A whole number from 0 to 2^32 - 1: Expires, Min-SE, Max-Forwards, RSeq, Content-Length. Fault `bad-count`. */
export function parseCount(text: string): Result<number> {
  const plain = trimSpace(text);
  const count = readNumber(plain, 0, plain.length, MOST_COUNT);
  return count < 0 ? cannotRead("bad-count", "number", text, `expected 0 to ${MOST_COUNT}`) : ok(count);
}
