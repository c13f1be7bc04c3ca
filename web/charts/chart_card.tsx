import type { ComponentChildren, VNode } from "preact";
import { sayValue } from "../parts/mod.ts";
import type { ChartWords, DeskLanguage } from "../words/mod.ts";
import type { Chart, Curve } from "./chart.ts";
import { ChartPicture } from "./chart_picture.tsx";

export interface ChartCardParts {
  readonly chart: Chart;
  readonly words: ChartWords;
  readonly language: DeskLanguage;
  /** What can be done with it, in the browser. */
  readonly tools?: ComponentChildren;
  /** The same to be zoomed and moved, in place of the picture; who listens still has the picture, and the table. */
  readonly live?: ComponentChildren;
  readonly isLive?: boolean;
}

/** A chart with its title, what its colours mean, and all its values in a table. */
export function ChartCard({ chart, words, language, tools, live, isLive = false }: ChartCardParts): VNode {
  const { title, curves, key } = chart;
  return (
    <section class="card chart" data-chart={key} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <ul class="legend" aria-hidden="true" hidden={curves.length === 1}>
          {curves.map((curve) => (
            <li key={curve.key} class={`tone-${curve.tone} ${curve.drawn}`} data-curve={curve.key}>
              <span>{curve.label}</span>
            </li>
          ))}
        </ul>
        {tools}
      </header>
      <div class={isLive ? "only-heard" : "plot"}>
        <ChartPicture chart={chart} language={language} />
      </div>
      {live}
      <details>
        <summary class="soft">{words.asTable}</summary>
        <ChartTable {...{ chart, words, language }} />
      </details>
    </section>
  );
}

/** Rows in which there is nothing are left out: most offices sleep at night. */
function ChartTable({ chart, words, language }: Pick<ChartCardParts, "chart" | "words" | "language">): VNode {
  const { title, points, curves, unit } = chart;
  const valueOf = ({ values }: Curve, at: number) => values[at] ?? null;
  const rows = points.map((point, at) => ({ point, values: curves.map((curve) => valueOf(curve, at)) }))
    .filter(({ values }) => values.some((value) => (value ?? 0) !== 0));
  return (
    <div class="wide" tabindex={0} role="region" aria-label={`${title}: ${words.asTable}`}>
      <table class="table figures">
        <thead>
          <tr>
            <th scope="col" class="start">{words.when}</th>
            {curves.map(({ key, label }) => <th scope="col" key={key}>{label}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ point, values }, at) => (
            <tr key={at}>
              <th scope="row">{point.list === undefined ? point.label : <a href={point.list}>{point.label}</a>}</th>
              {values.map((value, at) => <td key={at}>{sayValue(value, unit, language)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
