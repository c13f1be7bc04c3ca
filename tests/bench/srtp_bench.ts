/**
 * What it costs to protect a packet of 172 octets (20 ms of G.711) and to unprotect it again, beside node:crypto and
 * libsrtp2, and what it leaves on the heap.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { SeededChance } from "../../core/base/mod.ts";
import type { SrtpSuite } from "../../core/sdp/mod.ts";
import { SrtpReceiver, SrtpSender } from "../../media/srtp/mod.ts";
import { takeOctets } from "../../media/wasm/mod.ts";
import { askLibsrtp } from "../interop/libsrtp.ts";
import { missing } from "../interop/tool.ts";
import { labKernels } from "../lab/kernels.ts";
import { someKey } from "../lab/packets.ts";
import type { Figure } from "./figure.ts";
import { usOf } from "./us_of.ts";

const HEADER = 12;
const OCTETS = 172;
const ALLOCATING_PACKETS = 200_000;
const PACKET = Buffer.from(new SeededChance(1).bytes(OCTETS));
PACKET[0] = 0x80;
const KEY = randomBytes(16);
const BLOCK = randomBytes(16);
const HEAD = PACKET.subarray(0, HEADER);
const BODY = PACKET.subarray(HEADER);

/** A packet's way there and back, each time with the next sequence number, and each time the right packet. */
async function ours(suite: SrtpSuite): Promise<() => void> {
  const kernels = await labKernels();
  const key = someKey(new SeededChance(2), suite);
  const sender = new SrtpSender(kernels, key);
  const receiver = new SrtpReceiver(kernels, key);
  const block = takeOctets(kernels, OCTETS + 32);
  const packet = { at: block.at, length: OCTETS };
  block.view.set(PACKET);
  let sequence = 0;
  return () => {
    sequence = (sequence + 1) & 0xffff;
    block.view[2] = sequence >> 8;
    block.view[3] = sequence;
    packet.length = OCTETS;
    packet.length = sender.protect(packet);
    if (receiver.unprotect(packet) !== OCTETS) throw new Error(`Cannot unprotect packet "${sequence}" of "${suite}"`);
  };
}

/** The same octets through node:crypto, without any of SRTP's bookkeeping. */
const THEIRS = {
  AES_CM_128_HMAC_SHA1_80: () => {
    const closed = createCipheriv("aes-128-ctr", KEY, BLOCK).update(BODY);
    const tag = createHmac("sha1", KEY).update(HEAD).update(closed).update(BLOCK.subarray(0, 4)).digest();
    const again = createHmac("sha1", KEY).update(HEAD).update(closed).update(BLOCK.subarray(0, 4)).digest();
    if (!timingSafeEqual(tag, again)) throw new Error("Cannot compute a code twice");
    createDecipheriv("aes-128-ctr", KEY, BLOCK).update(closed);
  },
  AEAD_AES_128_GCM: () => {
    const cipher = createCipheriv("aes-128-gcm", KEY, BLOCK.subarray(4));
    cipher.setAAD(HEAD);
    const closed = cipher.update(BODY);
    cipher.final();
    const decipher = createDecipheriv("aes-128-gcm", KEY, BLOCK.subarray(4));
    decipher.setAAD(HEAD);
    decipher.setAuthTag(cipher.getAuthTag());
    decipher.update(closed);
    decipher.final();
  },
} as const;
async function usOfLibsrtp(suite: SrtpSuite): Promise<number> {
  const key = someKey(new SeededChance(2), suite);
  const [, timed] = await askLibsrtp([{ ask: "session", key }, { ask: "time", packet: PACKET }]);
  return Number(timed?.packet.toString()) / 1000;
}

/** Octets of heap for each packet; with no collection between, all that was allocated is in the difference. */
function heapOf(run: () => void): number {
  for (let round = 0; round < ALLOCATING_PACKETS; round++) run();
  const { heapUsed } = Deno.memoryUsage();
  for (let round = 0; round < ALLOCATING_PACKETS; round++) run();
  return Math.max(0, Deno.memoryUsage().heapUsed - heapUsed) / ALLOCATING_PACKETS;
}

export async function benchSrtp(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const suite of ["AES_CM_128_HMAC_SHA1_80", "AEAD_AES_128_GCM"] as const) {
    const name = `${suite}, 172 octets there and back`;
    const run = await ours(suite);
    const us = usOf(run);
    const theirs = usOf(THEIRS[suite]);
    figures.push(
      { figure: name, value: us, unit: "us", goal: "<= 3.2" },
      { figure: `${name}, by node:crypto's`, value: us / theirs, unit: "x", goal: "<= 0.5" },
      { figure: `${name}, heap`, value: heapOf(run), unit: "B", goal: "<= 1" },
    );
    if (missing("gcc") !== undefined || missing("srtp2/srtp.h") !== undefined) continue;
    figures.push({ figure: `${name}, by libsrtp2's`, value: us / await usOfLibsrtp(suite), unit: "x" });
  }
  return figures;
}
