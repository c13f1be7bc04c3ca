import type { Directory } from "../../core/directory/mod.ts";
import type { ApiKey, ApiScope, KeyRing } from "../../core/store/mod.ts";
import type { AuditFacts } from "../audit/mod.ts";

const LONGEST_NAME = 64;

/** What keys are kept with. */
export interface KeyParts {
  readonly keys: Pick<KeyRing, "all" | "add" | "remove">;
  /** Of which they name extensions. */
  directory(): Pick<Directory, "extensions">;
}

/** What a key is to be. */
export interface KeyWish {
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  /** On whose behalf it may act; none: everybody's. */
  readonly extensions: readonly string[];
}

/** Who makes keys and takes them back. */
export interface Giver {
  /** As the list of keys tells it. */
  readonly who: string;
  /** A program has no more to give than its own key; undefined: people at the desk, who may give any. */
  readonly key: Pick<ApiKey, "scopes" | "extensions"> | undefined;
}

export type KeyRefused =
  /** Without a name of 64 characters at most, or without a scope. */
  | { readonly refused: "name" | "nothing" | "taken" | "gone" }
  /** The office has no such extension. */
  | { readonly refused: "no-such"; readonly extension: string }
  /** Who gives does not have it himself. */
  | { readonly refused: "scope"; readonly scope: ApiScope }
  /** He may not act for it himself; undefined: for everybody. */
  | { readonly refused: "extension"; readonly extension: string | undefined };

/** Makes a key and answers it, as nobody can be told it a second time. */
export async function addKey(
  { keys, directory }: KeyParts,
  { name, scopes, extensions }: KeyWish,
  by: Giver,
): Promise<{ readonly key: string } | KeyRefused> {
  if (name === "" || name.length > LONGEST_NAME) return { refused: "name" };
  if (scopes.length === 0) return { refused: "nothing" };
  const refused = mayGive({ scopes, ...extensions.length === 0 ? {} : { extensions } }, by);
  if (refused !== undefined) return refused;
  const strange = extensions.find((each) => !directory().extensions.has(each));
  if (strange !== undefined) return { refused: "no-such", extension: strange };
  const made = await keys.add(name, scopes, by.who, extensions);
  return made.ok ? { key: made.value } : { refused: "taken" };
}

/** Takes a key back: one that may no more than who does it. Tokens that were given for it are good for nothing then. */
export async function removeKey({ keys }: KeyParts, name: string, by: Giver): Promise<KeyRefused | undefined> {
  const known = keys.all().find((key) => key.name === name);
  if (known === undefined) return { refused: "gone" };
  const refused = mayGive(known, by);
  if (refused !== undefined) return refused;
  return (await keys.remove(name)).ok ? undefined : { refused: "gone" };
}

/** Why somebody does not have himself what such a key may; undefined: he does. */
export function mayGive(
  { scopes, extensions }: Pick<ApiKey, "scopes" | "extensions">,
  { key }: Pick<Giver, "key">,
): Extract<KeyRefused, { readonly refused: "scope" | "extension" }> | undefined {
  if (key === undefined) return undefined;
  const scope = scopes.find((each) => !key.scopes.includes(each));
  if (scope !== undefined) return { refused: "scope", scope };
  if (key.extensions === undefined) return undefined;
  if (extensions === undefined) return { refused: "extension", extension: undefined };
  const extension = extensions.find((each) => !key.extensions!.includes(each));
  return extension === undefined ? undefined : { refused: "extension", extension };
}

/** What the audit says of a new key. */
export function keyFacts({ name, scopes, extensions }: KeyWish): AuditFacts {
  return { key: name, scopes: scopes.join(" "), ...extensions.length === 0 ? {} : { for: extensions.join(" ") } };
}
