import {
  hasToken,
  type Header,
  header,
  headers,
  type NameAddr,
  parseCount,
  parseCseq,
  parseNameAddr,
  parseUri,
  type SipRequest,
  type SipUri,
} from "../sip/mod.ts";

/** How long bindings may live, in seconds. */
export interface Expiry {
  readonly minExpiresS: number;
  readonly maxExpiresS: number;
  readonly defaultExpiresS: number;
}

/** One contact that a REGISTER asks for. */
export interface Wish {
  readonly contact: string;
  readonly uri: SipUri;
  /** Already within the limits; 0 takes the binding away. */
  readonly expiresS: number;
  /** 0 to 1000. */
  readonly preference: number;
  readonly instance: string | undefined;
  readonly regId: number | undefined;
  /** `+sip.ice` (RFC 5768 §4.1). */
  readonly doesIce: boolean;
}

/** A REGISTER, understood. */
export interface Register {
  readonly callId: string;
  readonly cseq: number;
  readonly userAgent: string | undefined;
  readonly path: readonly string[];
  /** `all-gone` is `Contact: *`; no wishes at all only ask what is bound. */
  readonly wishes: readonly Wish[] | "all-gone";
  /** Whether the flow it came on is the way back, by RFC 5626 §6: the response then says `Require: outbound`. */
  readonly isOutbound: boolean;
}

/** Why a REGISTER changes nothing. */
export interface Refusal {
  readonly status: number;
  readonly reason: string;
  readonly headers?: readonly Header[];
}

/** Characters of one binding's texts together: a stranger with a password must not make the table large. */
const MAX_KEPT_CHARS = 4_096;
const MAX_USER_AGENT_CHARS = 128;

/** Reads a REGISTER (RFC 3261 §10.3 steps 5 to 7, RFC 3327 §5.3, RFC 5626 §6). */
export function readRegister(request: SipRequest, expiry: Expiry): Register | Refusal {
  const callId = header(request, "Call-ID");
  const cseq = parseCseq(header(request, "CSeq") ?? "");
  if (callId === undefined) return { status: 400, reason: "Missing Call-ID" };
  if (!cseq.ok) return { status: 400, reason: "Bad CSeq" };
  const path = headers(request, "Path");
  if (path.length > 0 && !hasToken(request, "Supported", "path")) {
    return { status: 420, reason: "Bad Extension", headers: [{ name: "Unsupported", value: "path" }] };
  }
  const wishes = readWishes(request, expiry);
  if (wishes !== "all-gone" && "status" in wishes) return wishes;
  const userAgent = header(request, "User-Agent")?.slice(0, MAX_USER_AGENT_CHARS);
  const shared = callId.length + (userAgent?.length ?? 0) + path.reduce((sum, each) => sum + each.length, 0);
  for (const wish of wishes === "all-gone" ? [] : wishes) {
    if (shared + wish.contact.length + (wish.instance?.length ?? 0) > MAX_KEPT_CHARS) {
      return { status: 413, reason: "Contact Too Long" };
    }
  }
  const isOutbound = judgeOutbound(request, wishes, path);
  if (typeof isOutbound !== "boolean") return isOutbound;
  return { callId, cseq: cseq.value.number, userAgent, path, wishes, isOutbound };
}

function readWishes(request: SipRequest, expiry: Expiry): Register["wishes"] | Refusal {
  const contacts = headers(request, "Contact");
  const asked = header(request, "Expires");
  if (contacts.includes("*")) {
    // §10.3 step 6: only alone, and only to take everything away.
    const alone = contacts.length === 1 && asked !== undefined && /^0+$/.test(asked);
    return alone ? "all-gone" : { status: 400, reason: 'Bad Contact "*"' };
  }
  const wishes: Wish[] = [];
  for (const contact of contacts) {
    const wish = readWish(contact, asked, expiry);
    if ("status" in wish) return wish;
    wishes.push(wish);
  }
  return wishes;
}

function readWish(contact: string, asked: string | undefined, expiry: Expiry): Wish | Refusal {
  const read = parseNameAddr(contact);
  const uri = read.ok ? parseUri(read.value.uri) : read;
  if (!read.ok || !uri.ok) return { status: 400, reason: "Bad Contact" };
  if (uri.value.scheme !== "sip" && uri.value.scheme !== "sips") return { status: 400, reason: "Bad Contact Scheme" };
  const { parameters } = read.value;
  const expiresS = readExpires(parameters.get("expires") ?? asked, expiry);
  if (expiresS > 0 && expiresS < expiry.minExpiresS) {
    const least = { name: "Min-Expires", value: String(expiry.minExpiresS) };
    return { status: 423, reason: "Interval Too Brief", headers: [least] };
  }
  return {
    contact: read.value.uri,
    uri: uri.value,
    expiresS: Math.min(expiresS, expiry.maxExpiresS),
    preference: readPreference(parameters.get("q")),
    instance: parameters.get("+sip.instance"),
    regId: readRegId(read.value),
    doesIce: parameters.has("+sip.ice"),
  };
}

/** §10.3 step 7: one that cannot be read counts as if it were not there. */
function readExpires(text: string | undefined, expiry: Expiry): number {
  const read = parseCount(text ?? "");
  return read.ok ? read.value : expiry.defaultExpiresS;
}

function readPreference(text: string | undefined): number {
  return text !== undefined && /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(text)
    ? Math.round(Number(text) * 1_000)
    : 1_000;
}

/** RFC 5626 §4.2: 1 to 2^31 - 1, and meaningless without an instance. */
function readRegId(contact: NameAddr): number | undefined {
  const text = contact.parameters.get("reg-id");
  if (text === undefined || !contact.parameters.has("+sip.instance")) return undefined;
  const number = parseCount(text);
  return number.ok && number.value >= 1 && number.value <= 0x7fff_ffff ? number.value : undefined;
}

function judgeOutbound(
  request: SipRequest,
  wishes: Register["wishes"],
  path: readonly string[],
): boolean | Refusal {
  if (wishes === "all-gone" || !hasToken(request, "Supported", "outbound")) return false;
  const numbered = wishes.filter((wish) => wish.regId !== undefined && wish.expiresS > 0);
  if (numbered.length === 0) return false;
  if (numbered.length > 1) return { status: 400, reason: "More Than One reg-id" };
  if (headers(request, "Via").length <= 1) return true;
  // He is not our neighbour: the proxy he spoke to must know how to find his flow again.
  const first = parseNameAddr(path.at(-1) ?? "");
  const edge = first.ok ? parseUri(first.value.uri) : first;
  if (edge.ok && edge.value.parameters.has("ob")) return true;
  return { status: 439, reason: "First Hop Lacks Outbound Support" };
}
