import { ok, type Result } from "../base/mod.ts";
import { cannotRead } from "./cannot_read.ts";
import { LIMITS } from "./limits.ts";
import { quote, unquote } from "./quoted.ts";
import { skipQuoted, skipSpace, skipToken } from "./scan.ts";

/** `;name=value;flag`: lower-case names; quoted values without their quotes; undefined where there is no `=`. */
export type Parameters = ReadonlyMap<string, string | undefined>;

/** The one empty map, so that most values need not make one. */
export const NO_PARAMETERS: Parameters = new Map();

/** The parameters that start at `from` with a `;` (or the end of the text) and run to the end (RFC 3261 §7.3.1). */
export function parseParametersAt(text: string, from: number): Result<Parameters> {
  let at = skipSpace(text, from);
  if (at === text.length) return ok(NO_PARAMETERS);
  const parameters = new Map<string, string | undefined>();
  for (let count = 0; at < text.length; count++) {
    if (count === LIMITS.parameters) return refuse(text, `expected at most ${LIMITS.parameters}`);
    if (text.charCodeAt(at) !== 59) return refuse(text, `expected ";" at ${at}`);
    const nameFrom = skipSpace(text, at + 1);
    const nameTo = skipToken(text, nameFrom);
    if (nameTo === nameFrom) return refuse(text, `expected a name at ${nameFrom}`);
    const name = text.slice(nameFrom, nameTo).toLowerCase();
    let value: string | undefined;
    at = skipSpace(text, nameTo);
    if (text.charCodeAt(at) === 61) {
      const valueFrom = skipSpace(text, at + 1);
      const isQuoted = text.charCodeAt(valueFrom) === 34;
      const valueTo = isQuoted ? skipQuoted(text, valueFrom) : skipValue(text, valueFrom);
      if (valueTo <= valueFrom) return refuse(text, `expected a value at ${valueFrom}`);
      value = isQuoted ? unquote(text, valueFrom, valueTo) : text.slice(valueFrom, valueTo);
      at = skipSpace(text, valueTo);
    }
    // §7.3.1 forbids a name to come twice; where it does, the first one counts, as it does in `findParameter`.
    if (!parameters.has(name)) parameters.set(name, value);
  }
  return ok(parameters);
}

/** The parameters of a text such as `cause=200;text="gone"`, with or without the first `;`. */
export function parseParameters(text: string): Result<Parameters> {
  const start = skipSpace(text, 0);
  return parseParametersAt(start === text.length || text.charCodeAt(start) === 59 ? text : `;${text}`, 0);
}

/** One parameter of a list that starts at `from` with `;`, without reading the others. Names in lower case. */
export function findParameter(text: string, from: number, name: string): string | undefined {
  let at = text.indexOf(";", from);
  while (at >= 0 && at < text.length) {
    const nameFrom = skipSpace(text, at + 1);
    const nameTo = skipToken(text, nameFrom);
    const isWanted = nameTo - nameFrom === name.length && text.slice(nameFrom, nameTo).toLowerCase() === name;
    at = skipSpace(text, nameTo);
    if (text.charCodeAt(at) !== 61) {
      if (isWanted) return undefined;
      at = text.indexOf(";", at);
      continue;
    }
    const valueFrom = skipSpace(text, at + 1);
    const isQuoted = text.charCodeAt(valueFrom) === 34;
    const valueTo = isQuoted ? skipQuoted(text, valueFrom) : skipValue(text, valueFrom);
    if (valueTo <= valueFrom) return undefined;
    if (isWanted) return isQuoted ? unquote(text, valueFrom, valueTo) : text.slice(valueFrom, valueTo);
    at = text.indexOf(";", valueTo);
  }
  return undefined;
}

/** `;name=value;flag`. What is not a token or a host is quoted; so is a feature tag's value (RFC 3840 §9). */
export function formatParameters(parameters: Parameters): string {
  let text = "";
  for (const [name, value] of parameters) text += formatParameter(name, value);
  return text;
}

/** One of them. */
export function formatParameter(name: string, value: string | undefined): string {
  if (value === undefined) return `;${name}`;
  return `;${name}=${isPlain(value) && name.charCodeAt(0) !== 43 ? value : quote(value)}`;
}

/** The RFC allows tokens and hosts; anything that cannot be taken for the end of the value is let through. */
function skipValue(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code <= 32 || code === 59 || code === 44 || code === 34 || code === 60 || code === 62 || code === 127) break;
    at++;
  }
  return at;
}

function isPlain(value: string): boolean {
  return value.length > 0 && skipValue(value, 0) === value.length;
}

function refuse(text: string, why: string): ReturnType<typeof cannotRead> {
  return cannotRead("bad-parameters", "parameters", text, why);
}
