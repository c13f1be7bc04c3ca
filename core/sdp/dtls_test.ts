import assert from "node:assert/strict";
import { toBytes, toText } from "../base/mod.ts";
import { answerOffer } from "./answer.ts";
import type { SessionDescription } from "./description.ts";
import { DEFAULT_CODECS, makeOffer, type OwnDtls, parseSdp, readOffer, settleAnswer, writeSdp } from "./mod.ts";

const HASH = "73:56:85:CD:A5:0F:33:02:3E:BE:8D:83:68:EE:26:38:FB:FC:E2:D8:04:9E:69:FB:44:F4:2F:CD:95:0E:CF:FC";
/** As Chromium 140 offers it, shortened where it repeats itself. */
const CHROMIUM = `v=0
o=- 1817088383337058438 2 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE 0 1 2
a=extmap-allow-mixed
a=msid-semantic: WMS
m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126
c=IN IP4 0.0.0.0
a=rtcp:9 IN IP4 0.0.0.0
a=ice-ufrag:7NQG
a=ice-pwd:iwB86Ik86uWE47e5SrDN9ozh
a=ice-options:trickle
a=fingerprint:sha-256 ${HASH}
a=setup:actpass
a=mid:0
a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
a=sendrecv
a=msid:- c113fc2e-c594-4ef9-9d0f-c01905fafc72
a=rtcp-mux
a=rtcp-rsize
a=rtpmap:111 opus/48000/2
a=rtcp-fb:111 transport-cc
a=fmtp:111 minptime=10;useinbandfec=1
a=rtpmap:63 red/48000/2
a=fmtp:63 111/111
a=rtpmap:9 G722/8000
a=rtpmap:0 PCMU/8000
a=rtpmap:8 PCMA/8000
a=rtpmap:13 CN/8000
a=rtpmap:110 telephone-event/48000
a=rtpmap:126 telephone-event/8000
a=ssrc:1943532240 cname:IIlpDCyNZ4h89QdH
m=video 9 UDP/TLS/RTP/SAVPF 96 97
c=IN IP4 0.0.0.0
a=ice-ufrag:7NQG
a=ice-pwd:iwB86Ik86uWE47e5SrDN9ozh
a=fingerprint:sha-256 ${HASH}
a=setup:actpass
a=mid:1
a=rtcp-mux
a=rtpmap:96 VP8/90000
m=application 9 UDP/DTLS/SCTP webrtc-datachannel
c=IN IP4 0.0.0.0
a=ice-ufrag:7NQG
a=setup:actpass
a=mid:2
a=sctp-port:5000`;

const OWN: OwnDtls = {
  fingerprint: { algorithm: "sha-256", value: "0B:".repeat(31) + "0B" },
  ice: { ufrag: "ourname", password: "a-password-of-ours-0123" },
  candidates: [{ ip: "192.0.2.1", port: 8443 }, { ip: "2001:db8::1", port: 8443 }],
};
const LOCAL = { address: { ip: "192.0.2.1", port: 8443 }, rtcpPort: 8443, session: { id: "9", version: 1 } };
const SPEAKING = { codecs: DEFAULT_CODECS, direction: "sendrecv" } as const;

function read(text: string): SessionDescription {
  const parsed = parseSdp(toBytes(text));
  assert.ok(parsed.ok);
  return parsed.value;
}

Deno.test("a browser's offer is answered on the one port, and its video and data are refused by name", () => {
  const answered = answerOffer(read(CHROMIUM), LOCAL, { ...SPEAKING, dtls: OWN });
  assert.ok(answered.ok);
  const text = toText(writeSdp(answered.value.answer)).replaceAll("\r\n", "\n");
  assert.equal(
    text,
    `v=0
o=kontor 9 1 IN IP4 192.0.2.1
s=-
c=IN IP4 192.0.2.1
t=0 0
a=ice-lite
a=group:BUNDLE 0
m=audio 8443 UDP/TLS/RTP/SAVPF 111 9 8 0 126 13
a=rtpmap:111 opus/48000/2
a=fmtp:111 useinbandfec=1
a=rtpmap:9 G722/8000
a=rtpmap:8 PCMA/8000
a=rtpmap:0 PCMU/8000
a=rtpmap:126 telephone-event/8000
a=fmtp:126 0-16
a=rtpmap:13 CN/8000
a=rtcp-mux
a=mid:0
a=msid:kontor sound
a=ice-ufrag:ourname
a=ice-pwd:a-password-of-ours-0123
a=fingerprint:sha-256 ${OWN.fingerprint.value}
a=setup:passive
a=candidate:1 1 udp 2130706431 192.0.2.1 8443 typ host
a=candidate:2 1 udp 2130706175 2001:db8::1 8443 typ host
a=end-of-candidates
a=sendrecv
m=video 0 UDP/TLS/RTP/SAVPF 96 97
a=mid:1
m=application 0 UDP/DTLS/SCTP webrtc-datachannel
a=mid:2
`,
  );
  const { plan } = answered.value;
  assert.deepEqual(plan.dtls, {
    fingerprints: [{ algorithm: "sha-256", value: HASH }],
    ice: OWN.ice,
    peerUfrag: "7NQG",
  });
  assert.deepEqual([plan.direction, plan.rtcpMux, plan.srtp], ["sendrecv", true, undefined]);
});

