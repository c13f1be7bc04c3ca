import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { SeededChance } from "../../core/base/mod.ts";
import { labKernels } from "../../tests/lab/kernels.ts";
import { someKey, someRtcp, someRtp } from "../../tests/lab/packets.ts";
import { SrtpReference } from "../../tests/lab/srtp_reference.ts";
import { takeOctets } from "../wasm/mod.ts";
import { SRTP_REFUSED, SrtpReceiver, SrtpSender, type SrtpStart } from "./mod.ts";
import { ReplayWindow, WINDOW } from "./replay_window.ts";
import { guessIndex } from "./rollover.ts";

const kernels = await labKernels();
const SSRC = 0x5eed;
const LAST_RTP = 2 ** 48 - 1;
const LAST_RTCP = 2 ** 31 - 1;

/** Both ends of a session and its reference, with one place for packets. */
function stage(start: SrtpStart = {}) {
  const chance = new SeededChance(48);
  const key = someKey(chance, "AES_CM_128_HMAC_SHA1_80");
  const reference = new SrtpReference(key);
  const sender = new SrtpSender(kernels, key, start);
  const receiver = new SrtpReceiver(kernels, key, start);
  const block = takeOctets(kernels, 600);
  const laid = (octets: Uint8Array) => {
    block.view.set(octets);
    return { at: block.at, length: octets.length };
  };
  return {
    /** Receives the packet that has this index: its length without header, or why not. */
    receive: (index: number, ssrc: number = SSRC): boolean | number => {
      const { packet, header } = someRtp(chance, ssrc, index % 65_536);
      const got = receiver.unprotect(laid(reference.protect(packet, header, index)));
      return got < 0 ? got : Buffer.from(block.view.subarray(0, got)).equals(packet);
    },
    receiveRtcp: (index: number, ssrc: number = SSRC): boolean | number => {
      const packet = someRtcp(chance, ssrc);
      const got = receiver.unprotectRtcp(laid(reference.protectRtcp(packet, index)));
      return got < 0 ? got : Buffer.from(block.view.subarray(0, got)).equals(packet);
    },
    /** Sends a packet with the index's sequence number: whether it went out under that index. */
    send: (index: number, ssrc: number = SSRC): boolean | number => {
      const { packet, header } = someRtp(chance, ssrc, index % 65_536);
      const got = sender.protect(laid(packet));
      return got < 0 ? got : reference.protect(packet, header, index).equals(block.view.subarray(0, got));
    },
    sendRtcp: (index: number): boolean | number => {
      const packet = someRtcp(chance, SSRC);
      const got = sender.protectRtcp(laid(packet));
      return got < 0 ? got : reference.protectRtcp(packet, index).equals(block.view.subarray(0, got));
    },
    [Symbol.dispose]: () => {
      sender[Symbol.dispose]();
      receiver[Symbol.dispose]();
      kernels.arena.giveBack(block.at);
    },
  };
}

const { replayed, forged, spent, unknown } = SRTP_REFUSED;

Deno.test("a packet is taken once, in any order, until it is 128 behind", () => {
  using on = stage();
  for (const index of [1000, 1002, 1001, 1100, 1003]) assert.equal(on.receive(index), true);
  for (const index of [1000, 1001, 1002, 1003, 1100]) assert.equal(on.receive(index), replayed);
  assert.equal(on.receive(1100 - WINDOW + 1), true);
  assert.equal(on.receive(1100 - WINDOW), replayed);
  assert.equal(on.receive(1100 + WINDOW - 1), true);
  assert.equal(on.receive(1101), true);
  assert.equal(on.receive(1100), replayed);
  assert.equal(on.receive(20_000), true);
  for (let behind = 1; behind < WINDOW; behind++) assert.equal(on.receive(20_000 - behind), true);
  for (let behind = 0; behind < WINDOW; behind++) assert.equal(on.receive(20_000 - behind), replayed);
});

Deno.test("across every wrap packets may be lost and come in any order", () => {
  using on = stage();
  const chance = new SeededChance(16);
  let circle = 65_400;
  assert.equal(on.receive(circle), true);
  for (let round = 1; round <= 4; round++) {
    circle = round * 65_536;
    const near = Array.from({ length: 100 }, (_, at) => circle - 50 + at).filter(() => chance.below(4) > 0);
    const mixed = near.map((index) => ({ index, place: index + chance.below(20) })).sort((a, b) => a.place - b.place);
    for (const { index } of mixed) assert.equal(on.receive(index), true, `index ${index}`);
    for (const { index } of mixed) assert.equal(on.receive(index), replayed);
    // Half a circle lost at once is as much as can be bridged.
    assert.equal(on.receive(circle + 32_000), true);
    assert.equal(on.receive(circle + 64_000), true);
  }
});

Deno.test("a forged packet from beyond the wrap does not advance the rollover counter", () => {
  using on = stage();
  assert.equal(on.receive(65_530), true);
  // A circle later than its number says: nobody without the key can make one that is right.
  for (let at = 0; at < 200; at++) assert.equal(on.receive(3 * 65_536 + at), forged);
  assert.equal(on.receive(65_531), true);
  assert.equal(on.receive(65_536), true);
  assert.equal(on.receive(65_535), true);
});

