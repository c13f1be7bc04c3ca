/** Walking over header text (RFC 3261 §25.1): all functions take positions and give positions, and copy nothing. */

/** 1 where the character may stand in a token. */
const TOKEN: Uint8Array = tableOf("!%'*+-.0123456789_`~ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
/** 1 where the character may stand in a host name; `_` is not in the RFC but is in the world. */
const HOSTNAME: Uint8Array = tableOf("-.0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
const IPV6: Uint8Array = tableOf("0123456789abcdefABCDEF:.");

function tableOf(members: string): Uint8Array {
  const table = new Uint8Array(128);
  for (let i = 0; i < members.length; i++) table[members.charCodeAt(i)] = 1;
  return table;
}

function skipMembers(text: string, from: number, table: Uint8Array): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code > 127 || table[code] === 0) break;
    at++;
  }
  return at;
}

/** The first position that is neither space nor tab. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 9) break;
    at++;
  }
  return at;
}

/** The position after the token that starts at `from`; `from` itself when there is none. */
export function skipToken(text: string, from: number): number {
  return skipMembers(text, from, TOKEN);
}

/** Whether the whole text is one token. */
export function isToken(text: string): boolean {
  return text.length > 0 && skipToken(text, 0) === text.length;
}

/** The position after the quoted string whose opening quote stands at `from`; -1 when it is never closed. */
export function skipQuoted(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) return at + 1;
    if (code === 92) at++;
  }
  return -1;
}

/** The position after the host (name, IPv4 address or bracketed IPv6 address) at `from`; -1 when there is none. */
export function skipHost(text: string, from: number): number {
  if (text.charCodeAt(from) !== 91) {
    const end = skipMembers(text, from, HOSTNAME);
    return end > from ? end : -1;
  }
  const end = skipMembers(text, from + 1, IPV6);
  // Without a colon it would be a number, and no address.
  const colon = text.indexOf(":", from);
  return colon > 0 && colon < end && text.charCodeAt(end) === 93 ? end + 1 : -1;
}

/** A host as a value: no brackets, lower case. */
export function plainHost(text: string): string {
  return (text.charCodeAt(0) === 91 ? text.slice(1, -1) : text).toLowerCase();
}

/** The whole number that the digits from `from` to `to` say; -1 when they are not digits or say more than `most`. */
export function readNumber(text: string, from: number, to: number, most: number): number {
  if (from >= to) return -1;
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
    if (value > most) return -1;
  }
  return value;
}

/** The text without spaces and tabs around it: `trim()` would take characters away that SIP gives no meaning. */
export function trimSpace(text: string): string {
  const start = skipSpace(text, 0);
  let end = text.length;
  while (end > start) {
    const code = text.charCodeAt(end - 1);
    if (code !== 32 && code !== 9) break;
    end--;
  }
  return start === 0 && end === text.length ? text : text.slice(start, end);
}
