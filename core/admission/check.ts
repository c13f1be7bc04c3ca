import { fail, type Fault, ok, type Result } from "../base/mod.ts";
import { type Header, header, headers, parseCount, type SipRequest } from "../sip/mod.ts";

/** A fault that has its own status. */
export interface RequestFault extends Fault {
  readonly status: 400 | 483;
}

/**
 * How many hops a request may still go (RFC 3261 §8.1.1.6, §16.3): 70 when it does not say. Faults: `too-many-hops` (483)
 * for one that has none left, `bad-max-forwards` (400).
 */
export function checkMaxForwards(request: SipRequest): Result<number, RequestFault> {
  const text = header(request, "Max-Forwards");
  if (text === undefined) return ok(70);
  const count = parseCount(text);
  if (!count.ok || count.value > 255) {
    return refuse(400, "bad-max-forwards", `Cannot read Max-Forwards "${text}": expected 0 to 255`);
  }
  if (count.value > 0) return ok(count.value);
  return refuse(483, "too-many-hops", `Cannot forward "${request.method}": its Max-Forwards is "0"`);
}

function refuse(status: RequestFault["status"], code: string, text: string): Result<never, RequestFault> {
  return { ok: false, fault: { ...fail(code, text).fault, status } };
}

/**
 * The `Unsupported` field of a 420 when a request needs an option that is not among `supported` (RFC 3261 §8.2.2.3).
 * Proxy-Require counts too: the box stands where a proxy would. ACK and CANCEL are never refused for it.
 */
export function checkRequire(request: SipRequest, supported: readonly string[]): Header | undefined {
  if (request.method === "ACK" || request.method === "CANCEL") return undefined;
  const wanted = [...headers(request, "Require"), ...headers(request, "Proxy-Require")];
  const missing = wanted.filter((option) => !supported.includes(option.toLowerCase()));
  return missing.length === 0 ? undefined : { name: "Unsupported", value: missing.join(", ") };
}
