/** Makes and checks password hashes, away from the thread that carries signalling: one takes 65 ms on purpose. */
export interface Hasher {
  /** PHC string. Rejects with {@link Busy} when too many wait. */
  hash(password: string): Promise<string>;
  /** False for a wrong password; never throws for a hash that makes no sense. */
  verify(password: string, hash: string): Promise<boolean>;
  /** Whether it was made as hashes are made now; whoever types his password is given another. */
  isCurrent(hash: string): boolean;
  /** Of no password, and as much work: whoever is not known is told so no sooner than who mistypes. */
  readonly nobodys: string;
}

/** So many wait already that nobody else should. */
export class Busy extends Error {
  constructor() {
    super("Cannot check a password now: too many wait");
  }
}
