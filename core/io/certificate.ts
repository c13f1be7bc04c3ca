import { type Clock, isClockBelieved, type Log } from "../base/mod.ts";
import type { Certificate } from "./acceptor.ts";
import type { LocalAddress } from "./addresses.ts";
import type { CertificateWish } from "./self_signed.ts";

/** The name under which mDNS and the provisioning tell of the box. */
const OFFICE_NAME = "kontor.local";
/**
 * Ten years. The limits of 397 and 825 days are the browsers' for authorities in public stores; here the phones that
 * pin this certificate are the reason: one that ran out each year would silence them all on the same morning.
 */
const LIFETIME_DAYS = 3653;
const DAY_MS = 86_400_000;

export interface CertificateWorld {
  readonly clock: Clock;
  readonly log: Log;
  readonly hostname: string;
  readonly locals: readonly LocalAddress[];
}

/**
 * The box's certificate from `<dataDir>/tls/`; made there on the first start, self-signed. Undefined while there is none
 * and the clock is not believed: ask again later. Throws when the folder cannot be read or written.
 */
export async function boxCertificate(dataDir: string, world: CertificateWorld): Promise<Certificate | undefined> {
  const certPath = `${dataDir}/tls/cert.pem`;
  const keyPath = `${dataDir}/tls/key.pem`;
  const [certPem, keyPem] = await Promise.all([readIfThere(certPath), readIfThere(keyPath)]);
  if (certPem !== undefined && keyPem !== undefined) return { certPem, keyPem };
  if (!isClockBelieved(world.clock.wall())) {
    world.log.write({ level: "warn", text: "Not making a certificate: the clock of the box is not set yet" });
    return undefined;
  }
  const made = await makeCertificate(world);
  await Deno.mkdir(`${dataDir}/tls`, { recursive: true, mode: 0o700 });
  await writeWhole(keyPath, made.keyPem);
  await writeWhole(certPath, made.certPem);
  world.log.write({ level: "info", text: "Made a self-signed certificate", facts: { path: certPath } });
  return made;
}

/** The owner's own certificate. Throws with the path when a file cannot be read or holds something else. */
export async function readCertificate(certPath: string, keyPath: string): Promise<Certificate> {
  const [certPem, keyPem] = await Promise.all([readPem(certPath, "CERTIFICATE"), readPem(keyPath, "PRIVATE KEY")]);
  return { certPem, keyPem };
}

/** Authorities that the owner trusts beside the system's. Throws with the path when the file cannot be read or holds none. */
export function readAuthorities(path: string): Promise<string> {
  return readPem(path, "CERTIFICATE");
}

/**
 * A self-signed certificate (ECDSA P-256) for the box's names and addresses. Made in a worker that ends with it: the
 * library takes 12 MB, and is needed once in the life of a box.
 */
export async function makeCertificate(world: CertificateWorld): Promise<Certificate> {
  const today = world.clock.wall();
  const wish: CertificateWish = {
    commonName: OFFICE_NAME,
    names: [...new Set([world.hostname, OFFICE_NAME, "localhost"])],
    addresses: world.locals.map(({ ip }) => ip),
    // The day before: the phone's clock may be a little behind ours.
    notBefore: today - DAY_MS,
    notAfter: today + LIFETIME_DAYS * DAY_MS,
  };
  const worker = new Worker(new URL("./self_signed_worker.ts", import.meta.url), {
    type: "module",
    name: "certificate",
  });
  const { promise, resolve, reject } = Promise.withResolvers<Certificate>();
  worker.onmessage = ({ data }: MessageEvent<Certificate>) => resolve(data);
  worker.onerror = (event) => {
    event.preventDefault();
    reject(new Error(`Cannot make a certificate: ${event.message}`));
  };
  worker.postMessage(wish);
  try {
    return await promise;
  } finally {
    worker.terminate();
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

async function readPem(path: string, label: string): Promise<string> {
  const pem = await readIfThere(path);
  if (pem === undefined) throw new Error(`Cannot read ${label.toLowerCase()} "${path}": no such file`);
  // Also "EC PRIVATE KEY" and "RSA PRIVATE KEY".
  if (!new RegExp(`-----BEGIN (\\w+ )?${label}-----`).test(pem)) {
    throw new Error(`Cannot read ${label.toLowerCase()} "${path}": expected PEM with a ${label} in it`);
  }
  return pem;
}

/** Never half a file under the final name, and never readable by others, not even for a moment. */
async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.new`;
  await Deno.remove(draft).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  await Deno.writeTextFile(draft, text, { mode: 0o600, createNew: true });
  await Deno.rename(draft, path);
}
