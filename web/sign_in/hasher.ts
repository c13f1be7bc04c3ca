/** Makes and checks password hashes, away from the thread that carries signalling: one takes 65 ms on purpose. */
export interface Hasher {
  /** PHC string. Rejects with {@link Busy} when too many wait. */
  hash(password: string): Promise<string>;
  /** False for a wrong password; never throws for a hash that makes no sense. */
  verify(password: string, hash: string): Promise<boolean>;
}

/** So many wait already that nobody else should. */
export class Busy extends Error {
  constructor() {
    super("Cannot check a password now: too many wait");
  }
}
