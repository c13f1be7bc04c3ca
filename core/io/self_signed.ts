import type { Certificate } from "./acceptor.ts";

/** What a certificate is to say. */
export interface CertificateWish {
  readonly commonName: string;
  /** The DNS names and the addresses that it is good for. */
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  /** In ms since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
}

/** A new key (ECDSA P-256), and a certificate that it signs itself. */
export async function signSelf(wish: CertificateWish): Promise<Certificate> {
  // The library wants the polyfill before itself.
  await import("reflect-metadata");
  const x509 = await import("@peculiar/x509");
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${wish.commonName}`,
    notBefore: new Date(wish.notBefore),
    notAfter: new Date(wish.notAfter),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth]),
      new x509.SubjectAlternativeNameExtension([
        ...wish.names.map((value) => ({ type: "dns", value } as const)),
        ...wish.addresses.map((value) => ({ type: "ip", value } as const)),
      ]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const key = await crypto.subtle.exportKey("pkcs8", keys.privateKey);
  return { certPem: certificate.toString("pem") + "\n", keyPem: x509.PemConverter.encode(key, "PRIVATE KEY") + "\n" };
}
