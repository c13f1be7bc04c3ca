import assert from "node:assert/strict";
import { toBytes } from "../base/mod.ts";
import type { LocalMedia } from "./describe.ts";
import type { SessionDescription } from "./description.ts";
import { makeOffer } from "./offer.ts";
import { parseSdp } from "./parse.ts";
import { answerT38, offersT38, offerT38, planT38, readT38, settleT38 } from "./t38.ts";

const LOCAL: LocalMedia = {
  address: { ip: "10.0.0.1", port: 10_000 },
  rtcpPort: 10_001,
  session: { id: "9", version: 2 },
};
const CODECS = [{ name: "PCMA", clockRate: 8_000, channels: 1, payloadType: 8 }];
const SOUND = makeOffer(LOCAL, { codecs: CODECS, direction: "sendrecv" });
const TERMS = [{ name: "T38FaxVersion", value: "0" }, { name: "T38FaxFillBitRemoval" }];

function description(...sections: readonly string[]): SessionDescription {
  const head = "v=0\r\no=- 1 2 IN IP4 10.0.0.9\r\ns=-\r\nc=IN IP4 10.0.0.9\r\nt=0 0\r\n";
  const parsed = parseSdp(toBytes(head + sections.map((each) => `${each}\r\n`).join("")));
  assert.ok(parsed.ok);
  return parsed.value;
}

/** The sections of a description: `audio 0`, `image 10000 T38FaxVersion`. */
const streams = ({ media }: SessionDescription): readonly string[] =>
  media.map(({ kind, port, attributes }) => [kind, port, ...attributes.map(({ name }) => name)].join(" "));

Deno.test("a fax is read with its terms, and nothing that is not its own", () => {
  const read = readT38(description(
    "m=audio 0 RTP/AVP 8",
    "m=image 4002 UDPTL T38",
    "a=T38FaxVersion:0",
    "a=t38faxmaxbuffer:200",
    "a=sendrecv",
    `a=T38VendorInfo:${"x".repeat(300)}`,
  ));
  assert.ok(read.ok);
  assert.deepEqual(read.value, {
    remote: { ip: "10.0.0.9", port: 4002 },
    terms: [{ name: "T38FaxVersion", value: "0" }, { name: "t38faxmaxbuffer", value: "200" }],
    mediaIndex: 1,
  });
});

for (
  const [what, line] of [
    ["that is closed", "m=image 0 udptl t38"],
    ["over TCP", "m=image 4002 tcp t38"],
    ["in another form", "m=image 4002 udptl t37"],
    ["of none at all", "m=audio 4002 RTP/AVP 8"],
  ] as const
) {
  Deno.test(`an offer of fax ${what} is none`, () => {
    const read = readT38(description(line));
    assert.equal(read.ok ? "" : read.fault.code, "no-t38");
    assert.equal(answerT38(LOCAL, TERMS, description(line)).ok, false);
  });
}

Deno.test("a fax that would go nowhere, or to many, is refused", () => {
  for (const ip of ["0.0.0.0", "239.1.2.3"]) {
    const read = readT38(description("m=image 4002 udptl t38", `c=IN IP4 ${ip}`));
    assert.equal(read.ok ? "" : read.fault.code, "bad-sdp");
  }
});

Deno.test("our fax takes the place of the sound (RFC 3264 §8.3.3), and the sound its place again", () => {
  const fax = offerT38(LOCAL, TERMS, SOUND);
  assert.deepEqual(streams(fax), ["image 10000 T38FaxVersion T38FaxFillBitRemoval"]);
  assert.ok(offersT38(fax));
  const sound = makeOffer(LOCAL, { codecs: CODECS, direction: "sendrecv", after: fax });
  assert.deepEqual(streams(sound), ["audio 10000 rtpmap sendrecv"]);
  assert.equal(sound.media[0]!.protocol, "RTP/AVP");
});

Deno.test("where he keeps a line for each, so do we", () => {
  const answered = answerT38(LOCAL, TERMS, description("m=audio 0 RTP/AVP 8", "m=image 4002 udptl t38"));
  assert.ok(answered.ok);
  assert.deepEqual(streams(answered.value), ["audio 0", "image 10000 T38FaxVersion T38FaxFillBitRemoval"]);
  const sound = makeOffer(LOCAL, { codecs: CODECS, direction: "sendrecv", after: answered.value });
  assert.deepEqual(streams(sound), ["audio 10000 rtpmap sendrecv", "image 0"]);
  assert.deepEqual(streams(offerT38(LOCAL, TERMS, sound)), [
    "audio 0",
    "image 10000 T38FaxVersion T38FaxFillBitRemoval",
  ]);
});

Deno.test("his answer settles where datagrams go; one that closes the fax, or is of sound, settles nothing", () => {
  const fax = offerT38(LOCAL, TERMS, SOUND);
  const settled = settleT38(fax, description("m=image 4004 udptl t38", "a=T38FaxVersion:0"));
  assert.ok(settled.ok);
  assert.deepEqual(settled.value.remote, { ip: "10.0.0.9", port: 4004 });
  for (const line of ["m=image 0 udptl t38", "m=audio 4004 RTP/AVP 8"]) {
    assert.equal(settleT38(fax, description(line)).ok, false);
  }
});

Deno.test("the plan of a fax keeps the codecs of the sound, and none of its keys", () => {
  const key = { suite: "AES_CM_128_HMAC_SHA1_80", key: "" } as const;
  const plan = planT38({
    remote: { ip: "10.0.0.9", port: 4000 },
    remoteRtcp: { ip: "10.0.0.9", port: 4001 },
    rtcpMux: true,
    direction: "recvonly",
    codecs: [],
    ptimeMs: 20,
    srtp: { send: key, receive: key },
  }, { remote: { ip: "10.0.0.9", port: 4002 }, terms: TERMS });
  assert.deepEqual(plan, {
    remote: { ip: "10.0.0.9", port: 4002 },
    remoteRtcp: undefined,
    rtcpMux: false,
    direction: "sendrecv",
    codecs: [],
    ptimeMs: 20,
    t38: TERMS,
  });
});
