import { record, type UsualKey, usually } from "./record.ts";
import { choice, orOff, type Shape, whole } from "./shape.ts";

/** How passwords are kept: a FIPS 140 module knows nothing but PBKDF2. */
export type PasswordScheme = "argon2id" | "pbkdf2-sha256";

/** Who guesses at the desk waits. */
export interface LockoutSettings {
  readonly tries: number;
  /** Seconds in which so many wrong ones lock. */
  readonly withinS: number;
  /** Seconds for which they lock: a name for everybody, an address for every name. */
  readonly forS: number;
}

export interface SignInSettings extends LockoutSettings {
  readonly passwords: PasswordScheme;
}

/** Requests that one address (an IPv4 address, an IPv6 /64) may make within a minute, and at once. */
export interface LimitSettings {
  /** What is done at the desk, and how often one tries to sign in: POST. */
  readonly desk: number | false;
  /** All that programs ask of the interface. */
  readonly api: number | false;
}

export const DEFAULT_SIGN_IN: SignInSettings = Object.freeze({
  tries: 5,
  withinS: 300,
  forS: 900,
  passwords: "argon2id",
});

/** An office behind one router, all of whom work at the desk; programs that ask a hundred times a second. */
export const DEFAULT_LIMITS: LimitSettings = Object.freeze({ desk: 1_200, api: 6_000 });

/** `sign_in:` */
export const signIn: Shape<SignInSettings> = record<SignInSettings>(usually(DEFAULT_SIGN_IN, {
  tries: [
    "tries",
    whole({ from: 1, to: 1_000 }),
    "So many wrong passwords, codes or passkeys lock out whose name it is, and the address they come from",
  ],
  withinS: ["within", whole({ from: 1, to: 86_400, unit: "seconds" }), "Seconds within which they count"],
  forS: [
    "for",
    whole({ from: 1, to: 86_400, unit: "seconds" }),
    "Seconds for which they lock; then it is over by itself",
  ],
  passwords: [
    "passwords",
    choice(["argon2id", "pbkdf2-sha256"]),
    "How passwords are kept; those kept otherwise hold, and are kept so from the next time they are typed",
  ],
}));

const perMinute = orOff(whole({ from: 1, to: 10_000_000 }), "a whole number of requests a minute");
const limit = (key: string, of: string): UsualKey<number | false> => [
  key,
  perMinute,
  `${of} that one address may send within a minute; false: as many as it likes`,
];

/** `limits:` */
export const limits: Shape<LimitSettings> = record<LimitSettings>(usually(DEFAULT_LIMITS, {
  desk: limit("desk", "Forms of the desk"),
  api: limit("api", "Requests of the REST interface"),
}));
