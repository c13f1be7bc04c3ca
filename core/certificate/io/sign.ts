import type { Certificate } from "../certificate.ts";
import { NAME_CONSTRAINTS, writeNameConstraints } from "../name_constraints.ts";
import type { Permits } from "../permits.ts";

/** The box's own authority: what people put among those they trust. */
export interface Authority extends Certificate {
  readonly permits: Permits;
}

/** What is to be signed. Moments in ms since 1970. */
export interface SignWish {
  /** The one there is; undefined: one is made. */
  readonly authority: Authority | undefined;
  /** What a new one is called, and what it may vouch for. */
  readonly authorityName: string;
  readonly permits: Permits;
  readonly authorityUntil: number;
  readonly commonName: string;
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  readonly from: number;
  readonly until: number;
  /** The key of the certificate that is renewed; undefined: a new one. */
  readonly keyPem: string | undefined;
}

export interface Signed {
  readonly authority: Authority;
  /** The certificate, and the authority's behind it. */
  readonly certificate: Certificate;
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/** A certificate (ECDSA P-256) by the box's own authority, which is made where there is none. */
export async function sign(wish: SignWish): Promise<Signed> {
  // The library wants the polyfill before itself.
  await import("reflect-metadata");
  const x509 = await import("@peculiar/x509");

  const authority = wish.authority ?? await makeAuthority(wish);
  const issuer = new x509.X509Certificate(authority.certPem);
  const keys = await keysOf(wish.keyPem);
  const certificate = await x509.X509CertificateGenerator.create({
    subject: `CN=${wish.commonName}`,
    issuer: issuer.subject,
    notBefore: new Date(wish.from),
    notAfter: new Date(wish.until),
    publicKey: keys.publicKey,
    signingKey: (await keysOf(authority.keyPem)).privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth]),
      new x509.SubjectAlternativeNameExtension([
        ...wish.names.map((value) => ({ type: "dns", value } as const)),
        ...wish.addresses.map((value) => ({ type: "ip", value } as const)),
      ]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return {
    authority,
    certificate: { certPem: `${certificate.toString("pem")}\n${authority.certPem}`, keyPem: keys.pem },
  };

  async function makeAuthority({ authorityName, permits, from, authorityUntil }: SignWish): Promise<Authority> {
    const keys = await keysOf(undefined);
    const root = await x509.X509CertificateGenerator.createSelfSigned({
      name: `CN=${authorityName}`,
      notBefore: new Date(from),
      notAfter: new Date(authorityUntil),
      keys,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        // RFC 5280 §4.2.1.10 wants it critical; desk phones that do not know it would then know nobody.
        new x509.Extension(NAME_CONSTRAINTS, false, writeNameConstraints(permits)),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    return { certPem: `${root.toString("pem")}\n`, keyPem: keys.pem, permits };
  }

  /** The pair that a private key in PEM (PKCS #8) is half of, or a new one. */
  async function keysOf(pem: string | undefined): Promise<CryptoKeyPair & { readonly pem: string }> {
    if (pem === undefined) {
      const made = await crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
      const octets = await crypto.subtle.exportKey("pkcs8", made.privateKey);
      return { ...pairOf(made), pem: `${x509.PemConverter.encode(octets, "PRIVATE KEY")}\n` };
    }
    const octets = x509.PemConverter.decodeFirst(pem);
    const privateKey = await crypto.subtle.importKey("pkcs8", octets, ALGORITHM, true, ["sign"]);
    const { d: _secret, key_ops: _uses, ...shown } = await crypto.subtle.exportKey("jwk", privateKey);
    const publicKey = await crypto.subtle.importKey("jwk", shown, ALGORITHM, true, ["verify"]);
    return { privateKey, publicKey, pem };
  }
}

function pairOf({ privateKey, publicKey }: CryptoKeyPair): CryptoKeyPair {
  return { privateKey, publicKey };
}
