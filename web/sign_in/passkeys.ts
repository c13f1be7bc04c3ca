import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";
import { type Clock, elapsed, type Instant } from "../../core/base/mod.ts";
import type { Account, Passkey } from "../../core/store/mod.ts";
import { fromBase64url, inBase64url } from "./base64url.ts";

const LIFE_MS = 300_000;
/** Challenges under way; the oldest is forgotten. */
const MOST = 1_000;

/** Where the desk is, as the browser sees it: a passkey is bound to the name (`id`). */
export interface RelyingParty {
  readonly id: string;
  /** `https://kontor.local` */
  readonly origin: string;
  /** The office's name. */
  readonly name: string;
}

/** Passkeys (WebAuthn level 3), by @simplewebauthn, which is loaded when one is first wanted. */
export class Passkeys {
  readonly #clock: Clock;
  readonly #challenges = new Map<string, Instant>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async toAdd(account: Account, party: RelyingParty): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const { generateRegistrationOptions } = await import("@simplewebauthn/server");
    const options = await generateRegistrationOptions({
      rpName: party.name,
      rpID: party.id,
      userName: account.name,
      userDisplayName: account.fullName,
      userID: new TextEncoder().encode(account.name),
      excludeCredentials: account.passkeys.map(({ id }) => ({ id })),
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    });
    this.#remember(options.challenge);
    return options;
  }

  /** The passkey that was made; undefined where the browser's answer does not hold. */
  async added(
    response: RegistrationResponseJSON,
    party: RelyingParty,
    name: string,
  ): Promise<Passkey | undefined> {
    const { verifyRegistrationResponse } = await import("@simplewebauthn/server");
    const verified = await holds(() =>
      verifyRegistrationResponse({
        response,
        expectedChallenge: (challenge) => this.#takes(challenge),
        expectedOrigin: party.origin,
        expectedRPID: party.id,
      })
    );
    if (verified?.verified !== true) return undefined;
    const { credential } = verified.registrationInfo;
    return {
      id: credential.id,
      publicKey: inBase64url(credential.publicKey),
      counter: credential.counter,
      transports: credential.transports ?? [],
      name,
      addedAt: this.#clock.wall(),
    };
  }

  /** @param of whose passkey is wanted; undefined: anybody's */
  async toSignIn(party: RelyingParty, of?: Pick<Account, "passkeys">): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const { generateAuthenticationOptions } = await import("@simplewebauthn/server");
    const options = await generateAuthenticationOptions({
      rpID: party.id,
      userVerification: "required",
      ...of === undefined ? {} : { allowCredentials: of.passkeys.map(({ id }) => ({ id })) },
    });
    this.#remember(options.challenge);
    return options;
  }

  /** The account as it is after it was used; undefined where the browser's answer does not hold. */
  async used(
    response: AuthenticationResponseJSON,
    party: RelyingParty,
    account: Account,
  ): Promise<Account | undefined> {
    const passkey = account.passkeys.find(({ id }) => id === response.id);
    if (passkey === undefined) return undefined;
    const { verifyAuthenticationResponse } = await import("@simplewebauthn/server");
    const verified = await holds(() =>
      verifyAuthenticationResponse({
        response,
        expectedChallenge: (challenge) => this.#takes(challenge),
        expectedOrigin: party.origin,
        expectedRPID: party.id,
        credential: { id: passkey.id, publicKey: fromBase64url(passkey.publicKey), counter: passkey.counter },
      })
    );
    if (verified?.verified !== true) return undefined;
    const counter = verified.authenticationInfo.newCounter;
    const passkeys = account.passkeys.map((each) => each === passkey ? { ...each, counter } : each);
    return { ...account, passkeys };
  }

  #remember(challenge: string): void {
    this.#challenges.set(challenge, this.#clock.now());
    if (this.#challenges.size <= MOST) return;
    const [oldest] = this.#challenges.keys();
    this.#challenges.delete(oldest!);
  }

  /** Each challenge is good once, and for a while. */
  #takes(challenge: string): boolean {
    const made = this.#challenges.get(challenge);
    this.#challenges.delete(challenge);
    return made !== undefined && elapsed(made, this.#clock.now()) < LIFE_MS;
  }
}

/** The library throws at what a browser should not send: to us that is a wrong answer like any other. */
async function holds<Verified>(verify: () => Promise<Verified>): Promise<Verified | undefined> {
  try {
    return await verify();
  } catch (error) {
    if (error instanceof ReferenceError) throw error;
    return undefined;
  }
}
