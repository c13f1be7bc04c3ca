/** One message of RFC 4475 and what must become of it. */
export interface Expected {
  readonly name: string;
  readonly folder: "valid" | "malformed" | "wellformed-but-odd";
  /** Of RFC 4475. */
  readonly section: string;
  /** What the parser makes of it: a message, a fault to be answered with this status, or a fault to be silent about. */
  readonly parsed: "message" | "drop" | number;
  /**
   * What the whole box answers when it comes by UDP from a stranger: the status that the section names, then those that
   * may come before it, because RFC 3261 §8.2 asks who and where before what. `serve`: anything that a well-formed
   * request may get, so neither 400 nor 5xx. `drop`: nothing.
   */
  readonly box: readonly number[] | "serve" | "drop";
  readonly why: string;
}

/** A stranger is asked who he is before anything else. */
const WHO = [401, 407, 403] as const;
/** `example.com` is not the box's, or nobody there has that name. */
const WHERE = [404] as const;

const VALID: readonly Expected[] = [
  valid("wsinv", "3.1.1.1", "serve", "white space wherever it may stand, compact names, odd cases"),
  valid("intmeth", "3.1.1.2", [501, 405, ...WHO], "a method of every token character"),
  valid("esc01", "3.1.1.3", "serve", "escapes are read: lr and a name written with them"),
  valid("escnull", "3.1.1.4", "serve", "an escaped NUL is a character like another"),
  valid("esc02", "3.1.1.5", [501, 405, ...WHO], "escapes mean nothing outside URIs: this is no REGISTER"),
  valid("lwsdisp", "3.1.1.6", "serve", "no space between display name and <"),
  valid("longreq", "3.1.1.7", "serve", "long values, 34 Via"),
  valid("dblreq", "3.1.1.8", "serve", "what follows the body in a datagram is ignored"),
  valid("semiuri", "3.1.1.9", "serve", "a user with a semicolon in it"),
  valid("transports", "3.1.1.10", "serve", "Via of known and unknown transports"),
  valid("mpart01", "3.1.1.11", "serve", "a multipart body with bytes in it"),
  valid("unreason", "3.1.1.12", "drop", "a reason phrase in UTF-8; nobody waits for this response"),
  valid("noreason", "3.1.1.13", "drop", "an empty reason phrase; nobody waits for this response"),
];

const MALFORMED: readonly Expected[] = [
  malformed("badinv01", "3.1.2.1", 400, "empty parameters in Via and Contact"),
  malformed("clerr", "3.1.2.2", 400, "Content-Length larger than the datagram"),
  malformed("ncl", "3.1.2.3", 400, "a negative Content-Length"),
  malformed("scalar02", "3.1.2.4", 400, "CSeq beyond 2^31, Max-Forwards beyond 255"),
  malformed("scalarlg", "3.1.2.5", "drop", "a response with CSeq beyond 2^31"),
  malformed("quotbal", "3.1.2.6", 400, "a quote that is never closed"),
  malformed("ltgtruri", "3.1.2.7", 400, "a Request-URI in angle brackets"),
  malformed("lwsruri", "3.1.2.8", 400, "a space in the Request-URI"),
  malformed("lwsstart", "3.1.2.9", 400, "several spaces in the request line"),
  malformed("trws", "3.1.2.10", 400, "spaces after the request line"),
  malformed("escruri", "3.1.2.11", 400, "headers in the Request-URI"),
  malformed("baddate", "3.1.2.12", 400, "a time zone other than GMT"),
  malformed("regbadct", "3.1.2.13", 400, "a URI with ? outside angle brackets"),
  malformed("badaspec", "3.1.2.14", 400, "spaces inside the angle brackets"),
  malformed("baddn", "3.1.2.15", 400, "a comma in a display name without quotes"),
  malformed("badvers", "3.1.2.16", 505, "SIP/7.0"),
  malformed("mismatch01", "3.1.2.17", 400, "OPTIONS with CSeq INVITE"),
  malformed("mismatch02", "3.1.2.18", 400, "an unknown method with CSeq INVITE"),
  malformed("bigcode", "3.1.2.19", "drop", "a status of 4294967301"),
];

const ODD: readonly Expected[] = [
  odd("badbranch", "3.2.1", "serve", "a branch of the cookie alone: matched as RFC 2543 did"),
  { ...odd("insuf", "3.3.1", [400], "no To, From and Call-ID"), parsed: 400 },
  odd("unkscm", "3.3.2", [416, ...WHO], "a Request-URI of an unknown scheme"),
  odd("novelsc", "3.3.3", [416, ...WHO], "a Request-URI of a known scheme that is not for SIP"),
  odd("unksm2", "3.3.4", [400, ...WHO, ...WHERE], "unknown schemes in To, From and Contact"),
  odd("bext01", "3.3.5", [420, ...WHO, ...WHERE], "Require of extensions that nobody has"),
  odd("invut", "3.3.6", [415, ...WHO, ...WHERE], "a body of an unknown type"),
  odd("regaut01", "3.3.7", [401], "credentials of an unknown scheme"),
  { ...odd("multi01", "3.3.8", [400], "two each of CSeq, Call-ID, To, From, Max-Forwards"), parsed: 400 },
  { ...odd("mcl01", "3.3.9", [400], "two Content-Length that differ"), parsed: 400 },
  odd("bcast", "3.3.10", "drop", "a response that is to go on to a broadcast address"),
  odd("zeromf", "3.3.11", [483, 200, ...WHO, ...WHERE], "Max-Forwards 0: not forwarded; OPTIONS may be answered here"),
  odd("cparam01", "3.3.12", [200, ...WHO, ...WHERE], "an unknown parameter of Contact"),
  odd("cparam02", "3.3.13", [200, ...WHO, ...WHERE], "an unknown parameter of a Contact URI"),
  odd(
    "regescrt",
    "3.3.14",
    [200, ...WHO, ...WHERE],
    "a Contact URI with a Route in it: kept, not followed by the registrar",
  ),
  odd("sdp01", "3.3.15", [406, ...WHO, ...WHERE], "an Accept that leaves no way to answer"),
  odd("inv2543", "3.4.1", "serve", "an INVITE of RFC 2543: no branch, no tag, no Max-Forwards, no Content-Length"),
];

/** All 49, in the order of RFC 4475. */
export const EXPECTED: readonly Expected[] = [...VALID, ...MALFORMED, ...ODD];

function valid(name: string, section: string, box: Expected["box"], why: string): Expected {
  return { name, folder: "valid", section, parsed: "message", box, why };
}

function malformed(name: string, section: string, parsed: "drop" | number, why: string): Expected {
  return { name, folder: "malformed", section, parsed, box: parsed === "drop" ? "drop" : [parsed], why };
}

function odd(name: string, section: string, box: Expected["box"], why: string): Expected {
  return { name, folder: "wellformed-but-odd", section, parsed: "message", box, why };
}
