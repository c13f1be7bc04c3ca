import type { WallTime } from "../../base/mod.ts";
import type { Certificate } from "../certificate.ts";
import { type CertificateFault, type CertificateFaultCode, judgeCertificate } from "../judge.ts";

/** What phones and browsers may refuse, and yet TLS can be served with: a box that starts without it serves nobody. */
const SERVABLE: readonly CertificateFaultCode[] = ["not-yet", "expired", "no-names", "stray", "weak-key"];

export interface OwnersCertificate {
  readonly certificate: Certificate;
  /** What is wrong with it nevertheless. */
  readonly fault?: CertificateFault;
}

/** The certificate that kontor.yml names. Throws with the path when a file cannot be read or holds something else. */
export async function readOwners(certPath: string, keyPath: string, now: WallTime): Promise<OwnersCertificate> {
  const [certPem, keyPem] = [await readPem(certPath, "CERTIFICATE"), await readPem(keyPath, "PRIVATE KEY")];
  const judged = judgeCertificate(`${certPem}\n${keyPem}`, now);
  if (judged.ok) return { certificate: judged.value };
  const { fault } = judged;
  if (!SERVABLE.includes(fault.code)) throw new Error(`Cannot use "${certPath}" with "${keyPath}": ${fault.text}`);
  return { certificate: { certPem, keyPem }, fault };
}

/** Authorities that the owner trusts beside the system's. Throws with the path when the file cannot be read or holds none. */
export async function readAuthorities(path: string | undefined): Promise<readonly string[]> {
  return path === undefined ? [] : [await readPem(path, "CERTIFICATE")];
}

async function readPem(path: string, label: string): Promise<string> {
  let pem: string;
  try {
    pem = await Deno.readTextFile(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Error(`Cannot read ${label.toLowerCase()} "${path}": no such file`, { cause: error });
  }
  // Also "EC PRIVATE KEY" and "RSA PRIVATE KEY".
  if (!new RegExp(`-----BEGIN (\\w+ )?${label}-----`).test(pem)) {
    throw new Error(`Cannot read ${label.toLowerCase()} "${path}": expected PEM with a ${label} in it`);
  }
  return pem;
}
