/** `inline:` and what follows up to a lifetime, an MKI, another key or the line's end (RFC 4568 §9.1). */
const KEY = /(^a=crypto:\d+[ \t]+\S+[ \t]+.*?inline:|;inline:)[^|;\s]+/gim;

/** A message as it may be shown: whoever reads a trace must not be able to hear the call. */
export function hideKeys(message: string): string {
  return message.replace(KEY, "$1...");
}
