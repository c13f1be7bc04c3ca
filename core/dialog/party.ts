import { ok, type Result } from "../base/mod.ts";
import { formatNameAddr, header, parseNameAddr, type SipMessage } from "../sip/mod.ts";

/** A From or To value taken apart: who, and his tag; the tag is empty where there is none (RFC 2543). */
export interface Party {
  readonly uri: string;
  readonly tag: string;
}

/** Reads a From or To value. */
export function parseParty(value: string): Result<Party> {
  const read = parseNameAddr(value);
  if (!read.ok) return read;
  const parameters = new Map(read.value.parameters);
  const tag = parameters.get("tag") ?? "";
  parameters.delete("tag");
  return ok({ uri: formatNameAddr({ ...read.value, parameters }), tag });
}

/** The value with its tag. */
export function formatParty(uri: string, tag: string): string {
  return tag === "" ? uri : `${uri};tag=${tag}`;
}

/** The URI of a message's Contact; undefined where there is none, or `*`. */
export function contactOf(message: SipMessage): string | undefined {
  const contact = parseNameAddr(header(message, "Contact") ?? "");
  return contact.ok && contact.value.uri !== "*" ? contact.value.uri : undefined;
}
