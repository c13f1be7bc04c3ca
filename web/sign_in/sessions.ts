import { createHash } from "node:crypto";
import type { Chance, Clock, WallTime } from "../../core/base/mod.ts";
import type { Session, SessionStore } from "../../core/store/mod.ts";

const TOKEN_BITS = 256;
const HOUR_MS = 3_600_000;
/** Who has not been here for so long signs in again. */
const IDLE_MS = 24 * HOUR_MS;
/** And so does everybody now and then. */
const LIFE_MS = 30 * 24 * HOUR_MS;
/** When somebody was last seen is written down no more often than this. */
const SEEN_EVERY_MS = 300_000;
/** Dangerous acts want a proof of who one is that is no older. */
export const PROOF_MS = 600_000;
/** Streams and sockets outlive the token that they were opened with; those of the oldest open again. */
const MOST_HEIRS = 1_000;

/** Who is signed in: in memory, and behind it where it outlives a restart. */
export class Sessions {
  readonly #store: SessionStore;
  readonly #world: { readonly clock: Clock; readonly chance: Chance };
  readonly #byHash = new Map<string, Session>();
  /** By the hash of a token that was replaced, the one that stands in its place. */
  readonly #heirs = new Map<string, string>();

  private constructor(store: SessionStore, world: { readonly clock: Clock; readonly chance: Chance }) {
    this.#store = store;
    this.#world = world;
  }

  static async load(store: SessionStore, world: { readonly clock: Clock; readonly chance: Chance }): Promise<Sessions> {
    const sessions = new Sessions(store, world);
    for (const session of await store.all()) {
      if (sessions.#isAlive(session)) sessions.#byHash.set(session.hash, session);
      else await store.remove(session.hash);
    }
    return sessions;
  }

  /**
   * Somebody has signed in; gives the token, which nobody but his browser will know. Never one that was there before.
   *
   * @param isProved whether what he showed is enough for dangerous acts
   */
  async open(who: Pick<Session, "account" | "address" | "agent">, isProved: boolean): Promise<string> {
    const token = this.#world.chance.token(TOKEN_BITS);
    const now = this.#world.clock.wall();
    await this.#keep({
      ...who,
      hash: hashOf(token),
      createdAt: now,
      seenAt: now,
      provedAt: isProved ? now : 0 as WallTime,
    });
    return token;
  }

  /** Whose token it is; undefined for nobody's, and for one that is too old. */
  async of(token: string): Promise<Session | undefined> {
    const session = this.#byHash.get(hashOf(token));
    return session === undefined ? undefined : await this.#ifAlive(session);
  }

  /**
   * A session as it is now, which may go on under another token; undefined once he is not signed in any more. Whoever is told
   * of what happens while he asks for nothing is here all the same.
   */
  async later(begun: Pick<Session, "hash">): Promise<Session | undefined> {
    let hash: string | undefined = begun.hash;
    while (hash !== undefined && !this.#byHash.has(hash)) hash = this.#heirs.get(hash);
    const session = hash === undefined ? undefined : this.#byHash.get(hash);
    return session === undefined ? undefined : await this.#ifAlive(session);
  }

  /**
   * He has just proved again who he is. The session goes on under another token, which it gives: whoever else knew the old one
   * has no part in the proof.
   */
  async prove(session: Session): Promise<{ readonly token: string; readonly session: Session }> {
    const token = this.#world.chance.token(TOKEN_BITS);
    const proved = { ...session, hash: hashOf(token), provedAt: this.#world.clock.wall() };
    await this.#keep(proved);
    await this.end(session.hash);
    this.#heirs.set(session.hash, proved.hash);
    if (this.#heirs.size > MOST_HEIRS) this.#heirs.delete(this.#heirs.keys().next().value!);
    return { token, session: proved };
  }

  hasProof(session: Session): boolean {
    return this.#world.clock.wall() - session.provedAt < PROOF_MS;
  }

  /** Oldest first. */
  ofAccount(account: string): readonly Session[] {
    return [...this.#byHash.values()].filter((session) => session.account === account);
  }

  async end(hash: string): Promise<void> {
    this.#byHash.delete(hash);
    await this.#store.remove(hash);
  }

  /** All of somebody's, but for one: his password has changed, or he may not come in any more. */
  async endAll(account: string, but?: string): Promise<void> {
    for (const { hash } of this.ofAccount(account)) if (hash !== but) await this.end(hash);
  }

  async #ifAlive(session: Session): Promise<Session | undefined> {
    if (!this.#isAlive(session)) {
      await this.end(session.hash);
      return undefined;
    }
    const now = this.#world.clock.wall();
    if (now - session.seenAt >= SEEN_EVERY_MS) await this.#keep({ ...session, seenAt: now });
    return session;
  }

  #isAlive({ createdAt, seenAt }: Session): boolean {
    const now = this.#world.clock.wall();
    return now - seenAt < IDLE_MS && now - createdAt < LIFE_MS;
  }

  async #keep(session: Session): Promise<void> {
    this.#byHash.set(session.hash, session);
    await this.#store.put(session);
  }
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
