import { SeededChance, toBytes } from "../../core/base/mod.ts";
import {
  answerOffer,
  answerT38,
  DEFAULT_CODECS,
  makeOffer,
  offerCrypto,
  offerT38,
  type OwnDtls,
  parseSdp,
  settleAnswer,
  settleT38,
  type SrtpSuite,
  writeSdp,
} from "../../core/sdp/mod.ts";

const LOCAL = { address: { ip: "10.0.0.1", port: 10_000 }, rtcpPort: 10_001, session: { id: "9", version: 1 } };
const OURS = makeOffer(LOCAL, { codecs: DEFAULT_CODECS, direction: "sendrecv", rtcpMux: true });
const SUITES: readonly SrtpSuite[] = ["AEAD_AES_128_GCM", "AES_CM_128_HMAC_SHA1_80"];
const CRYPTO = { suites: SUITES, randomOctets: (count: number) => new Uint8Array(count), isRequired: true };
const OURS_SECURE = makeOffer(LOCAL, { codecs: DEFAULT_CODECS, direction: "sendrecv", crypto: offerCrypto(CRYPTO) });
const SEED_TEXT = `v=0
o=- 4189283442 1926187221 IN IP4 192.168.1.20
s=-
c=IN IP6 2001:db8::20
t=0 0
a=sendonly
m=video 9078 RTP/AVPF 96
a=rtpmap:96 VP8/90000
m=audio 10038 RTP/AVP 96 0 8 18 101
c=IN IP4 192.168.1.20
a=rtpmap:96 opus/48000/2
a=fmtp:96 stereo=1;sprop-stereo=1
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-15
a=rtcp:10039 IN IP4 192.168.1.21
a=rtcp-mux
a=ptime:20
a=maxptime:60
m=audio 10040 RTP/SAVP 8 101
a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:NzB4d1BINUAvLEw6UzF3WSJ+PSdFcGdUJShpX1Zj|2^31 WSH=64
a=crypto:1 AEAD_AES_128_GCM inline:QUJjZGVmMTIzNDU2Nzg5QUJDREUwMTIzNDU2Nw==|2^20|1:4
`;
/** Its encrypted section alone, with one crypto line: an answer to encrypted sound. */
const ANSWER_TEXT = SEED_TEXT.replace(/^m=video[^]*(?=^m=audio 10040)/m, "").replace(/^a=crypto:1.*\n/m, "");
const FAX_TEXT = SEED_TEXT.replace(/^m=video[^]*(?=^m=audio 10040)/m, "")
  .replace(
    /^m=audio[^]*/m,
    "m=image 10042 udptl t38\na=T38FaxVersion:0\na=T38FaxUdpEC:t38UDPRedundancy\na=T38FaxFillBitRemoval\n",
  );
const FAX_TERMS = [{ name: "T38FaxVersion", value: "0" }];
const OURS_FAX = offerT38(LOCAL, FAX_TERMS, OURS);
const BROWSER_TEXT = `v=0
o=- 1817088383337058438 2 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE 0
m=audio 9 UDP/TLS/RTP/SAVPF 111 0 8 126
c=IN IP4 0.0.0.0
a=ice-ufrag:7NQG
a=ice-pwd:iwB86Ik86uWE47e5SrDN9ozh
a=fingerprint:sha-256 ${"73:".repeat(31)}56
a=setup:active
a=mid:0
a=rtcp-mux
a=rtpmap:111 opus/48000/2
a=rtpmap:126 telephone-event/8000
`;
const DTLS: OwnDtls = {
  fingerprint: { algorithm: "sha-256", value: "0B" },
  ice: { ufrag: "ours", password: "a-password-of-ours" },
  candidates: [LOCAL.address],
};
const OURS_BROWSER = makeOffer(LOCAL, { codecs: DEFAULT_CODECS, direction: "sendrecv", dtls: DTLS });
const SEEDS = [toBytes(SEED_TEXT), toBytes(ANSWER_TEXT), toBytes(FAX_TEXT), toBytes(BROWSER_TEXT)];
/** Bytes that mean something in SDP turn up far more often than chance would have them. */
const SPICE = toBytes("\r\n =:/;.-,0019\0amocvs\xff");

