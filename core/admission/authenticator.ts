import type { Chance, Flow, Instant } from "../base/mod.ts";
import type { DigestKeys, Directory } from "../directory/mod.ts";
import {
  type Credentials,
  type DigestAlgorithm,
  digestResponse,
  formatChallenge,
  type Header,
  headers,
  parseCredentials,
  sameSecret,
  type SipRequest,
} from "../sip/mod.ts";
import { isForRequest, mayCallHimself } from "./identity.ts";
import { Md5Only } from "./md5_only.ts";
import { Nonces } from "./nonces.ts";
import { Throttle } from "./throttle.ts";
import type { RefusalFact, Verdict } from "./verdict.ts";

export interface AuthenticatorOptions {
  readonly chance: Chance;
  /** How long a nonce may be used; 300,000 when left out. */
  readonly nonceLifetimeMs?: number;
  /** Failures within `windowMs` after which a source is not heard; 10. */
  readonly maxFailures?: number;
  /** 60,000; also how long a source is not heard the first time. */
  readonly windowMs?: number;
  /** Nonces whose counts are remembered; 20,000. */
  readonly nonceLimit?: number;
}

/** How large the tables are, for the figures. */
export interface AdmissionSizes {
  readonly nonces: number;
  readonly failedSources: number;
  readonly trustedFlows: number;
}

/** RFC 8760 §2.3: in the order of the box's preference. */
const ALGORITHMS: readonly DigestAlgorithm[] = ["SHA-256", "MD5"];
/** Of several credentials in one request, how many are looked at. */
const CREDENTIALS_AT_MOST = 4;

/**
 * Who may come in: digest authentication (RFC 3261 §22, RFC 7616, RFC 8760) against the directory. A stranger costs no
 * memory, an unknown user is answered exactly like a wrong password, and a source that keeps failing is not heard.
 */
export class Authenticator {
  readonly #nonces: Nonces;
  readonly #throttle: Throttle;
  readonly #md5Only = new Md5Only();
  /** What an unknown user's response is compared with: nobody knows the secret of it. */
  readonly #nobody: DigestKeys;

  constructor(options: AuthenticatorOptions) {
    const { chance, nonceLifetimeMs = 300_000, maxFailures = 10, windowMs = 60_000, nonceLimit = 20_000 } = options;
    this.#nonces = new Nonces({ chance, lifetimeMs: nonceLifetimeMs, limit: nonceLimit });
    this.#throttle = new Throttle({ maxFailures, windowMs });
    this.#nobody = { sha256: chance.token(256), md5: chance.token(128) };
  }

