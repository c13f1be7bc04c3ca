import assert from "node:assert/strict";
import { SeededChance, toBytes, toText } from "../base/mod.ts";
import {
  answerOffer,
  chooseCrypto,
  DEFAULT_CODECS,
  DEFAULT_SUITES,
  isSrtpSuite,
  keyingOctets,
  makeOffer,
  offerCrypto,
  type OwnCrypto,
  parseSdp,
  readCryptoLine,
  readOffer,
  type SessionDescription,
  settleAnswer,
  type SrtpSuite,
  type SrtpTerms,
  writeSdp,
} from "./mod.ts";

const LOCAL = { address: { ip: "10.0.0.1", port: 10_000 }, rtcpPort: 10_001, session: { id: "9", version: 1 } };
const PEER = { address: { ip: "10.0.0.2", port: 20_000 }, rtcpPort: 20_001, session: { id: "7", version: 3 } };
const CM_80 = "AES_CM_128_HMAC_SHA1_80";
const CM_32 = "AES_CM_128_HMAC_SHA1_32";
const GCM = "AEAD_AES_128_GCM";
const KEYS: Readonly<Record<string, string>> = {
  [CM_80]: "NzB4d1BINUAvLEw6UzF3WSJ+PSdFcGdUJShpX1Zj",
  [CM_32]: "QUJjZGVmMTIzNDU2Nzg5QUJDREUwMTIzNDU2Nzg5",
  [GCM]: "QUJjZGVmMTIzNDU2Nzg5QUJDREUwMTIzNDU2Nw==",
};
const SPEAKING = { codecs: DEFAULT_CODECS, direction: "sendrecv" } as const;

function own(suites: readonly SrtpSuite[], seed: number): OwnCrypto {
  const chance = new SeededChance(seed);
  return { suites, randomOctets: (count) => chance.bytes(count) };
}

function his(media: string): SessionDescription {
  const read = parseSdp(toBytes(`v=0\no=- 1 1 IN IP4 10.0.0.2\ns=-\nc=IN IP4 10.0.0.2\nt=0 0\n${media}`));
  assert(read.ok);
  return read.value;
}

const line = (tag: number, suite: string, rest = ""): string =>
  `${tag} ${suite} inline:${KEYS[suite] ?? "anything"}${rest}`;
const secure = (lines: readonly string[], protocol = "RTP/SAVP"): string =>
  `m=audio 4 ${protocol} 0\n${lines.map((each) => `a=crypto:${each}\n`).join("")}`;

for (
  const [what, lines, preference, tag] of [
    ["the suite that we like best", [line(1, CM_80), line(2, CM_32)], [CM_32, CM_80], 2],
    ["his first of the same suite", [line(5, CM_80), line(3, CM_80)], [CM_80], 5],
    ["past suites that are not ours", [line(1, "F8_128_HMAC_SHA1_80"), line(2, CM_80)], DEFAULT_SUITES, 2],
    ["past suites that we do not want", [line(1, CM_80), line(2, GCM)], [GCM], 2],
    ["past keys with an MKI", [line(1, CM_80, "|2^31|1:1"), line(2, CM_80, "|2^31")], DEFAULT_SUITES, 2],
    ["past several keys", [line(1, CM_80, `;inline:${KEYS[CM_80]}`), line(2, CM_80)], DEFAULT_SUITES, 2],
    ["past keys that end soon", [line(1, CM_80, "|2^19"), line(2, CM_80, "|2^20")], DEFAULT_SUITES, 2],
    ["past what is not encrypted", [line(1, CM_80, " UNENCRYPTED_SRTCP"), line(2, CM_80)], DEFAULT_SUITES, 2],
    ["past other derivations", [line(1, CM_80, " KDR=0"), line(2, CM_80)], DEFAULT_SUITES, 2],
    ["with hints and what may be passed over", [line(4, CM_80, " WSH=64 -NEW=1")], DEFAULT_SUITES, 4],
    ["nothing of nothing", [], DEFAULT_SUITES, undefined],
    ["nothing that we do not take", [line(1, CM_80)], [GCM], undefined],
  ] as const
) {
  Deno.test(`of crypto lines is chosen: ${what}`, () => {
    const read = lines.map((each) => {
      const result = readCryptoLine(each);
      assert(result.ok);
      return result.value;
    });
    assert.equal(chooseCrypto(read, preference)?.tag, tag);
  });
}

