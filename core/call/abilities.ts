import { type Header, header, headers, type SipMessage } from "../sip/mod.ts";
import type { PeerAbilities } from "./session.ts";

/** The methods the box understands (RFC 3261 §20.5). */
export const ALLOW: Header = {
  name: "Allow",
  value: "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, PRACK, REFER, MESSAGE, SUBSCRIBE, REGISTER, PUBLISH",
};

/** The extensions it knows: RFC 3262, 4028, 3891, 3581 needs no tag. */
export const SUPPORTED_TAGS: readonly string[] = ["100rel", "timer", "replaces", "norefersub", "path", "outbound"];

export const SUPPORTED: Header = { name: "Supported", value: "100rel, timer, replaces" };

/** The same in our INVITE and UPDATE, to which the session timer adds its own tag. */
export const ASKED_FOR: Header = { name: "Supported", value: "100rel, replaces" };

export const USER_AGENT: Header = { name: "User-Agent", value: "Kontor" };

/** The same product, as the one who answers (RFC 3261 §20.35). */
export const SERVER: Header = { name: "Server", value: "Kontor" };

/** What a message tells of its sender's abilities; what it does not mention stays as `known`. */
export function abilitiesOf(message: SipMessage, known?: PeerAbilities): PeerAbilities {
  const allow = tokens(headers(message, "Allow"));
  const supported = tokens([...headers(message, "Supported"), ...headers(message, "Require")]);
  const events = tokens(headers(message, "Allow-Events"));
  const userAgent = header(message, "User-Agent") ?? header(message, "Server") ?? known?.userAgent;
  return {
    allows: allow.size > 0 ? allow : known?.allows ?? allow,
    supports: supported.size > 0
      ? new Set([...supported].map((tag) => tag.toLowerCase()))
      : known?.supports ?? supported,
    events: events.size > 0 ? events : known?.events ?? events,
    ...(userAgent === undefined ? {} : { userAgent }),
  };
}

function tokens(values: readonly string[]): ReadonlySet<string> {
  return new Set(values.flatMap((value) => value.split(",").map((token) => token.trim()).filter(Boolean)));
}
