/** What the parser knows of a header field. */
export interface Known {
  readonly name: string;
  /** A comma-separated list, which is taken apart (RFC 3261 §7.3.1). */
  readonly isList: boolean;
  /** A second one makes the message ambiguous. */
  readonly isSingle: boolean;
}

/** RFC 3261 §7.3.1 and the extensions' own grammars: `1#value`. Challenges and credentials have commas but are no lists. */
const LISTS = `Accept Accept-Contact Accept-Encoding Accept-Language Alert-Info Allow Allow-Events Call-Info Contact
Content-Encoding Content-Language Diversion Error-Info Geolocation History-Info In-Reply-To P-Asserted-Identity
P-Associated-URI P-Preferred-Identity P-Early-Media Path Permission-Missing Proxy-Require Reason Record-Route
Reject-Contact Request-Disposition Require Route Security-Client Security-Server Security-Verify Service-Route
Supported Trigger-Consent Unsupported User-to-User Via Warning`.split(/\s+/);

const SINGLES =
  `Call-ID Content-Length Content-Type CSeq Event Expires From Max-Forwards Min-Expires Min-SE RAck Refer-To
Referred-By Replaces RSeq Session-Expires SIP-ETag SIP-If-Match Subscription-State To`.split(/\s+/);

const OTHERS =
  `Authentication-Info Authorization Content-Disposition Content-ID Content-Transfer-Encoding Date Flow-Timer
Identity Identity-Info Join MIME-Version Organization P-Access-Network-Info P-Charging-Vector Priority Privacy
Proxy-Authenticate Proxy-Authorization Refer-Sub Reply-To Retry-After Server Session-ID Subject Suppress-If-Match
Target-Dialog Timestamp User-Agent WWW-Authenticate`.split(/\s+/);

/** RFC 3261 §7.3.3 and the register of compact forms at IANA. */
const COMPACT: Readonly<Record<string, string>> = {
  a: "Accept-Contact",
  b: "Referred-By",
  c: "Content-Type",
  d: "Request-Disposition",
  e: "Content-Encoding",
  f: "From",
  i: "Call-ID",
  j: "Reject-Contact",
  k: "Supported",
  l: "Content-Length",
  m: "Contact",
  n: "Identity-Info",
  o: "Event",
  r: "Refer-To",
  s: "Subject",
  t: "To",
  u: "Allow-Events",
  v: "Via",
  x: "Session-Expires",
  y: "Identity",
};

const KNOWN: ReadonlyMap<string, Known> = index();

/** Under the canonical and the lower-case spelling, so that the usual ones are found without changing case. */
function index(): ReadonlyMap<string, Known> {
  const known = new Map<string, Known>();
  const put = (name: string, kind: "list" | "single" | "other"): void => {
    const entry: Known = { name, isList: kind === "list", isSingle: kind === "single" };
    known.set(name, entry).set(name.toLowerCase(), entry);
  };
  for (const name of LISTS) put(name, "list");
  for (const name of SINGLES) put(name, "single");
  for (const name of OTHERS) put(name, "other");
  for (const [letter, name] of Object.entries(COMPACT)) {
    known.set(letter, known.get(name)!).set(letter.toUpperCase(), known.get(name)!);
  }
  return known;
}

/** What is known of the header field so spelled, in any case, long or compact. */
export function lookUp(name: string): Known | undefined {
  return KNOWN.get(name) ?? KNOWN.get(name.toLowerCase());
}

/** The canonical spelling of a header name: `v` and `VIA` are `Via`; an unknown one stays as it came. */
export function canonicalName(name: string): string {
  return lookUp(name)?.name ?? name;
}
