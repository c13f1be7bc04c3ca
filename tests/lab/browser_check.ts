import { createHmac } from "node:crypto";

/** The number that all of its questions have, and the answers to them. */
export const CHECK_ID: Uint8Array = new Uint8Array(12).fill(9);

export interface CheckParts {
  /** Our name and his, as `a=ice-ufrag` says them. */
  readonly user?: string;
  readonly password?: string;
  readonly nominates?: boolean;
  readonly isLed?: boolean;
}

/** A check as a browser makes it (RFC 8445 §7.2.2), octet by octet: no writer of ours has a part in it. */
export function browserCheck(
  { user = "ours:theirs", password = "a-password", nominates = false, isLed = false }: CheckParts = {},
): Uint8Array<ArrayBuffer> {
  const name = new TextEncoder().encode(user);
  const attributes = [
    attribute(0x0006, name),
    attribute(0x0024, Uint8Array.of(1, 2, 3, 4)),
    attribute(isLed ? 0x8029 : 0x802a, new Uint8Array(8)),
    ...nominates ? [attribute(0x0025, new Uint8Array(0))] : [],
  ].flat();
  const head = (length: number) => [0, 1, length >> 8, length & 255, 0x21, 0x12, 0xa4, 0x42, ...CHECK_ID];
  const signed = Uint8Array.from([...head(attributes.length + 24), ...attributes]);
  const signature = createHmac("sha1", password).update(signed).digest();
  const body = [...attributes, ...attribute(0x0008, signature)];
  const marked = Uint8Array.from([...head(body.length + 8), ...body]);
  return Uint8Array.from([...marked, ...attribute(0x8028, fingerprint(marked))]);
}

function attribute(type: number, value: Uint8Array): readonly number[] {
  const filled = [...value, ...new Array<number>((4 - value.length % 4) % 4).fill(0)];
  return [type >> 8, type & 255, value.length >> 8, value.length & 255, ...filled];
}

function fingerprint(bytes: Uint8Array): Uint8Array {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb8_8320 ^ crc >>> 1 : crc >>> 1;
  }
  const out = new Uint8Array(4);
  new DataView(out.buffer).setUint32(0, (~crc ^ 0x5354_554e) >>> 0);
  return out;
}
