import assert from "node:assert/strict";
import { headerLength, isRtcp, paddingLength } from "./header.ts";
import { readRtcp, RtcpView, writeReport } from "./rtcp.ts";

const BLOCK = {
  ssrc: 7,
  fractionLost: 255,
  lost: -3,
  highest: 70000,
  jitter: 9,
  lastSenderReport: -5,
  sinceSenderReport: 6,
};
const SENDER = { ntpSeconds: 0xee000000, ntpFraction: 0x12345678, timestamp: -1, packets: 3, octets: 480 };

for (const cname of ["", "a", "ab", "abc", "abcd", "x".repeat(255)]) {
  Deno.test(`a report with a CNAME of ${cname.length} octets is read as it was written`, () => {
    const packet = new Uint8Array(600).fill(0xff);
    const view = new RtcpView();
    const length = writeReport(packet, 42, {
      sender: SENDER,
      block: BLOCK,
      cname: new TextEncoder().encode(cname),
      bye: true,
    });
    assert.equal(length % 4, 0);
    assert.ok(isRtcp(packet, length));
    assert.ok(readRtcp(packet, length, 7, view));
    assert.equal(view.ssrc, 42);
    assert.ok(view.hasSenderReport && view.hasReport && view.saysBye);
    assert.equal(view.senderNtp, 0x0000_1234);
    const { fractionLost, lost, highest, jitter, lastSenderReport, sinceSenderReport } = view;
    assert.deepEqual({ ssrc: 7, fractionLost, lost, highest, jitter, lastSenderReport, sinceSenderReport }, BLOCK);
    for (let cut = 0; cut < length; cut++) {
      if (readRtcp(packet, cut, 7, view)) assert.ok(cut === 52 || cut === length - 8, `${cut}`);
    }
  });
}

Deno.test("a receiver report without blocks is read, and one on somebody else's stream says nothing to us", () => {
  const packet = new Uint8Array(100);
  const view = new RtcpView();
  const length = writeReport(packet, 1, { block: BLOCK, cname: new Uint8Array(1) });
  assert.ok(readRtcp(packet, length, 8, view));
  assert.ok(!view.hasReport && !view.hasSenderReport && !view.saysBye);
});

/** First octet, length, header: the shapes of RFC 3550 §5.1. */
const HEADERS: readonly [string, number[], number, number][] = [
  ["plain", [0x80, 0], 12, 12],
  ["too short", [0x80, 0], 11, -1],
  ["version 1", [0x40, 0], 40, -1],
  ["two sources", [0x82, 0], 40, 20],
  ["sources past the end", [0x8f, 0], 40, -1],
  ["an extension of no words", [0x90, 0], 40, 16],
  ["an extension without its length", [0x90, 0], 14, -1],
  ["padding of nothing", [0xa0, 0], 40, -1],
];
for (const [name, start, length, expected] of HEADERS) {
  Deno.test(`headerLength() of a packet with ${name} is ${expected}`, () => {
    const packet = new Uint8Array(length);
    packet.set(start.slice(0, length));
    assert.equal(headerLength(packet, length), expected);
  });
}

Deno.test("padding is counted, and may not reach into the header", () => {
  const packet = new Uint8Array(40);
  packet[0] = 0xa0;
  packet[39] = 28;
  assert.equal(headerLength(packet, 40), 12);
  assert.equal(paddingLength(packet, 40), 28);
  packet[39] = 29;
  assert.equal(headerLength(packet, 40), -1);
});
