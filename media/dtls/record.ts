import { join, number, Reader, vector } from "./octets.ts";

/** What a record carries (RFC 6347 §4.1). */
export const CONTENT = { changeCipherSpec: 20, alert: 21, handshake: 22 } as const;

/** DTLS 1.2 (RFC 6347 §4.1). */
export const VERSION = 0xfefd;

/** One record of a datagram. Before keys are there its epoch is 0, behind them 1. */
export interface DtlsRecord {
  readonly content: number;
  readonly epoch: number;
  readonly sequence: number;
  readonly fragment: Uint8Array;
}

const LARGEST_FRAGMENT = 2 ** 14 + 2048;

/** The records of a datagram. What cannot be read ends it, as there is no telling where the next one would begin. */
export function readRecords(datagram: Uint8Array): readonly DtlsRecord[] {
  const reader = new Reader(datagram);
  const records: DtlsRecord[] = [];
  while (reader.left > 0) {
    const content = reader.number(1);
    const version = reader.number(2);
    const epoch = reader.number(2);
    const sequence = reader.number(6);
    const fragment = reader.vector(2);
    // RFC 6347 §4.2.1: a first hello may still say DTLS 1.0.
    if (reader.failed || version >>> 8 !== 0xfe || fragment.length > LARGEST_FRAGMENT) break;
    records.push({ content, epoch, sequence, fragment });
  }
  return records;
}

export function writeRecord({ content, epoch, sequence, fragment }: DtlsRecord): Uint8Array<ArrayBuffer> {
  const head = [number(content, 1), number(VERSION, 2), number(epoch, 2), number(sequence, 6)];
  return join(...head, vector(2, fragment));
}
