/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/**
 * Reads a file of contacts away from the thread that carries signalling; there only while it reads.
 *
 * @module
 */
import { type ImportHead, type ImportRow, type ImportWish, readImport } from "../read_import.ts";

export type FromImport =
  | { readonly head: ImportHead }
  | { readonly rows: readonly ImportRow[]; readonly isEnd: boolean }
  | { readonly fault: string };

/** So many rows go over in one piece: a copy of them takes less than a millisecond. */
const AT_ONCE = 250;

const tell = (word: FromImport): void => self.postMessage(word);

self.onmessage = ({ data }: MessageEvent<ImportWish>): void => {
  try {
    const { head, rows } = readImport(data);
    tell({ head });
    let piece: ImportRow[] = [];
    for (const row of rows) {
      piece.push(row);
      if (piece.length < AT_ONCE) continue;
      tell({ rows: piece, isEnd: false });
      piece = [];
    }
    tell({ rows: piece, isEnd: true });
  } catch (error) {
    tell({ fault: error instanceof Error ? error.message : String(error) });
  }
};
