import { join, number, Reader } from "./octets.ts";

/** A message of the handshake (RFC 6347 §4.2.2), whole. */
export interface HandshakeMessage {
  readonly type: number;
  readonly sequence: number;
  readonly body: Uint8Array;
  /** Of the records that it came in. */
  readonly epoch: number;
}

/** A message of which some is there. */
interface Draft {
  readonly type: number;
  readonly epoch: number;
  readonly body: Uint8Array;
  readonly isThere: Uint8Array;
  missing: number;
}

/** A hello with keys of post-quantum exchanges has 2 kB, a chain of certificates some more. */
const LONGEST_MESSAGE = 16_384;
/** A flight of a client has four messages. */
const FURTHEST_AHEAD = 8;

/** The message as all hashes take it: as if it had come in one piece (RFC 6347 §4.2.6). */
export function wholeMessage({ type, sequence, body }: Omit<HandshakeMessage, "epoch">): Uint8Array<ArrayBuffer> {
  const length = number(body.length, 3);
  return join(number(type, 1), length, number(sequence, 2), number(0, 3), length, body);
}

/**
 * Makes messages of fragments, each once and in their order, however often and in whatever order they come
 * (RFC 6347 §4.2.3): what was handed out already is old, what is too early waits.
 */
export class Assembly {
  readonly #drafts = new Map<number, Draft>();
  #next = 0;

  /** Takes what a record carries. True when something in it was handed out before: its sender has not heard our answer. */
  put(fragments: Uint8Array, epoch: number): boolean {
    const reader = new Reader(fragments);
    let isOld = false;
    while (reader.left > 0) {
      const [type, length, sequence] = [reader.number(1), reader.number(3), reader.number(2)];
      const offset = reader.number(3);
      const piece = reader.vector(3);
      if (reader.failed || length > LONGEST_MESSAGE || offset + piece.length > length) break;
      if (sequence < this.#next) isOld = true;
      else if (sequence < this.#next + FURTHEST_AHEAD) this.#keep({ type, length, sequence, epoch }, offset, piece);
    }
    return isOld;
  }

  /** The next message, when all of it is there. */
  take(): HandshakeMessage | undefined {
    const draft = this.#drafts.get(this.#next);
    if (draft === undefined || draft.missing > 0) return undefined;
    this.#drafts.delete(this.#next);
    const { type, body, epoch } = draft;
    return { type, sequence: this.#next++, body, epoch };
  }

  #keep(
    { type, length, sequence, epoch }: { type: number; length: number; sequence: number; epoch: number },
    offset: number,
    piece: Uint8Array,
  ): void {
    const known = this.#drafts.get(sequence);
    const draft = known ??
      { type, epoch, body: new Uint8Array(length), isThere: new Uint8Array(length), missing: length };
    if (known === undefined) this.#drafts.set(sequence, draft);
    // One that contradicts the first is none of the same sender.
    if (draft.type !== type || draft.body.length !== length || draft.epoch !== epoch) return;
    for (let at = 0; at < piece.length; at++) {
      if (draft.isThere[offset + at] === 1) continue;
      draft.isThere[offset + at] = 1;
      draft.body[offset + at] = piece[at]!;
      draft.missing -= 1;
    }
  }
}
