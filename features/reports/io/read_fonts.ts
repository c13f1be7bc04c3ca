import type { Fonts } from "../write/pdf_paper.ts";

/** DejaVu Sans Condensed: Latin with every diacritic, Greek and Cyrillic; free to embed. */
export function readFonts(): Fonts {
  return {
    regular: Deno.readFileSync(new URL("../font/DejaVuSansCondensed.ttf", import.meta.url)),
    bold: Deno.readFileSync(new URL("../font/DejaVuSansCondensed-Bold.ttf", import.meta.url)),
  };
}
