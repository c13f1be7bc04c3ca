import { draftOf } from "./csv_drafts.ts";
import { type CsvTable, readCsvTable } from "./csv_table.ts";
import { decode, type Encoding } from "./decode.ts";
import { type ColumnUse, guessColumns } from "./guess_columns.ts";
import { type ContactDraft, type ContactFault, judgeContact, type JudgedContact } from "./judge.ts";
import { placeOf } from "./place_of.ts";
import { readCards } from "./vcard_drafts.ts";

/** A file that is to be imported, and what whoever brings it has said of it so far. */
export interface ImportWish {
  readonly octets: Uint8Array;
  /** ISO 3166-1 alpha-2: `RO` */
  readonly country: string;
  /** Undefined: guessed. */
  readonly encoding?: Encoding;
  /** Undefined: guessed. */
  readonly columns?: readonly ColumnUse[];
  /** What stands in place of a value that was wrong, by {@link placeOf}; empty: there is none. */
  readonly mended?: Readonly<Record<string, string>>;
}

/** What is wrong, and on which line of the file. */
export interface ImportFault extends ContactFault {
  readonly line: number;
}

export interface ImportRow {
  readonly line: number;
  /** Undefined where something is wrong with it. */
  readonly contact?: JudgedContact;
  readonly faults?: readonly ImportFault[];
}

/** What a file was read as, before its rows. */
export interface ImportHead {
  readonly kind: "csv" | "vcard";
  readonly encoding: Encoding;
  /** Of a table: what its columns are headed, hold in the first rows, and are used as. */
  readonly columns: readonly { readonly head: string; readonly samples: readonly string[]; readonly use: ColumnUse }[];
  readonly rows: number;
}

const SAMPLES = 3;

/** Reads a file: first what it is, then every row of it, judged. */
export function readImport(wish: ImportWish): { readonly head: ImportHead; readonly rows: Iterable<ImportRow> } {
  const { text, encoding } = decode(wish.octets, wish);
  if (/^\ufeff?\s*begin:vcard/i.test(text)) {
    const cards = readCards(text);
    return {
      head: { kind: "vcard", encoding, columns: [], rows: cards.length },
      rows: mapped(
        cards,
        ({ line, draft, text }) => draft === undefined ? broken(line, text) : rowOf(line, draft, wish),
      ),
    };
  }
  const table = readCsvTable(text);
  const cells = table.rows.map((row) => row.cells);
  const guessed = guessColumns(table.head, cells);
  const uses = guessed.map((use, at) => wish.columns?.[at] ?? use);
  return {
    head: { kind: "csv", encoding, columns: shown(table, uses), rows: table.rows.length + table.broken.length },
    rows: rowsOf(table, uses, wish),
  };
}

function* rowsOf(table: CsvTable, uses: readonly ColumnUse[], wish: ImportWish): Iterable<ImportRow> {
  for (const { line, text } of table.broken) yield broken(line, text);
  for (const row of table.rows) yield rowOf(row.line, draftOf(row, uses), wish);
}

function rowOf(line: number, draft: ContactDraft, { country, mended = {} }: ImportWish): ImportRow {
  const { contact, faults } = judgeContact(mend(line, draft, mended), country);
  return contact === undefined ? { line, faults: faults.map((fault) => ({ ...fault, line })) } : { line, contact };
}

/** With what was put right. A number that is taken out keeps its place: the others are still called as before. */
function mend(line: number, draft: ContactDraft, mended: Readonly<Record<string, string>>): ContactDraft {
  const said = (field: ImportFault["field"], nth: number, value: string) =>
    mended[placeOf({ line, field, nth })] ?? value;
  const written = draft.numbers.filter((number) => number.trim() !== "");
  return {
    ...draft,
    name: said("name", 0, draft.name),
    company: said("company", 0, draft.company ?? ""),
    note: said("note", 0, draft.note ?? ""),
    numbers: (written.length === 0 ? [""] : written).map((number, nth) => said("number", nth, number)),
  };
}

function broken(line: number, value: string): ImportRow {
  return { line, faults: [{ line, field: "row", nth: 0, value, why: "unreadable" }] };
}

function shown({ head, rows }: CsvTable, uses: readonly ColumnUse[]): ImportHead["columns"] {
  return uses.map((use, at) => {
    const samples = rows.map(({ cells }) => (cells[at] ?? "").trim()).filter((cell) => cell !== "");
    return { head: head?.[at] ?? "", samples: samples.slice(0, SAMPLES).map((cell) => cell.slice(0, 60)), use };
  });
}

function* mapped<From, To>(all: readonly From[], each: (one: From) => To): Iterable<To> {
  for (const one of all) yield each(one);
}
