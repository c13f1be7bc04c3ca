import type { Chance } from "../base/mod.ts";
import { type Challenge, parseChallenge } from "./challenge.ts";
import { formatCredentials } from "./credentials.ts";
import { type DigestAlgorithm, digestHa1, digestResponse } from "./digest.ts";
import { withHeader } from "./edit.ts";
import { headers, type SipRequest, type SipResponse } from "./message.ts";

/** A challenge by a server (401) is answered in one field, one by a proxy (407) in another (RFC 3261 §22). */
const FIELDS = [
  { asked: "WWW-Authenticate", answered: "Authorization" },
  { asked: "Proxy-Authenticate", answered: "Proxy-Authorization" },
] as const;

/** What was asked last, and how often it was answered. */
interface Asked {
  readonly answered: (typeof FIELDS)[number]["answered"];
  readonly challenge: Challenge;
  readonly algorithm: DigestAlgorithm;
  /** RFC 7616 §3.4.3; undefined for a server of RFC 2069. */
  readonly qop: "auth" | undefined;
  readonly ha1: string;
  count: number;
}

/** A client's memory of the last challenge, so that most requests need not be asked twice. */
export class DigestMemory {
  readonly #user: string;
  readonly #secret: string;
  readonly #chance: Chance;
  #asked: Asked | undefined;

  constructor(user: string, secret: string, chance: Chance) {
    this.#user = user;
    this.#secret = secret;
    this.#chance = chance;
  }

  /** Learns from a 401 or 407; false when it holds no challenge that can be answered. */
  learn(response: SipResponse): boolean {
    for (const { asked, answered } of FIELDS) {
      for (const value of headers(response, asked)) {
        const read = parseChallenge(value);
        if (!read.ok) continue;
        const challenge = read.value;
        const algorithm = challenge.algorithm ?? "MD5";
        if (algorithm !== "SHA-256" && algorithm !== "MD5") continue;
        const hasQop = challenge.qop !== undefined && challenge.qop.length > 0;
        if (hasQop && !challenge.qop.includes("auth")) continue;
        const ha1 = digestHa1(algorithm, this.#user, challenge.realm, this.#secret);
        this.#asked = { answered, challenge, algorithm, qop: hasQop ? "auth" : undefined, ha1, count: 0 };
        return true;
      }
    }
    return false;
  }

  /** The request with credentials for the last challenge, if there was one. */
  sign(request: SipRequest): SipRequest {
    const asked = this.#asked;
    if (asked === undefined) return request;
    const { answered, challenge, algorithm, qop, ha1 } = asked;
    const { realm, nonce, opaque } = challenge;
    asked.count += 1;
    const counted = { nc: asked.count.toString(16).padStart(8, "0"), cnonce: this.#chance.token(), qop: "auth" };
    const { method, uri } = request;
    const proof = qop === undefined ? {} : counted;
    const credentials = formatCredentials({
      username: this.#user,
      realm,
      nonce,
      uri,
      response: digestResponse({ algorithm, ha1, nonce, method, uri, ...proof }),
      ...(challenge.algorithm === undefined ? {} : { algorithm }),
      ...proof,
      ...(opaque === undefined ? {} : { opaque }),
    });
    return withHeader(request, answered, credentials);
  }
}
