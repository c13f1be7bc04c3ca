import assert from "node:assert/strict";
import { toBytes, toText } from "../base/mod.ts";
import { DEFAULT_CODECS, type Offer, parseSdp, readOffer, writeSdp } from "./mod.ts";
import { answerOffer } from "./answer.ts";

/** Offers as phones send them, and what we must make of each. */
const PHONES: readonly { phone: string; sdp: string; expect?: Partial<Offer>; names?: string; fault?: string }[] = [
  {
    phone: "baresip 1.0",
    sdp: `v=0
o=- 4189283442 1926187221 IN IP4 192.168.1.20
s=-
c=IN IP4 192.168.1.20
t=0 0
a=tool:baresip 1.0.0
m=audio 10038 RTP/AVP 96 97 0 8 101
b=AS:125
a=rtpmap:96 opus/48000/2
a=fmtp:96 stereo=1;sprop-stereo=1
a=rtpmap:97 opus/48000
a=rtpmap:0 PCMU/8000
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-15
a=rtcp:10039
a=sendrecv
a=label:1
a=rtcp-rsize
a=ssrc:2373474193 cname:sip:101@192.168.1.1
a=ptime:20`,
    expect: { direction: "sendrecv", ptimeMs: 20, rtcpMux: false, remoteRtcp: { ip: "192.168.1.20", port: 10039 } },
    names: "opus/48000/2=96 opus/48000/2=97 PCMU/8000/1=0 PCMA/8000/1=8 telephone-event/8000/1=101",
  },
  {
    phone: "linphone 5 with video and AVPF",
    sdp: `v=0
o=101 3421 1733 IN IP4 192.168.1.21
s=Talk
c=IN IP4 192.168.1.21
t=0 0
a=rtcp-xr:rcvr-rtt=all:10000 stat-summary=loss,dup,jitt,TTL voip-metrics
a=record:off
m=audio 7078 RTP/AVPF 96 97 98 0 8 18 101 99 100
a=rtpmap:96 opus/48000/2
a=fmtp:96 useinbandfec=1
a=rtpmap:97 speex/16000
a=fmtp:97 vbr=on
a=rtpmap:98 speex/8000
a=fmtp:98 vbr=on
a=fmtp:18 annexb=yes
a=rtpmap:101 telephone-event/48000
a=rtpmap:99 telephone-event/16000
a=rtpmap:100 telephone-event/8000
a=rtcp-fb:* trr-int 5000
m=video 9078 RTP/AVPF 96
a=rtpmap:96 VP8/90000`,
    expect: { direction: "sendrecv", mediaIndex: 0 },
    names: "opus/48000/2=96 speex/16000/1=97 speex/8000/1=98 PCMU/8000/1=0 PCMA/8000/1=8 G729/8000/1=18 " +
      "telephone-event/48000/1=101 telephone-event/16000/1=99 telephone-event/8000/1=100",
  },
  {
    phone: "SIPp uac",
    sdp: `v=0
o=user1 53655765 2353687637 IN IP4 127.0.0.1
s=-
c=IN IP4 127.0.0.1
t=0 0
m=audio 6000 RTP/AVP 0
a=rtpmap:0 PCMU/8000`,
    expect: { direction: "sendrecv", ptimeMs: undefined },
    names: "PCMU/8000/1=0",
  },
  {
    phone: "Yealink T4x with optional SDES",
    sdp: `v=0
o=- 20012 20012 IN IP4 10.2.1.50
s=SDP data
c=IN IP4 10.2.1.50
t=0 0
m=audio 11782 RTP/AVP 9 0 8 18 101
a=rtpmap:9 G722/8000
a=rtpmap:0 PCMU/8000
a=rtpmap:8 PCMA/8000
a=rtpmap:18 G729/8000
a=fmtp:18 annexb=no
a=fmtp:101 0-15
a=rtpmap:101 telephone-event/8000
a=ptime:20
a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:NzB4d1BINUAvLEw6UzF3WSJ+PSdFcGdUJShpX1Zj
a=sendrecv`,
    names: "G722/8000/1=9 PCMU/8000/1=0 PCMA/8000/1=8 G729/8000/1=18 telephone-event/8000/1=101",
  },
  {
    phone: "Snom, SRTP preferred and plain below",
    sdp: `v=0
o=root 1821023043 1821023043 IN IP4 10.0.0.9
s=call
c=IN IP4 10.0.0.9
t=0 0
m=audio 57036 RTP/SAVP 9 8 101
a=crypto:1 AES_CM_128_HMAC_SHA1_32 inline:MkBNMeqLcFqxYUdlZAEMjpGm6cZSMjJMFRT4F0MJ
a=rtpmap:9 G722/8000
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000
a=sendrecv
m=audio 57036 RTP/AVP 9 8 99 3 18 4 101
a=rtpmap:9 g722/16000
a=rtpmap:8 pcma/8000
a=rtpmap:99 g726-32/8000
a=rtpmap:18 g729a/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-16
a=ptime:20
a=sendrecv`,
    expect: { mediaIndex: 1 },
    names: "g722/8000/1=9 pcma/8000/1=8 g726-32/8000/1=99 GSM/8000/1=3 G729/8000/1=18 G723/8000/1=4 " +
      "telephone-event/8000/1=101",
  },
  {
    phone: "Chromium",
    sdp: `v=0
o=- 4611731400430051336 2 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE 0
a=extmap-allow-mixed
a=msid-semantic: WMS
m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126
c=IN IP4 0.0.0.0
a=rtcp:9 IN IP4 0.0.0.0
a=ice-ufrag:4ZcD
a=ice-pwd:2/1muCWoOi3uLifh0NuRHlVo
a=fingerprint:sha-256 19:E2:1C:3B:4B:9F:81:E6:B8:5C:F4:A5:A8:D8:73:04:BB:05:2F:70:9F:04:A9:0E:05:E9:26:33:E8:70:88:A2
a=setup:actpass
a=mid:0
a=sendrecv
a=rtcp-mux
a=rtpmap:111 opus/48000/2`,
    fault: "srtp-only",
  },
  {
    phone: "an IPv6 phone that shares one port for RTP and RTCP",
    sdp: `v=0
o=- 1 1 IN IP6 2001:db8::5
s=-
t=0 0
m=audio 4000 RTP/AVP 8
c=IN IP6 2001:db8::5
a=rtcp-mux`,
    expect: { remote: { ip: "2001:db8::5", port: 4000 }, rtcpMux: true },
    names: "PCMA/8000/1=8",
  },
  {
    phone: "a Polycom that puts blanks into its user name and RTCP elsewhere",
    sdp: `v=0
o=Ana Pop 1707 1 IN IP4 10.0.0.4
s=Polycom IP Phone
c=IN IP4 10.0.0.4/127
t=0 0
a=sendonly
m=audio 2226 RTP/AVP 18 127
a=maxptime:40
a=ptime:60
a=rtcp:2500 IN IP4 10.0.0.5
a=rtpmap:127 telephone-event/8000`,
    expect: { direction: "sendonly", ptimeMs: 40, remoteRtcp: { ip: "10.0.0.5", port: 2500 } },
    names: "G729/8000/1=18 telephone-event/8000/1=127",
  },
  {
    phone: "an old phone that holds with c=0.0.0.0",
    sdp: `v=0
o=- 1 2 IN IP4 10.0.0.4
s=-
c=IN IP4 0.0.0.0
t=0 0
m=audio 2226 RTP/AVP 0`,
    expect: { direction: "sendonly", remote: undefined, remoteRtcp: undefined },
    names: "PCMU/8000/1=0",
  },
  {
    phone: "a fax that wants T.38",
    sdp: `v=0
o=- 1 2 IN IP4 10.0.0.4
s=-
c=IN IP4 10.0.0.4
t=0 0
m=audio 0 RTP/AVP 8
m=image 4000 udptl t38
a=T38FaxVersion:0`,
    fault: "t38",
  },
  {
    phone: "a camera without sound",
    sdp: "v=0\no=- 1 2 IN IP4 10.0.0.4\ns=-\nc=IN IP4 10.0.0.4\nt=0 0\nm=video 4000 RTP/AVP 96",
    fault: "no-audio",
  },
  {
    phone: "a phone that sends digits only",
    sdp:
      "v=0\no=- 1 2 IN IP4 10.0.0.4\ns=-\nc=IN IP4 10.0.0.4\nt=0 0\nm=audio 4000 RTP/AVP 101 13\na=rtpmap:101 telephone-event/8000",
    fault: "no-audio",
  },
  {
    phone: "a prankster who wants sound sent to everybody",
    sdp: "v=0\no=- 1 2 IN IP4 10.0.0.4\ns=-\nc=IN IP4 239.1.2.3/16\nt=0 0\nm=audio 4000 RTP/AVP 0",
    fault: "bad-sdp",
  },
  {
    phone: "a phone that gives a name for an address",
    sdp: "v=0\no=- 1 2 IN IP4 phone.example\ns=-\nc=IN IP4 phone.example\nt=0 0\nm=audio 4000 RTP/AVP 0",
    fault: "bad-sdp",
  },
];

