import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { type Fault, ok, type Result, type WallTime } from "../base/mod.ts";
import { blocksOf, type Certificate } from "./certificate.ts";
import { commonNameOf, namesIn } from "./facts.ts";

/** What can be wrong with a certificate that somebody brings. */
export type CertificateFaultCode =
  | "no-certificate"
  | "no-key"
  | "locked-key"
  | "unreadable-certificate"
  | "unreadable-key"
  | "other-key"
  | "stray"
  | "no-names"
  | "not-yet"
  | "expired"
  | "weak-key"
  | "unusable";

/** What is wrong, and what of it is to be named: a subject, a day. */
export interface CertificateFault extends Fault {
  readonly code: CertificateFaultCode;
  readonly what: string;
}

/** RFC 8301 §3.2 and every browser: shorter RSA keys are taken by nobody any more. */
const FEWEST_RSA_BITS = 2048;

/**
 * Judges what an owner brings: PEM, certificates and key in any order, in one text or two. Gives them as they are to be served:
 * ours first, each followed by who vouches for it.
 */
export function judgeCertificate(pem: string, now: WallTime): Result<Certificate, CertificateFault> {
  const key = keyIn(pem);
  if (!key.ok) return key;
  const blocks = blocksOf(pem);
  if (blocks.length === 0) return fault("no-certificate");
  const all: X509Certificate[] = [];
  for (const block of blocks) {
    const read = readCertificate(block);
    if (!read.ok) return read;
    all.push(read.value);
  }
  const ours = all.find((each) => each.checkPrivateKey(key.value));
  if (ours === undefined) return fault("other-key", commonNameOf(all[0]?.subject));
  const chain = chainOf(ours, all);
  const stray = all.find((each) => !chain.some((link) => link.fingerprint256 === each.fingerprint256));
  if (stray !== undefined) return fault("stray", commonNameOf(stray.subject));
  if (namesIn(ours).length === 0) return fault("no-names", commonNameOf(ours.subject));
  for (const link of chain) {
    if (Date.parse(link.validFrom) > now) return fault("not-yet", dayOf(link.validFrom));
    if (Date.parse(link.validTo) <= now) return fault("expired", dayOf(link.validTo));
  }
  const bits = key.value.asymmetricKeyDetails?.modulusLength;
  if (bits !== undefined && bits < FEWEST_RSA_BITS) return fault("weak-key", String(bits));
  return ok({
    certPem: chain.map((link) => link.toString()).join(""),
    keyPem: key.value.export({ type: "pkcs8", format: "pem" }).toString(),
  });
}

function keyIn(pem: string): Result<KeyObject, CertificateFault> {
  const [block, label = ""] = /-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]*?-----END \1-----/.exec(pem) ?? [];
  if (block === undefined) return fault("no-key");
  if (label.startsWith("ENCRYPTED") || block.includes("Proc-Type: 4,ENCRYPTED")) return fault("locked-key");
  try {
    return ok(createPrivateKey(block));
  } catch (error) {
    return fault("unreadable-key", whyOf(error));
  }
}

function readCertificate(block: string): Result<X509Certificate, CertificateFault> {
  try {
    return ok(new X509Certificate(block));
  } catch (error) {
    return fault("unreadable-certificate", whyOf(error));
  }
}

/** OpenSSL's words: what was given is at fault here, whatever kind of error they come as. */
function whyOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** From ours up to whom nobody of `all` vouches for. */
function chainOf(ours: X509Certificate, all: readonly X509Certificate[]): readonly X509Certificate[] {
  const chain = [ours];
  for (let last = ours;;) {
    const next = all.find((each) => !chain.includes(each) && last.checkIssued(each) && last.verify(each.publicKey));
    if (next === undefined) return chain;
    chain.push(next);
    last = next;
  }
}

function dayOf(written: string): string {
  return new Date(Date.parse(written)).toISOString().slice(0, 10);
}

const TEXTS: Readonly<Record<CertificateFaultCode, (what: string) => string>> = {
  "no-certificate": () => `There is no certificate: expected PEM, "-----BEGIN CERTIFICATE-----"`,
  "no-key": () => `There is no private key: expected PEM, "-----BEGIN PRIVATE KEY-----"`,
  "locked-key": () => "The private key is locked with a password: unlock it first",
  "unreadable-certificate": (why) => `The certificate cannot be read: ${why}`,
  "unreadable-key": (why) => `The private key cannot be read: ${why}`,
  "other-key": (name) => `The private key is not that of "${name}"`,
  stray: (name) => `"${name}" does not belong to the chain: nothing here is vouched for by it`,
  "no-names": (name) => `"${name}" is good for no name: browsers want a subject alternative name`,
  "not-yet": (day) => `It is good from ${day} on, not today`,
  expired: (day) => `It was good until ${day}`,
  "weak-key": (bits) => `The private key has ${bits} bits: browsers want ${FEWEST_RSA_BITS} at least`,
  unusable: (why) => `TLS cannot be served with it: ${why}`,
};

function fault(code: CertificateFaultCode, what = ""): { readonly ok: false; readonly fault: CertificateFault } {
  return { ok: false, fault: certificateFault(code, what) };
}

export function certificateFault(code: CertificateFaultCode, what: string): CertificateFault {
  return { code, what, text: TEXTS[code](what) };
}
