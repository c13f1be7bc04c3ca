import assert from "node:assert/strict";
import { toBytes, toText } from "../base/mod.ts";
import { LIMITS } from "./limits.ts";
import { header, headers, type SipMessage } from "./message.ts";
import { type ParseFault, parseMessage } from "./parse.ts";

const FIELDS = [
  "Via: SIP/2.0/UDP a;branch=z9hG4bK1",
  "From: <sip:101@box>;tag=1",
  "To: <sip:102@box>",
  "Call-ID: x",
  "CSeq: 1 INVITE",
];

function bytes(start: string, fields: readonly string[], body = ""): Uint8Array {
  return toBytes(`${[start, ...fields].join("\r\n")}\r\n\r\n${body}`);
}

function read(input: Uint8Array): SipMessage {
  const result = parseMessage(input);
  return result.ok ? result.value : assert.fail(result.fault.text);
}

function fault(input: Uint8Array): ParseFault {
  const result = parseMessage(input);
  return result.ok ? assert.fail("it was read as a message") : result.fault;
}

const INVITE = "INVITE sip:102@box SIP/2.0";

Deno.test("parseMessage() gives compact and odd names their long spelling, and leaves unknown ones", () => {
  const message = read(bytes(INVITE, [
    "v: SIP/2.0/UDP a;branch=z9hG4bK1",
    "F: <sip:101@box>;tag=1",
    "t: <sip:102@box>",
    "i: x",
    "cseq: 1 INVITE",
    "USER-AGENT: y",
    "x-Own: z",
    "O: presence",
    "x:1800",
  ]));
  assert.deepEqual(
    message.headers.map((field) => field.name),
    ["Via", "From", "To", "Call-ID", "CSeq", "User-Agent", "x-Own", "Event", "Session-Expires"],
  );
  assert.equal(header(message, "Session-Expires"), "1800");
});

Deno.test("parseMessage() takes lists apart, but not what only has commas in it", () => {
  const message = read(bytes(INVITE, [
    ...FIELDS,
    'Contact: "A, B" <sip:a@b?x=1,2>;q=1 , <sip:c@d>',
    "Supported:timer,100rel ,\treplaces",
    "Supported: path",
    "Allow:",
    'Authorization: Digest a="1", b="2"',
    "Subject: one, two",
  ]));
  assert.deepEqual(headers(message, "Contact"), ['"A, B" <sip:a@b?x=1,2>;q=1', "<sip:c@d>"]);
  assert.deepEqual(headers(message, "Supported"), ["timer", "100rel", "replaces", "path"]);
  assert.deepEqual(headers(message, "Allow"), [""]);
  assert.deepEqual(headers(message, "Authorization"), ['Digest a="1", b="2"']);
  assert.deepEqual(headers(message, "Subject"), ["one, two"]);
});

Deno.test("parseMessage() unfolds a value and trims it", () => {
  const message = read(bytes(INVITE, [...FIELDS, "Subject:  a \r\n\t b\r\n \r\n c\t"]));
  assert.equal(header(message, "Subject"), "a b c");
});

Deno.test("parseMessage() ignores empty lines before the message, and takes any case of the version", () => {
  const message = read(bytes("\r\n\r\nINVITE sip:102@box sip/2.0", FIELDS));
  assert.ok(message.kind === "request" && message.uri === "sip:102@box");
});

const BODIES: readonly [string, readonly string[], string][] = [
  ["ends where the datagram ends without a Content-Length", [], "abcdef"],
  ["is cut to its Content-Length", ["Content-Length: 3"], "abc"],
  ["may be empty", ["l:0"], ""],
];
for (const [what, fields, expected] of BODIES) {
  Deno.test(`a body ${what}`, () => {
    assert.equal(toText(read(bytes(INVITE, [...FIELDS, ...fields], "abcdef")).body), expected);
  });
}

