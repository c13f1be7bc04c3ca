import type { Json } from "../base/mod.ts";

/** Something that a program elsewhere is told, by POST. */
export interface Hook {
  /** The same however often it is sent, so that nobody acts on it twice. */
  readonly id: string;
  readonly url: string;
  /** JSON. */
  readonly body: string;
}

export function writeHook({ url, body }: Hook): Json {
  return { url, body };
}

/** Reads what was kept; undefined for what makes no sense. */
export function readHook(id: string, kept: Json): Hook | undefined {
  if (typeof kept !== "object" || kept === null || Array.isArray(kept)) return undefined;
  const { url, body } = kept as { readonly [key: string]: Json };
  return typeof url === "string" && typeof body === "string" ? { id, url, body } : undefined;
}
