import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { SrtpSuite } from "../../core/sdp/mod.ts";
import { labKernels } from "../../tests/lab/kernels.ts";
import { takeOctets } from "../wasm/mod.ts";
import { Cipher } from "./cipher.ts";
import { deriveKeys, type Protocol } from "./derive.ts";

const kernels = await labKernels();
const NONE = new Uint8Array(0);
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(" ", ""), "hex");
const said = (octets: Uint8Array): string => Buffer.from(octets).toString("hex");

const SALT = "f0f1f2f3f4f5f6f7f8f9fafbfcfd";
/** RFC 3711 B.2 and RFC 6188 §7.1: the first three blocks, and three from block 0xfeff on. */
const STREAMS = [
  [
    "128",
    "2b7e151628aed2a6abf7158809cf4f3c",
    "e03ead0935c95e80e166b16dd92b4eb4 d23513162b02d0f72a43a2fe4a5f97ab 41e95b3bb0a2e8dd477901e4fca894c0",
    "ec8cdf7398607cb0f2d21675ea9ea1e4 362b7c3c6773516318a077d7fc5073ae 6a2cc3787889374fbeb4c81b17ba6c44",
  ],
  [
    "256",
    "57f82fe3613fd170a85ec93c40b1f0922ec4cb0dc025b58272147cc438944a98",
    "92bdd28a93c3f52511c677d08b5515a4 9da71b2378a854f67050756ded165bac 63c4868b7096d88421b563b8c94c9a31",
    "cea518c90fd91ced9cbb18c078a54711 3dbc4814f4da5f00a08772b63c6a046d 6eb246913062a16891433e97dd01a57f",
  ],
] as const;
for (const [bits, key, first, late] of STREAMS) {
  Deno.test(`the key stream of ${bits} bits is that of RFC 3711 B.2 and RFC 6188 §7.1`, () => {
    const block = takeOctets(kernels, 256 + 16 + 48);
    block.view.set(hex(key), 256);
    kernels.run.aesExpand(block.at, block.at + 256, hex(key).length);
    for (const [from, expected] of [["0000", first], ["feff", late]] as const) {
      block.view.fill(0, 256).set(hex(SALT + from), 256);
      kernels.run.aesCounter(block.at, block.at + 256, block.at + 272, 48);
      assert.equal(said(block.view.subarray(272, 320)), said(hex(expected)));
    }
    kernels.arena.giveBack(block.at);
  });
}

/** RFC 3711 B.3 and RFC 6188 §7.2. */
const DERIVED = [
  [
    "AES_CM_128_HMAC_SHA1_80",
    "e1f97a0d3e018be0d64fa32c06de4139 0ec675ad498afeebb6960b3aabe6",
    "c61e7a93744f39ee10734afe3ff7a087",
    "30cbbc08863d8c85d49db34a9ae1",
    "cebe321f6ff7716b6fd4ab49af256a156d38baa4",
  ],
  [
    "AES_256_CM_HMAC_SHA1_80",
    "f0f04914b513f2763a1b1fa130f10e2998f6f6e43e4309d1e622a0e332b9f1b6 3b04803de51ee7c96423ab5b78d2",
    "5ba1064e30ec51613cad926c5a28ef731ec7fb397f70a960653caf06554cd8c4",
    "fa31791685ca444a9e07c6c64e93",
    "fd9c32d39ed5fbb5a9dc96b30818454d1313dc05",
  ],
] as const;
for (const [suite, master, encryption, salt, authentication] of DERIVED) {
  Deno.test(`${suite} derives the keys of RFC 3711 B.3 and RFC 6188 §7.2, and leaves nothing behind`, () => {
    const before = kernels.arena.takenBytes;
    const keys = deriveKeys(kernels, { suite, key: hex(master).toString("base64") }, "rtp");
    assert.deepEqual([keys.encryption, keys.salt, keys.authentication].map(said), [encryption, salt, authentication]);
    assert.equal(kernels.arena.takenBytes, before);
  });
}

const RTP = "8040f17b8041f8d35501a0b247616c6c696120657374206f6d6e69732064697669736120696e207061727465732074726573";
const RTCP = "81c8000d4d6172734e5450314e545032525450200000042a0000e9304c756e61deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";
const KEY = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

/** RFC 7714 §16 and §17: session keys, and the packets that they close. §17 prints another packet above the one it uses. */
const CLOSED: readonly (readonly [string, SrtpSuite, Protocol, number, string])[] = [
  [
    "§16.1",
    "AEAD_AES_128_GCM",
    "rtp",
    0xf17b,
    "8040f17b8041f8d35501a0b2f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833" +
    "899d7f27beb16a9152cf765ee4390cce",
  ],
  [
    "§16.2",
    "AEAD_AES_256_GCM",
    "rtp",
    0xf17b,
    "8040f17b8041f8d35501a0b232b1de78a822fe12ef9f78fa332e33aab18012389a58e2f3b50b2a0276ffae0f1ba63799b87b" +
    "7aa3db36dfffd6b0f9bb7878d7a76c13",
  ],
  [
    "§17.1",
    "AEAD_AES_128_GCM",
    "rtcp",
    0x5d4,
    "81c8000d4d61727363e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b4686303ded0bb9275b" +
    "c84aa45896cf4d2fc5abf87245d9eade800005d4",
  ],
  [
    "§17.2",
    "AEAD_AES_256_GCM",
    "rtcp",
    0x5d4,
    "81c8000d4d617273d50ae4d1f5ce5d304ba297e47d470c282c3ece5dbffe0a50a2eaa5c1110555be8415f658c61de0476f1b6fad" +
    "1d1eb30c4446839f57ff6f6cb26ac3be800005d4",
  ],
];
for (const [where, suite, protocol, index, closed] of CLOSED) {
  Deno.test(`${suite} closes and opens the packet of RFC 7714 ${where}`, () => {
    const before = kernels.arena.takenBytes;
    const plain = hex(protocol === "rtp" ? RTP : RTCP);
    const header = protocol === "rtp" ? 12 : 8;
    const encryption = hex(KEY).subarray(0, suite === "AEAD_AES_128_GCM" ? 16 : 32);
    const packet = takeOctets(kernels, plain.length + 32);
    packet.view.set(plain);
    const cipher = new Cipher(kernels, suite, protocol, {
      encryption,
      salt: hex("517569642070726f2071756f"),
      authentication: NONE,
    });
    cipher.seal(packet.at, header, plain.length, index);
    assert.equal(said(packet.view.subarray(0, plain.length + cipher.growth)), closed);
    assert.ok(cipher.open(packet.at, header, plain.length, index));
    assert.equal(said(packet.view.subarray(0, plain.length)), said(plain));
    cipher[Symbol.dispose]();
    cipher[Symbol.dispose]();
    kernels.arena.giveBack(packet.at);
    assert.equal(kernels.arena.takenBytes, before);
  });
}
