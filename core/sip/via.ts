import { type Flow, formatHost, ok, type Result } from "../base/mod.ts";
import { cannotRead } from "./cannot_read.ts";
import type { SipRequest } from "./message.ts";
import { formatParameter, formatParameters, NO_PARAMETERS, type Parameters, parseParametersAt } from "./parameters.ts";
import { plainHost, readNumber, skipHost, skipSpace, skipToken } from "./scan.ts";

/** One Via value (RFC 3261 §20.42). */
export interface Via {
  /** Upper case, as on the wire: `UDP`, `TCP`, `TLS`, `WS`, `WSS`, or what a stranger invented. */
  readonly transport: string;
  /** Lower case, IPv6 without brackets. */
  readonly host: string;
  readonly port?: number;
  readonly branch?: string;
  readonly received?: string;
  /** True when asked for and not yet filled in (RFC 3581). */
  readonly rport?: number | true;
  /** The others: `maddr`, `ttl`, `alias`, `keep` ... */
  readonly parameters: Parameters;
}

/** What the branch of everybody who knows RFC 3261 starts with (§8.1.1.7). */
export const MAGIC_COOKIE = "z9hG4bK";

/** Reads one Via value, with spaces wherever the RFC allows them. Fault `bad-via`. */
export function parseVia(text: string): Result<Via> {
  const transportFrom = text.startsWith("SIP/2.0/") ? 8 : skipProtocol(text);
  const transportTo = transportFrom < 0 ? -1 : skipToken(text, transportFrom);
  if (transportTo <= transportFrom) return refuse(text, "expected SIP/2.0/ and a transport");
  const hostFrom = skipSpace(text, transportTo);
  const hostTo = skipHost(text, hostFrom);
  if (hostFrom === transportTo || hostTo < 0) return refuse(text, "expected a host");
  let at = skipSpace(text, hostTo);
  let port: number | undefined;
  if (text.charCodeAt(at) === 58) {
    const portFrom = skipSpace(text, at + 1);
    at = portFrom;
    while (at < text.length && text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at++;
    port = readNumber(text, portFrom, at, 65535);
    if (port < 0) return refuse(text, "expected a port up to 65535");
  }
  const read = parseParametersAt(text, at);
  if (!read.ok) return read;
  const via: Draft = {
    transport: text.slice(transportFrom, transportTo).toUpperCase(),
    host: plainHost(text.slice(hostFrom, hostTo)),
    parameters: NO_PARAMETERS,
  };
  if (port !== undefined) via.port = port;
  return fill(via, read.value) ? ok(via) : refuse(text, "expected a port up to 65535 in rport");
}

/** The value as text. */
export function formatVia(via: Via): string {
  let text = `SIP/2.0/${via.transport} ${formatHost(via.host)}`;
  if (via.port !== undefined) text += `:${via.port}`;
  if (via.branch !== undefined) text += formatParameter("branch", via.branch);
  if (via.received !== undefined) text += formatParameter("received", via.received);
  if (via.rport !== undefined) text += via.rport === true ? ";rport" : `;rport=${via.rport}`;
  return text + formatParameters(via.parameters);
}

/**
 * The request with the source it really came from in its top Via: `received` where that differs from what the sender
 * wrote (RFC 3261 §18.2.1), and `received` and `rport` where he asked for them (RFC 3581 §4).
 */
export function markReceived(request: SipRequest, flow: Flow): SipRequest {
  const index = request.headers.findIndex((field) => field.name === "Via");
  const field = request.headers[index];
  if (field === undefined) return request;
  const read = parseVia(field.value);
  if (!read.ok) return request;
  const { received: claimed, rport, ...via } = read.value;
  if (rport === undefined && claimed === undefined && via.host === flow.remote.ip) return request;
  const marked: Via = rport === undefined
    ? via.host === flow.remote.ip ? via : { ...via, received: flow.remote.ip }
    : { ...via, received: flow.remote.ip, rport: flow.remote.port };
  return { ...request, headers: request.headers.with(index, { name: "Via", value: formatVia(marked) }) };
}

type Draft = { -readonly [K in keyof Via]: Via[K] };

/** Moves the parameters that have a field of their own into it; false when `rport` is no port. */
function fill(via: Draft, parameters: Parameters): boolean {
  if (parameters === NO_PARAMETERS) return true;
  const others = new Map<string, string | undefined>();
  for (const [name, value] of parameters) {
    if (name === "branch" && value !== undefined) via.branch = value;
    else if (name === "received" && value !== undefined) via.received = plainHost(value);
    else if (name === "rport") {
      const port = value === undefined ? true : readNumber(value, 0, value.length, 65535);
      if (port === -1) return false;
      via.rport = port;
    } else others.set(name, value);
  }
  if (others.size > 0) via.parameters = others;
  return true;
}

/** Where the transport starts after `SIP / 2.0 /` in any spacing and version; -1 when that is not what stands there. */
function skipProtocol(text: string): number {
  let at = skipSpace(text, 0);
  for (let part = 0; part < 2; part++) {
    const end = skipToken(text, at);
    const slash = skipSpace(text, end);
    if (end === at || text.charCodeAt(slash) !== 47) return -1;
    at = skipSpace(text, slash + 1);
  }
  return at;
}

function refuse(text: string, why: string): ReturnType<typeof cannotRead> {
  return cannotRead("bad-via", "Via", text, why);
}
