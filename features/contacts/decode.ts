/** How the text of a file is written. */
export const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1250", "windows-1252"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Where programs that know no Unicode write in Windows-1250. */
const CENTRAL_EUROPE: ReadonlySet<string> = new Set("AL BA CZ HR HU ME PL RO RS SI SK".split(" "));

/** The text of a file. What is not told is guessed: by its BOM, by whether it can be UTF-8, else by the office's country. */
export function decode(
  octets: Uint8Array,
  { encoding, country }: { readonly encoding?: Encoding; readonly country: string },
): { readonly text: string; readonly encoding: Encoding } {
  const used = encoding ?? guess(octets, country);
  return { text: new TextDecoder(used).decode(octets), encoding: used };
}

function guess(octets: Uint8Array, country: string): Encoding {
  if (octets[0] === 0xff && octets[1] === 0xfe) return "utf-16le";
  if (octets[0] === 0xfe && octets[1] === 0xff) return "utf-16be";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(octets);
    return "utf-8";
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return CENTRAL_EUROPE.has(country) ? "windows-1250" : "windows-1252";
  }
}
