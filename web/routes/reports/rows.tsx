import type { VNode } from "preact";
import type { Table } from "../../../features/reports/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { sayValue } from "../../parts/mod.ts";
import { callsOfRow, type When } from "./calls_of.ts";

/** Of a large office's people the first are shown; whoever wants all of them asks for them. */
const MOST_ROWS = 50;

/** A table of the report, in the reader's words: those columns that we have words for. */
export function Rows({ title, table, visit, when, nameOf = () => "" }: {
  readonly title: string;
  readonly table: Table | undefined;
  readonly visit: SignedVisit;
  /** Undefined where their calls cannot be listed. */
  readonly when: When | undefined;
  /** What a number is called; an empty text: as it is. */
  readonly nameOf?: (number: string) => string;
}): VNode | null {
  if (table === undefined || table.rows.length === 0) return null;
  const { words: { reports: words, language }, url } = visit;
  const isWhole = url.searchParams.get("rows") === "all" || table.rows.length <= MOST_ROWS;
  const all = new URLSearchParams([...url.searchParams, ["rows", "all"]]);
  const shown = table.columns.flatMap((column, at) => {
    const said = words.columns[column.key];
    return said === undefined ? [] : [{ ...column, at, said }];
  });
  const named = (number: string) => `${nameOf(number)} ${number}`.trim();
  return (
    <section class="card" id={`rows-${table.key}`}>
      <header>
        <h2>{title}</h2>
      </header>
      <div class="wide" tabindex={0} role="region" aria-label={title}>
        <table class="table figures">
          <thead>
            <tr>
              {shown.map(({ key, said, unit }) => (
                <th scope="col" key={key} class={isText(unit) ? "start" : undefined}>{said}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(isWhole ? table.rows : table.rows.slice(0, MOST_ROWS)).map((row) => (
              <tr key={String(row[0])}>
                {shown.map(({ key, at, unit }) => (
                  <td key={key} class={isText(unit) ? "start" : undefined}>
                    {at === 0
                      ? <Whose of={table.key} row={row} named={named} when={when} />
                      : sayValue(row[at] ?? null, unit, language)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!isWhole && (
        <p>
          <a class="button" href={`/reports?${all}#rows-${table.key}`}>{words.allRows(table.rows.length)}</a>
        </p>
      )}
    </section>
  );
}

/** Whose row it is; it leads to the calls behind it. */
function Whose({ of, row, named, when }: {
  readonly of: string;
  readonly row: Table["rows"][number];
  readonly named: (number: string) => string;
  readonly when: When | undefined;
}): VNode {
  const whose = String(row[0]);
  const calls = when === undefined ? undefined : callsOfRow(of, whose, when);
  return calls === undefined ? <>{named(whose)}</> : <a href={calls}>{named(whose)}</a>;
}

function isText(unit: string): boolean {
  return unit === "text" || unit === "phone";
}
