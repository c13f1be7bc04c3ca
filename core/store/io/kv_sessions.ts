import type { Session } from "../account.ts";
import type { SessionStore } from "../ports.ts";

const PREFIX = "session";

/** Who is signed in, in `Deno.openKv`, which works on threads of its own. */
export class KvSessions implements SessionStore {
  readonly #kv: Deno.Kv;

  constructor(kv: Deno.Kv) {
    this.#kv = kv;
  }

  async all(): Promise<readonly Session[]> {
    const sessions: Session[] = [];
    for await (const { value } of this.#kv.list<Session>({ prefix: [PREFIX] }, { batchSize: 500 })) {
      sessions.push(value);
    }
    return sessions;
  }

  async put(session: Session): Promise<void> {
    await this.#kv.set([PREFIX, session.hash], session);
  }

  remove(hash: string): Promise<void> {
    return this.#kv.delete([PREFIX, hash]);
  }
}
