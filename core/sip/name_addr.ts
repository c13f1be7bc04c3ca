import { ok, oneLine, type Result } from "../base/mod.ts";
import { cannotRead } from "./cannot_read.ts";
import { findParameter, formatParameters, type Parameters, parseParametersAt } from "./parameters.ts";
import { quote, unquote } from "./quoted.ts";
import { skipQuoted, skipSpace, trimSpace } from "./scan.ts";

/** `"Ana Pop" <sip:101@box>;tag=x`: the value of From, To, Contact, Route, Refer-To ... (RFC 3261 §20.10). */
export interface NameAddr {
  /** The display name, without quotes. */
  readonly name?: string;
  /** As it stands; read it with `parseUri`. */
  readonly uri: string;
  /** The header's parameters, not the URI's. */
  readonly parameters: Parameters;
}

/** Displays are shorter, and so is what fits into a datagram. */
const MOST_NAME = 128;

/** Reads both forms: `name <uri>;parameters` and `uri;parameters`. Fault `bad-address`. */
export function parseNameAddr(text: string): Result<NameAddr> {
  const open = bracketOf(text);
  if (open === UNBALANCED) return refuse(text, "expected a closing quote");
  if (open === NONE) return parseBare(text);
  const close = text.indexOf(">", open);
  if (close < 0) return refuse(text, 'expected ">"');
  const parameters = parseParametersAt(text, close + 1);
  if (!parameters.ok) return parameters;
  const uri = text.slice(open + 1, close);
  const name = readName(text, open);
  if (name === undefined) return refuse(text, "expected a name of tokens or in quotes");
  return ok(name === "" ? { uri, parameters: parameters.value } : { name, uri, parameters: parameters.value });
}

/** The value as text: the name always quoted, and nothing in it that is not seen; the URI always in brackets. */
export function formatNameAddr(nameAddr: NameAddr): string {
  const name = oneLine(nameAddr.name ?? "", MOST_NAME);
  return `${name === "" ? "" : `${quote(name)} `}<${nameAddr.uri}>${formatParameters(nameAddr.parameters)}`;
}

/** The tag of a From or To value, without reading the rest of it. */
export function tagOf(value: string): string | undefined {
  const open = bracketOf(value);
  if (open === UNBALANCED) return undefined;
  const from = open === NONE ? 0 : value.indexOf(">", open);
  return from < 0 ? undefined : findParameter(value, from, "tag");
}

const NONE = -1;
const UNBALANCED = -2;

/** Where the `<` stands that is not inside a quoted name. */
function bracketOf(text: string): number {
  const start = skipSpace(text, 0);
  const from = text.charCodeAt(start) === 34 ? skipQuoted(text, start) : start;
  if (from < 0) return UNBALANCED;
  return text.indexOf("<", from);
}

/** §20.10: without brackets, what follows the first `;` belongs to the header, and the URI may hold no `,` or `?`. */
function parseBare(text: string): Result<NameAddr> {
  const semicolon = text.indexOf(";");
  const uri = trimSpace(semicolon < 0 ? text : text.slice(0, semicolon));
  if (uri === "" || /[\s,?">]/.test(uri)) return refuse(text, "expected a URI in angle brackets");
  const parameters = parseParametersAt(text, semicolon < 0 ? text.length : semicolon);
  return parameters.ok ? ok({ uri, parameters: parameters.value }) : parameters;
}

/** The name before the `<` at `open`; undefined when it cannot be told from what surrounds it. */
function readName(text: string, open: number): string | undefined {
  const start = skipSpace(text, 0);
  if (start === open) return "";
  if (text.charCodeAt(start) === 34) {
    const end = skipQuoted(text, start);
    return skipSpace(text, end) === open ? unquote(text, start, end) : undefined;
  }
  // §25.1 wants tokens; the world also writes "(", "@", "." and letters beyond ASCII, and those can be told apart.
  const name = trimSpace(text.slice(start, open));
  return /[,;">\\\0]/.test(name) ? undefined : name;
}

function refuse(text: string, why: string): ReturnType<typeof cannotRead> {
  return cannotRead("bad-address", "address", text, why);
}
