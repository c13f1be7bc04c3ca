import type { VNode } from "preact";

export interface HeatMapParts {
  readonly title: string;
  /** What the first column is of. */
  readonly of: string;
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  /** Row by row; null is what the period has none of. */
  readonly cells: readonly (readonly (number | null)[])[];
  readonly tone: "accent" | "bad";
  /** Where it is listed what a cell counts; undefined where it cannot be. */
  readonly listOf?: (row: number, column: number) => string | undefined;
}

const LEVELS = 10;
/** Every how manieth column is named: more names would not fit. */
const EVERY = 3;

/** How much there was, by two measures: a table whose cells are the darker the more there is in them. */
export function HeatMap({ title, of, columns, rows, cells, tone, listOf }: HeatMapParts): VNode {
  const most = Math.max(1, ...cells.flat().map((cell) => cell ?? 0));
  const levelOf = (cell: number | null) => cell === null ? "none" : String(Math.ceil(LEVELS * cell / most));
  return (
    <section class="card" aria-label={title}>
      <header>
        <h2>{title}</h2>
      </header>
      <table class={`heat heat-${tone}`}>
        <thead>
          <tr>
            <td>
              <span class="only-heard">{of}</span>
            </td>
            {columns.map((name, at) => (
              <th scope="col" key={name}>
                <span class={at % EVERY === 0 ? "" : "only-heard"}>{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cells.map((row, at) => (
            <tr key={rows[at]}>
              <th scope="row">{rows[at]}</th>
              {row.map((cell, place) => (
                <td
                  key={columns[place]}
                  class={`level-${levelOf(cell)}`}
                  title={`${rows[at]} ${columns[place]}: ${cell ?? "–"}`}
                >
                  <Cell value={cell} list={cell === null || cell === 0 ? undefined : listOf?.(at, place)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ value, list }: { readonly value: number | null; readonly list: string | undefined }): VNode {
  return list === undefined ? <span>{value ?? "–"}</span> : <a href={list}>{value}</a>;
}
