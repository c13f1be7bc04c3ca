// @ts-nocheck AssemblyScript: its own compiler checks the types
/**
 * AES (FIPS 197) in counter mode, for keys of 128 and 256 bits: all that SRTP needs of it. A block is a vector, whose
 * octets are substituted all at once by swizzles; it takes as long whatever the key and the packet.
 *
 * A key's schedule is 256 octets: the number of rounds, three words unused, then the round keys: those between the first
 * and the last as tower elements (`aes_field.ts`), with what the substitution's constant adds.
 */
import { SCRATCH_AT } from "../map.ts";
import { ENTER_HIGH, ENTER_LOW, INVERSE, INVERSE_BY_A, LEAVE, ONCE, timesX, TWICE } from "./aes_field.ts";

/** A key stream: room for the longest packet. What lies before is SHA-1's and SRTP's. */
export const STREAM: usize = SCRATCH_AT + 1024;

const ROUND_KEYS: usize = 16;
/** FIPS 197 §5.1.1: what each substituted octet is changed by. MixColumns leaves a column of four such as it is. */
const CONSTANT: u8 = 0x63;

function looked(at: usize, highs: v128, lows: v128): v128 {
  return v128.xor(i8x16.relaxed_swizzle(v128.load(at), lows), i8x16.relaxed_swizzle(v128.load(at, 16), highs));
}

function lowHalves(octets: v128): v128 {
  return v128.and(octets, i8x16.splat(0x0f));
}

function highHalves(octets: v128): v128 {
  return v128.and(i16x8.shr_u(octets, 4), i8x16.splat(0x0f));
}

/** Octets as tower elements. */
function entered(octets: v128): v128 {
  return looked(ENTER_LOW, highHalves(octets), lowHalves(octets));
}

/** The u of `aes_field.ts`; the v is the same of the other two. */
function found(inverses: v128, i: v128, j: v128, aByK: v128): v128 {
  return v128.xor(i8x16.relaxed_swizzle(inverses, v128.xor(i8x16.relaxed_swizzle(inverses, i), aByK)), j);
}

/** §5.1.2: the rows turned by 0, 1, 2 and 3 columns. */
function shifted(state: v128): v128 {
  return i8x16.shuffle(state, state, 0, 5, 10, 15, 4, 9, 14, 3, 8, 13, 2, 7, 12, 1, 6, 11);
}

/** Every column turned by one octet. */
function turned(state: v128): v128 {
  return i8x16.shuffle(state, state, 1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12);
}

/** §5.1.3: each octet is twice itself, thrice the next, and the two that follow: 2 a + T(3 a + T(a + T a)), T turning. */
function mixed(once: v128, twice: v128, key: v128): v128 {
  const sum = v128.xor(v128.xor(once, twice), turned(v128.xor(once, turned(once))));
  return v128.xor(v128.xor(twice, key), turned(sum));
}

/** From tower elements to octets, without the constant. */
function substituted(state: v128): v128 {
  const inverses = v128.load(INVERSE);
  const k = lowHalves(state);
  const i = highHalves(state);
  const j = v128.xor(i, k);
  const aByK = i8x16.relaxed_swizzle(v128.load(INVERSE_BY_A), k);
  return looked(LEAVE, found(inverses, j, i, aByK), found(inverses, i, j, aByK));
}

function substitutedWord(word: u32): u32 {
  const octets = substituted(entered(i32x4.splat(word)));
  return <u32> i32x4.extract_lane(v128.xor(octets, i8x16.splat(CONSTANT)), 0);
}

/** §5.2. `octets` of the key are 16 or 32. */
export function aesExpand(keys: usize, key: usize, octets: i32): void {
  const words = octets >> 2;
  const rounds = words + 6;
  store<i32>(keys, rounds);
  const schedule = keys + ROUND_KEYS;
  memory.copy(schedule, key, octets);
  let constant: u32 = 1;
  for (let word = words; word < 4 * (rounds + 1); word++) {
    const at = schedule + (<usize> word << 2);
    let last = load<u32>(at - 4);
    const place = word % words;
    if (place === 0) {
      last = substitutedWord(rotr(last, 8)) ^ constant;
      constant = timesX(constant);
    } else if (place === 4) {
      last = substitutedWord(last);
    }
    store<u32>(at, load<u32>(at - octets) ^ last);
  }
  const added = i8x16.splat(CONSTANT);
  const last = schedule + (<usize> rounds << 4);
  for (let at = schedule + 16; at < last; at += 16) v128.store(at, entered(v128.xor(v128.load(at), added)));
  v128.store(last, v128.xor(v128.load(last), added));
}

/** Makes a key stream of so many blocks, and perhaps one more, from the counter block on: its last word counts. */
export function aesStream(keys: usize, counter: usize, blocks: i32): void {
  const first = keys + ROUND_KEYS;
  const last = first + (<usize> load<i32>(keys) << 4);
  const lastKey = v128.load(last);
  const start = v128.xor(v128.load(counter), v128.load(first));
  const key3 = load<u32>(first, 12);
  const inverses = v128.load(INVERSE);
  const inversesByA = v128.load(INVERSE_BY_A);
  let number = bswap<u32>(load<u32>(counter, 12));
  const end = STREAM + (<usize> blocks << 4);
  // Two blocks side by side, a and b: while one waits for its look-ups, the other is worked.
  for (let at = STREAM; at < end; at += 32, number += 2) {
    let a = entered(i32x4.replace_lane(start, 3, bswap<u32>(number) ^ key3));
    let b = entered(i32x4.replace_lane(start, 3, bswap<u32>(number + 1) ^ key3));
    for (let key = first + 16; key < last; key += 16) {
      a = shifted(a);
      b = shifted(b);
      const aK = lowHalves(a), bK = lowHalves(b);
      const aI = highHalves(a), bI = highHalves(b);
      const aJ = v128.xor(aI, aK), bJ = v128.xor(bI, bK);
      const aByK = i8x16.relaxed_swizzle(inversesByA, aK), bByK = i8x16.relaxed_swizzle(inversesByA, bK);
      const aU = found(inverses, aI, aJ, aByK), bU = found(inverses, bI, bJ, bByK);
      const aV = found(inverses, aJ, aI, aByK), bV = found(inverses, bJ, bI, bByK);
      a = mixed(looked(ONCE, aV, aU), looked(TWICE, aV, aU), v128.load(key));
      b = mixed(looked(ONCE, bV, bU), looked(TWICE, bV, bU), v128.load(key));
    }
    v128.store(at, v128.xor(substituted(shifted(a)), lastKey));
    v128.store(at, v128.xor(substituted(shifted(b)), lastKey), 16);
  }
}

/** Changes `count` octets by those of a key stream: encrypts or decrypts them. */
export function change(at: usize, count: i32, stream: usize): void {
  for (; count >= 16; count -= 16, at += 16, stream += 16) {
    v128.store(at, v128.xor(v128.load(at), v128.load(stream)));
  }
  for (; count > 0; count--, at++, stream++) store<u8>(at, load<u8>(at) ^ load<u8>(stream));
}

/** Encrypts or decrypts in place, from the counter block at `counter` on. */
export function aesCounter(keys: usize, counter: usize, at: usize, count: i32): void {
  aesStream(keys, counter, (count + 15) >> 4);
  change(at, count, STREAM);
}
