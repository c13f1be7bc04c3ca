import { createCipheriv, createDecipheriv } from "node:crypto";
import { join, number } from "./octets.ts";
import { type DtlsRecord, VERSION } from "./record.ts";
import type { RecordKey } from "./secrets.ts";

const NONCE_OCTETS = 8;
const TAG_OCTETS = 16;

/** What is signed besides the octets themselves (RFC 5246 §6.2.3.3). */
function additional({ content, epoch, sequence }: DtlsRecord, octets: number): Uint8Array {
  return join(number(epoch, 2), number(sequence, 6), number(content, 1), number(VERSION, 2), number(octets, 2));
}

/** Closes a record: AES-128-GCM, whose nonce is the record's own number (RFC 5288 §3). */
export function seal({ key, salt }: RecordKey, record: DtlsRecord): DtlsRecord {
  const nonce = join(number(record.epoch, 2), number(record.sequence, 6));
  const cipher = createCipheriv("aes-128-gcm", key, join(salt, nonce));
  cipher.setAAD(additional(record, record.fragment.length));
  const closed = join(cipher.update(record.fragment), cipher.final());
  return { ...record, fragment: join(nonce, closed, cipher.getAuthTag()) };
}

/** Opens a record; undefined where it is not genuine. */
export function unseal({ key, salt }: RecordKey, record: DtlsRecord): DtlsRecord | undefined {
  const { fragment } = record;
  const octets = fragment.length - NONCE_OCTETS - TAG_OCTETS;
  if (octets < 0) return undefined;
  const decipher = createDecipheriv("aes-128-gcm", key, join(salt, fragment.subarray(0, NONCE_OCTETS)));
  decipher.setAAD(additional(record, octets));
  decipher.setAuthTag(fragment.subarray(fragment.length - TAG_OCTETS));
  const open = decipher.update(fragment.subarray(NONCE_OCTETS, NONCE_OCTETS + octets));
  try {
    return { ...record, fragment: join(open, decipher.final()) };
  } catch {
    // The library's only word for a wrong tag.
    return undefined;
  }
}