/** What is wrong, the message, the status to answer (undefined: silence) and the code. */
const BAD: readonly [string, Uint8Array, number | undefined, string][] = [
  ["nothing", new Uint8Array(0), undefined, "keep-alive"],
  ["a keep-alive", toBytes("\r\n\r\n"), undefined, "keep-alive"],
  ["empty lines alone", toBytes("\r\n\r\n\r\n"), undefined, "not-sip"],
  ["another protocol", toBytes("GET / HTTP/1.1\r\nHost: box\r\n\r\n"), undefined, "not-sip"],
  ["a bare LF", toBytes("OPTIONS sip:box SIP/2.0\nVia: x\n\n"), undefined, "bad-line"],
  ["a bare CR in a value", bytes(INVITE, [...FIELDS, "Subject: a\rb"]), undefined, "bad-line"],
  ["a NUL in a value", bytes(INVITE, [...FIELDS, "Subject: a\0b"]), undefined, "bad-line"],
  ["a status of four digits", bytes("SIP/2.0 2000 OK", FIELDS), undefined, "not-sip"],
  ["a status below 100", bytes("SIP/2.0 099 OK", FIELDS), undefined, "not-sip"],
  ["a response of another version", bytes("SIP/3.0 200 OK", FIELDS), undefined, "not-sip"],
  ["a response without a To", bytes("SIP/2.0 200 OK", FIELDS.toSpliced(2, 1)), undefined, "no-header"],
  ["a broken ACK", bytes("ACK sip:box SIP/2.0", FIELDS), undefined, "bad-cseq"],
  ["no Via", bytes(INVITE, FIELDS.slice(1)), undefined, "no-header"],
  ["a Via that leads nowhere", bytes(INVITE, ["Via: x", ...FIELDS.slice(1)]), undefined, "bad-via"],
  ["no empty line", toBytes([INVITE, ...FIELDS].join("\r\n")), 400, "no-end"],
  ["a line without a colon", bytes(INVITE, [...FIELDS, "what"]), 400, "bad-header"],
  ["a name that is no token", bytes(INVITE, [...FIELDS, "wh@t: x"]), 400, "bad-header"],
  ["a method that is no token", bytes("IN@VITE sip:box SIP/2.0", FIELDS), undefined, "not-sip"],
  ["a Request-URI that is none", bytes("INVITE box SIP/2.0", FIELDS), 400, "bad-uri"],
  ["an endless Request-URI", bytes(`INVITE sip:${"x".repeat(9000)} SIP/2.0`, FIELDS), 414, "long-uri"],
  ["another version", bytes("INVITE sip:box SIP/2.1", FIELDS), 505, "bad-version"],
  ["an empty Contact element", bytes(INVITE, [...FIELDS, "Contact: <sip:a@b>,,<sip:c@d>"]), 400, "bad-address"],
  ["a Route without brackets", bytes(INVITE, [...FIELDS, "Route: sip:a@b"]), 400, "bad-route"],
  ["two From", bytes(INVITE, [...FIELDS, "f: <sip:x@box>;tag=2"]), 400, "repeated-header"],
  ["a Call-ID of two words", bytes(INVITE, FIELDS.with(3, "Call-ID: a b")), 400, "bad-call-id"],
  ["Max-Forwards 256", bytes(INVITE, [...FIELDS, "Max-Forwards: 256"]), 400, "bad-max-forwards"],
  ["a body that is too short", bytes(INVITE, [...FIELDS, "Content-Length: 4"], "abc"), 400, "short-body"],
  ["a body that would be too long", bytes(INVITE, [...FIELDS, "Content-Length: 70000"]), 513, "too-large"],
  ["too many bytes", bytes(INVITE, FIELDS, "x".repeat(LIMITS.messageBytes)), 513, "too-large"],
  ["an endless line", bytes(INVITE, [...FIELDS, `Subject: ${"x".repeat(9000)}`]), 400, "long-header"],
  ["too many fields", bytes(INVITE, [...FIELDS, ...new Array(130).fill("X-Y: z")]), 400, "many-headers"],
  ["too many elements", bytes(INVITE, [...FIELDS, `Allow: ${"A,".repeat(200)}B`]), 400, "many-headers"],
  [
    "too many parameters",
    bytes(INVITE, [...FIELDS, `Contact: <sip:a@b>${Array.from({ length: 65 }, (_, at) => `;p${at}`).join("")}`]),
    400,
    "bad-parameters",
  ],
];

for (const [what, input, status, code] of BAD) {
  Deno.test(`parseMessage() ${status === undefined ? "is silent about" : `answers ${status} to`} ${what}`, () => {
    const found = fault(input);
    assert.equal(found.code, code, found.text);
    assert.equal(found.status, status);
    assert.equal(found.partial === undefined, status === undefined);
    assert.ok(found.text.length < 300, "a fault goes to the log");
  });
}

Deno.test("the partial of a broken request is what a response is made of", () => {
  const { partial } = fault(
    bytes(INVITE, ["Via: SIP/2.0/UDP a;;branch=z9hG4bK1", "Via: SIP/2.0/UDP b", ...FIELDS.slice(1), "X-Y: z"]),
  );
  assert.deepEqual(partial?.headers.map((field) => field.value), [
    "SIP/2.0/UDP a;branch=z9hG4bK1",
    "SIP/2.0/UDP b",
    "<sip:101@box>;tag=1",
    "<sip:102@box>",
    "x",
    "1 INVITE",
  ]);
});
