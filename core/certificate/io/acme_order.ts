import https from "node:https";
import type { AcmeOutcome } from "../acme.ts";
import type { AcmeKind } from "../status.ts";

/** What is asked of an authority. */
export interface AcmeWish {
  /** The address of its directory. */
  readonly directory: string;
  readonly names: readonly string[];
  readonly kind: AcmeKind;
  readonly email?: string;
  /** In PEM; undefined: a new one is made, and with it an account. */
  readonly accountKey?: string;
  /** Authorities in PEM by which the authority's own server may be known, beside the system's. */
  readonly authorities?: string;
}

/** What is to be found where the authority looks for it (RFC 8555 §8.3, §8.4). */
export interface AcmeChallenge {
  readonly name: string;
  readonly token: string;
  /** What it is to find. */
  readonly answer: string;
}

export type ToAcme =
  | { readonly type: "order"; readonly wish: AcmeWish }
  /** A challenge can be looked for, or cannot. */
  | { readonly type: "laid-out"; readonly token: string; readonly why?: string };

export type FromAcme =
  | { readonly type: "challenge" | "over" } & AcmeChallenge
  | { readonly type: "outcome"; readonly outcome: AcmeOutcome };

export interface AcmeHands {
  /** Lays out what the authority will look for; rejects when that cannot be done. */
  challenge(challenge: AcmeChallenge): Promise<void>;
  /** It has looked. */
  over(challenge: AcmeChallenge): void;
}

/** Orders one certificate. Never throws: what went wrong is in the outcome. */
export async function order(wish: AcmeWish, hands: AcmeHands): Promise<AcmeOutcome> {
  // By its default alone: bundled, a CommonJS module has no other names.
  const { default: acme } = await import("acme-client");
  const { axios } = acme;
  // It would itself wait for whatever Retry-After says, up to days, in this thread: the keeper waits instead.
  const settings = axios.defaults as typeof axios.defaults & { acmeSettings: { retryMaxAttempts: number } };
  settings.acmeSettings.retryMaxAttempts = 0;
  if (wish.authorities !== undefined) axios.defaults.httpsAgent = new https.Agent({ ca: wish.authorities });
  let retryAfterS: number | undefined;
  axios.interceptors.response.use((response) => {
    if (response.status === 429 || response.status === 503) {
      retryAfterS = readRetryAfter(String(response.headers["retry-after"] ?? ""), Date.now());
    }
    return response;
  });
  const accountKey = wish.accountKey ?? String(await acme.crypto.createPrivateEcdsaKey());
  try {
    const client = new acme.Client({ directoryUrl: wish.directory, accountKey });
    const [keyPem, csr] = await acme.crypto.createCsr(
      { altNames: [...wish.names] },
      await acme.crypto.createPrivateEcdsaKey(),
    );
    const certPem = await client.auto({
      csr,
      ...(wish.email === undefined ? {} : { email: wish.email }),
      termsOfServiceAgreed: true,
      challengePriority: [wish.kind],
      // Whether it can be found is the authority's to see: from inside, names lead elsewhere.
      skipChallengeVerification: true,
      challengeCreateFn: ({ identifier }, { type, token }, answer) => {
        if (type !== wish.kind) throw new Error(`The authority does not offer ${wish.kind} for ${identifier.value}`);
        return hands.challenge({ name: identifier.value, token, answer });
      },
      challengeRemoveFn: ({ identifier }, { token }, answer) =>
        Promise.resolve(hands.over({ name: identifier.value, token, answer })),
    });
    return { ok: true, certificate: { certPem, keyPem: String(keyPem) }, accountKey };
  } catch (error) {
    const why = whyOf(error, wish.directory);
    return { ok: false, why, accountKey, ...(retryAfterS === undefined ? {} : { retryAfterS }) };
  }
}

/** The library reads the status of an answer that never came: that is all it says of a line that broke. */
function whyOf(error: unknown, directory: string): string {
  if (error instanceof TypeError) return `${new URL(directory).host} did not answer`;
  return error instanceof Error ? error.message : String(error);
}

/** Seconds, or a date (RFC 9110 §10.2.3); undefined for what is neither. */
export function readRetryAfter(text: string, now: number): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1_000));
}
