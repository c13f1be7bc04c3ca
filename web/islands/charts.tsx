import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { ChartCard, type Drawing, isWhole, type Point, scaled, wholeOf } from "../charts/mod.ts";
import { Icon, type IconName } from "../parts/mod.ts";
import type { ChartWords, DeskLanguage } from "../words/mod.ts";
import { LivePlot } from "./live_plot.tsx";

export interface ChartsProps {
  readonly points: readonly Point[];
  /** All along these points: what is zoomed in one is zoomed in all. */
  readonly drawings: readonly Drawing[];
  /** What they are of, in words, and as part of a file's name. */
  readonly period: string;
  readonly name: string;
  readonly language: DeskLanguage;
  readonly words: ChartWords;
}

/** Charts of one period, to be zoomed, moved and saved as pictures. */
export default function Charts({ points, drawings, period, name, language, words }: ChartsProps): VNode {
  const count = points.length;
  const [view, setView] = useState(wholeOf(count));
  /** By the chart's key: saves what is seen of it; there is none before it is drawn. */
  const [savers, setSavers] = useState<Readonly<Record<string, () => void>>>({});
  const whole = isWhole(view, count);
  const tool = (icon: IconName, label: string, act: () => void, isOff = false) => (
    <button class="button bare" type="button" aria-label={label} title={label} aria-disabled={isOff} onClick={act}>
      <Icon name={icon} />
    </button>
  );
  const first = points[Math.ceil(view.from)]?.label ?? "";
  const last = points[Math.floor(view.to)]?.label ?? "";
  return (
    <>
      {drawings.map((drawing, at) => {
        const chart = { ...drawing, points };
        const save = savers[chart.key];
        const tools = save !== undefined && (
          <span class="tools">
            {at === 0 && (
              <>
                {tool("zoom-in", words.zoomIn, () => setView(scaled(view, 0.5, count)), count < 4)}
                {tool("zoom-out", words.zoomOut, () => setView(scaled(view, 2, count)), whole)}
                {tool("undo-2", words.whole, () => setView(wholeOf(count)), whole)}
              </>
            )}
            {tool("download", `${words.save}: ${chart.title}`, save)}
          </span>
        );
        return (
          <ChartCard
            key={chart.key}
            {...{ chart, words, language, tools }}
            isLive={save !== undefined}
            live={
              <LivePlot
                {...{ chart, view, setView, language, words }}
                about={whole ? period : `${first} – ${last}`}
                file={`${name}-${chart.key}.png`}
                onDrawn={(save) => setSavers((others) => ({ ...others, [chart.key]: save }))}
              />
            }
          />
        );
      })}
      <p class="only-heard" role="status">{whole ? "" : `${first} – ${last}`}</p>
    </>
  );
}
