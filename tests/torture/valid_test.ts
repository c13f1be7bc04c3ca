import assert from "node:assert/strict";
import { toHex, toText } from "../../core/base/mod.ts";
import {
  bodyOfType,
  header,
  headers,
  parseCount,
  parseCseq,
  parseMessage,
  parseNameAddr,
  parseUri,
  parseVia,
  type SipMessage,
  tagOf,
} from "../../core/sip/mod.ts";
import { read, testWithCorpus, value } from "./corpus.ts";

function message(name: string): SipMessage {
  return value(parseMessage(read("valid", name)));
}

function request(name: string): SipMessage & { kind: "request" } {
  const read = message(name);
  return read.kind === "request" ? read : assert.fail(`${name} is a response`);
}

function response(name: string): SipMessage & { kind: "response" } {
  const read = message(name);
  return read.kind === "response" ? read : assert.fail(`${name} is a request`);
}

function address(of: SipMessage, name: string, index = 0): { name?: string; uri: string; [more: string]: unknown } {
  const { parameters, ...rest } = value(parseNameAddr(headers(of, name)[index]!));
  return { ...rest, ...Object.fromEntries(parameters) };
}

function sdpOf(of: SipMessage): string {
  return toText(bodyOfType(of, "application/sdp")!);
}

testWithCorpus("wsinv: all of a tortuous INVITE is understood", () => {
  const invite = request("wsinv");
  assert.equal(invite.method, "INVITE");
  assert.ok(value(parseUri(invite.uri)).parameters.has("unknownparam"));
  assert.deepEqual(address(invite, "To"), { uri: "sip:vivekg@chair-dnrc.example.com", tag: "1918181833n" });
  assert.deepEqual(address(invite, "From"), {
    name: 'J Rosenberg \\"',
    uri: "sip:jdrosen@example.com",
    tag: "98asjd8",
  });
  assert.equal(value(parseCount(header(invite, "Max-Forwards")!)), 68);
  assert.equal(header(invite, "Call-ID"), "wsinv.ndaksdj@192.0.2.1");
  assert.deepEqual(value(parseCseq(header(invite, "CSeq")!)), { number: 9, method: "INVITE" });
  const vias = headers(invite, "Via").map((each) => value(parseVia(each)));
  assert.deepEqual(vias.map(({ transport, host, branch }) => [transport, host, branch]), [
    ["UDP", "192.0.2.2", "390skdjuw"],
    ["TCP", "spindle.example.com", "z9hG4bK9ikj8"],
    ["UDP", "192.168.255.111", "z9hG4bK30239"],
  ]);
  assert.equal(header(invite, "Subject"), "");
  assert.equal(header(invite, "NewFangledHeader"), "newfangled value continued newfangled value");
  assert.equal(header(invite, "UnknownHeaderWithUnusualValue"), ";;,,;;,;");
  assert.equal(header(invite, "Content-Type"), "application/sdp");
  assert.equal(header(invite, "Route"), "<sip:services.example.com;lr;unknownwith=value;unknown-no-value>");
  assert.deepEqual(address(invite, "Contact"), {
    name: 'Quoted string ""',
    uri: "sip:jdrosen@example.com",
    newparam: "newvalue",
    secondparam: undefined,
    q: "0.33",
  });
  assert.equal(invite.body.length, 150);
  assert.match(sdpOf(invite), /^v=0\r\n[^]*a=rtpmap:31 LPC\r\n$/);
});

testWithCorpus("intmeth: every character that may stand somewhere is taken there", () => {
  const strange = request("intmeth");
  assert.equal(strange.method, "!interesting-Method0123456789_*+`.%indeed'~");
  const uri = value(parseUri(strange.uri));
  assert.equal(uri.user, "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*");
  assert.equal(uri.password, "&it+has=1,weird!*pas$wo~d_too.(doesn't-it)");
  assert.equal(uri.host, "example.com");
  assert.equal(value(parseVia(header(strange, "Via")!)).branch, "z9hG4bK-.!%66*_+`'~");
  const to = value(parseNameAddr(header(strange, "To")!));
  assert.equal(to.name, "BEL:\x07 NUL:\0 DEL:\x7f");
  assert.equal(value(parseUri(to.uri)).user, "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*");
  const from = value(parseNameAddr(header(strange, "From")!));
  assert.equal(from.name, "token1~` token2'+_ token3*%!.-");
  assert.equal(from.uri, "sip:mundane@example.com");
  assert.equal(from.parameters.get("fromparam''~+*_!.-%"), "работающий");
  assert.equal(from.parameters.get("tag"), "_token~1'+`*%!-.");
  assert.equal(header(strange, "Call-ID"), "intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{");
  assert.deepEqual(value(parseCseq(header(strange, "CSeq")!)), { number: 139122385, method: strange.method });
  assert.equal(value(parseCount(header(strange, "Max-Forwards")!)), 255);
  assert.equal(header(strange, "extensionHeader-!.%*+_`'~"), "\ufeff大停電");
});