for (const { phone, sdp, expect, names, fault } of PHONES) {
  Deno.test(`reads the offer of ${phone}`, () => {
    const read = parseSdp(toBytes(sdp.replaceAll("\n", "\r\n") + "\r\n"));
    assert(read.ok);
    const offer = readOffer(read.value);
    if (fault !== undefined) {
      assert(!offer.ok);
      assert.equal(offer.fault.code, fault);
      return;
    }
    assert(offer.ok, JSON.stringify(offer));
    const found: Partial<Offer> = offer.value;
    for (const [key, value] of Object.entries(expect ?? {})) {
      assert.deepEqual(found[key as keyof Offer], value, key);
    }
    const told = offer.value.codecs.map((each) =>
      `${each.name}/${each.clockRate}/${each.channels}=${each.payloadType}`
    );
    assert.equal(told.join(" "), names);
    assert.equal(offer.value.others.length, read.value.media.length - 1);
  });

  Deno.test(`writes the offer of ${phone} back as it was read`, () => {
    const read = parseSdp(toBytes(sdp));
    assert(read.ok);
    const again = parseSdp(writeSdp(read.value));
    assert(again.ok);
    assert.deepEqual(again.value, read.value);
  });

  if (fault === undefined) {
    Deno.test(`answers ${phone} section by section, in his numbers`, () => {
      const read = parseSdp(toBytes(sdp));
      assert(read.ok);
      const local = { address: { ip: "10.0.0.1", port: 10_000 }, rtcpPort: 10_001, session: { id: "9", version: 1 } };
      const answered = answerOffer(read.value, local, { codecs: DEFAULT_CODECS, direction: "sendrecv" });
      assert(answered.ok);
      const { answer } = answered.value;
      assert.deepEqual(answer.media.map((each) => each.kind), read.value.media.map((each) => each.kind));
      assert.deepEqual(answer.media.map((each) => each.protocol), read.value.media.map((each) => each.protocol));
      assert.equal(answer.media.filter((each) => each.port !== 0).length, 1);
      const open = answer.media.findIndex((each) => each.port !== 0);
      for (const format of answer.media[open]!.formats) assert(read.value.media[open]!.formats.includes(format));
      assert(
        toText(writeSdp(answer)).startsWith(
          "v=0\r\no=kontor 9 1 IN IP4 10.0.0.1\r\ns=-\r\nc=IN IP4 10.0.0.1\r\nt=0 0\r\n",
        ),
      );
    });
  }
}
