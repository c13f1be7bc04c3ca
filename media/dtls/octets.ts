/**
 * Reads numbers and pieces one behind the other. Past the end it gives zeros and empty pieces, and says so in `failed`:
 * whoever reads a message asks once, at its end.
 */
export class Reader {
  failed = false;
  readonly #octets: Uint8Array;
  #at = 0;

  constructor(octets: Uint8Array) {
    this.#octets = octets;
  }

  get left(): number {
    return this.#octets.length - this.#at;
  }

  /** A number of so many octets, six at most. */
  number(octets: number): number {
    let value = 0;
    for (const octet of this.piece(octets)) value = value * 256 + octet;
    return value;
  }

  /** So many octets, where they lie. */
  piece(octets: number): Uint8Array {
    if (octets > this.left) {
      this.failed = true;
      this.#at = this.#octets.length;
      return NOTHING;
    }
    this.#at += octets;
    return this.#octets.subarray(this.#at - octets, this.#at);
  }

  /** A piece behind its own length, which is a number of so many octets (RFC 5246 §4.3). */
  vector(lengthOctets: number): Uint8Array {
    return this.piece(this.number(lengthOctets));
  }
}

const NOTHING = new Uint8Array(0);

/** A number in so many octets, six at most. */
export function number(value: number, octets: number): Uint8Array {
  const out = new Uint8Array(octets);
  for (let at = octets - 1, rest = value; at >= 0; at--, rest = Math.floor(rest / 256)) out[at] = rest % 256;
  return out;
}

/** A piece behind its own length (RFC 5246 §4.3). */
export function vector(lengthOctets: number, ...pieces: readonly Uint8Array[]): Uint8Array {
  const body = join(...pieces);
  return join(number(body.length, lengthOctets), body);
}

export function join(...pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}

/** The two-octet numbers of a list. */
export function numbersOf(list: Uint8Array): readonly number[] {
  const reader = new Reader(list);
  const numbers: number[] = [];
  while (reader.left >= 2) numbers.push(reader.number(2));
  return numbers;
}
