import { dialogKey } from "../dialog/mod.ts";
import type { Session } from "./session.ts";

/** Every session there is: by its own id, by its dialog, and by the transactions that belong to it. */
export class SessionTable {
  readonly #byId = new Map<string, Session>();
  readonly #byDialog = new Map<string, Session>();
  readonly #byTransaction = new Map<string, Session>();
  readonly #transactionsOf = new Map<Session, Set<string>>();

  get(id: string): Session | undefined {
    return this.#byId.get(id);
  }

  all(): Iterable<Session> {
    return this.#byId.values();
  }

  add(session: Session, transactionKey?: string): void {
    this.#byId.set(session.id, session);
    if (transactionKey !== undefined) this.bind(transactionKey, session);
    this.index(session);
  }

  /** Forgets the session and all that leads to it. */
  remove(session: Session): void {
    this.#byId.delete(session.id);
    this.unindex(session);
    for (const key of this.#transactionsOf.get(session) ?? []) this.#byTransaction.delete(key);
    this.#transactionsOf.delete(session);
  }

  /** Makes the session known by its dialog, once it has one. */
  index(session: Session): void {
    const { dialog } = session;
    if (dialog === undefined) return;
    this.#byDialog.set(dialogKey(dialog.callId, dialog.localTag, dialog.remoteTag), session);
  }

  /** Forgets the dialog, when a fork's early one gives way to another. */
  unindex(session: Session): void {
    const { dialog } = session;
    if (dialog !== undefined) this.#byDialog.delete(dialogKey(dialog.callId, dialog.localTag, dialog.remoteTag));
  }

  withDialog(callId: string, localTag: string, remoteTag: string): Session | undefined {
    return this.#byDialog.get(dialogKey(callId, localTag, remoteTag));
  }

  /** A transaction belongs to the session: what happens to it is told there. */
  bind(key: string, session: Session): void {
    this.#byTransaction.set(key, session);
    const keys = this.#transactionsOf.get(session);
    if (keys === undefined) this.#transactionsOf.set(session, new Set([key]));
    else keys.add(key);
  }

  /** The transaction is over as far as the session cares. */
  unbind(key: string): void {
    const session = this.#byTransaction.get(key);
    if (session === undefined) return;
    this.#byTransaction.delete(key);
    this.#transactionsOf.get(session)?.delete(key);
  }

  withTransaction(key: string): Session | undefined {
    return this.#byTransaction.get(key);
  }

  /** The sizes of the tables: all zero when no call runs. */
  sizes(): Readonly<Record<"sessions" | "dialogs" | "session_transactions", number>> {
    return { sessions: this.#byId.size, dialogs: this.#byDialog.size, session_transactions: this.#byTransaction.size };
  }
}
