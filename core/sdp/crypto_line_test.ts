import assert from "node:assert/strict";
import { readCryptoLine, readCryptoLines, writeCryptoLine } from "./crypto_line.ts";

const KEY = "NzB4d1BINUAvLEw6UzF3WSJ+PSdFcGdUJShpX1Zj";
const OTHER = "QUJjZGVmMTIzNDU2Nzg5QUJDREUwMTIzNDU2Nzg5";
/** 46 octets: they end in the middle of a base64 group. */
const LONG = "A".repeat(62);

/** What phones and RFC 4568's examples write, and what is written again where that is not the same. */
const READ: readonly (readonly [string, object, string?])[] = [
  [
    `1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`,
    { tag: 1, suite: "AES_CM_128_HMAC_SHA1_80", keys: [{ key: KEY }], parameters: [] },
  ],
  [
    `2 AES_CM_128_HMAC_SHA1_32 inline:${KEY}|2^20|1:4;inline:${OTHER}|2^20|2:4 FEC_ORDER=FEC_SRTP WSH=64`,
    {
      tag: 2,
      suite: "AES_CM_128_HMAC_SHA1_32",
      keys: [
        { key: KEY, lifetimePackets: 2 ** 20, mki: { value: "1", octets: 4 } },
        { key: OTHER, lifetimePackets: 2 ** 20, mki: { value: "2", octets: 4 } },
      ],
      parameters: ["FEC_ORDER=FEC_SRTP", "WSH=64"],
    },
  ],
  [
    `1  AES_CM_128_HMAC_SHA1_80\tINLINE:${KEY}|1066:4`,
    {
      tag: 1,
      suite: "AES_CM_128_HMAC_SHA1_80",
      keys: [{ key: KEY, mki: { value: "1066", octets: 4 } }],
      parameters: [],
    },
    `1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|1066:4`,
  ],
  [
    `1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|2147483648|1:1`,
    {
      tag: 1,
      suite: "AES_CM_128_HMAC_SHA1_80",
      keys: [{ key: KEY, lifetimePackets: 2 ** 31, mki: { value: "1", octets: 1 } }],
      parameters: [],
    },
    `1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|2^31|1:1`,
  ],
  [
    `1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|1500000`,
    { tag: 1, suite: "AES_CM_128_HMAC_SHA1_80", keys: [{ key: KEY, lifetimePackets: 1_500_000 }], parameters: [] },
  ],
  [
    `7 AES_256_CM_HMAC_SHA1_80 inline:${LONG}`,
    { tag: 7, suite: "AES_256_CM_HMAC_SHA1_80", keys: [{ key: `${LONG}==` }], parameters: [] },
    `7 AES_256_CM_HMAC_SHA1_80 inline:${LONG}==`,
  ],
  [
    "0 F8_128_HMAC_SHA1_80 inline:what~ever|2^48 KDR=1 -LATER",
    {
      tag: 0,
      suite: "F8_128_HMAC_SHA1_80",
      keys: [{ key: "what~ever", lifetimePackets: 2 ** 48 }],
      parameters: ["KDR=1", "-LATER"],
    },
  ],
];
for (const [value, expected, written = value] of READ) {
  Deno.test(`a=crypto:${value.slice(0, 60)} is read and written`, () => {
    const read = readCryptoLine(value);
    assert(read.ok);
    assert.deepEqual(read.value, expected);
    assert.deepEqual(writeCryptoLine(read.value), { name: "crypto", value: written });
  });
}

for (
  const [value, expected] of [
    ["", "a tag of at most nine digits first"],
    ["x AES_CM_128_HMAC_SHA1_80 inline:x", "a tag of at most nine digits first"],
    ["1234567890 AES_CM_128_HMAC_SHA1_80 inline:x", "a tag of at most nine digits first"],
    ["1", "the name of a suite after the tag"],
    ["1 AES-128 inline:x", "the name of a suite after the tag"],
    ["1 AES_CM_128_HMAC_SHA1_80", "a key after the suite"],
    [`1 AES_CM_128_HMAC_SHA1_80 ${KEY}`, 'a key that begins with "inline:"'],
    [`1 AES_CM_128_HMAC_SHA1_80 url:${KEY}`, 'a key that begins with "inline:"'],
    ["1 AES_CM_128_HMAC_SHA1_80 inline:", 'a key that begins with "inline:"'],
    [`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY.slice(2)}`, "30 octets in base64 as key"],
    [`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}AA`, "30 octets in base64 as key"],
    [`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}A`, "30 octets in base64 as key"],
    [`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY.slice(0, -1)}~`, "30 octets in base64 as key"],
    [`1 AEAD_AES_128_GCM inline:${KEY}`, "28 octets in base64 as key"],
    ["1 F8_128_HMAC_SHA1_80 inline:|2^20", "a key"],
    [`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|2^49`, 'a lifetime such as "2^31"'],
    [`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|0`, 'a lifetime such as "2^31"'],
    [`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|long`, 'a lifetime such as "2^31"'],
    [`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|2^20|1:0`, 'an MKI such as "1:4"'],
    [`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|2^20|1:129`, 'an MKI such as "1:4"'],
    [`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|2^20|x:1`, 'an MKI such as "1:4"'],
    [`1 AES_CM_128_HMAC_SHA1_80 inline:${KEY}|2^20|2^20`, "nothing but a lifetime and an MKI behind a key"],
    [`1 AES_CM_128_HMAC_SHA1_80 ${`inline:${KEY};`.repeat(17)}`, "at most 16 keys"],
  ] as const
) {
  Deno.test(`a=crypto:${value.slice(0, 80)} is a fault that shows no key`, () => {
    const read = readCryptoLine(value);
    assert(!read.ok);
    assert.equal(read.fault.code, "bad-crypto");
    assert.ok(read.fault.text.endsWith(`expected ${expected}`), read.fault.text);
    assert.ok(!read.fault.text.includes(KEY.slice(0, 10)));
  });
}

Deno.test("a line that cannot be read does not hide those beside it", () => {
  const attributes = ["1 AES_CM_128_HMAC_SHA1_80 inline:short", undefined, `2 AES_CM_128_HMAC_SHA1_80 inline:${KEY}`]
    .map((value) => value === undefined ? { name: "crypto" } : { name: "crypto", value });
  const lines = readCryptoLines({
    kind: "audio",
    port: 4,
    protocol: "RTP/SAVP",
    formats: ["0"],
    attributes: [...attributes, { name: "sendrecv" }],
  });
  assert.deepEqual(lines.map(({ tag }) => tag), [2]);
});