Deno.test("what comes before the first packet of a stream is taken, and before its first circle nothing lies", () => {
  using on = stage();
  assert.equal(on.receive(5), true);
  assert.equal(on.receive(2), true);
  // RFC 3711 would guess the circle -1 here.
  assert.equal(on.receive(60_000), true);
});

Deno.test("each SSRC counts for itself, and a 65th is refused", () => {
  using on = stage();
  for (let ssrc = 1; ssrc <= 64; ssrc++) {
    assert.equal(on.receive(60_000 - ssrc, ssrc), true);
    assert.equal(on.receive(60_000 - ssrc, ssrc), replayed);
    assert.equal(on.receive(70_000 + ssrc, ssrc), true);
    assert.equal(on.receiveRtcp(3, ssrc), true);
    assert.equal(on.receiveRtcp(3, ssrc), replayed);
    assert.equal(on.send(100, ssrc), true);
  }
  assert.equal(on.receive(1, 65), unknown);
  assert.equal(on.receiveRtcp(1, 65), unknown);
  assert.equal(on.send(1, 65), unknown);
  assert.equal(on.receive(70_100, 3), true);
});

Deno.test("strangers' SSRCs take no place", () => {
  using on = stage({ rollover: 1 });
  // Of circle 0, so they are wrong here.
  for (let ssrc = 1; ssrc <= 100; ssrc++) assert.equal(on.receive(7, ssrc), forged);
  for (let ssrc = 1; ssrc <= 64; ssrc++) assert.equal(on.receive(65_536 + 7, ssrc), true);
});

Deno.test("what is sent wraps too, and no index is used twice", () => {
  using on = stage();
  for (const index of [65_534, 65_536, 65_535, 65_537, 98_000, 130_700, 131_000, 131_072]) {
    assert.equal(on.send(index), true);
  }
  assert.equal(on.send(131_072), replayed);
  assert.equal(on.send(131_000), replayed);
  for (let index = 0; index < 10; index++) assert.equal(on.sendRtcp(index), true);
});

Deno.test("RTCP is taken once and in any order", () => {
  using on = stage();
  for (const index of [0, 2, 1, 300, 290]) assert.equal(on.receiveRtcp(index), true);
  for (const index of [0, 2, 1, 300, 290]) assert.equal(on.receiveRtcp(index), replayed);
  assert.equal(on.receiveRtcp(LAST_RTCP), true);
  assert.equal(on.receiveRtcp(LAST_RTCP), replayed);
});

Deno.test("a key ends with its last index: 2^48 of RTP, 2^31 of RTCP", () => {
  using on = stage({ rollover: 2 ** 32 - 1, rtcpIndex: LAST_RTCP - 1 });
  for (const index of [LAST_RTP - 1, LAST_RTP]) {
    assert.equal(on.send(index), true);
    assert.equal(on.receive(index), true);
  }
  for (let round = 0; round < 3; round++) {
    assert.equal(on.send(LAST_RTP + 1 + round), spent);
    assert.equal(on.receive(round), spent);
  }
  assert.equal(on.receive(LAST_RTP), replayed);
  for (const index of [LAST_RTCP - 1, LAST_RTCP]) assert.equal(on.sendRtcp(index), true);
  assert.equal(on.sendRtcp(0), spent);
  assert.equal(on.sendRtcp(0), spent);
});

/** RFC 3711 Appendix A, as it is written, for indices beyond the first circle. */
function guessByTheLetter(newest: number, sequence: number): number {
  const [roc, last] = [Math.floor(newest / 65_536), newest % 65_536];
  let guess = roc;
  if (last < 32_768) {
    if (sequence - last > 32_768) guess = roc - 1;
  } else if (last - 32_768 > sequence) guess = roc + 1;
  return guess * 65_536 + sequence;
}

Deno.test("an index is guessed as RFC 3711 Appendix A has it", () => {
  const edges = [0, 1, 2, 32_766, 32_767, 32_768, 32_769, 65_534, 65_535];
  for (const roc of [1, 2, 65_535, 2 ** 31, 2 ** 32 - 2]) {
    for (const last of edges) {
      for (const sequence of edges) {
        const newest = roc * 65_536 + last;
        assert.equal(guessIndex(newest, sequence, 0), guessByTheLetter(newest, sequence), `${last} then ${sequence}`);
      }
    }
  }
  assert.equal(guessIndex(-1, 65_535, 0), 65_535);
  assert.equal(guessIndex(-1, 3, 7), 7 * 65_536 + 3);
});

for (const start of [0, 65_535, 2 ** 31 - 64, 2 ** 32 - 64, 2 ** 48 - 5000]) {
  Deno.test(`a window that begins at ${start} remembers as a list of everything would`, () => {
    const chance = new SeededChance(start);
    const window = new ReplayWindow();
    const used = new Set<number>();
    let newest = -1;
    for (let step = 0, at = start; step < 3000; step++) {
      const index = Math.max(0, at + chance.below(300) - 200);
      if (chance.below(20) === 0) at += chance.below(200);
      const isFresh = !used.has(index) && index > newest - WINDOW;
      assert.equal(window.isFresh(index), isFresh, `step ${step}`);
      if (!isFresh) continue;
      window.use(index);
      used.add(index);
      newest = Math.max(newest, index);
      assert.equal(window.newest, newest);
      at = Math.max(at, newest - 20);
    }
  });
}
