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
  return (
    <section class="card around-heat" aria-label={title}>
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
                <span class={at % EVERY === 0 ? undefined : "only-heard"}>{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cells.map((row, at) => (
            <tr key={rows[at]}>
              <th scope="row">{rows[at]}</th>
              {row.map((cell, place) => (
                <Cell
                  key={columns[place]}
                  value={cell}
                  share={(cell ?? 0) / most}
                  when={`${rows[at]} ${columns[place]}`}
                  list={cell ? listOf?.(at, place) : undefined}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Most weeks have hours in which nothing happens: of those a page says no more than that. */
function Cell({ value, share, when, list }: {
  readonly value: number | null;
  /** Of the most there is in a cell, from 0 to 1. */
  readonly share: number;
  readonly when: string;
  readonly list: string | undefined;
}): VNode {
  if (value === null) return <td class="level-none">–</td>;
  if (value === 0) return <td>0</td>;
  return (
    <td class={`level-${Math.ceil(LEVELS * share)}`} title={`${when}: ${value}`}>
      {list === undefined ? value : <a href={list}>{value}</a>}
    </td>
  );
}
