import { type Address, fail, isIpv6, ok, type Result } from "../base/mod.ts";
import { isForMany, isIpLiteral, isNowhere } from "./address.ts";
import { type Attribute, attribute, type MediaSection, type SessionDescription } from "./description.ts";
import { isDtlsAudio } from "./dtls.ts";
import { isDirection } from "./direction.ts";
import type { Direction } from "./plan.ts";

/** Where a section wants its packets, and whether he listens at all. */
export interface Endpoint {
  /** Undefined while he wants none: `c=0.0.0.0`. */
  readonly remote: Address | undefined;
  /** Without rtcp-mux: `a=rtcp` (RFC 3605), else the port above. */
  readonly remoteRtcp: Address | undefined;
  readonly rtcpMux: boolean;
  /** As he says it; with `c=0.0.0.0` he does not listen, whatever he says (RFC 3264 §8.4). */
  readonly direction: Direction;
}

/** Reads where an open section wants its packets. Fault: `bad-sdp`. */
export function readEndpoint(description: SessionDescription, section: MediaSection): Result<Endpoint> {
  const host = section.connection ?? description.connection;
  if (host === undefined) return fail("bad-sdp", `Cannot read SDP "m=${section.kind}": expected a "c=" line`);
  const said = readDirection(section.attributes) ?? readDirection(description.attributes) ?? "sendrecv";
  const rtcpMux = attribute(section.attributes, "rtcp-mux") !== undefined;
  if (!isIpLiteral(host) || isForMany(host)) {
    return fail("bad-sdp", `Cannot send sound to SDP address "${host}": expected one host's IP address`);
  }
  // A browser that hides its addresses has none to say: where it is, its checks tell (RFC 8839 §4.2.1.1).
  if (isNowhere(host) && !isDtlsAudio(section)) {
    const direction = said === "sendrecv" || said === "sendonly" ? "sendonly" : "inactive";
    return ok({ remote: undefined, remoteRtcp: undefined, rtcpMux, direction });
  }
  const remote = { ip: host, port: section.port };
  return ok({ remote, remoteRtcp: readRtcp(section, remote), rtcpMux, direction: said });
}

function readDirection(attributes: readonly Attribute[]): Direction | undefined {
  for (const { name } of attributes) if (isDirection(name)) return name;
  return undefined;
}

/** RFC 3605 §2.1: `a=rtcp:53020`, `a=rtcp:53020 IN IP4 192.0.2.7`. One that cannot be used is as good as none. */
function readRtcp(section: MediaSection, rtp: Address): Address | undefined {
  const [text, , , host] = attribute(section.attributes, "rtcp")?.split(/\s+/) ?? [];
  const port = /^\d{1,5}$/.test(text ?? "") ? Number(text) : 0;
  if (port < 1 || port > 65_535) return rtp.port < 65_535 ? { ip: rtp.ip, port: rtp.port + 1 } : undefined;
  const usable = host !== undefined && isIpLiteral(host) && !isForMany(host) && !isNowhere(host);
  return { ip: usable && isIpv6(host) === isIpv6(rtp.ip) ? host : rtp.ip, port };
}

/** Whether the section is sound over plain RTP. AVPF only adds RTCP feedback (RFC 4585), to which we never agree. */
export function isPlainAudio(section: MediaSection): boolean {
  return section.kind.toLowerCase() === "audio" && /^RTP\/AVPF?$/i.test(section.protocol);
}

/** Whether the section is sound over RTP that is encrypted with keys from its own crypto lines (RFC 4568 §4). */
export function isSdesAudio(section: MediaSection): boolean {
  return section.kind.toLowerCase() === "audio" && /^RTP\/SAVPF?$/i.test(section.protocol);
}

/** Whether the section is sound over encrypted RTP: SDES or DTLS. */
export function isSecureAudio(section: MediaSection): boolean {
  return section.kind.toLowerCase() === "audio" && /\/SAVPF?$/i.test(section.protocol);
}

/** Where RTCP goes, once it is settled whether it shares RTP's port (RFC 5761 §5.1.1). */
export function rtcpOf(endpoint: Pick<Endpoint, "remote" | "remoteRtcp">, rtcpMux: boolean): Address | undefined {
  return rtcpMux ? endpoint.remote : endpoint.remoteRtcp;
}
