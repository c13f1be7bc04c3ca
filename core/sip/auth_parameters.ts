import { fail, ok, type Result } from "../base/mod.ts";
import { cannotRead } from "./cannot_read.ts";
import { LIMITS } from "./limits.ts";
import { unquote } from "./quoted.ts";
import { skipQuoted, skipSpace, skipToken } from "./scan.ts";

/** `Digest name=value, name="value"`: names in lower case, each at most once. */
export function readAuthParameters(text: string, code: string): Result<ReadonlyMap<string, string>> {
  const schemeTo = skipToken(text, 0);
  const scheme = text.slice(0, schemeTo);
  if (scheme.toLowerCase() !== "digest") {
    return fail("unknown-scheme", `Cannot authenticate by "${scheme}": expected Digest`);
  }
  const refused = cannotRead(code, "authentication by", scheme, 'expected a list of name="value"');
  const parameters = new Map<string, string>();
  for (let at = skipSpace(text, schemeTo); at < text.length;) {
    const nameTo = skipToken(text, at);
    const name = text.slice(at, nameTo).toLowerCase();
    const equals = skipSpace(text, nameTo);
    if (nameTo === at || text.charCodeAt(equals) !== 61 || parameters.has(name)) return refused;
    const from = skipSpace(text, equals + 1);
    const isQuoted = text.charCodeAt(from) === 34;
    const to = isQuoted ? skipQuoted(text, from) : skipPlain(text, from);
    if (to <= from || parameters.size === LIMITS.parameters) return refused;
    parameters.set(name, isQuoted ? unquote(text, from, to) : text.slice(from, to));
    at = skipSpace(text, to);
    if (at < text.length && text.charCodeAt(at) !== 44) return refused;
    at = skipSpace(text, at + 1);
  }
  return ok(parameters);
}

/** A token by the RFC; phones are known that leave the quotes off a uri or a nonce, which ends at a comma all the same. */
function skipPlain(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) > 32 && text.charCodeAt(at) !== 44 && text.charCodeAt(at) !== 34) at++;
  return at;
}
