import { X509Certificate } from "node:crypto";
import { ipFromBytes, ipToBytes, type WallTime } from "../base/mod.ts";

/** What a certificate says. */
export interface CertificateFacts {
  /** Of whom it is, and who says so: the common name, or the whole name where there is none. */
  readonly subject: string;
  readonly issuer: string;
  /** The DNS names and the addresses that it is good for. */
  readonly names: readonly string[];
  readonly notBefore: WallTime;
  readonly notAfter: WallTime;
  /** SHA-256 of it, as browsers show it: `5F:1B:…` */
  readonly fingerprint: string;
}

/** Reads the first certificate of a PEM text. Throws where there is none. */
export function factsOf(certPem: string): CertificateFacts {
  const read = new X509Certificate(certPem);
  return {
    subject: commonNameOf(read.subject),
    issuer: commonNameOf(read.issuer),
    names: namesIn(read),
    notBefore: Date.parse(read.validFrom) as WallTime,
    notAfter: Date.parse(read.validTo) as WallTime,
    fingerprint: read.fingerprint256,
  };
}

/** The subject alternative names; browsers look at nothing else (RFC 9525 §2). */
export function namesIn({ subjectAltName = "" }: Pick<X509Certificate, "subjectAltName">): readonly string[] {
  return subjectAltName.split(", ").flatMap((entry) => {
    const [, kind, value = ""] = /^(DNS|IP Address):(.+)$/.exec(entry) ?? [];
    if (kind === "DNS") return [value.toLowerCase()];
    return kind === undefined ? [] : [ipFromBytes(ipToBytes(value))];
  });
}

/** `CN=kontor.local` among the lines of a name. */
export function commonNameOf(name: string | undefined): string {
  return /^CN=(.+)$/m.exec(name ?? "")?.[1] ?? (name ?? "").replaceAll("\n", ", ");
}
