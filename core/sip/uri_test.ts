import assert from "node:assert/strict";
import { parseUri, type SipUri } from "./uri.ts";
import { sameUri } from "./uri_same.ts";
import { formatUri } from "./uri_text.ts";

function read(text: string): SipUri {
  const result = parseUri(text);
  return result.ok ? result.value : assert.fail(result.fault.text);
}

const READ: readonly [string, Record<string, unknown>][] = [
  ["sip:ana@box.example", { scheme: "sip", user: "ana", host: "box.example" }],
  ["SIPS:BOX.Example", { scheme: "sips", host: "box.example" }],
  ["sip:101@[2001:DB8::7]:5061", { user: "101", host: "2001:db8::7", port: 5061 }],
  ["sip:ana:p%40ss@box", { user: "ana", password: "p@ss", host: "box" }],
  ["sip:j%40s0n@box", { user: "j@s0n" }],
  ["sip:an%C4%83@box", { user: "ană" }],
  ["sip:%FF%41@box", { user: "\ufffdA" }],
  ["sip:user;par=u%40example.net@example.com", { user: "user;par=u@example.net", host: "example.com" }],
  ["sip:_under_score.host", { host: "_under_score.host" }],
  ["tel:+40-21-555.01;phone-context=x", { scheme: "tel", user: "+40-21-555.01", host: "" }],
  ["urn:service:sos", { scheme: "urn", opaque: "service:sos", host: "" }],
];

for (const [text, parts] of READ) {
  Deno.test(`parseUri() takes ${text} apart`, () => {
    const uri: Readonly<Record<string, unknown>> = { ...read(text) };
    for (const [name, part] of Object.entries(parts)) assert.deepEqual(uri[name], part, name);
  });
}

Deno.test("parseUri() unescapes parameters and headers, and finds them by lower-case and canonical names", () => {
  const uri = read("sip:ana@box;Transport=TCP;lr;%6D%61ddr=x%3Bcvb?REPLACES=a%40b%3Bto-tag%3D1&X-Own=");
  assert.deepEqual([...uri.parameters], [["transport", "TCP"], ["lr", undefined], ["maddr", "x;cvb"]]);
  assert.deepEqual([...uri.headers], [["Replaces", "a@b;to-tag=1"], ["X-Own", ""]]);
});

const REFUSED = [
  "",
  "ana",
  "ana@box",
  ":ana@box",
  "1sip:ana@box",
  "sip:",
  "sip:ana@",
  "sip:@box",
  "sip:ana@box:",
  "sip:ana@box:65536",
  "sip:ana@box:x",
  "sip:ana@box/x",
  "sip:ana@box;",
  "sip:ana@box;;lr",
  "sip:ana@box?x",
  "sip:ana@box?=x",
  "sip:ana@bo x",
  "sip:<ana>@box",
  'sip:"ana"@box',
  "sip:an%4@box",
  "sip:an%zz@box",
  "sip:[2001:db8::7",
  "sip:[]",
  "sip:[beef]",
  "sip:ana\r\nX: y@box",
  "tel:",
  "tel:ana",
  "urn:",
];

for (const text of REFUSED) {
  Deno.test(`parseUri() refuses ${JSON.stringify(text.slice(0, 40))}`, () => {
    const result = parseUri(text);
    assert.equal(result.ok ? undefined : result.fault.code, "bad-uri");
  });
}

Deno.test("parseUri() refuses more parameters than the limit", () => {
  const many = (count: number): string => `sip:box${Array.from({ length: count }, (_, at) => `;p${at}`).join("")}`;
  assert.equal(parseUri(many(64)).ok, true);
  assert.equal(parseUri(many(65)).ok, false);
});

Deno.test("formatUri() escapes what would end a part of the URI", () => {
  const uri: SipUri = {
    scheme: "sip",
    user: "a@b c\r\nX%",
    password: "p:w",
    host: "2001:db8::7",
    port: 5060,
    parameters: new Map([["lr", undefined], ["x", "a;b=c?"]]),
    headers: new Map([["Replaces", "i@h;to-tag=1&2"]]),
  };
  const text = formatUri(uri);
  assert.equal(
    text,
    "sip:a%40b%20c%0D%0AX%25:p%3Aw@[2001:db8::7]:5060;lr;x=a%3Bb%3Dc%3F?Replaces=i%40h%3Bto-tag%3D1%262",
  );
  assert.deepEqual(read(text), uri);
});

for (const text of ["tel:+40215550123;phone-context=x", "urn:service:sos", "sips:box"]) {
  Deno.test(`formatUri() writes ${text} as it was`, () => assert.equal(formatUri(read(text)), text));
}

const SAME: readonly [boolean, string, string][] = [
  // The examples of RFC 3261 §19.1.4.
  [true, "sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtLanTa.CoM;Transport=tcp"],
  [true, "sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5"],
  [true, "sip:carol@chicago.com;security=on", "sip:carol@chicago.com;newparam=5"],
  [
    true,
    "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com",
    "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com",
  ],
  [
    true,
    "sip:alice@atlanta.com?subject=project%20x&priority=urgent",
    "sip:alice@atlanta.com?priority=urgent&subject=project%20x",
  ],
  [false, "SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP"],
  [false, "sip:bob@biloxi.com", "sip:bob@biloxi.com:5060"],
  [false, "sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp"],
  [false, "sip:bob@biloxi.com", "sip:bob@biloxi.com:6000;transport=tcp"],
  [false, "sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting"],
  [false, "sip:carol@chicago.com;security=on", "sip:carol@chicago.com;security=off"],
  [false, "sip:ana@box", "sips:ana@box"],
  [false, "sip:ana@box;maddr=1.2.3.4", "sip:ana@box"],
  [true, "tel:+40-21-555", "tel:+40(21)555"],
  [false, "urn:service:sos", "urn:service:sos.fire"],
];

for (const [expected, a, b] of SAME) {
  Deno.test(`sameUri() says ${expected} of ${a} and ${b}`, () => {
    assert.equal(sameUri(read(a), read(b)), expected);
    assert.equal(sameUri(read(b), read(a)), expected);
  });
}