Deno.test("each offered suite has a tag and a key of its own", () => {
  const lines = offerCrypto(own(DEFAULT_SUITES, 1));
  assert.deepEqual(lines.map(({ tag }) => tag), [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(lines.map(({ suite }) => suite), DEFAULT_SUITES);
  assert.equal(new Set(lines.flatMap(({ keys }) => keys.map(({ key }) => key))).size, DEFAULT_SUITES.length);
  for (const { suite, keys } of lines) {
    assert(isSrtpSuite(suite));
    assert.equal(atob(keys[0]!.key).length, keyingOctets(suite));
  }
});

Deno.test("for every suite both sides of an offer come to the same keys, and keep them when they talk again", () => {
  for (const suite of DEFAULT_SUITES) {
    const sent = parseSdp(writeSdp(makeOffer(LOCAL, { ...SPEAKING, crypto: offerCrypto(own(DEFAULT_SUITES, 1)) })));
    assert(sent.ok);
    assert.equal(sent.value.media[0]?.protocol, "RTP/SAVP");
    const peer = { ...own([suite], 2), isRequired: true };
    const answered = answerOffer(sent.value, PEER, { ...SPEAKING, srtp: peer });
    assert(answered.ok);
    const back = parseSdp(writeSdp(answered.value.answer));
    assert(back.ok);
    const settled = settleAnswer(sent.value, back.value);
    assert(settled.ok);
    const [here, there] = [settled.value.srtp, answered.value.plan.srtp];
    assert(here !== undefined && there !== undefined);
    assert.equal(here.send.suite, suite);
    assert.deepEqual(here.send, there.receive);
    assert.deepEqual(here.receive, there.send);
    assert.notEqual(here.send.key, here.receive.key);

    // He offers anew, from his own answer; we answer with the key that we have.
    const again = makeOffer(PEER, { ...SPEAKING, after: answered.value.answer });
    const ours = { ...own([suite], 3), current: here.send, isRequired: false };
    const kept = answerOffer(again, LOCAL, { ...SPEAKING, srtp: ours });
    assert(kept.ok);
    assert.deepEqual(kept.value.plan.srtp, here);
    // We offer anew, from our first offer.
    const next = makeOffer(LOCAL, { ...SPEAKING, after: sent.value });
    const last = answerOffer(next, PEER, { ...SPEAKING, srtp: { ...peer, current: there.send } });
    assert(last.ok);
    assert.deepEqual(last.value.plan.srtp, there);
  }
});

const TAKEN: SrtpTerms = { suites: [CM_80], isRequired: false };
const REQUIRED: SrtpTerms = { suites: [CM_80], isRequired: true };
const DTLS = "m=audio 4 UDP/TLS/RTP/SAVPF 0\na=fingerprint:sha-256 00\n";
for (
  const [what, media, terms, expected] of [
    ["plain sound", "m=audio 4 RTP/AVP 0\n", undefined, "plain 0"],
    ["plain sound, where encryption is welcome", "m=audio 4 RTP/AVP 0\n", TAKEN, "plain 0"],
    ["plain sound, where encryption is required", "m=audio 4 RTP/AVP 0\n", REQUIRED, "srtp-required"],
    ["encrypted sound", secure([line(1, CM_80)]), undefined, "srtp-only"],
    ["encrypted sound, where that is welcome", secure([line(1, CM_80)]), TAKEN, "tag 1 at 0"],
    ["encrypted sound with feedback", secure([line(1, CM_80)], "RTP/SAVPF"), REQUIRED, "tag 1 at 0"],
    ["encrypted sound without a key", secure([]), TAKEN, "srtp-only"],
    ["encrypted sound of another suite", secure([line(1, CM_32)]), REQUIRED, "srtp-only"],
    ["keys by DTLS", DTLS, TAKEN, "srtp-only"],
    ["keys by DTLS and a crypto line", `${DTLS}a=crypto:${line(1, CM_80)}\n`, TAKEN, "srtp-only"],
    ["crypto lines over plain sound", secure([line(1, CM_80)], "RTP/AVP"), TAKEN, "plain 0"],
    ["both, plain first", `m=audio 6 RTP/AVP 0\n${secure([line(9, CM_80)])}`, TAKEN, "tag 9 at 1"],
    [
      "both, plain first, to one who takes no encryption",
      `m=audio 6 RTP/AVP 0\n${secure([line(9, CM_80)])}`,
      undefined,
      "plain 0",
    ],
    ["both, with a suite that we do not take", `${secure([line(9, CM_32)])}m=audio 6 RTP/AVP 0\n`, TAKEN, "plain 1"],
    [
      "both, with a suite that we do not take but require",
      `${secure([line(9, CM_32)])}m=audio 6 RTP/AVP 0\n`,
      REQUIRED,
      "srtp-only",
    ],
    [
      "a closed encrypted section beside plain sound",
      `${secure([line(1, CM_80)]).replace(" 4 ", " 0 ")}m=audio 6 RTP/AVP 0\n`,
      TAKEN,
      "plain 1",
    ],
  ] as const
) {
  Deno.test(`an offer of ${what} is taken as "${expected}"`, () => {
    const read = readOffer(his(media), terms);
    const { mediaIndex, srtp } = read.ok ? read.value : { mediaIndex: -1, srtp: undefined };
    const said = srtp === undefined ? `plain ${mediaIndex}` : `tag ${srtp.tag} at ${mediaIndex}`;
    assert.equal(read.ok ? said : read.fault.code, expected);
    assert.ok(read.ok || !read.fault.text.includes(KEYS[CM_80]!));
  });
}

Deno.test("an answer to encrypted sound repeats the protocol and the tag, and has one key of ours", () => {
  const offer = his(secure([line(3, CM_32), line(8, CM_80)], "RTP/SAVPF"));
  const answered = answerOffer(offer, LOCAL, { ...SPEAKING, srtp: { ...own([CM_80], 4), isRequired: true } });
  assert(answered.ok);
  const text = toText(writeSdp(answered.value.answer));
  const { send, receive } = answered.value.plan.srtp!;
  assert.match(text, /^m=audio 10000 RTP\/SAVPF 0\r$/m);
  assert.equal(text.match(/^a=crypto:.*$/gm)?.join("\n").trim(), `a=crypto:8 ${CM_80} inline:${send.key}`);
  assert.deepEqual(receive, { suite: CM_80, key: KEYS[CM_80] });
});

const OFFERED = makeOffer(LOCAL, { ...SPEAKING, crypto: offerCrypto(own([CM_80, CM_32], 5)) });
for (
  const [what, media, code] of [
    ["names no key", secure([]), "bad-crypto"],
    ["names two", secure([line(1, CM_80), line(2, CM_32)]), "bad-crypto"],
    ["names a tag that we did not offer", secure([line(3, CM_80)]), "bad-crypto"],
    ["has another suite under our tag", secure([line(2, CM_80)]), "bad-crypto"],
    ["has an MKI that we did not offer", secure([line(1, CM_80, "|2^31|1:1")]), "bad-crypto"],
    ["is plain", "m=audio 4 RTP/AVP 0\n", "bad-sdp"],
  ] as const
) {
  Deno.test(`an answer to encrypted sound that ${what} is "${code}"`, () => {
    const settled = settleAnswer(OFFERED, his(media));
    assert(!settled.ok);
    assert.equal(settled.fault.code, code);
  });
}

Deno.test("an offer after an encrypted one stays encrypted unless it is told otherwise", () => {
  const kept = makeOffer(LOCAL, { ...SPEAKING, after: OFFERED });
  assert.deepEqual(kept.media, OFFERED.media);
  const plain = makeOffer(LOCAL, { ...SPEAKING, after: OFFERED, crypto: [] });
  assert.equal(plain.media[0]?.protocol, "RTP/AVP");
  assert.ok(plain.media[0]?.attributes.every(({ name }) => name !== "crypto"));
  const secured = makeOffer(LOCAL, { ...SPEAKING, after: plain, crypto: offerCrypto(own([GCM], 6)) });
  assert.equal(secured.media[0]?.protocol, "RTP/SAVP");
});
