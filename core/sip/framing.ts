import type { Fault } from "../base/mod.ts";
import { AMBIGUOUS, readContentLength } from "./content_length.ts";
import { findHeadEnd, NO_END, UNREADABLE } from "./head.ts";
import { LIMITS } from "./limits.ts";

/** What came over a connection. */
export type Frame =
  /** One whole message, for `parseMessage`; its bytes are nobody else's. */
  | { readonly type: "message"; readonly bytes: Uint8Array }
  /** Two line ends: to be answered with one (RFC 5626 §4.4.1). */
  | { readonly type: "ping" }
  /** One line end: the answer to our ping. */
  | { readonly type: "pong" }
  /** Nobody can say where the next message starts: close the connection. */
  | { readonly type: "fault"; readonly fault: Fault };

const NOTHING = new Uint8Array(0);

/**
 * Cuts a TCP or TLS stream into messages (RFC 3261 §18.3). One for each connection; every byte is looked at once,
 * however it arrives, and no more than one message is ever held.
 *
 * A ping that is torn between its two line ends gives a `pong` and a `ping`: the first half cannot be told from a pong.
 */
export class StreamFramer {
  /** What waits: a buffer of our own, or, within one push, the caller's chunk. An idle connection holds nothing. */
  #held: Uint8Array = NOTHING;
  /** Where the message under way starts in `#held`, and where what has come ends. */
  #from = 0;
  #to = 0;
  /** How far the search for the end of the head has come. */
  #searched = 0;
  /** Where the message under way will end, once its head is known. */
  #messageTo: number | undefined;
  /** The last thing was one line end, given as a pong: another one makes it a ping. */
  #hasHalfPing = false;
  #isBroken = false;

