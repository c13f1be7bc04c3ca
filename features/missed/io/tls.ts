import type { PbxTls } from "../../../core/directory/mod.ts";

/** What Node's TLS is told. */
export interface TlsWish {
  readonly rejectUnauthorized: boolean;
  readonly ca?: string;
}

/**
 * How the way to a server is encrypted: undefined where it is not. The file with the authorities is read each time: it may
 * have been renewed.
 */
export async function tlsWishOf(tls: PbxTls): Promise<TlsWish | undefined> {
  if (tls === "off") return undefined;
  if (tls === "required") return { rejectUnauthorized: false };
  const ca = await Deno.readTextFile(tls.ca);
  if (!ca.includes("-----BEGIN CERTIFICATE-----")) throw new Error(`there is no certificate in "${tls.ca}"`);
  return { rejectUnauthorized: true, ca };
}
