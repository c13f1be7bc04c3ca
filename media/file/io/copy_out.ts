import { sentenceOf } from "../../../core/base/mod.ts";
import type { SealKey } from "../mod.ts";
import { readPlain } from "./read_plain.ts";

/** What nobody but its owner may read. */
const PRIVATE = 0o600;

/** Writes a file anew for whoever is to hear it, unsealed; gives why it cannot: it cannot be read, or there is such a file already. */
export function copyOut(from: string, to: string, keys: readonly SealKey[]): string | undefined {
  try {
    Deno.writeFileSync(to, readPlain(from, keys), { createNew: true, mode: PRIVATE });
    return undefined;
  } catch (error) {
    return sentenceOf(error);
  }
}
