// @ts-nocheck AssemblyScript: its own compiler checks the types
/**
 * The field of AES as a tower: an octet is k + i t, both of them elements of a field of 16, with t^2 = a t + a. There a
 * table of 16 octets looks a whole vector up at once, and no address depends on what is secret.
 *
 * The inverse of k + i t comes from two values (Hamburg, "Accelerating AES with Vector Permute Instructions", §4):
 * with j = i + k, let u = 1 / (1/i + a/k) + j and v = 1 / (1/j + a/k) + i. The norm is N = k^2 + a i k + a i^2, and
 * 1/u = (k + a i) / N, 1/v = (k + a i + a k) / N: their sums are k/N and i/N, so all that follows is linear in them.
 * What has no inverse is 0x80 here: a swizzle answers it, and what is added to it, with 0. Places are below 16 or above
 * 127, where the relaxed swizzle does as the strict one, in one instruction where that takes two.
 */

/** Tables of 16 octets each. */
const TABLES: usize = memory.data(160, 64);
export const INVERSE: usize = TABLES;
export const INVERSE_BY_A: usize = TABLES + 16;
/** Octets by their low and by their high half, as tower elements. */
export const ENTER_LOW: usize = TABLES + 32;
export const ENTER_HIGH: usize = TABLES + 48;
/** The substitution without its constant, by u and by v: as tower elements, twice it, and as AES has it. */
export const ONCE: usize = TABLES + 64;
export const TWICE: usize = TABLES + 96;
export const LEAVE: usize = TABLES + 128;

const NO_INVERSE: u32 = 0x80;
/** x^2 + a x + a has no zero in the field of 16. */
const A: u32 = 2;

/** In the field of 16, modulo x^4 + x + 1. */
function times4(one: u32, other: u32): u32 {
  let product: u32 = 0;
  for (let bit = 3; bit >= 0; bit--) {
    product = product << 1 ^ (product >> 3) * 0x13;
    if (other >> bit & 1) product ^= one;
  }
  return product;
}

function inverse4(one: u32): u32 {
  for (let other: u32 = 1; other < 16; other++) if (times4(one, other) === 1) return other;
  return NO_INVERSE;
}

/** In the tower, whose octets have i in their high half. */
function times8(one: u32, other: u32): u32 {
  const k = one & 15, i = one >> 4, l = other & 15, j = other >> 4;
  const both = times4(A, times4(i, j));
  return times4(k, l) ^ both | (times4(k, j) ^ times4(i, l) ^ both) << 4;
}

/** FIPS 197 §4.2: times x, as AES has it. */
export function timesX(octet: u32): u32 {
  return (octet << 1 ^ (octet >> 7) * 0x11b) & 0xff;
}

/** A tower element that does there what x does in AES: x^8 = x^4 + x^3 + x + 1. */
function findX(): u32 {
  let root: u32 = 1;
  let sum: u32 = 0;
  while (sum !== 1) {
    root += 1;
    const third = times8(times8(root, root), root);
    const fourth = times8(third, root);
    sum = times8(fourth, fourth) ^ fourth ^ third ^ root;
  }
  return root;
}

function enter(octet: u32, x: u32): u32 {
  let element: u32 = 0;
  for (let bit = 7; bit >= 0; bit--) element = times8(element, x) ^ (octet >> bit & 1);
  return element;
}

function leave(element: u32, x: u32): u32 {
  let octet: u32 = 0;
  while (enter(octet, x) !== element) octet += 1;
  return octet;
}

/** FIPS 197 §5.1.1, without the constant. */
function spread(octet: u32): u32 {
  const twice = octet << 8 | octet;
  return (octet ^ twice >> 7 ^ twice >> 6 ^ twice >> 5 ^ twice >> 4) & 0xff;
}

/** What an inverse's part adds to the substitution, at a place of the tables for `u` or for `v`. */
function fillPart(place: usize, part: u32, x: u32): void {
  const octet = spread(leave(part, x));
  store<u8>(ONCE + place, enter(octet, x));
  store<u8>(TWICE + place, enter(timesX(octet), x));
  store<u8>(LEAVE + place, octet);
}

function fillTables(): void {
  const x = findX();
  const byA = inverse4(A);
  const byA2 = times4(byA, byA);
  for (let value: u32 = 0; value < 16; value++) {
    const inverse = inverse4(value);
    store<u8>(INVERSE + value, inverse);
    store<u8>(INVERSE_BY_A + value, inverse === NO_INVERSE ? inverse : times4(A, inverse));
    store<u8>(ENTER_LOW + value, enter(value, x));
    store<u8>(ENTER_HIGH + value, enter(value << 4, x));
    if (inverse === NO_INVERSE) continue;
    // k/N = (1/u + 1/v) / a and i/N = 1/u / a + k/N / a; the inverse is (k + a i) / N + t i/N.
    fillPart(value, inverse | times4(inverse, byA ^ byA2) << 4, x);
    fillPart(16 + value, times4(inverse, byA2) << 4, x);
  }
}

fillTables();
