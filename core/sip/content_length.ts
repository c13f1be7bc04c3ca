import { skipEmptyLines } from "./head.ts";

/** The head names several lengths, or none that is a number. */
export const AMBIGUOUS = -1;

const NAME = "content-length";

/** The Content-Length in a head that ends at `to`, 0 where none is said, or {@link AMBIGUOUS}. Reads bytes: the body may not be there yet. */
export function readContentLength(bytes: Uint8Array, from: number, to: number): number {
  let length = 0;
  let isSaid = false;
  for (let at = nextLine(bytes, skipEmptyLines(bytes, from), to); at < to; at = nextLine(bytes, at, to)) {
    const value = valueAt(bytes, at, to);
    if (value < 0) continue;
    if (isSaid) return AMBIGUOUS;
    isSaid = true;
    length = readDigits(bytes, value, to);
    if (length === AMBIGUOUS) return AMBIGUOUS;
  }
  return length;
}

function nextLine(bytes: Uint8Array, from: number, to: number): number {
  const end = bytes.indexOf(10, from);
  return end < 0 || end >= to ? to : end + 1;
}

/** The position after the colon where the line at `at` is a Content-Length; -1 where it is not. */
function valueAt(bytes: Uint8Array, at: number, to: number): number {
  let end = at;
  const first = bytes[at]! | 32;
  if (first === 99) {
    while (end < to && end - at < NAME.length && (bytes[end]! | 32) === NAME.charCodeAt(end - at)) end++;
    if (end - at < NAME.length) return -1;
  } else if (first === 108) end++;
  else return -1;
  while (bytes[end] === 32 || bytes[end] === 9) end++;
  return end < to && bytes[end] === 58 ? end + 1 : -1;
}

function readDigits(bytes: Uint8Array, from: number, to: number): number {
  let at = skipFolds(bytes, from, to);
  const digitsFrom = at;
  let value = 0;
  for (; at < to && bytes[at]! >= 48 && bytes[at]! <= 57; at++) {
    value = value * 10 + bytes[at]! - 48;
    if (value > Number.MAX_SAFE_INTEGER) return AMBIGUOUS;
  }
  if (at === digitsFrom) return AMBIGUOUS;
  at = skipFolds(bytes, at, to);
  return at >= to || bytes[at] === 13 ? value : AMBIGUOUS;
}

/** Spaces, tabs, and line ends that a space or tab follows (RFC 3261 §7.3.1). */
function skipFolds(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  for (; at < to; at++) {
    const byte = bytes[at];
    if (byte === 32 || byte === 9) continue;
    const isFold = byte === 13 && bytes[at + 1] === 10 && (bytes[at + 2] === 32 || bytes[at + 2] === 9);
    if (!isFold) break;
    at += 2;
  }
  return at;
}
