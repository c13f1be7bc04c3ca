// @ts-nocheck AssemblyScript: its own compiler checks the types
/**
 * SRTP and SRTCP packets (RFC 3711, 6188, 7714), closed and opened where they lie. The host derives keys and knows which
 * packet comes when; an index of 48 bits comes as its high 32 and its low 16.
 *
 * `keys` of one direction and one protocol: AES's schedule (256 octets), 16 octets of salt with zeros behind, then either
 * HMAC's two pads (40) or GHASH's tables (512).
 */
import { SCRATCH_AT } from "../map.ts";
import { aesCounter, aesStream, change, STREAM } from "./aes.ts";
import { ghash, GHASH_BYTES, ghashExpand, ghashLengths } from "./ghash.ts";
import { hmacSha1 } from "./sha1.ts";

const SALT: usize = 256;
const AUTHENTICATION: usize = 272;

/** What SHA-1 and the key stream leave of the scratch. */
const COUNTER: usize = SCRATCH_AT + 544;
const ASSOCIATED: usize = SCRATCH_AT + 560;
const MADE: usize = SCRATCH_AT + 576;
const CAME: usize = SCRATCH_AT + 608;

const GCM_TAG: i32 = 16;
const RTCP_HEADER: i32 = 8;
const ENCRYPTED: u32 = 0x80000000;

/** Whether the octets are the same; it takes as long when they are not. */
function isSame(a: usize, b: usize, count: i32): bool {
  let differs: u32 = 0;
  for (let octet: usize = 0; octet < <usize> count; octet++) {
    differs |= <u32> (load<u8>(a + octet) ^ load<u8>(b + octet));
  }
  return differs === 0;
}

/** RTP has its SSRC at 8, RTCP at 4. `kept` are the octets of an index that stays in the packet: RTCP's 4, RTP's 0. */
function ssrcOf(packet: usize, kept: i32): u32 {
  return load<u32>(packet + (kept === 0 ? 8 : 4));
}

/** What is authenticated with the packet: RTP's rollover counter, RTCP's index with the flag for "encrypted". */
function wordOf(high: u32, low: u32, kept: i32): u32 {
  return bswap<u32>(kept === 0 ? high : ENCRYPTED | high << 16 | low);
}

/** RFC 3711 §4.1.1: the salt, with the SSRC from octet 4 on and the index from octet 8 on. */
function crypt(keys: usize, packet: usize, header: i32, count: i32, high: u32, low: u32, kept: i32): void {
  const salt = keys + SALT;
  store<u32>(COUNTER, load<u32>(salt));
  store<u32>(COUNTER, load<u32>(salt, 4) ^ ssrcOf(packet, kept), 4);
  store<u32>(COUNTER, load<u32>(salt, 8) ^ bswap<u32>(high), 8);
  store<u32>(COUNTER, load<u32>(salt, 12) ^ bswap<u32>(low << 16), 12);
  aesCounter(keys, COUNTER, packet + header, count - header);
}

/** Encrypts all behind the header, and writes the index if it is kept, and `tag` octets of code. */
export function cmSeal(
  keys: usize,
  packet: usize,
  header: i32,
  count: i32,
  high: u32,
  low: u32,
  kept: i32,
  tag: i32,
): void {
  crypt(keys, packet, header, count, high, low, kept);
  const end = packet + count;
  store<u32>(end, wordOf(high, low, kept));
  hmacSha1(keys + AUTHENTICATION, packet, count + 4, MADE);
  memory.copy(end + kept, MADE, tag);
}

/** Whether the code is right: if so the packet is open, if not it is as it was. `count` is without index and code. */
export function cmOpen(
  keys: usize,
  packet: usize,
  header: i32,
  count: i32,
  high: u32,
  low: u32,
  kept: i32,
  tag: i32,
): bool {
  const end = packet + count;
  memory.copy(CAME, end + kept, tag);
  // The rollover counter is hashed, though never sent: where the code begins it is at hand.
  store<u32>(end, wordOf(high, low, kept));
  hmacSha1(keys + AUTHENTICATION, packet, count + 4, MADE);
  memory.copy(end + kept, CAME, tag);
  if (!isSame(MADE, CAME, tag)) return false;
  crypt(keys, packet, header, count, high, low, kept);
  return true;
}

/** Fills GHASH's tables, once AES's schedule is there. */
export function gcmExpand(keys: usize): void {
  memory.fill(COUNTER, 0, 16);
  memory.fill(MADE, 0, 16);
  aesCounter(keys, COUNTER, MADE, 16);
  memory.fill(keys + AUTHENTICATION, 0, GHASH_BYTES);
  ghashExpand(keys + AUTHENTICATION, MADE);
}

/**
 * Makes a packet's key stream, whose first block is for the code. RFC 7714 §8.1, §9.1: from the salt, with the SSRC from
 * octet 2 on and the index from octet 6 on; then it counts from 1.
 */
function gcmStream(keys: usize, packet: usize, count: i32, high: u32, low: u32, kept: i32): void {
  const salt = keys + SALT;
  memory.fill(COUNTER, 0, 16);
  store<u32>(COUNTER, ssrcOf(packet, kept), 2);
  store<u32>(COUNTER, bswap<u32>(high), 6);
  store<u16>(COUNTER, bswap<u16>(<u16> low), 10);
  store<u64>(COUNTER, load<u64>(COUNTER) ^ load<u64>(salt));
  store<u32>(COUNTER, load<u32>(COUNTER, 8) ^ load<u32>(salt, 8), 8);
  store<u32>(COUNTER, bswap<u32>(1), 12);
  aesStream(keys, COUNTER, 1 + ((count + 15) >> 4));
}

/** Writes the code of an encrypted packet to MADE, with the first block of its key stream. */
function gcmCode(keys: usize, packet: usize, header: i32, count: i32, high: u32, low: u32, kept: i32): void {
  const tables = keys + AUTHENTICATION;
  memory.fill(MADE, 0, 16);
  let associated = header;
  if (kept === 0) {
    ghash(tables, MADE, packet, header);
  } else {
    // RFC 7714 §9.2: the header, and the index from behind the code.
    associated = RTCP_HEADER + kept;
    store<u64>(ASSOCIATED, load<u64>(packet));
    store<u32>(ASSOCIATED, wordOf(high, low, kept), 8);
    ghash(tables, MADE, ASSOCIATED, associated);
  }
  ghash(tables, MADE, packet + header, count - header);
  ghashLengths(tables, MADE, associated, count - header);
  change(MADE, GCM_TAG, STREAM);
}

/** Encrypts all behind the header, and writes 16 octets of code, and the index if it is kept. */
export function gcmSeal(keys: usize, packet: usize, header: i32, count: i32, high: u32, low: u32, kept: i32): void {
  gcmStream(keys, packet, count - header, high, low, kept);
  change(packet + header, count - header, STREAM + GCM_TAG);
  gcmCode(keys, packet, header, count, high, low, kept);
  const end = packet + count;
  v128.store(end, v128.load(MADE));
  if (kept !== 0) store<u32>(end + GCM_TAG, wordOf(high, low, kept));
}

/** Whether the code is right: if so the packet is open, if not it is as it was. `count` is without index and code. */
export function gcmOpen(keys: usize, packet: usize, header: i32, count: i32, high: u32, low: u32, kept: i32): bool {
  gcmStream(keys, packet, count - header, high, low, kept);
  gcmCode(keys, packet, header, count, high, low, kept);
  if (!isSame(MADE, packet + count, GCM_TAG)) return false;
  change(packet + header, count - header, STREAM + GCM_TAG);
  return true;
}
