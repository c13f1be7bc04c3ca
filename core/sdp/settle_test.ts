import assert from "node:assert/strict";
import { SeededChance, toBytes } from "../base/mod.ts";
import {
  answerOffer,
  DEFAULT_CODECS,
  type Direction,
  isSpeech,
  makeOffer,
  mirror,
  type OfferedCodec,
  parseSdp,
  type SessionDescription,
  settleAnswer,
  writeSdp,
} from "./mod.ts";

const LOCAL = { address: { ip: "10.0.0.1", port: 10_000 }, rtcpPort: 10_001, session: { id: "9", version: 1 } };
const PEER = { address: { ip: "2001:db8::7", port: 20_000 }, rtcpPort: 20_001, session: { id: "7", version: 3 } };
const OFFER = makeOffer(LOCAL, { codecs: DEFAULT_CODECS, direction: "sendrecv" });

function his(media: string): SessionDescription {
  const read = parseSdp(toBytes(`v=0\no=- 1 1 IN IP4 10.0.0.2\ns=-\nc=IN IP4 10.0.0.2\nt=0 0\n${media}`));
  assert(read.ok);
  return read.value;
}

Deno.test("an answer in other numbers is sent to with his and received with ours", () => {
  const settled = settleAnswer(
    OFFER,
    his("m=audio 4 RTP/AVP 96 99\na=rtpmap:96 OPUS/48000/2\na=rtpmap:99 telephone-event/8000\na=fmtp:99 0-15\n"),
  );
  assert(settled.ok);
  assert.deepEqual(settled.value.codecs, [
    { name: "opus", clockRate: 48_000, channels: 2, parameters: "useinbandfec=1", sendAs: 96, receiveAs: 111 },
    { name: "telephone-event", clockRate: 8_000, channels: 1, parameters: "0-15", sendAs: 99, receiveAs: 101 },
  ]);
});

Deno.test("an answer that repeats our number without rtpmap means our codec", () => {
  const settled = settleAnswer(OFFER, his("m=audio 4 RTP/AVP 111 50\na=ptime:40\n"));
  assert(settled.ok);
  assert.deepEqual(settled.value.codecs.map((codec) => [codec.name, codec.sendAs]), [["opus", 111]]);
  assert.equal(settled.value.ptimeMs, 40);
});

for (
  const [what, media, code] of [
    ["closes the stream", "m=audio 0 RTP/AVP 0\n", "refused-media"],
    ["has no section for it", "", "bad-sdp"],
    ["has another kind in its place", "m=video 4 RTP/AVP 96\n", "bad-sdp"],
    ["is encrypted", "m=audio 4 RTP/SAVP 0\n", "bad-sdp"],
    ["names only what we did not offer", "m=audio 4 RTP/AVP 3\n", "no-common-codec"],
    ["names only digits", "m=audio 4 RTP/AVP 101\n", "no-common-codec"],
  ] as const
) {
  Deno.test(`an answer that ${what} is "${code}"`, () => {
    const settled = settleAnswer(OFFER, his(media));
    assert(!settled.ok);
    assert.equal(settled.fault.code, code);
  });
}

Deno.test("an answer cannot make us send more than we offered", () => {
  const offer = makeOffer(LOCAL, { codecs: DEFAULT_CODECS, direction: "recvonly" });
  const settled = settleAnswer(offer, his("m=audio 4 RTP/AVP 0\na=sendrecv\n"));
  assert(settled.ok);
  assert.equal(settled.value.direction, "recvonly");
});

Deno.test("a later offer keeps the sections of the description before it", () => {
  const asked = his("m=video 4 RTP/AVP 96\nm=audio 4 RTP/AVPF 8\n");
  const first = answerOffer(asked, LOCAL, { codecs: DEFAULT_CODECS, direction: "sendrecv" });
  assert(first.ok);
  const local = { ...LOCAL, session: { id: "9", version: 2 } };
  const next = makeOffer(local, { codecs: DEFAULT_CODECS, direction: "sendonly", after: first.value.answer });
  assert.deepEqual(next.media.map((each) => [each.kind, each.port, each.protocol]), [
    ["video", 0, "RTP/AVP"],
    ["audio", 10_000, "RTP/AVPF"],
  ]);
});

const DIRECTIONS: readonly Direction[] = ["sendrecv", "sendonly", "recvonly", "inactive"];
const NAMES = ["opus", "G722", "PCMA", "PCMU", "G729", "iLBC", "speex", "telephone-event", "CN", "AMR-WB"];

/** A random list of codecs under random numbers, some under the numbers of RFC 3551. */
function someCodecs(chance: SeededChance): readonly OfferedCodec[] {
  const codecs = new Map<number, OfferedCodec>();
  const speech: OfferedCodec = { name: "PCMA", clockRate: 8_000, channels: 1, payloadType: 8 };
  for (let left = chance.below(8); left > 0; left--) {
    const payloadType = 96 + chance.below(30);
    const name = NAMES[chance.below(NAMES.length)]!;
    const clockRate = name === "opus" ? 48_000 : name === "G722" ? 8_000 : [8_000, 16_000, 48_000][chance.below(3)]!;
    const channels = name === "opus" ? 2 : 1 + chance.below(2);
    const parameters = chance.below(3) === 0 ? { parameters: `mode=${chance.below(3)}` } : {};
    codecs.set(payloadType, { name, clockRate, channels, payloadType, ...parameters });
  }
  const list = [...codecs.values()];
  return chance.below(4) === 0 && list.some(isSpeech) ? list : [...list, speech];
}

Deno.test("2,000 random offers, answered and settled, mean the same on both sides", () => {
  const chance = new SeededChance(8866);
  for (let round = 0; round < 2_000; round++) {
    const [offered, wanted] = [DIRECTIONS[chance.below(4)]!, DIRECTIONS[chance.below(4)]!];
    const options = { codecs: someCodecs(chance), direction: offered, rtcpMux: chance.below(2) === 0 };
    const sent = parseSdp(writeSdp(makeOffer(LOCAL, options)));
    assert(sent.ok);
    const answered = answerOffer(sent.value, PEER, {
      codecs: (list) => chance.below(2) === 0 ? list : list.filter((codec) => codec === list[0] || isSpeech(codec)),
      direction: wanted,
    });
    assert(answered.ok, `round ${round}`);
    const back = parseSdp(writeSdp(answered.value.answer));
    assert(back.ok);
    const settled = settleAnswer(sent.value, back.value);
    assert(settled.ok, `round ${round}`);
    const [there, here] = [answered.value.plan, settled.value];
    assert.equal(here.direction, mirror(there.direction));
    assert.equal(here.rtcpMux, there.rtcpMux);
    assert.deepEqual(here.remote, PEER.address);
    assert.deepEqual(there.remote, LOCAL.address);
    assert.deepEqual(here.remoteRtcp?.port, there.rtcpMux ? 20_000 : 20_001);
    assert.deepEqual(here.codecs, there.codecs);
    assert(here.codecs.some(isSpeech));
  }
});