  get sizes(): AdmissionSizes {
    const { sources, trusted } = this.#throttle;
    return { nonces: this.#nonces.size, failedSources: sources, trustedFlows: trusted };
  }

  /**
   * Judges a request; with `proxy`, challenges are 407 and credentials are those for a proxy (RFC 3261 §22.3). One for help
   * is heard from where too many others have failed.
   */
  judge(
    request: SipRequest,
    flow: Flow,
    directory: Directory,
    now: Instant,
    options: { readonly proxy?: boolean; readonly isForHelp?: boolean } = {},
  ): Verdict {
    const { proxy = false, isForHelp = false } = options;
    if (this.#throttle.isClosed(flow, now, { isForHelp })) return refuse("throttled");
    const vouched = flow.vouched === undefined ? undefined : directory.extensions.get(flow.vouched);
    if (vouched !== undefined && mayCallHimself(request, vouched.number)) {
      return { type: "admitted", extension: vouched };
    }
    const credentials = readCredentials(request, directory.realm, proxy);
    if (typeof credentials === "string") {
      const md5Only = this.#md5Only.challenge(request, flow, now);
      return this.#challenge(directory, now, { proxy, fact: credentials, md5Only });
    }
    const extension = directory.extensions.get(credentials.username);
    const site = extension === undefined ? directory.sites.get(credentials.username) : undefined;
    const known = extension ?? site;
    const isRight = hasRightDigest(credentials, known?.keys ?? this.#nobody, request.method);
    if (known === undefined || !isRight) {
      this.#throttle.failed(flow, now);
      const fact = known === undefined ? "unknown-user" : "wrong-password";
      return this.#challenge(directory, now, { proxy, fact, md5Only: this.#md5Only.isKnown(request, flow) });
    }
    // Without qop there is no count: each nonce serves once (RFC 7616 §3.4 keeps RFC 2069 alive for old phones).
    const count = credentials.nc === undefined ? 1 : parseInt(credentials.nc, 16);
    const used = this.#nonces.use(credentials.nonce, count, now);
    // RFC 7616 §3.3: the secret was right, so the phone need not ask its user for another.
    if (used !== "ok") {
      return this.#challenge(directory, now, {
        proxy,
        fact: used,
        md5Only: this.#md5Only.isKnown(request, flow),
      });
    }
    this.#throttle.passed(flow, now);
    this.#md5Only.understood(request, flow);
    if (!isForRequest(credentials.uri, request)) return refuse("wrong-uri");
    // Another office's box calls for all of its people.
    if (extension === undefined) return { type: "site", trunk: site!.trunk };
    if (!mayCallHimself(request, extension.number)) return refuse("wrong-identity");
    return { type: "admitted", extension };
  }

  /** Forgets what is over. Nothing depends on when: call it now and then, such as once a minute. */
  expire(now: Instant): void {
    this.#nonces.expire(now);
    this.#throttle.expire(now);
    this.#md5Only.expire(now);
  }

  #challenge(
    directory: Directory,
    now: Instant,
    { proxy, fact, md5Only }: { proxy: boolean; fact: RefusalFact; md5Only: boolean },
  ): Verdict {
    const nonce = this.#nonces.issue(now);
    const algorithms = md5Only ? ALGORITHMS.slice(-1) : ALGORITHMS;
    const stale = fact === "stale" || fact === "replayed-nc" ? { stale: true } : {};
    const fields: Header[] = algorithms.map((algorithm) => ({
      name: proxy ? "Proxy-Authenticate" : "WWW-Authenticate",
      value: formatChallenge({ realm: directory.realm, nonce, algorithm, qop: ["auth"], ...stale }),
    }));
    return { type: "refused", status: proxy ? 407 : 401, headers: fields, fact };
  }
}

function refuse(fact: RefusalFact): Verdict {
  return { type: "refused", status: 403, headers: [], fact };
}

/** The first credentials that answer a challenge of ours; else why there are none. */
function readCredentials(request: SipRequest, realm: string, proxy: boolean): Credentials | RefusalFact {
  const fields = headers(request, proxy ? "Proxy-Authorization" : "Authorization");
  for (const field of fields.slice(0, CREDENTIALS_AT_MOST)) {
    const read = parseCredentials(field);
    if (!read.ok || read.value.realm !== realm) continue;
    const { qop, algorithm } = read.value;
    const isOffered = algorithm === undefined || ALGORITHMS.some((each) => each === algorithm);
    if (isOffered && (qop === undefined || qop === "auth")) return read.value;
  }
  return fields.length === 0 ? "no-credentials" : "bad-credentials";
}

function hasRightDigest(credentials: Credentials, keys: DigestKeys, method: string): boolean {
  const { nonce, uri, response, nc, cnonce, qop } = credentials;
  const isSha256 = credentials.algorithm === "SHA-256";
  const counted = qop === undefined || nc === undefined || cnonce === undefined ? {} : { qop, nc, cnonce };
  const expected = digestResponse({
    algorithm: isSha256 ? "SHA-256" : "MD5",
    ha1: isSha256 ? keys.sha256 : keys.md5,
    nonce,
    method,
    uri,
    ...counted,
  });
  return sameSecret(expected, response);
}
