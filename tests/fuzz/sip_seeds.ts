/** Messages to damage: what phones, providers and the RFC's own tortures send, one of each kind. */
const TEXTS: readonly string[] = [
  `REGISTER sip:192.168.1.10 SIP/2.0
Via: SIP/2.0/UDP 192.168.1.57:5060;branch=z9hG4bK-524287-1---a9b1c2d3e4f5a6b7;rport
Max-Forwards: 70
Contact: <sip:101@192.168.1.57:5060;transport=udp>;expires=3600;+sip.instance="<urn:uuid:f81d4fae-7dec-11d0-a765>"
To: "Ana Pop" <sip:101@192.168.1.10>
From: "Ana Pop" <sip:101@192.168.1.10>;tag=7ad3ef12
Call-ID: ODQ5ZDE1YzJjM2UyNTc0ZGQ0YzY
CSeq: 2 REGISTER
Allow: INVITE, ACK, CANCEL, OPTIONS, BYE, REFER
Supported: path, outbound
Authorization: Digest username="101",realm="kontor",nonce="5f2e",uri="sip:192.168.1.10",response="66",nc=00000001,cnonce="0a",qop=auth
Content-Length: 0

`,
  `INVITE sip:102@192.168.1.10;user=phone SIP/2.0
Via: SIP/2.0/TLS [2001:db8::9]:5061;branch=z9hG4bKb9b1, SIP/2.0/TCP 192.0.2.1;received=192.0.2.9;rport=4040
Record-Route: <sip:p1.example.com;lr>,<sip:p2.example.com;lr>
Max-Forwards: 70
m: "Ana, Pop" <sips:101@[2001:db8::9]:5061;ob>;q=0.7
t: <sip:102@192.168.1.10>
f: Ana <sip:101@192.168.1.10>;tag=7ad3ef12
i: ODQ5@192.168.1.57
CSeq: 1 INVITE
Session-Expires: 1800;refresher=uac
Replaces: 425928@bobster.example.org;to-tag=7743;from-tag=6472;early-only
Reason: SIP;cause=200;text="Call completed elsewhere"
Content-Type: multipart/mixed;boundary="x y"

--x y
Content-Type: application/sdp

v=0
--x y--
`,
  `SIP/2.0 200 OK
Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1;received=192.0.2.7
To: <sip:102@box>;tag=a6c85cf
From: sip:101@box;tag=1928301774
Call-ID: a84b4c76e66710
CSeq: 314159 PRACK
Contact: <sip:bob@192.0.2.4?Replaces=a%40b%3Bto-tag%3D1>
RSeq: 988789
RAck: 776656 1 INVITE
WWW-Authenticate: Digest realm="kontor", nonce="dcd9", qop="auth,auth-int", algorithm=SHA-256, stale=true
Content-Length: 4

v=0
`,
  `INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0
TO :
 sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n
from   : "J Rosenberg \\\\\\""       <sip:jdrosen@example.com>
  ;
  tag = 98asjd8
MaX-fOrWaRdS: 0068
Call-ID: wsinv.ndaksdj@192.0.2.1
Content-Length   : 3
cseq: 0009
  INVITE
Via  : SIP  /   2.0
 /UDP
    192.0.2.2;branch=390skdjuw
s :
NewFangledHeader:   newfangled value
 continued newfangled value
v:  SIP  / 2.0  / TCP     spindle.example.com   ;
  branch  =   z9hG4bK9ikj8

abc`,
];

/** The messages as bytes. */
export const MESSAGES: readonly Uint8Array<ArrayBuffer>[] = TEXTS.map((text) =>
  new TextEncoder().encode(text.replaceAll("\n", "\r\n"))
);

/** Single values to damage, by what reads them. */
export const VALUES: Readonly<Record<ValueKind, readonly string[]>> = {
  uri: [
    "sip:101@192.168.1.57:5060;transport=udp;line=a%20b",
    "sips:%75ser;par=u%40example.net:pass@[2001:db8::1]:5061;lr?Replaces=a%40b&Subject=x",
    "tel:+40-21-555.01(23);phone-context=example.com",
    "urn:service:sos",
  ],
  address: [
    '"Ana \\"P\\" Pop" <sip:101@box;lr>;tag=7ad3;+sip.instance="<urn:uuid:1>"',
    "sip:101@box;tag=12;x",
    "Ana Pop <sip:101@box>;q=0.5",
  ],
  via: ["SIP/2.0/UDP [2001:db8::9]:5060;branch=z9hG4bK1;rport;received=2001:db8::7;ttl=1", "SIP / 2.0 / TCP h : 5060"],
  field: ["4711 INVITE", "776656 1 INVITE", "1800;refresher=uac", 'Q.850;cause=16;text="x"', "a@b;to-tag=1;from-tag=2"],
  digest: [
    'Digest username="101", realm="r", nonce="n", uri="sip:x", response="ab", qop=auth, nc=00000001, cnonce="c"',
    'Digest realm="r", domain="d", nonce="n\\"", opaque="o", stale=TRUE, algorithm=MD5, qop="auth,auth-int"',
  ],
};

export type ValueKind = "uri" | "address" | "via" | "field" | "digest";
