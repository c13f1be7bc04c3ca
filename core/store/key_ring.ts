import { type Chance, type Clock, fail, ok, type Result } from "../base/mod.ts";
import { type ApiKey, type ApiScope, hashOfKey } from "./api_key.ts";
import type { KeyStore } from "./ports.ts";

const KEY_BITS = 256;
/** So that whoever finds one in a log or a repository knows what he has found. */
const PREFIX = "kontor_";

/** The keys of the REST interface in memory: to ask for one costs a hash and a look. */
export class KeyRing {
  readonly #store: KeyStore;
  readonly #world: { readonly clock: Clock; readonly chance: Chance };
  readonly #byHash = new Map<string, ApiKey>();

  private constructor(store: KeyStore, world: { readonly clock: Clock; readonly chance: Chance }) {
    this.#store = store;
    this.#world = world;
  }

  static async load(store: KeyStore, world: { readonly clock: Clock; readonly chance: Chance }): Promise<KeyRing> {
    const ring = new KeyRing(store, world);
    for (const key of await store.all()) ring.#byHash.set(key.hash, key);
    return ring;
  }

  /** Whose key it is; undefined for no key of ours. */
  of(key: string): ApiKey | undefined {
    return this.#byHash.get(hashOfKey(key));
  }

  /** Oldest first. */
  all(): readonly ApiKey[] {
    return [...this.#byHash.values()];
  }

  /**
   * Makes a key and answers it: nobody can be told it a second time.
   *
   * @param extensions on whose behalf it may act; none named: everybody's
   */
  async add(
    name: string,
    scopes: readonly ApiScope[],
    who: string,
    extensions: readonly string[] = [],
  ): Promise<Result<string>> {
    const key = `${PREFIX}${this.#world.chance.token(KEY_BITS)}`;
    const kept: ApiKey = {
      name,
      scopes,
      ...extensions.length === 0 ? {} : { extensions },
      hash: hashOfKey(key),
      createdAt: this.#world.clock.wall(),
      createdBy: who,
    };
    if (!await this.#store.add(kept)) {
      return fail("key-exists", `Cannot make key "${name}": there is one of that name, remove it first`);
    }
    this.#byHash.set(kept.hash, kept);
    return ok(key);
  }

  async remove(name: string): Promise<Result<null>> {
    if (!await this.#store.remove(name)) {
      return fail("no-key", `Cannot remove key "${name}": there is none of that name`);
    }
    for (const [hash, key] of this.#byHash) if (key.name === name) this.#byHash.delete(hash);
    return ok(null);
  }
}
