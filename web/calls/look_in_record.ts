import type { Directory } from "../../core/directory/mod.ts";
import { callerHides, type Row } from "../../core/record/mod.ts";
import { beginningsOf } from "../../core/routing/mod.ts";
import type { RecordReader } from "../../core/store/mod.ts";
import type { Source } from "./find_calls.ts";
import { beginningIn, type Known, type LookedFor, lookFor, MOST_NUMBERS } from "./look_for.ts";

/** What somebody may mean, as the record knows it. */
export interface LookedIn extends LookedFor {
  /** More numbers begin so than are looked for. */
  readonly isCut?: true;
  /** Whether a call that was found may be shown; all of them where it is left out. */
  isShown?(row: Row): boolean;
}

/**
 * What {@link lookFor} finds, and the calls of all whose number begins so. Numbers are in the order of an index: each is come to
 * from the one before it, whatever calls they have, and after some of them it is enough.
 */
export async function lookInRecord(
  reader: RecordReader,
  q: string,
  { directory, known }: { readonly directory: Directory; readonly known: Known },
): Promise<LookedIn> {
  const found = lookFor(q, directory, known);
  const digits = beginningIn(q, directory);
  if (digits === undefined) return found;
  const each = await Promise.all(
    beginningsOf(digits, directory.office.country).map((beginning) => numbersFrom(reader, beginning)),
  );
  const all = [...new Set(each.flat())];
  const whole = new Set(found.sources?.map(({ value }) => value));
  const more = all.slice(0, MOST_NUMBERS).filter((number) => !whole.has(number));
  const sources = more.map((value): Source => ({ table: "seat", column: "number", value }));
  return more.length === 0 ? found : {
    ...{ ...found, sources: [...found.sources ?? [], ...sources] },
    ...all.length > MOST_NUMBERS ? { isCut: true } : {},
    // Digit by digit anybody could find out whose number it is that he hides.
    isShown: (row) => !callerHides(row) || whole.has(String(row["from_number"])),
  };
}

/** One more than are looked for tells that there are more. */
async function numbersFrom(reader: RecordReader, beginning: string): Promise<readonly string[]> {
  const numbers: string[] = [];
  while (numbers.length <= MOST_NUMBERS) {
    const last = numbers.at(-1);
    const [row] = await reader.rows({
      table: "seat",
      where: [
        last === undefined
          ? { column: "number", is: ">=", value: beginning }
          : { column: "number", is: ">", value: last },
        // What comes behind the digits in the alphabet.
        { column: "number", is: "<", value: `${beginning}:` },
      ],
      orderBy: ["number"],
      descending: false,
      limit: 1,
    });
    if (row === undefined) break;
    numbers.push(String(row["number"]));
  }
  return numbers;
}
