// @ts-nocheck AssemblyScript: its own compiler checks the types
/**
 * GHASH (NIST SP 800-38D §6.4): a polynomial over GF(2^128), whose first coefficient is the first octet's highest bit.
 *
 * Times H: every octet of the factor is two halves of 16 values each, and a swizzle looks all sixteen octets' halves up
 * at once. Table `row` says for each value what octet `row` of its product with H is; the product of the octet at place
 * p belongs p octets higher. So 32 look-ups, whose addresses depend on nothing secret, make a product.
 */

/** Sixteen rows of 16 octets for high halves, each followed by the same for low halves. */
const ROW_BYTES: usize = 32;
export const GHASH_BYTES: i32 = 512;

/** Fills the tables for the H at `h`. */
export function ghashExpand(tables: usize, h: usize): void {
  let high = bswap<u64>(load<u64>(h));
  let low = bswap<u64>(load<u64>(h, 8));
  // The octet's bits from the highest on: 1, x, x^2 ... times H.
  for (let bit = 0; bit < 8; bit++) {
    const half: usize = bit < 4 ? 0 : 16;
    const value: usize = 8 >> (bit & 3);
    for (let row: usize = 0; row < 16; row++) {
      const octet = <u8> ((row < 8 ? high : low) >> (56 - 8 * (row & 7)));
      const at = tables + row * ROW_BYTES + half;
      for (let each: usize = 0; each < 16; each++) {
        if (each & value) store<u8>(at + each, load<u8>(at + each) ^ octet);
      }
    }
    const carried = low & 1;
    low = low >> 1 | high << 63;
    high = high >> 1 ^ carried * 0xe1 << 56;
  }
}

function looked(tables: usize, row: usize, highs: v128, lows: v128): v128 {
  return v128.xor(
    i8x16.relaxed_swizzle(v128.load(tables + row * ROW_BYTES), highs),
    i8x16.relaxed_swizzle(v128.load(tables + row * ROW_BYTES, 16), lows),
  );
}

/** One octet higher, with what comes from below. */
function upOne(below: v128, octets: v128): v128 {
  return i8x16.shuffle(below, octets, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
}

function upTwo(below: v128, octets: v128): v128 {
  return i8x16.shuffle(below, octets, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
}

/** The factor times H. */
function times(tables: usize, factor: v128): v128 {
  const none = i8x16.splat(0);
  const highs = i8x16.shr_u(factor, 4);
  const lows = v128.and(factor, i8x16.splat(0x0f));
  // Even and odd rows apart: two shorter chains that run side by side.
  let even = looked(tables, 14, highs, lows), evenOver = none;
  let odd = looked(tables, 15, highs, lows), oddOver = none;
  for (let row: usize = 12; <i32> row >= 0; row -= 2) {
    evenOver = upTwo(even, evenOver);
    even = v128.xor(upTwo(none, even), looked(tables, row, highs, lows));
    oddOver = upTwo(odd, oddOver);
    odd = v128.xor(upTwo(none, odd), looked(tables, row + 1, highs, lows));
  }
  const over = v128.xor(evenOver, upOne(odd, oddOver));
  const product = v128.xor(even, upOne(none, odd));
  // What reaches beyond comes back: x^128 = 1 + x + x^2 + x^7. It has 15 octets, so nothing reaches beyond again.
  const before = upOne(none, over);
  const one = v128.xor(i8x16.shr_u(over, 1), i8x16.shl(before, 7));
  const two = v128.xor(i8x16.shr_u(over, 2), i8x16.shl(before, 6));
  const seven = v128.xor(i8x16.shr_u(over, 7), i8x16.shl(before, 1));
  return v128.xor(v128.xor(product, over), v128.xor(v128.xor(one, two), seven));
}

/** Hashes `count` octets more into the 16 at `hash`, the last block filled up with zeros. */
export function ghash(tables: usize, hash: usize, at: usize, count: i32): void {
  let sum = v128.load(hash);
  for (; count >= 16; count -= 16, at += 16) sum = times(tables, v128.xor(sum, v128.load(at)));
  if (count > 0) {
    const places = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    // Whole vectors may be read behind a packet; what lies there does not count.
    const last = v128.and(v128.load(at), i8x16.lt_s(places, i8x16.splat(<i8> count)));
    sum = times(tables, v128.xor(sum, last));
  }
  v128.store(hash, sum);
}

/** Ends a hash with the lengths in octets of both parts. */
export function ghashLengths(tables: usize, hash: usize, associated: i32, count: i32): void {
  const bits = i32x4(0, bswap<i32>(associated << 3), 0, bswap<i32>(count << 3));
  v128.store(hash, times(tables, v128.xor(v128.load(hash), bits)));
}
