import type { Account, AccountStore } from "../../core/store/mod.ts";

/** Who may sign in: in memory, and written down before a change holds. */
export class Accounts {
  readonly #store: AccountStore;
  readonly #byName = new Map<string, Account>();

  private constructor(store: AccountStore) {
    this.#store = store;
  }

  static async load(store: AccountStore): Promise<Accounts> {
    const accounts = new Accounts(store);
    for (const account of await store.all()) accounts.#byName.set(account.name, account);
    return accounts;
  }

  get(name: string): Account | undefined {
    return this.#byName.get(name.trim().toLowerCase());
  }

  /** Oldest first. */
  all(): readonly Account[] {
    return [...this.#byName.values()];
  }

  /** The box belongs to nobody yet. */
  get isUnclaimed(): boolean {
    return this.#byName.size === 0;
  }

  /** Whether somebody else is left who may do everything. */
  hasOtherOwner(name: string): boolean {
    return this.all().some((account) => account.role === "owner" && account.name !== name);
  }

  async put(account: Account): Promise<void> {
    await this.#store.put(account);
    this.#byName.set(account.name, account);
  }

  async remove(name: string): Promise<boolean> {
    const wasThere = await this.#store.remove(name);
    this.#byName.delete(name);
    return wasThere;
  }
}

/** What somebody may be called when he signs in; undefined for a name that will do. */
export function accountNameFault(name: string): "empty" | "letters" | undefined {
  if (name.trim() === "") return "empty";
  return /^[a-z0-9][a-z0-9._@-]{1,63}$/.test(name.trim().toLowerCase()) ? undefined : "letters";
}
