import { type Chance } from "../base/mod.ts";
import {
  type Challenge,
  digestHa1,
  digestResponse,
  formatCredentials,
  headers,
  parseChallenge,
  type SipRequest,
  type SipResponse,
  withHeader,
} from "../sip/mod.ts";

/** A phone's memory of the box's last challenge, so that most requests need not be asked twice. */
export class DigestMemory {
  readonly #user: string;
  readonly #secret: string;
  readonly #chance: Chance;
  #challenge: Challenge | undefined;
  #count = 0;
  #ha1 = "";

  constructor(user: string, secret: string, chance: Chance) {
    this.#user = user;
    this.#secret = secret;
    this.#chance = chance;
  }

  /** Learns from a 401; false when it holds no challenge that can be answered. */
  learn(response: SipResponse): boolean {
    for (const value of headers(response, "WWW-Authenticate")) {
      const challenge = parseChallenge(value);
      if (!challenge.ok) continue;
      const algorithm = challenge.value.algorithm ?? "MD5";
      if (algorithm !== "SHA-256" && algorithm !== "MD5") continue;
      this.#challenge = challenge.value;
      this.#count = 0;
      this.#ha1 = digestHa1(algorithm, this.#user, challenge.value.realm, this.#secret);
      return true;
    }
    return false;
  }

  /** The request with credentials for the last challenge, if there was one. */
  sign(request: SipRequest): SipRequest {
    if (this.#challenge === undefined) return request;
    const { realm, nonce, opaque } = this.#challenge;
    const algorithm = this.#challenge.algorithm === "SHA-256" ? "SHA-256" : "MD5";
    this.#count += 1;
    const nc = this.#count.toString(16).padStart(8, "0");
    const cnonce = this.#chance.token();
    const { method, uri } = request;
    const response = digestResponse({ algorithm, ha1: this.#ha1, nonce, nc, cnonce, qop: "auth", method, uri });
    const credentials = formatCredentials({
      username: this.#user,
      realm,
      nonce,
      uri,
      response,
      algorithm,
      qop: "auth",
      nc,
      cnonce,
      ...(opaque === undefined ? {} : { opaque }),
    });
    return withHeader(request, "Authorization", credentials);
  }
}
