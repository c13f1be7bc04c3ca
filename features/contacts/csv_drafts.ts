import type { ContactDraft } from "./judge.ts";
import type { TableRow } from "./csv_table.ts";
import type { ColumnUse } from "./guess_columns.ts";

/** Several in one cell, as Google and people write them. */
const BETWEEN_NUMBERS = / ::: |[;|,\n]| \/ /;
const YES = /^(1|x|y|yes|true|vip|da|ja|oui|★|\*)$/i;

/** Somebody as a row of a table has him. */
export function draftOf({ cells }: TableRow, columns: readonly ColumnUse[]): ContactDraft {
  const of = (use: ColumnUse) =>
    columns.flatMap((each, at) => each === use && cells[at] !== undefined ? [unguarded(cells[at])] : [])
      .filter((cell) => cell !== "");
  const name = of("name")[0] ?? [...of("first"), ...of("last")].join(" ");
  const [company = ""] = of("company");
  return {
    name,
    company,
    numbers: of("number").flatMap((cell) => cell.split(BETWEEN_NUMBERS)).map((number) => unguarded(number)),
    note: of("note").join("\n"),
    isVip: of("vip").some((cell) => YES.test(cell)),
  };
}

/** Without the apostrophe, or the formula of a text, by which spreadsheets are kept from reckoning. */
function unguarded(cell: string): string {
  return cell.trim().replace(/^="(.*)"$/s, "$1").replace(/^'(?=[=+\-@])/, "");
}
