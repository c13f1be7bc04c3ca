import {
  COLUMNS,
  type ColumnUse,
  DUPLICATES,
  type Duplicates,
  ENCODINGS,
  type ImportDraft,
  type ImportWish,
  placeOf,
} from "../../../features/contacts/mod.ts";
import { textOf } from "../../page/mod.ts";

/** How a file is to be read, as somebody has it on the page; with all that was mended before. */
export type Wish = Pick<ImportWish, "columns" | "encoding" | "mended">;

/** Of the fields of a value: `mend.3.number.0`. */
export const MENDING = "mend.";

export function wishIn(form: FormData, draft: ImportDraft): Wish {
  const columns = draft.head?.columns.map(({ use }, at): ColumnUse =>
    oneOf(COLUMNS, textOf(form, `column.${at}`)) ?? use
  );
  const encoding = oneOf(ENCODINGS, textOf(form, "encoding"));
  const mended: Record<string, string> = { ...draft.wish.mended };
  for (const fault of draft.faults) {
    const said = form.get(MENDING + placeOf(fault));
    if (typeof said === "string" && said !== fault.value) mended[placeOf(fault)] = said;
  }
  return {
    ...columns === undefined || columns.length === 0 ? {} : { columns },
    ...encoding === undefined ? {} : { encoding },
    mended,
  };
}

/** Whether it is to be read otherwise than it was. */
export function isAnother({ columns, encoding, mended }: Wish, { head, wish }: ImportDraft): boolean {
  const now = [head?.columns.map(({ use }) => use) ?? [], head?.encoding, wish.mended ?? {}];
  return JSON.stringify([columns ?? [], encoding ?? head?.encoding, mended ?? {}]) !== JSON.stringify(now);
}

export function duplicatesIn(form: FormData): Duplicates {
  return oneOf(DUPLICATES, textOf(form, "duplicates")) ?? "merge";
}

function oneOf<T extends string>(all: readonly T[], text: string): T | undefined {
  return all.find((each) => each === text);
}