testWithCorpus("esc01: escapes in URIs are read", () => {
  const invite = request("esc01");
  assert.equal(value(parseUri(invite.uri)).user, "sips:user@example.com");
  assert.equal(value(parseUri(invite.uri)).host, "example.net");
  assert.equal(value(parseUri(header(invite, "To")!)).user, "user");
  assert.equal(value(parseUri(address(invite, "From").uri)).user, "I have spaces");
  assert.equal(header(invite, "Call-ID"), "esc01.239409asdfakjkn23onasd0-3234");
  const contact = value(parseUri(address(invite, "Contact").uri));
  assert.equal(contact.user, "caller");
  assert.deepEqual([...contact.parameters], [["lr", undefined], ["name", "value%41"]]);
  assert.equal(header(invite, "Content-Type"), "application/sdp");
  assert.equal(invite.body.length, 150);
});

testWithCorpus("escnull: an escaped NUL is a character", () => {
  const register = request("escnull");
  assert.equal(value(parseUri(header(register, "To")!)).user, "null-\0-null");
  assert.equal(tagOf(header(register, "From")!), "839923423");
  const users = headers(register, "Contact").map((_, at) => value(parseUri(address(register, "Contact", at).uri)).user);
  assert.deepEqual(users, ["\0", "\0\0"]);
  assert.equal(header(register, "Content-Length"), "0");
});

testWithCorpus("esc02: a percent sign outside a URI is a percent sign", () => {
  const strange = request("esc02");
  assert.equal(strange.method, "RE%47IST%45R");
  assert.deepEqual(address(strange, "To"), { name: "%Z%45", uri: "sip:resource@example.com" });
  assert.deepEqual(address(strange, "From"), { name: "%Z%45", uri: "sip:resource@example.com", tag: "f232jadfj23" });
  assert.equal(value(parseVia(header(strange, "Via")!)).branch, "z9hG4bK209%fzsnel234");
  assert.equal(value(parseCseq(header(strange, "CSeq")!)).method, "RE%47IST%45R");
  assert.deepEqual(headers(strange, "Contact"), ["<sip:alias1@host1.example.com>", "<sip:alias3@host3.example.com>"]);
  assert.equal(header(strange, "C%6Fntact"), "<sip:alias2@host2.example.com>");
});

testWithCorpus("lwsdisp: a display name ends where the bracket starts", () => {
  const options = request("lwsdisp");
  assert.equal(options.method, "OPTIONS");
  assert.deepEqual(address(options, "From"), { name: "caller", uri: "sip:caller@example.com", tag: "323" });
});