  /** Takes what has arrived and gives what is complete; keeps nothing of `chunk`. After a fault it gives nothing more. */
  push(chunk: Uint8Array): readonly Frame[] {
    const frames: Frame[] = [];
    // In pieces, so that a stream of many messages in one chunk does not make the buffer grow.
    for (let at = 0; at < chunk.length && !this.#isBroken; at += LIMITS.messageBytes) {
      const isBorrowed = this.#to === 0;
      if (isBorrowed) {
        this.#held = chunk.subarray(at, at + LIMITS.messageBytes);
        this.#to = this.#held.length;
      } else this.#append(chunk.subarray(at, at + LIMITS.messageBytes));
      while (!this.#isBroken && this.#take(frames));
      if (this.#to === 0) this.#held = NOTHING;
      else if (isBorrowed) this.#move(this.waiting);
    }
    return frames;
  }

  /** How many bytes wait for the rest of their message. */
  get waiting(): number {
    return this.#to - this.#from;
  }

  #append(piece: Uint8Array): void {
    if (this.#to + piece.length > this.#held.length) this.#move(this.waiting + piece.length);
    this.#held.set(piece, this.#to);
    this.#to += piece.length;
  }

  /** Moves what waits to the front of a buffer with room for `size`. Doubling keeps the cost of it linear. */
  #move(size: number): void {
    let room = 512;
    while (room < size) room *= 2;
    const target = new Uint8Array(room);
    target.set(this.#held.subarray(this.#from, this.#to));
    this.#to -= this.#from;
    this.#searched -= this.#from;
    if (this.#messageTo !== undefined) this.#messageTo -= this.#from;
    this.#from = 0;
    this.#held = target;
  }

  /** Takes one frame off the front; false when more must arrive first. */
  #take(frames: Frame[]): boolean {
    if (this.#from === this.#to) return false;
    if (this.#messageTo === undefined) {
      if (this.#searched === this.#from) {
        if (this.#held[this.#from] === 13) return this.#takeLineEnd(frames);
        this.#hasHalfPing = false;
        // §25.1: a start line begins with a token; whatever else comes here (a TLS hello, say) is not SIP.
        if (!isTokenByte(this.#held[this.#from]!)) return this.#break(frames, "not-sip", "expected a start line");
      }
      if (!this.#findEnd(frames)) return false;
    }
    const end = this.#messageTo!;
    if (this.#to < end) return false;
    frames.push({ type: "message", bytes: this.#copy(end) });
    this.#advance(end);
    return true;
  }

  #takeLineEnd(frames: Frame[]): boolean {
    const held = this.#held;
    const at = this.#from;
    if (this.#to - at < 2) return false;
    if (held[at + 1] !== 10) return this.#break(frames, "bad-line", "a bare CR stands between messages");
    if (this.#hasHalfPing) {
      this.#hasHalfPing = false;
      frames.push({ type: "ping" });
      this.#advance(at + 2);
      return true;
    }
    if (this.#to - at >= 4 && held[at + 2] === 13 && held[at + 3] === 10) {
      frames.push({ type: "ping" });
      this.#advance(at + 4);
      return true;
    }
    this.#hasHalfPing = true;
    frames.push({ type: "pong" });
    this.#advance(at + 2);
    return true;
  }

  /** Looks for the end of the head from where it stopped the last time, and reads how long the body is. */
  #findEnd(frames: Frame[]): boolean {
    // The last three bytes may be the start of the end: they are looked at again, and not judged before it is known.
    const to = Math.min(this.#to - 3, this.#from + LIMITS.messageBytes);
    const end = this.#searched < to ? findHeadEnd(this.#held, this.#searched, to) : NO_END;
    if (end === UNREADABLE) return this.#break(frames, "bad-line", "a bare CR, LF or NUL stands in a head");
    if (end === NO_END) {
      // A CR that the search went over as half of a line end must not be met again at its LF.
      if (to > this.#searched) this.#searched = this.#held[to - 1] === 13 ? to - 1 : to;
      if (this.waiting <= LIMITS.messageBytes) return false;
      return this.#break(frames, "too-large", `a head is longer than ${LIMITS.messageBytes} bytes`);
    }
    const length = readContentLength(this.#held, this.#from, end);
    if (length === AMBIGUOUS || end + 4 - this.#from + length > LIMITS.messageBytes) {
      // The parser finds the same fault in the head alone, so that the request is answered before the end.
      frames.push({ type: "message", bytes: this.#copy(end + 4) });
      return this.#break(frames, "bad-length", "a Content-Length is ambiguous or too large");
    }
    this.#messageTo = end + 4 + length;
    return true;
  }

  #copy(to: number): Uint8Array {
    return new Uint8Array(this.#held.subarray(this.#from, to));
  }

  #advance(to: number): void {
    this.#from = this.#searched = to;
    this.#messageTo = undefined;
    if (to === this.#to) this.#from = this.#to = this.#searched = 0;
  }

  #break(frames: Frame[], code: string, why: string): false {
    this.#isBroken = true;
    this.#advance(this.#to);
    this.#held = NOTHING;
    frames.push({ type: "fault", fault: { code, text: `Cannot read stream: ${why}` } });
    return false;
  }
}

/** One WebSocket message is one SIP message, or a keep-alive (RFC 7118 §5, §6). */
export function frameWebSocket(data: Uint8Array): Frame {
  const isLineEnds = data.length <= 4 && data.every((byte, at) => byte === (at % 2 === 0 ? 13 : 10));
  if (isLineEnds && data.length === 4) return { type: "ping" };
  if (isLineEnds && data.length === 2) return { type: "pong" };
  if (data.length <= LIMITS.messageBytes) return { type: "message", bytes: data };
  const text = `Cannot take ${data.length} bytes: expected at most ${LIMITS.messageBytes}`;
  return { type: "fault", fault: { code: "too-large", text } };
}

function isTokenByte(byte: number): boolean {
  const isLetter = (byte | 32) >= 97 && (byte | 32) <= 122;
  return isLetter || byte >= 48 && byte <= 57 || "!%'*+-._`~".includes(String.fromCharCode(byte));
}