/** One damaged description: bytes changed, cut out, doubled, or lines swapped. */
function mutate(chance: SeededChance): Uint8Array {
  let bytes: Uint8Array = SEEDS[chance.below(SEEDS.length)]!.slice();
  for (let strokes = 1 + chance.below(6); strokes > 0; strokes--) {
    const at = chance.below(bytes.length + 1);
    const end = Math.min(bytes.length, at + chance.below(24));
    switch (chance.below(5)) {
      case 0:
        if (at < bytes.length) bytes[at] = SPICE[chance.below(SPICE.length)]!;
        break;
      case 1:
        if (at < bytes.length) bytes[at] = chance.below(256);
        break;
      case 2:
        bytes = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(end)]);
        break;
      case 3:
        bytes = Uint8Array.from([...bytes.subarray(0, end), ...bytes.subarray(at)]);
        break;
      default: {
        const into = chance.below(bytes.length + 1);
        bytes = Uint8Array.from([...bytes.subarray(0, into), ...bytes.subarray(at, end), ...bytes.subarray(into)]);
      }
    }
  }
  return bytes;
}

/** How the damaged descriptions fared; the sum of the first two is the count. */
export interface SdpFuzzed {
  readonly refused: number;
  readonly read: number;
  readonly answered: number;
  readonly settled: number;
  readonly secured: number;
  readonly settledSecure: number;
  readonly answeredFax: number;
  readonly settledFax: number;
  readonly answeredBrowser: number;
  readonly settledBrowser: number;
}

/**
 * Reads `count` damaged descriptions, answers them, and takes them for answers. Throws when one throws, or when what was
 * read is not read again the same after it was written.
 */
export function fuzzSdp(seed: number, count: number): SdpFuzzed {
  const chance = new SeededChance(seed);
  const counts = {
    refused: 0,
    read: 0,
    answered: 0,
    settled: 0,
    secured: 0,
    settledSecure: 0,
    answeredFax: 0,
    settledFax: 0,
    answeredBrowser: 0,
    settledBrowser: 0,
  };
  for (let round = 0; round < count; round++) {
    const bytes = mutate(chance);
    const read = parseSdp(bytes);
    if (!read.ok) {
      counts.refused++;
      continue;
    }
    counts.read++;
    const written = writeSdp(read.value);
    const again = parseSdp(written);
    if (!again.ok || JSON.stringify(again.value) !== JSON.stringify(read.value)) {
      throw new Error(`Cannot read what was written in round "${round}" of seed "${seed}"`);
    }
    if (answerOffer(read.value, LOCAL, { codecs: (offered) => offered, direction: "sendrecv" }).ok) counts.answered++;
    if (settleAnswer(OURS, read.value).ok) counts.settled++;
    const secure = answerOffer(read.value, LOCAL, {
      codecs: (offered) => offered,
      direction: "sendrecv",
      srtp: CRYPTO,
    });
    if (secure.ok) counts.secured++;
    if (settleAnswer(OURS_SECURE, read.value).ok) counts.settledSecure++;
    if (answerT38(LOCAL, FAX_TERMS, read.value).ok) counts.answeredFax++;
    if (settleT38(OURS_FAX, read.value).ok) counts.settledFax++;
    const browser = answerOffer(read.value, LOCAL, { codecs: (offered) => offered, direction: "sendrecv", dtls: DTLS });
    if (browser.ok && browser.value.plan.dtls !== undefined) counts.answeredBrowser++;
    if (settleAnswer(OURS_BROWSER, read.value, DTLS).ok) counts.settledBrowser++;
  }
  return counts;
}