testWithCorpus("longreq: long values arrive whole", () => {
  const invite = request("longreq");
  const to = value(parseNameAddr(header(invite, "To")!));
  assert.equal(to.name, `I have a user name of ${"extreme".repeat(10)} proportion`);
  const uri = value(parseUri(to.uri));
  assert.equal(uri.port, 6000);
  assert.equal(uri.parameters.get("unknownparam1"), `very${"long".repeat(20)}value`);
  assert.equal(uri.parameters.get(`longparam${"name".repeat(25)}`), "shortvalue");
  assert.equal(uri.parameters.get(`very${"long".repeat(25)}parameternamewithnovalue`), undefined);
  assert.ok(uri.parameters.has(`very${"long".repeat(25)}parameternamewithnovalue`));
  const from = value(parseNameAddr(header(invite, "From")!));
  assert.equal(value(parseUri(from.uri)).user, "amazinglylongcallername".repeat(5));
  assert.equal(from.parameters.get("tag"), `12${"982".repeat(50)}424`);
  assert.equal(header(invite, "Call-ID"), `longreq.one${"really".repeat(20)}longcallid`);
  assert.match(
    header(invite, `Unknown-${"Long".repeat(20)}-Name`)!,
    /^unknown-(long){20}-value; unknown-(long){20}-parameter-name = unknown-(long){20}-parameter-value$/,
  );
  const vias = headers(invite, "Via").map((each) => value(parseVia(each)));
  assert.deepEqual(
    vias.map((via) => via.host),
    [...Array.from({ length: 33 }, (_, at) => `sip${33 - at}.example.com`), "host.example.com"],
  );
  assert.ok(vias.every((via) => via.transport === "TCP"));
  assert.equal(vias.at(-1)!.received, "192.0.2.5");
  assert.equal(vias.at(-1)!.branch, `very${"long".repeat(50)}branchvalue`);
  assert.equal(value(parseUri(address(invite, "Contact").uri)).user, "amazinglylongcallername".repeat(5));
  assert.equal(invite.body.length, 150);
});

testWithCorpus("dblreq: a datagram is one message", () => {
  const register = request("dblreq");
  assert.equal(register.method, "REGISTER");
  assert.equal(header(register, "Call-ID"), "dblreq.0ha0isndaksdj99sdfafnl3lk233412");
  assert.equal(header(register, "Contact"), "sip:j.user@host.example.com");
  assert.deepEqual(value(parseCseq(header(register, "CSeq")!)), { number: 8, method: "REGISTER" });
  assert.equal(register.body.length, 0);
});

testWithCorpus("semiuri: a semicolon before the @ belongs to the user", () => {
  const options = request("semiuri");
  const uri = value(parseUri(options.uri));
  assert.equal(uri.user, "user;par=u@example.net");
  assert.equal(uri.host, "example.com");
  assert.equal(uri.parameters.size, 0);
  assert.deepEqual(headers(options, "Accept"), [
    "application/sdp",
    "application/pkcs7-mime",
    "multipart/mixed",
    "multipart/signed",
    "message/sip",
    "message/sipfrag",
  ]);
});

testWithCorpus("transports: a Via of any transport is read", () => {
  const vias = headers(request("transports"), "Via").map((each) => value(parseVia(each)));
  assert.deepEqual(vias.map((via) => via.transport), ["UDP", "SCTP", "TLS", "UNKNOWN", "TCP"]);
  assert.deepEqual(vias.map((via) => via.host), [1, 2, 3, 4, 5].map((number) => `t${number}.example.com`));
});

testWithCorpus("mpart01: the parts of a body with bytes in it are found", () => {
  const text = request("mpart01");
  assert.equal(text.body.length, 553);
  assert.equal(toText(bodyOfType(text, "text/plain")!), "Hello");
  const signature = bodyOfType(text, "application/octet-stream")!;
  assert.equal(toHex(signature.subarray(0, 8)), "3082015206092a86");
  // A DER sequence says its own length: the part is whole to the byte.
  assert.equal(signature.length, 4 + 0x152);
  assert.equal(bodyOfType(text, "application/sdp"), undefined);
  assert.equal(value(parseVia(header(text, "Via")!)).rport, true);
  assert.equal(header(text, "Date"), "Sat, 15 Oct 2005 04:44:56 GMT");
  assert.equal(header(text, "User-Agent"), "SIPimp.org/0.2.5 (curses)");
  assert.equal(header(text, "Identity")!.length, 172);
});

testWithCorpus("unreason: a reason phrase may be in any language", () => {
  const read = response("unreason");
  assert.equal(read.status, 200);
  assert.equal(read.reason, "= 2**3 * 5**2 но сто девяносто девять - простое");
  assert.equal(tagOf(header(read, "To")!), "2229");
  assert.equal(tagOf(header(read, "From")!), "11141343");
  assert.equal(read.body.length, 154);
});

testWithCorpus("noreason: a reason phrase may be empty", () => {
  const read = response("noreason");
  assert.equal(read.status, 100);
  assert.equal(read.reason, "");
  assert.equal(header(read, "Contact"), "<sip:user@host105.example.com>");
});
