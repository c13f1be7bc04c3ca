import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { SeededChance } from "../../core/base/mod.ts";
import { DEFAULT_SUITES } from "../../core/sdp/mod.ts";
import { labKernels } from "../../tests/lab/kernels.ts";
import { someKey, someRtcp, someRtp } from "../../tests/lab/packets.ts";
import { SrtpReference } from "../../tests/lab/srtp_reference.ts";
import { takeOctets } from "../wasm/mod.ts";
import { SRTP_REFUSED, SrtpReceiver, SrtpSender } from "./mod.ts";

const kernels = await labKernels();
const MOST_OCTETS = 600;
const ROOM = 32;
const block = takeOctets(kernels, MOST_OCTETS + ROOM);

/** Puts octets where the kernels can reach them, with something else behind. */
function laid(octets: Uint8Array): { at: number; length: number } {
  block.view.fill(0xa5).set(octets);
  return { at: block.at, length: octets.length };
}

const seen = (length: number): Buffer => Buffer.from(block.view.subarray(0, length));

for (const suite of DEFAULT_SUITES) {
  Deno.test(`1,000 random packets of ${suite} are closed as the letter of the RFCs has them, and opened again`, () => {
    const chance = new SeededChance(3711);
    const key = someKey(chance, suite);
    const reference = new SrtpReference(key);
    using sender = new SrtpSender(kernels, key);
    using receiver = new SrtpReceiver(kernels, key);
    const ssrc = 0xdeadbeef;
    for (let index = 65_000; index < 66_000; index++) {
      const { packet, header } = someRtp(chance, ssrc, index % 65_536);
      const closed = reference.protect(packet, header, index);
      assert.equal(sender.protect(laid(packet)), closed.length);
      assert.deepEqual(seen(closed.length), closed);
      assert.ok(
        block.view.subarray(closed.length + ROOM).every((octet) => octet === 0xa5),
        "it writes beyond its room",
      );
      assert.equal(receiver.unprotect(laid(closed)), packet.length);
      assert.deepEqual(seen(packet.length), packet);
    }
    for (let index = 0; index < 200; index++) {
      const packet = someRtcp(chance, ssrc);
      const closed = reference.protectRtcp(packet, index);
      assert.equal(sender.protectRtcp(laid(packet)), closed.length);
      assert.deepEqual(seen(closed.length), closed);
      assert.equal(receiver.unprotectRtcp(laid(closed)), packet.length);
      assert.deepEqual(seen(packet.length), packet);
    }
  });

  Deno.test(`a packet of ${suite} with any of its bits turned is refused, left as it came, and changes nothing`, () => {
    const chance = new SeededChance(7714);
    const key = someKey(chance, suite);
    const reference = new SrtpReference(key);
    using receiver = new SrtpReceiver(kernels, key);
    const ssrc = 0x01020304;
    const genuine = reference.protect(someRtp(chance, ssrc, 40_000).packet, 12, 40_000);
    const { packet, header } = someRtp(chance, ssrc, 40_001);
    receiver.unprotect(laid(genuine));
    const refuseAll = (closed: Buffer, open: (span: { at: number; length: number }) => number): void => {
      for (let bit = 0; bit < 8 * closed.length; bit++) {
        const turned = Buffer.from(closed);
        turned[bit >> 3]! ^= 0x80 >> (bit & 7);
        assert.ok(open(laid(turned)) < 0, `bit ${bit} may be turned`);
        assert.deepEqual(seen(turned.length), turned);
      }
      for (let length = 0; length < closed.length; length++) {
        assert.ok(open(laid(closed.subarray(0, length))) < 0, `${length} octets are enough`);
      }
    };
    const closed = reference.protect(packet, header, 40_001);
    refuseAll(closed, (span) => receiver.unprotect(span));
    assert.equal(receiver.unprotect(laid(closed)), packet.length);
    const report = someRtcp(chance, ssrc);
    const closedReport = reference.protectRtcp(report, 7);
    refuseAll(closedReport, (span) => receiver.unprotectRtcp(span));
    assert.equal(receiver.unprotectRtcp(laid(closedReport)), report.length);
  });
}

Deno.test("the longest packets that UDP carries are closed and opened", () => {
  const chance = new SeededChance(65_507);
  const long = takeOctets(kernels, 65_507 + ROOM);
  for (const suite of DEFAULT_SUITES) {
    const key = someKey(chance, suite);
    using sender = new SrtpSender(kernels, key);
    using receiver = new SrtpReceiver(kernels, key);
    for (const [sequence, length] of [1460, 65_507 - 16].entries()) {
      const packet = Buffer.from(chance.bytes(length));
      Buffer.from([0x80, 0, 0, sequence, 0, 0, 0, 0, 0, 0, 0, 9]).copy(packet);
      const closed = new SrtpReference(key).protect(packet, 12, sequence);
      long.view.set(packet);
      assert.equal(sender.protect({ at: long.at, length }), closed.length);
      assert.ok(closed.equals(long.view.subarray(0, closed.length)));
      assert.equal(receiver.unprotect({ at: long.at, length: closed.length }), length);
      assert.ok(packet.equals(long.view.subarray(0, length)));
    }
  }
  kernels.arena.giveBack(long.at);
});

Deno.test("RTCP that is not encrypted is refused", () => {
  const chance = new SeededChance(1);
  using receiver = new SrtpReceiver(kernels, someKey(chance, "AES_CM_128_HMAC_SHA1_80"));
  const plain = Buffer.concat([someRtcp(chance, 1), Buffer.alloc(14)]);
  assert.equal(receiver.unprotectRtcp(laid(plain)), SRTP_REFUSED.malformed);
});

Deno.test("a key of another length than its suite's is our own fault", () => {
  const before = kernels.arena.takenBytes;
  assert.throws(
    () => new SrtpSender(kernels, { suite: "AEAD_AES_128_GCM", key: "AAAA" }),
    /Cannot use a key of "3" octets for "AEAD_AES_128_GCM": expected 28/,
  );
  assert.equal(kernels.arena.takenBytes, before);
});

Deno.test("sessions come and go without a trace in the kernels' memory", () => {
  const chance = new SeededChance(2);
  const before = kernels.arena.takenBytes;
  for (const suite of DEFAULT_SUITES) {
    const key = someKey(chance, suite);
    const sender = new SrtpSender(kernels, key);
    const receiver = new SrtpReceiver(kernels, key);
    for (const part of [sender, receiver, sender, receiver]) part[Symbol.dispose]();
  }
  assert.equal(kernels.arena.takenBytes, before);
});