Deno.test("an offer of a box without a port for browsers is refused", () => {
  const answered = answerOffer(read(CHROMIUM), LOCAL, SPEAKING);
  assert.ok(!answered.ok);
  assert.equal(answered.fault.code, "srtp-only");
});

for (
  const [what, pattern, instead] of [
    ["no fingerprint", /^a=fingerprint.*$/gm, ""],
    ["a fingerprint by a hash that is broken", /sha-256 .*$/gm, "md5 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF"],
    ["a fingerprint that is too short", /sha-256 .*$/gm, "sha-256 00:11"],
    ["no name for its checks", /^a=ice-ufrag.*$/gm, ""],
    ["a handshake that it will not begin", /a=setup:actpass/g, "a=setup:passive"],
    ["an end that checks as little as we", /^a=extmap-allow-mixed$/gm, "a=ice-lite"],
    ["two ports", /^a=rtcp-mux$/gm, ""],
  ] as const
) {
  Deno.test(`a browser's offer with ${what} is refused`, () => {
    const terms = { suites: [], isRequired: false, takesDtls: true };
    const offer = readOffer(read(CHROMIUM.replace(pattern, instead)), terms);
    assert.ok(!offer.ok);
    assert.equal(offer.fault.code, "srtp-only");
  });
}

Deno.test("what is said once for the whole session counts for its sections", () => {
  const lines = [`a=fingerprint:sha-256 ${HASH.toLowerCase()}`, "a=ice-ufrag:7NQG", "a=setup:active"];
  const bare = CHROMIUM.replace(/^a=(?:fingerprint|ice-ufrag|setup).*\n/gm, "");
  const offer = readOffer(read(bare.replace("t=0 0", `t=0 0\n${lines.join("\n")}`)), {
    suites: [],
    isRequired: true,
    takesDtls: true,
  });
  assert.ok(offer.ok);
  assert.deepEqual(offer.value.dtls, {
    fingerprints: [{ algorithm: "sha-256", value: HASH }],
    ufrag: "7NQG",
    mid: "0",
  });
});

Deno.test("our offer to a browser is settled by its answer, and a later one keeps its section and its name", () => {
  const offer = makeOffer(LOCAL, { ...SPEAKING, dtls: OWN });
  const [section] = offer.media;
  assert.equal(section?.protocol, "UDP/TLS/RTP/SAVPF");
  const answer = read(
    `v=0\no=- 1 2 IN IP4 127.0.0.1\ns=-\nt=0 0\na=group:BUNDLE 0\nm=audio 9 UDP/TLS/RTP/SAVPF 111\n` +
      `c=IN IP4 0.0.0.0\na=ice-ufrag:theirs\na=ice-pwd:iwB86Ik86uWE47e5SrDN9ozh\na=fingerprint:sha-256 ${HASH}\n` +
      `a=setup:active\na=mid:0\na=sendrecv\na=rtcp-mux\na=rtpmap:111 opus/48000/2\n`,
  );
  const settled = settleAnswer(offer, answer, OWN);
  assert.ok(settled.ok);
  assert.equal(settled.value.dtls?.peerUfrag, "theirs");
  assert.equal(settled.value.direction, "sendrecv");

  const next = makeOffer(LOCAL, { ...SPEAKING, direction: "sendonly", after: offer, dtls: OWN });
  const names = (each: SessionDescription) => each.media[0]?.attributes.find(({ name }) => name === "mid")?.value;
  assert.deepEqual([next.media.length, names(next)], [1, names(offer)]);
  for (const spoilt of ["a=fingerprint", "a=ice-ufrag", "a=rtcp-mux"]) {
    const text = toText(writeSdp(answer)).split("\r\n").filter((line) => !line.startsWith(spoilt)).join("\r\n");
    const refused = settleAnswer(offer, read(text), OWN);
    assert.ok(!refused.ok);
    assert.equal(refused.fault.code, "bad-crypto");
  }
});
