import type { Address } from "../base/mod.ts";
import { isIpLiteral } from "./address.ts";
import { type Attribute, attribute, type MediaSection, type SessionDescription } from "./description.ts";

/** The hash of a certificate, as SDP says it (RFC 8122 §5). */
export interface Fingerprint {
  /** `sha-256`, in lower case. */
  readonly algorithm: string;
  /** `4A:AD:...`, in upper case. */
  readonly value: string;
}

/** A name and a password by which one end knows the other's connectivity checks (RFC 8839 §5.4). */
export interface IceCredentials {
  readonly ufrag: string;
  readonly password: string;
}

/**
 * How a stream gets its keys by DTLS (RFC 5763): whoever passes the checks (ICE) may shake hands, and is the peer where he
 * shows the certificate of one of the fingerprints. The box is always the server of the handshake.
 */
export interface DtlsTerms {
  /** His; at least one. */
  readonly fingerprints: readonly Fingerprint[];
  /** Ours: his checks are signed with the password. */
  readonly ice: IceCredentials;
  /** His name: the other half of the user name of his checks. */
  readonly peerUfrag: string;
}

/** Our side of a browser's stream. */
export interface OwnDtls {
  /** Of our certificate. */
  readonly fingerprint: Fingerprint;
  /** Kept while his name stays: another one of ours would start the checks anew (RFC 8839 §4.4.1.1.1). */
  readonly ice: IceCredentials;
  /** Where the box can be reached, best first. At least one. */
  readonly candidates: readonly Address[];
}

/** What a browser says of its keys and its checks. */
export interface TheirDtls {
  readonly fingerprints: readonly Fingerprint[];
  readonly ufrag: string;
  /** `a=mid` (RFC 9143): our section has the same. */
  readonly mid: string | undefined;
}

/** What was said of one stream, and by whom it is to be said. */
const PROTOCOL = /^UDP\/TLS\/RTP\/SAVPF?$/i;
const HASH_OCTETS: Readonly<Record<string, number>> = { "sha-256": 32, "sha-384": 48, "sha-512": 64 };
/** RFC 8839 §5.4. */
const ICE_CHARACTERS = /^[A-Za-z0-9+/]{4,256}$/;
/** RFC 8445 §5.1.2.1: type host, and the first component; one less for each that follows. */
const HOST_PRIORITY = 126 * 2 ** 24 + 255;
const MOST_CANDIDATES = 8;

/** The protocol of a browser's stream (RFC 5764 §8). */
export const DTLS_PROTOCOL = "UDP/TLS/RTP/SAVPF";

/** Whether the section is sound over RTP that is encrypted with keys of a DTLS handshake (RFC 5764 §8). */
export function isDtlsAudio(section: MediaSection): boolean {
  return section.kind.toLowerCase() === "audio" && PROTOCOL.test(section.protocol);
}

/**
 * Reads what a section says of DTLS and ICE. Undefined where something is missing: a fingerprint that we can check, a name
 * of his, one port for RTP and RTCP, or a handshake in which he would begin.
 */
export function readDtls(description: SessionDescription, section: MediaSection): TheirDtls | undefined {
  const fingerprints = readFingerprints(section.attributes);
  const whole = fingerprints.length > 0 ? fingerprints : readFingerprints(description.attributes);
  const said = (name: string) => attribute(section.attributes, name) ?? attribute(description.attributes, name);
  const ufrag = said("ice-ufrag") ?? "";
  // RFC 5763 §5: who says nothing leaves the beginning to the other, who is the box: it never begins.
  const begins = /^(?:actpass|active)$/.test(said("setup") ?? "");
  const isLite = attribute(description.attributes, "ice-lite") !== undefined;
  const isOnePort = attribute(section.attributes, "rtcp-mux") !== undefined;
  if (whole.length === 0 || !ICE_CHARACTERS.test(ufrag) || !begins || isLite || !isOnePort) return undefined;
  return { fingerprints: whole, ufrag, mid: attribute(section.attributes, "mid") };
}

function readFingerprints(attributes: readonly Attribute[]): readonly Fingerprint[] {
  const found: Fingerprint[] = [];
  for (const { name, value = "" } of attributes) {
    if (name !== "fingerprint") continue;
    const [, algorithm = "", hash = ""] = /^(\S+)\s+((?:[0-9A-F]{2}:)*[0-9A-F]{2})$/i.exec(value) ?? [];
    const octets = HASH_OCTETS[algorithm.toLowerCase()];
    if (octets === undefined || hash.length !== 3 * octets - 1) continue;
    found.push({ algorithm: algorithm.toLowerCase(), value: hash.toUpperCase() });
  }
  return found;
}

/** What our section says of DTLS and ICE, beside its codecs: the box waits to be checked and shaken hands with. */
export function describeDtls({ fingerprint, ice, candidates }: OwnDtls, mid: string | undefined): readonly Attribute[] {
  return [
    ...mid === undefined ? [] : [{ name: "mid", value: mid }],
    // Without it a browser's script is handed a track that belongs to no stream.
    { name: "msid", value: "kontor sound" },
    { name: "ice-ufrag", value: ice.ufrag },
    { name: "ice-pwd", value: ice.password },
    { name: "fingerprint", value: `${fingerprint.algorithm} ${fingerprint.value}` },
    { name: "setup", value: "passive" },
    ...candidates.slice(0, MOST_CANDIDATES).filter(({ ip }) => isIpLiteral(ip)).map(({ ip, port }, at) => ({
      name: "candidate",
      value: `${at + 1} 1 udp ${HOST_PRIORITY + 256 * (65_535 - at)} ${ip} ${port} typ host`,
    })),
    { name: "end-of-candidates" },
  ];
}

/** What our description says for the whole session where one stream of it is a browser's. */
export function describeIce(mid: string | undefined): readonly Attribute[] {
  return [{ name: "ice-lite" }, ...mid === undefined ? [] : [{ name: "group", value: `BUNDLE ${mid}` }]];
}

/** What was settled. */
export function settleDtls(theirs: TheirDtls, { ice }: OwnDtls): DtlsTerms {
  return { fingerprints: theirs.fingerprints, ice, peerUfrag: theirs.ufrag };
}
