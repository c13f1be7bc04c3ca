// @ts-nocheck AssemblyScript: its own compiler checks the types
/**
 * HMAC-SHA1 (RFC 2104, FIPS 180-4). A key is kept as its two pads, already hashed: 20 octets of inner state, then 20 of
 * outer state.
 */
import { SCRATCH_AT } from "../map.ts";

/** 80 words of message schedule, the state, and the message's last blocks. */
const SCHEDULE: usize = SCRATCH_AT;
const STATE: usize = SCRATCH_AT + 320;
const TAIL: usize = SCRATCH_AT + 384;

const BLOCK: i32 = 64;
const DIGEST: i32 = 20;
/** The bit after the message, and its length in bits. */
const LEAST_PADDING: i32 = 9;

function swapped(at: usize, offset: usize): v128 {
  const words = v128.load(at + offset);
  return i8x16.shuffle(words, words, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
}

function turned(words: v128, by: i32): v128 {
  return v128.or(i32x4.shl(words, by), i32x4.shr_u(words, 32 - by));
}

/** FIPS 180-4 §6.1.2: the 80 words, four at a time. */
function schedule(block: usize): void {
  let oldest = swapped(block, 0), older = swapped(block, 16), old = swapped(block, 32), last = swapped(block, 48);
  v128.store(SCHEDULE, oldest);
  v128.store(SCHEDULE, older, 16);
  v128.store(SCHEDULE, old, 32);
  v128.store(SCHEDULE, last, 48);
  const none = i32x4.splat(0);
  let at: usize = SCHEDULE + 64;
  for (; at < SCHEDULE + 128; at += 16) {
    // The fourth word rests on the first, which is added when it is known.
    const three = i32x4.shuffle(last, none, 1, 2, 3, 4);
    const fourteen = i32x4.shuffle(oldest, older, 2, 3, 4, 5);
    let next = turned(v128.xor(v128.xor(three, old), v128.xor(fourteen, oldest)), 1);
    next = v128.xor(next, turned(i32x4.shuffle(none, next, 0, 0, 0, 4), 1));
    v128.store(at, next);
    oldest = older;
    older = old;
    old = last;
    last = next;
  }
  // The same rule, applied to itself: each word rests on others that lie at least six before.
  for (; at < SCHEDULE + 320; at += 16) {
    const six = i32x4.shuffle(old, last, 2, 3, 4, 5);
    const far = v128.xor(v128.load(at - 112), v128.load(at - 128));
    const next = turned(v128.xor(v128.xor(six, v128.load(at - 64)), far), 2);
    v128.store(at, next);
    old = last;
    last = next;
  }
}

function choose(b: u32, c: u32, d: u32): u32 {
  return d ^ (b & (c ^ d));
}

function most(b: u32, c: u32, d: u32): u32 {
  return (b & c) + (d & (b ^ c));
}

function compress(state: usize, block: usize): void {
  schedule(block);
  let a = load<u32>(state), b = load<u32>(state, 4), c = load<u32>(state, 8);
  let d = load<u32>(state, 12), e = load<u32>(state, 16);
  let word: usize = SCHEDULE;
  for (; word < SCHEDULE + 80; word += 20) {
    e += rotl(a, 5) + choose(b, c, d) + 0x5a827999 + load<u32>(word);
    b = rotl(b, 30);
    d += rotl(e, 5) + choose(a, b, c) + 0x5a827999 + load<u32>(word, 4);
    a = rotl(a, 30);
    c += rotl(d, 5) + choose(e, a, b) + 0x5a827999 + load<u32>(word, 8);
    e = rotl(e, 30);
    b += rotl(c, 5) + choose(d, e, a) + 0x5a827999 + load<u32>(word, 12);
    d = rotl(d, 30);
    a += rotl(b, 5) + choose(c, d, e) + 0x5a827999 + load<u32>(word, 16);
    c = rotl(c, 30);
  }
  for (; word < SCHEDULE + 160; word += 20) {
    e += rotl(a, 5) + (b ^ c ^ d) + 0x6ed9eba1 + load<u32>(word);
    b = rotl(b, 30);
    d += rotl(e, 5) + (a ^ b ^ c) + 0x6ed9eba1 + load<u32>(word, 4);
    a = rotl(a, 30);
    c += rotl(d, 5) + (e ^ a ^ b) + 0x6ed9eba1 + load<u32>(word, 8);
    e = rotl(e, 30);
    b += rotl(c, 5) + (d ^ e ^ a) + 0x6ed9eba1 + load<u32>(word, 12);
    d = rotl(d, 30);
    a += rotl(b, 5) + (c ^ d ^ e) + 0x6ed9eba1 + load<u32>(word, 16);
    c = rotl(c, 30);
  }
  for (; word < SCHEDULE + 240; word += 20) {
    e += rotl(a, 5) + most(b, c, d) + 0x8f1bbcdc + load<u32>(word);
    b = rotl(b, 30);
    d += rotl(e, 5) + most(a, b, c) + 0x8f1bbcdc + load<u32>(word, 4);
    a = rotl(a, 30);
    c += rotl(d, 5) + most(e, a, b) + 0x8f1bbcdc + load<u32>(word, 8);
    e = rotl(e, 30);
    b += rotl(c, 5) + most(d, e, a) + 0x8f1bbcdc + load<u32>(word, 12);
    d = rotl(d, 30);
    a += rotl(b, 5) + most(c, d, e) + 0x8f1bbcdc + load<u32>(word, 16);
    c = rotl(c, 30);
  }
  for (; word < SCHEDULE + 320; word += 20) {
    e += rotl(a, 5) + (b ^ c ^ d) + 0xca62c1d6 + load<u32>(word);
    b = rotl(b, 30);
    d += rotl(e, 5) + (a ^ b ^ c) + 0xca62c1d6 + load<u32>(word, 4);
    a = rotl(a, 30);
    c += rotl(d, 5) + (e ^ a ^ b) + 0xca62c1d6 + load<u32>(word, 8);
    e = rotl(e, 30);
    b += rotl(c, 5) + (d ^ e ^ a) + 0xca62c1d6 + load<u32>(word, 12);
    d = rotl(d, 30);
    a += rotl(b, 5) + (c ^ d ^ e) + 0xca62c1d6 + load<u32>(word, 16);
    c = rotl(c, 30);
  }
  store<u32>(state, load<u32>(state) + a);
  store<u32>(state, load<u32>(state, 4) + b, 4);
  store<u32>(state, load<u32>(state, 8) + c, 8);
  store<u32>(state, load<u32>(state, 12) + d, 12);
  store<u32>(state, load<u32>(state, 16) + e, 16);
}

/** The state of a hash that has seen the key, each octet changed by `pad`. */
function hashPad(state: usize, key: usize, octets: i32, pad: u8): void {
  memory.fill(TAIL, pad, BLOCK);
  for (let octet: usize = 0; octet < <usize> octets; octet++) store<u8>(TAIL + octet, load<u8>(key + octet) ^ pad);
  store<u32>(state, 0x67452301);
  store<u32>(state, 0xefcdab89, 4);
  store<u32>(state, 0x98badcfe, 8);
  store<u32>(state, 0x10325476, 12);
  store<u32>(state, 0xc3d2e1f0, 16);
  compress(state, TAIL);
}

/** Ends a hash with the `left` octets in TAIL, fewer than a block; `count` were hashed in all, the pad too. */
function finish(left: i32, count: i32, digest: usize): void {
  const end = left + LEAST_PADDING > BLOCK ? 2 * BLOCK : BLOCK;
  memory.fill(TAIL + left, 0, end - left);
  store<u8>(TAIL + left, 0x80);
  store<u32>(TAIL + end - 4, bswap<u32>(<u32> count << 3));
  compress(STATE, TAIL);
  if (end > BLOCK) compress(STATE, TAIL + BLOCK);
  for (let octet: usize = 0; octet < <usize> DIGEST; octet += 4) {
    store<u32>(digest + octet, bswap<u32>(load<u32>(STATE + octet)));
  }
}

/** `octets` of the key are at most 64. */
export function hmacExpand(pads: usize, key: usize, octets: i32): void {
  hashPad(pads, key, octets, 0x36);
  hashPad(pads + DIGEST, key, octets, 0x5c);
}

/** Writes the 20 octets of a message's code to `digest`. */
export function hmacSha1(pads: usize, at: usize, count: i32, digest: usize): void {
  memory.copy(STATE, pads, DIGEST);
  let left = count;
  for (; left >= BLOCK; left -= BLOCK, at += BLOCK) compress(STATE, at);
  memory.copy(TAIL, at, left);
  finish(left, BLOCK + count, TAIL);
  memory.copy(STATE, pads + DIGEST, DIGEST);
  finish(DIGEST, BLOCK + DIGEST, digest);
}
