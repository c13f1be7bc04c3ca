import type { SealKey } from "../mod.ts";
import { readPlain } from "./read_plain.ts";

/** What nobody but its owner may read. */
const PRIVATE = 0o600;

/** Writes a file anew for whoever is to hear it, unsealed. Throws where it cannot be read, or there is such a file already. */
export function copyPlain(from: string, to: string, keys: readonly SealKey[]): void {
  Deno.writeFileSync(to, readPlain(from, keys), { createNew: true, mode: PRIVATE });
}
