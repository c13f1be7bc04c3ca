import type { CsvSettings } from "../../../core/directory/mod.ts";

/** How text becomes octets. */
export interface Encoding extends Pick<CsvSettings, "encoding" | "bom"> {
  /** Of a line; CR LF where nothing is said (RFC 4180 §2). */
  readonly end?: string;
}

/** Lines of text as octets. */
export function encode(lines: readonly string[], how: Encoding): Uint8Array<ArrayBuffer> {
  const { encoding, bom, end = "\r\n" } = how;
  const text = lines.map((line) => `${line}${end}`).join("");
  switch (encoding) {
    case "utf-8":
      return new TextEncoder().encode(bom ? `\uFEFF${text}` : text);
    case "utf-16le":
      return utf16(bom ? `\uFEFF${text}` : text);
    case "windows-1250":
      // It is older than the letters with a comma below: those with a cedilla stood for them.
      return codePage(encoding, text.normalize("NFC").replace(/[ȘșȚț]/g, (letter) => CEDILLAS[letter]!));
    case "windows-1252":
      return codePage(encoding, text);
  }
}

function utf16(text: string): Uint8Array<ArrayBuffer> {
  const octets = new Uint8Array(2 * text.length);
  const view = new DataView(octets.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(2 * at, text.charCodeAt(at), true);
  return octets;
}

/** What the code page has no place for is written without its diacritics, and else as a question mark. */
function codePage(encoding: string, text: string): Uint8Array<ArrayBuffer> {
  const all = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, octet) => octet));
  const octetOf = new Map([...all].map((letter, octet) => [letter, octet]));
  const octets: number[] = [];
  for (const letter of text.normalize("NFC")) {
    const octet = octetOf.get(letter);
    if (octet !== undefined) octets.push(octet);
    else {
      const bare = letter.normalize("NFD").replace(/\p{M}/gu, "");
      for (const part of bare === "" ? "?" : bare) octets.push(octetOf.get(part) ?? QUESTION_MARK);
    }
  }
  return Uint8Array.from(octets);
}

const CEDILLAS: Readonly<Record<string, string>> = { "Ș": "Ş", "ș": "ş", "Ț": "Ţ", "ț": "ţ" };
const QUESTION_MARK = 0x3f;
