import { folded } from "../../core/base/mod.ts";

/** What a column of a table is. */
export const COLUMNS = ["skip", "name", "first", "last", "company", "number", "note", "vip"] as const;
export type ColumnUse = (typeof COLUMNS)[number];

/**
 * By how Google, Outlook and people head their columns, in English, Romanian, German and French; the first that fits counts.
 * What looks like a number and is none to call (a fax, a pager, a label, a postal code) comes first.
 */
const HEADS: readonly (readonly [head: RegExp, use: ColumnUse])[] = [
  [
    /\b(fax|telex|pager|tty|isdn|yomi|phonetic|label|type|file as|prefix|suffix|mail|web|address|adresa|postal|cod postal|birthday|group)\b/,
    "skip",
  ],
  [/^(first|given|middle|additional|fore)[ _-]?names?$|^(prenume|vorname|prenom|weitere vornamen)$/, "first"],
  [/^(last|family|sur)[ _-]?names?$|^(nume de familie|nachname|familienname|nom de famille)$/, "last"],
  [/^(vip|important)$/, "vip"],
  [/^(notes?|comments?|observatii|nota|note|notizen|remarques?|mentiuni)$/, "note"],
  [
    /^(company|organi[sz]ation|employer|firma|companie|societate|organizatie|unternehmen|societe|entreprise)( name)?$/,
    "company",
  ],
  [/^organi[sz]ation 1 ?- ?name$|^organi[sz]ation name$/, "company"],
  [
    /\b(phones?|tel|telefon\w*|telephone|mobile?|mobil|cell\w*|handy|gsm|numbers?|numar\w*|nummer|rufnummer)\b/,
    "number",
  ],
  [
    /^(full|display|contact|formatted)?[ _-]?(names?|nume)$|^(nume complet|nume si prenume|contact|persoana|anzeigename|nom)$/,
    "name",
  ],
];
/** Of so many rows it is seen what a column without a head that is known holds. */
const SAMPLE = 50;

/** What each column is likely to be. Without a name there is none to be found: then the first that holds words is it. */
export function guessColumns(
  head: readonly string[] | undefined,
  rows: readonly (readonly string[])[],
): readonly ColumnUse[] {
  const width = Math.max(head?.length ?? 0, ...rows.slice(0, SAMPLE).map((row) => row.length));
  const uses = Array.from({ length: width }, (_, at): ColumnUse => useOf(head?.[at]) ?? useByContent(rows, at));
  const hasFirst = uses.includes("first");
  // "Nume" beside "Prenume", and "Name" beside "Vorname", is the family's.
  const lone = uses.indexOf("name");
  if (hasFirst && !uses.includes("last") && lone !== -1) uses[lone] = "last";
  if (!uses.some((use) => use === "name" || use === "first" || use === "last")) {
    const words = uses.findIndex((use, at) =>
      use === "skip" && useOf(head?.[at]) === undefined && holdsWords(rows, at)
    );
    if (words !== -1) uses[words] = "name";
  }
  return uses;
}

function useOf(head: string | undefined): ColumnUse | undefined {
  const wanted = folded(head ?? "");
  return HEADS.find(([pattern]) => pattern.test(wanted))?.[1];
}

function useByContent(rows: readonly (readonly string[])[], at: number): ColumnUse {
  const cells = rows.slice(0, SAMPLE).map((row) => row[at] ?? "").filter((cell) => cell.trim() !== "");
  return cells.length > 0 && cells.filter(looksDialled).length > cells.length / 2 ? "number" : "skip";
}

function holdsWords(rows: readonly (readonly string[])[], at: number): boolean {
  return rows.slice(0, SAMPLE).some((row) => /\p{L}{2}/u.test(row[at] ?? ""));
}

/** Whether a cell can be dialled. */
export function looksDialled(cell: string): boolean {
  return /^'?[+(]?[0-9][0-9 ().\/-]{5,}$/.test(cell.trim());
}
