import type { PasswordScheme } from "../../../core/config/mod.ts";

/** OWASP's least for argon2id: 19 MiB, two passes. */
export const ARGON = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32 } as const;
/** OWASP's least for PBKDF2-HMAC-SHA-256. */
export const PBKDF2 = { rounds: 600_000, hashLength: 32 } as const;

/** How the PHC strings of a scheme begin, with as much work as it takes now. */
export const LEADS: Readonly<Record<PasswordScheme, string>> = {
  "argon2id": `$argon2id$v=19$m=${ARGON.memorySize},t=${ARGON.iterations},p=${ARGON.parallelism}$`,
  "pbkdf2-sha256": `$pbkdf2-sha256$i=${PBKDF2.rounds}$`,
};

/** Of no password anybody knows: 16 and 32 octets of nothing in particular. */
export const NOBODYS_REST = "a29udG9yLWtvbnRvci0wMQ$Zk0yS0c5Q2tXb1JxV2tBd2xYbGtEb1JtVnBhYmNkZWY";
