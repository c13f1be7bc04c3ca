import assert from "node:assert/strict";
import {
  bodyOfType,
  hasToken,
  header,
  headers,
  MAGIC_COOKIE,
  parseCount,
  parseCredentials,
  parseMessage,
  parseNameAddr,
  parseUri,
  parseVia,
  type SipMessage,
  type SipRequest,
  tagOf,
} from "../../core/sip/mod.ts";
import { read, testWithCorpus, value } from "./corpus.ts";

function message(name: string): SipMessage {
  return value(parseMessage(read("wellformed-but-odd", name)));
}

function request(name: string): SipRequest {
  const read = message(name);
  return read.kind === "request" ? read : assert.fail(`${name} is a response`);
}

function contact(name: string): { readonly uri: ReturnType<typeof parseUri>; readonly names: readonly string[] } {
  const { uri, parameters } = value(parseNameAddr(header(request(name), "Contact")!));
  return { uri: parseUri(uri), names: [...parameters.keys()] };
}

testWithCorpus("badbranch: the transaction layer sees a cookie with nothing behind it", () => {
  assert.equal(value(parseVia(header(request("badbranch"), "Via")!)).branch, MAGIC_COOKIE);
});

for (const name of ["unkscm", "novelsc"]) {
  testWithCorpus(`${name}: the scheme can be told, so that 416 can be answered`, () => {
    const uri = value(parseUri(request(name).uri));
    assert.ok(!["sip", "sips", "tel"].includes(uri.scheme));
    assert.equal(uri.host, "");
    const said = { unkscm: "totallyopaquecontent", novelsc: "//192.0.2.103:3002" }[name];
    assert.equal(uri.opaque, said);
  });
}

testWithCorpus("unksm2: strange schemes in To, From and Contact are read", () => {
  const register = request("unksm2");
  assert.equal(value(parseUri(header(register, "To")!)).scheme, "isbn");
  assert.equal(value(parseUri(value(parseNameAddr(header(register, "From")!)).uri)).scheme, "http");
  assert.equal(value(parseUri(value(parseNameAddr(header(register, "Contact")!)).uri)).scheme, "name");
  assert.equal(tagOf(header(register, "From")!), "3234233");
});

testWithCorpus("bext01: what is required can be told, so that 420 can list it", () => {
  const options = request("bext01");
  assert.deepEqual(headers(options, "Require"), ["nothingSupportsThis", "nothingSupportsThisEither"]);
  assert.ok(hasToken(options, "Proxy-Require", "nordoanyproxiessupportthis"));
});

testWithCorpus("invut: no body of a type we know is found", () => {
  const invite = request("invut");
  assert.equal(bodyOfType(invite, "application/sdp"), undefined);
  assert.equal(invite.body.length, 40);
});

testWithCorpus("regaut01: credentials of an unknown scheme are a fault of their own", () => {
  const read = parseCredentials(header(request("regaut01"), "Authorization")!);
  assert.equal(read.ok ? "" : read.fault.code, "unknown-scheme");
});

testWithCorpus("bcast: the second Via is seen, so that the response can be thrown away", () => {
  const hosts = headers(message("bcast"), "Via").map((each) => value(parseVia(each)).host);
  assert.deepEqual(hosts, ["192.0.2.198", "255.255.255.255"]);
});

testWithCorpus("zeromf: Max-Forwards 0 is a number", () => {
  assert.equal(value(parseCount(header(request("zeromf"), "Max-Forwards")!)), 0);
});

testWithCorpus("cparam01 and cparam02: without brackets a parameter is the header's, with them the URI's", () => {
  assert.deepEqual(contact("cparam01").names, ["unknownparam"]);
  assert.deepEqual(contact("cparam02").names, []);
  assert.equal(value(contact("cparam01").uri).parameters.size, 0);
  assert.ok(value(contact("cparam02").uri).parameters.has("unknownparam"));
});

testWithCorpus("regescrt: the Route inside a Contact URI is read and stays there", () => {
  assert.deepEqual([...value(contact("regescrt").uri).headers], [["Route", "<sip:sip.example.com>"]]);
  assert.equal(header(request("regescrt"), "Route"), undefined);
});

testWithCorpus("sdp01: the only type accepted is none of ours", () => {
  const invite = request("sdp01");
  assert.deepEqual(headers(invite, "Accept"), ["text/nobodyKnowsThis"]);
  assert.equal(bodyOfType(invite, "application/sdp")!.length, 150);
});

testWithCorpus("inv2543: an INVITE of the old standard is read to the end of its datagram", () => {
  const invite = request("inv2543");
  assert.equal(tagOf(header(invite, "From")!), undefined);
  assert.equal(value(parseVia(header(invite, "Via")!)).branch, undefined);
  assert.equal(value(parseNameAddr(header(invite, "To")!)).parameters.get("user"), "phone");
  assert.equal(header(invite, "Max-Forwards"), undefined);
  assert.ok(bodyOfType(invite, "application/sdp")!.length > 80);
});

testWithCorpus("insuf, multi01 and mcl01: the fault says which field it was", () => {
  const codes = ["insuf", "multi01", "mcl01"].map((name) => {
    const result = parseMessage(read("wellformed-but-odd", name));
    return result.ok ? "" : result.fault.code;
  });
  assert.deepEqual(codes, ["no-header", "repeated-header", "repeated-header"]);
});
