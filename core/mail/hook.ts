import type { Json } from "../base/mod.ts";
import { readReceipt, type Receipt } from "./mail.ts";

/** Something that a program elsewhere is told, by POST. */
export interface Hook {
  /** The same however often it is sent, so that nobody acts on it twice. */
  readonly id: string;
  /**
   * Where to; without it wherever the office says at the moment of sending. It is signed with the secret that the office has
   * for whoever it is, or for this address, then.
   */
  readonly url?: string;
  /** Whose it is, as the office's settings have it: `emergency`, `webhooks/crm`. */
  readonly of?: string;
  /** JSON. */
  readonly body: string;
  /** What it tells of: one thing's are heard in their order, and none while an earlier one waits to be tried again. */
  readonly about?: string;
  /** Its place among those that are about the same, over a restart too. */
  readonly nth?: number;
  /** What whoever wrote it wants back with the news of what became of it. */
  readonly receipt?: Receipt;
}

/** Where a hook goes, and what proves who sends it: as the office has it at the moment of sending. */
export interface HookAddress {
  readonly url: string;
  /** Each makes a signature of its own: two while one takes the other's place. */
  readonly secrets: readonly string[];
}

export function writeHook({ id: _, receipt, ...hook }: Hook): Json {
  return { ...hook, ...receipt === undefined ? {} : { receipt: { ...receipt } } };
}

/** Reads what was kept; undefined for what makes no sense. */
export function readHook(id: string, kept: Json): Hook | undefined {
  if (typeof kept !== "object" || kept === null || Array.isArray(kept)) return undefined;
  const { url, of, body, about, nth, receipt } = kept as { readonly [key: string]: Json };
  if (typeof body !== "string" || (typeof url !== "string" && typeof of !== "string")) return undefined;
  return {
    id,
    ...(typeof url === "string" ? { url } : {}),
    ...(typeof of === "string" ? { of } : {}),
    body,
    ...(typeof about === "string" ? { about } : {}),
    ...(typeof nth === "number" ? { nth } : {}),
    ...readReceipt(receipt),
  };
}
