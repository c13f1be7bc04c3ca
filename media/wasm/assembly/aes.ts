// @ts-nocheck AssemblyScript: its own compiler checks the types
/**
 * AES (FIPS 197) in counter mode, for keys of 128 and 256 bits: all that SRTP needs of it. Blocks are worked as four
 * columns through tables, in the byte order of the memory.
 *
 * The tables' addresses depend on the key, so that whoever runs on the same core could learn of it by the cache. What is
 * kept here are the keys of one call on a machine that runs nobody else's programs.
 *
 * A key's schedule is 256 octets: the number of rounds, three words unused, then the round keys.
 */
import { SCRATCH_AT } from "../map.ts";

/** The rest of a key stream's last block; SHA-1 works in what lies before. */
const LAST_BLOCK: usize = SCRATCH_AT + 512;

/** Four tables of 256 columns, each turned by one octet against the one before. */
const TABLES: usize = memory.data(4096, 64);
const TABLE_BYTES: usize = 1024;
const ROUND_KEYS: usize = 16;

/** FIPS 197 §4.2: times x in the field of octets. */
function timesX(octet: u32): u32 {
  return (octet << 1 ^ (octet >> 7) * 0x11b) & 0xff;
}

function fillTables(): void {
  // 3 generates all octets but 0, and 0xf6 is its inverse: the two walk through the field as each other's inverse.
  let octet: u32 = 1;
  let inverse: u32 = 1;
  do {
    octet ^= timesX(octet);
    inverse ^= inverse << 1;
    inverse ^= inverse << 2;
    inverse ^= inverse << 4;
    inverse &= 0xff;
    if (inverse & 0x80) inverse ^= 0x09;
    const twice = inverse << 8 | inverse;
    fillColumn(octet, (inverse ^ twice >> 7 ^ twice >> 6 ^ twice >> 5 ^ twice >> 4 ^ 0x63) & 0xff);
  } while (octet !== 1);
  fillColumn(0, 0x63);
}

/** §5.1.3: what an octet of row 0 adds to its column, after its substitution; the other rows' tables are turned. */
function fillColumn(octet: u32, substitute: u32): void {
  const double = timesX(substitute);
  const column = double | substitute << 8 | substitute << 16 | (double ^ substitute) << 24;
  for (let row: u32 = 0; row < 4; row++) store<u32>(TABLES + TABLE_BYTES * row + (octet << 2), rotl(column, 8 * row));
}

fillTables();

@inline
function substituted(octet: u32): u32 {
  return <u32> load<u8>(TABLES + (octet << 2), 1);
}

/** Substitutes each octet of a word. The octets may come from four different columns. */
@inline
function substitutedWord(a: u32, b: u32, c: u32, d: u32): u32 {
  return substituted(a & 0xff) | substituted(b >> 8 & 0xff) << 8 | substituted(c >> 16 & 0xff) << 16 |
    substituted(d >> 24) << 24;
}

/** A column after a round, but for its round key. */
@inline
function mixed(a: u32, b: u32, c: u32, d: u32): u32 {
  return load<u32>(TABLES + ((a & 0xff) << 2)) ^ load<u32>(TABLES + ((b >> 8 & 0xff) << 2), TABLE_BYTES) ^
    load<u32>(TABLES + ((c >> 16 & 0xff) << 2), 2 * TABLE_BYTES) ^ load<u32>(TABLES + (d >> 24 << 2), 3 * TABLE_BYTES);
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
      last = rotr(last, 8);
      last = substitutedWord(last, last, last, last) ^ constant;
      constant = timesX(constant);
    } else if (place === 4) {
      last = substitutedWord(last, last, last, last);
    }
    store<u32>(at, load<u32>(at - octets) ^ last);
  }
}

/** Encrypts or decrypts in place, from the counter block at `counter` on: its last word counts. */
export function aesCounter(keys: usize, counter: usize, at: usize, count: i32): void {
  const pairs = (load<i32>(keys) >> 1) - 1;
  const first = keys + ROUND_KEYS;
  const start0 = load<u32>(counter) ^ load<u32>(first);
  const start1 = load<u32>(counter, 4) ^ load<u32>(first, 4);
  const start2 = load<u32>(counter, 8) ^ load<u32>(first, 8);
  const key3 = load<u32>(first, 12);
  let number = bswap<u32>(load<u32>(counter, 12));
  for (; count > 0; count -= 16, at += 16, number++) {
    const start3 = bswap<u32>(number) ^ key3;
    let key = first + 16;
    let a = mixed(start0, start1, start2, start3) ^ load<u32>(key);
    let b = mixed(start1, start2, start3, start0) ^ load<u32>(key, 4);
    let c = mixed(start2, start3, start0, start1) ^ load<u32>(key, 8);
    let d = mixed(start3, start0, start1, start2) ^ load<u32>(key, 12);
    for (let pair = pairs; pair > 0; pair--) {
      const e = mixed(a, b, c, d) ^ load<u32>(key, 16);
      const f = mixed(b, c, d, a) ^ load<u32>(key, 20);
      const g = mixed(c, d, a, b) ^ load<u32>(key, 24);
      const h = mixed(d, a, b, c) ^ load<u32>(key, 28);
      key += 32;
      a = mixed(e, f, g, h) ^ load<u32>(key);
      b = mixed(f, g, h, e) ^ load<u32>(key, 4);
      c = mixed(g, h, e, f) ^ load<u32>(key, 8);
      d = mixed(h, e, f, g) ^ load<u32>(key, 12);
    }
    const out0 = substitutedWord(a, b, c, d) ^ load<u32>(key, 16);
    const out1 = substitutedWord(b, c, d, a) ^ load<u32>(key, 20);
    const out2 = substitutedWord(c, d, a, b) ^ load<u32>(key, 24);
    const out3 = substitutedWord(d, a, b, c) ^ load<u32>(key, 28);
    if (count < 16) {
      store<u32>(LAST_BLOCK, out0);
      store<u32>(LAST_BLOCK, out1, 4);
      store<u32>(LAST_BLOCK, out2, 8);
      store<u32>(LAST_BLOCK, out3, 12);
      for (let octet: usize = 0; octet < <usize> count; octet++) {
        store<u8>(at + octet, load<u8>(at + octet) ^ load<u8>(LAST_BLOCK + octet));
      }
      return;
    }
    store<u32>(at, load<u32>(at) ^ out0);
    store<u32>(at, load<u32>(at, 4) ^ out1, 4);
    store<u32>(at, load<u32>(at, 8) ^ out2, 8);
    store<u32>(at, load<u32>(at, 12) ^ out3, 12);
  }
}
