/**
 * For tests of the phone book: files as programs of other times write them, and a desk without a worker.
 *
 * @module
 */
import { SeededChance, type WallTime } from "../../core/base/mod.ts";
import type { CallerNames } from "../../core/directory/mod.ts";
import type { ContactStore } from "../../core/store/mod.ts";
import { ContactDesk } from "../../features/contacts/contact_desk.ts";
import type { Encoding } from "../../features/contacts/decode.ts";
import type { ReadFile } from "../../features/contacts/import_draft.ts";
import { readImport } from "../../features/contacts/read_import.ts";

/** A text as a program writes it that knows this encoding. */
export function encodeText(text: string, encoding: Encoding): Uint8Array {
  if (encoding === "utf-8") return new TextEncoder().encode(text);
  if (encoding.startsWith("utf-16")) {
    const octets = new Uint8Array(2 * text.length + 2);
    const view = new DataView(octets.buffer);
    [0xfeff, ...Array.from(text, (_, at) => text.charCodeAt(at))].forEach((code, at) =>
      view.setUint16(2 * at, code, encoding === "utf-16le")
    );
    return octets;
  }
  const decoder = new TextDecoder(encoding);
  const signs = new Map(Array.from({ length: 256 }, (_, octet) => [decoder.decode(new Uint8Array([octet])), octet]));
  return Uint8Array.from(text, (sign) => signs.get(sign) ?? 0x3f);
}

/** Reads a file at once, where it is asked to. */
export const readHere: ReadFile = (wish, ears) => {
  const { head, rows } = readImport(wish);
  ears.head(head);
  ears.rows([...rows]);
  return Promise.resolve();
};

export interface DeskParts {
  readonly store: ContactStore;
  readonly onNames?: (names: CallerNames) => void;
}

/** A desk that breathes without a clock. */
export function contactDesk({ store, onNames = () => {} }: DeskParts): ContactDesk {
  return new ContactDesk({
    store,
    chance: new SeededChance(3),
    wall: () => 1_750_000_000_000 as WallTime,
    readFile: readHere,
    breathe: () => Promise.resolve(),
    onNames,
  });
}
