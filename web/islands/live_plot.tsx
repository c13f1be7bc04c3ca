import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import uPlot from "uplot";
import { type Chart, panned, scaled, type View, wholeOf } from "../charts/mod.ts";
import { sayValue } from "../parts/mod.ts";
import type { ChartWords, DeskLanguage } from "../words/mod.ts";
import { followGestures } from "./plot_gestures.ts";
import { plotData, plotOptions } from "./plot_options.ts";
import { plotInk } from "./plot_ink.ts";
import { plotPicture } from "./plot_picture.ts";
import { saveAs } from "./save_as.ts";

export interface LivePlotParts {
  readonly chart: Chart;
  readonly view: View;
  readonly setView: (view: View) => void;
  readonly language: DeskLanguage;
  readonly words: ChartWords;
  /** What is seen, in words; stands in the picture. */
  readonly about: string;
  readonly file: string;
  /** It is there, and this saves it. */
  readonly onDrawn: (save: () => void) => void;
}

/** Of what is seen, by one press of an arrow key. */
const STEP = 0.1;

/** So many points of a picture lie side by side in one of the page, at the least: it is printed, and seen on better screens. */
const FINE_RATIO = 2;

/** Makes a chart, and answers when it is drawn: uPlot does so after this turn. */
async function drawnFinely(make: (onDrawn: () => void) => uPlot): Promise<uPlot> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const plot = make(resolve);
  await promise;
  return plot;
}

/** A chart as uPlot draws it, with what is under the pointer told beside it. */
export function LivePlot(parts: LivePlotParts): VNode {
  const { chart, view, setView, language, words } = parts;
  const count = chart.points.length;
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | undefined>(undefined);
  const [pointed, setPointed] = useState<number | null>(null);
  const latest = useRef(parts);
  latest.current = parts;
  useEffect(() => {
    const box = place.current!;
    const seen = () => latest.current.view;
    const options = plotOptions(chart, { box, language, view: seen, onPointed: setPointed });
    const drawn = new uPlot(options, plotData(chart), box);
    plot.current = drawn;
    const unfollow = followGestures(drawn, {
      points: count,
      view: seen,
      setView: (view) => latest.current.setView(view),
    });
    const resized = new ResizeObserver(() => drawn.setSize({ width: box.clientWidth, height: box.clientHeight }));
    resized.observe(box);
    // The reader may change between light and dark: bars keep their colours until their paths are made again.
    const redraw = () => drawn.redraw(true, true);
    const themed = new MutationObserver(redraw);
    themed.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", redraw);
    parts.onDrawn(async () => {
      const { chart: { title }, about, file } = latest.current;
      const fine = await drawnFinely((onDrawn) => {
        const scale = Math.max(1, FINE_RATIO / devicePixelRatio);
        const options = plotOptions(chart, { box, language, view: seen, onPointed: () => {}, scale });
        return new uPlot({ ...options, hooks: { draw: [onDrawn] } }, plotData(chart));
      });
      const parts = { title, about, width: box.clientWidth, ...plotInk(box.closest(".chart")!) };
      saveAs(await plotPicture(fine.ctx.canvas, parts), file);
      fine.destroy();
    });
    return () => {
      dark.removeEventListener("change", redraw);
      themed.disconnect();
      resized.disconnect();
      unfollow();
      drawn.destroy();
    };
  }, []);
  useEffect(() => plot.current?.setScale("x", { min: view.from, max: view.to }), [view.from, view.to]);
  const press = (event: KeyboardEvent) => {
    const by = STEP * (view.to - view.from);
    const next: Readonly<Record<string, () => View>> = {
      ArrowLeft: () => panned(view, -by, count),
      ArrowRight: () => panned(view, by, count),
      "+": () => scaled(view, 0.5, count),
      "=": () => scaled(view, 0.5, count),
      "-": () => scaled(view, 2, count),
      "0": () => wholeOf(count),
    };
    const move = event.ctrlKey || event.metaKey || event.altKey ? undefined : next[event.key];
    if (move === undefined) return;
    event.preventDefault();
    setView(move());
  };
  const { points, curves, unit } = chart;
  const left = pointed === null || plot.current === undefined
    ? 0
    : plot.current.over.offsetLeft + plot.current.valToPos(pointed, "x");
  return (
    <div
      class="live-plot"
      role="group"
      tabindex={0}
      aria-label={`${chart.title}. ${words.keys}`}
      onKeyDown={press}
      onDblClick={() => setView(wholeOf(count))}
    >
      <div class="canvas" ref={place} aria-hidden="true" />
      {pointed !== null && points[pointed] !== undefined && (
        <div
          class={`tip ${pointed > (view.from + view.to) / 2 ? "before" : ""}`}
          style={{ left: `${left}px` }}
          aria-hidden="true"
        >
          <b>{points[pointed].label}</b>
          {curves.map(({ key, label, tone, drawn, values }) => (
            <span key={key} class={`tone-${tone} ${drawn}`}>
              <span>{label}</span>
              <b>{sayValue(values[pointed] ?? null, unit, language)}</b>
            </span>
          ))}
        </div>
      )}
    </div>
  );
}
