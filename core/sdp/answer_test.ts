import assert from "node:assert/strict";
import { toBytes } from "../base/mod.ts";
import { answerOffer } from "./answer.ts";
import { ownCodecs } from "./codec.ts";
import type { SessionDescription } from "./description.ts";
import { type AnswerOptions, DEFAULT_CODECS, parseSdp } from "./mod.ts";

const LOCAL = { address: { ip: "10.0.0.1", port: 10_000 }, rtcpPort: 10_001, session: { id: "9", version: 1 } };

function offer(media: string, connection = "10.0.0.2"): SessionDescription {
  const read = parseSdp(toBytes(`v=0\no=- 1 1 IN IP4 10.0.0.2\ns=-\nc=IN IP4 ${connection}\nt=0 0\n${media}`));
  assert(read.ok);
  return read.value;
}

function answer(media: string, options: Partial<AnswerOptions> = {}) {
  return answerOffer(offer(media), LOCAL, { codecs: DEFAULT_CODECS, direction: "sendrecv", ...options });
}

Deno.test("an answer names the codecs in the order of the one who chooses", () => {
  const answered = answer("m=audio 4 RTP/AVP 0 8 9 101\na=rtpmap:101 telephone-event/8000\n", {
    codecs: [{ name: "pcma", clockRate: 8000, channels: 1 }, { name: "PCMU", clockRate: 8000, channels: 1 }],
  });
  assert(answered.ok);
  assert.deepEqual(answered.value.answer.media[0]?.formats, ["8", "0"]);
  assert.deepEqual(answered.value.plan.codecs.map((codec) => codec.name), ["PCMA", "PCMU"]);
});

Deno.test("an answer may be chosen among what was offered, and telephone-event at 48000 stays beside opus", () => {
  const media = "m=audio 4 RTP/AVP 96 98 97 99\na=rtpmap:96 opus/48000/2\na=rtpmap:97 telephone-event/48000\n" +
    "a=rtpmap:98 weird/16000\na=rtpmap:99 telephone-event/8000\n";
  const own = answer(media, { codecs: ownCodecs });
  assert(own.ok);
  assert.deepEqual(own.value.answer.media[0]?.formats, ["96", "97", "99"]);
  const all = answer(media, { codecs: (offered) => offered });
  assert(all.ok);
  assert.deepEqual(all.value.answer.media[0]?.formats, ["96", "98", "97", "99"]);
});

Deno.test("digits alone are no answer", () => {
  const answered = answer("m=audio 4 RTP/AVP 98 101 13\na=rtpmap:98 weird/8000\na=rtpmap:101 telephone-event/8000\n");
  assert(!answered.ok);
  assert.equal(answered.fault.code, "no-common-codec");
});

Deno.test("the same codec offered twice is told apart by number, then by parameters", () => {
  const media =
    "m=audio 4 RTP/AVP 96 97\na=rtpmap:96 iLBC/8000\na=fmtp:96 mode=20\na=rtpmap:97 iLBC/8000\na=fmtp:97 mode=30\n";
  const ilbc = { name: "iLBC", clockRate: 8000, channels: 1 };
  for (
    const [want, format] of [
      [{ ...ilbc, payloadType: 97, parameters: "mode=30" }, "97"],
      [{ ...ilbc, parameters: "mode=30" }, "97"],
      [ilbc, "96"],
    ] as const
  ) {
    const answered = answer(media, { codecs: [want] });
    assert(answered.ok);
    assert.deepEqual(answered.value.answer.media[0]?.formats, [format]);
  }
});

Deno.test("what the chosen codec says of its parameters is what the offerer hears", () => {
  const media = "m=audio 4 RTP/AVP 96\na=rtpmap:96 opus/48000/2\na=fmtp:96 stereo=1\n";
  const opus = { name: "opus", clockRate: 48_000, channels: 2 };
  const told = answer(media, { codecs: [{ ...opus, parameters: "useinbandfec=1" }] });
  const silent = answer(media, { codecs: [opus] });
  assert(told.ok && silent.ok);
  assert.equal(told.value.plan.codecs[0]?.parameters, "useinbandfec=1");
  assert.equal(silent.value.plan.codecs[0]?.parameters, "stereo=1");
});

for (
  const [what, media, connection, direction, remote] of [
    ["a=sendonly", "m=audio 4 RTP/AVP 0\na=sendonly\n", "10.0.0.2", "recvonly", true],
    ["a=inactive", "m=audio 4 RTP/AVP 0\na=inactive\n", "10.0.0.2", "inactive", true],
    ["c=0.0.0.0", "m=audio 4 RTP/AVP 0\n", "0.0.0.0", "recvonly", false],
    ["c=0.0.0.0 and a=inactive", "m=audio 4 RTP/AVP 0\na=inactive\n", "0.0.0.0", "inactive", false],
  ] as const
) {
  Deno.test(`a hold by ${what} is answered "${direction}"`, () => {
    const answered = answerOffer(offer(media, connection), LOCAL, { codecs: DEFAULT_CODECS, direction: "sendrecv" });
    assert(answered.ok);
    assert.equal(answered.value.plan.direction, direction);
    assert.equal(answered.value.plan.remote !== undefined, remote);
    assert(answered.value.answer.media[0]?.attributes.some((each) => each.name === direction));
  });
}

Deno.test("other sections are refused in their places", () => {
  const answered = answer("m=video 6 RTP/AVP 96 97\na=rtpmap:96 VP8/90000\nm=audio 4 RTP/AVP 0\nm=audio 8 RTP/AVP 8\n");
  assert(answered.ok);
  assert.deepEqual(answered.value.answer.media.map((each) => `${each.kind} ${each.port} ${each.formats.join(" ")}`), [
    "video 0 96 97",
    "audio 10000 0",
    "audio 0 8",
  ]);
});

Deno.test("an RTCP port that is not next to RTP's is said, and rtcp-mux is taken when it is offered", () => {
  const apart = answerOffer(offer("m=audio 4 RTP/AVP 0\n"), { ...LOCAL, rtcpPort: 12_345 }, {
    codecs: DEFAULT_CODECS,
    direction: "sendrecv",
  });
  assert(apart.ok);
  assert(apart.value.answer.media[0]?.attributes.some((each) => each.name === "rtcp" && each.value === "12345"));
  const shared = answer("m=audio 4 RTP/AVP 0\na=rtcp-mux\na=rtcp:9\n");
  assert(shared.ok);
  assert.deepEqual(shared.value.plan.remoteRtcp, { ip: "10.0.0.2", port: 4 });
  assert(shared.value.answer.media[0]?.attributes.some((each) => each.name === "rtcp-mux"));
});
