import type { Json } from "../base/mod.ts";

/** What somebody has said of himself on the desk, which stands until he says something else. */
export interface OwnWord {
  /** One of the seven states of `core/presence`. */
  readonly state: string;
  /** In his own words. */
  readonly note?: string;
  /** Wall time, in milliseconds. */
  readonly saidAt: number;
}

/** The family of the notebook that own words are kept in, by extension. */
export const PRESENCE_FAMILY = "presence";

/** Reads what was kept of somebody's word; undefined when it makes no sense. */
export function readOwnWord(value: Json | undefined): OwnWord | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { state, note, saidAt } = value as { readonly [key: string]: Json };
  if (typeof state !== "string" || typeof saidAt !== "number") return undefined;
  return { state, saidAt, ...(typeof note === "string" ? { note } : {}) };
}

/** What is to be kept of it. */
export function writeOwnWord({ state, note, saidAt }: OwnWord): Json {
  return { state, saidAt, ...(note === undefined ? {} : { note }) };
}
