import uPlot from "uplot";
import { type Chart, stackOf, ticksIn, topOf, type View } from "../charts/mod.ts";
import { sayValue } from "../parts/mod.ts";
import type { DeskLanguage } from "../words/mod.ts";
import { plotInk } from "./plot_ink.ts";

/** So many pixels a tick takes, with the room around it. */
const TICK_PX = 76;
/** What the axes take, below and on the left. */
const [TICKS_PX, AXIS_PX] = [30, 54];
/** What is left free on the right. */
const PAD_PX = 8;
const BAR = { filled: 0.76, widest: 64, least: 1 } as const;
const DASH_PX = [5, 4];

export interface PlotPlace {
  readonly box: HTMLElement;
  readonly language: DeskLanguage;
  /** What of it is seen at this moment. */
  readonly view: () => View;
  /** Which point is under the pointer; null: none. */
  readonly onPointed: (at: number | null) => void;
  /** How many times as large it is drawn as it stands in the page; 1 unless told. */
  readonly scale?: number;
}

/** Lower bars are drawn over the higher ones that they are part of: the last curve comes first. */
export function plotData(chart: Chart): uPlot.AlignedData {
  const stack = stackOf(chart);
  const values = chart.curves.map((curve, at) => [...stack[at] ?? curve.values]);
  return [chart.points.map((_, at) => at), ...drawnOrder(chart).map((at) => values[at]!)];
}

/** How uPlot draws a chart: its places along the bottom are numbers of points, its colours the page's. */
export function plotOptions(
  chart: Chart,
  { box, language, view, onPointed, scale = 1 }: PlotPlace,
): uPlot.Options {
  const { points, unit } = chart;
  const ink = () => plotInk(box.closest(".chart")!);
  const font = `${12 * scale}px ${getComputedStyle(document.body).fontFamily}`;
  const axis = { stroke: () => ink().soft, font, gap: 5 * scale };
  const line = { stroke: () => ink().line, width: scale };
  // The picture's edge would cut the date of a point that is close to it.
  const fits = (ctx: CanvasRenderingContext2D, at: number): boolean => {
    const { from, to } = view();
    const width = box.clientWidth;
    const x = AXIS_PX + (width - AXIS_PX - PAD_PX) * (at - from) / (to - from);
    ctx.font = font;
    return scale * x + ctx.measureText(points[at]!.tick).width / 2 <= scale * width;
  };
  return {
    width: scale * box.clientWidth,
    height: scale * box.clientHeight,
    padding: [12 * scale, PAD_PX * scale, 0, 0],
    legend: { show: false },
    // Gestures are followed in `plot_gestures.ts`, for mouse, pen and fingers alike.
    cursor: { y: false, drag: { x: false, y: false, setScale: false }, bind: { dblclick: () => null } },
    scales: {
      x: { time: false, range: () => [view().from, view().to] },
      y: { range: (_plot, _least, most) => [0, topOf(most ?? 0, unit).top] },
    },
    axes: [
      {
        ...axis,
        size: TICKS_PX * scale,
        grid: { show: false },
        ticks: { ...line, size: 4 * scale },
        border: { show: true, ...line },
        splits: (
          plot,
          _axis,
          from,
          to,
        ) => [...ticksIn(points, { from, to, most: plot.bbox.width / devicePixelRatio / scale / TICK_PX })],
        values: ({ ctx }, splits) => splits.map((at) => fits(ctx, at) ? points[at]!.tick : ""),
      },
      {
        ...axis,
        size: AXIS_PX * scale,
        grid: line,
        ticks: { show: false },
        splits: (_plot, _axis, _from, to) => linesTo(to, topOf(to, unit).step),
        values: (_plot, splits) => splits.map((value) => sayValue(value, unit, language)),
      },
    ],
    series: [{}, ...drawnOrder(chart).map((at) => seriesOf(chart.curves[at]!, () => ink(), scale))],
    hooks: { setCursor: [({ cursor: { idx } }) => onPointed(idx ?? null)] },
  };
}

function seriesOf(
  { key, drawn }: Chart["curves"][number],
  ink: () => ReturnType<typeof plotInk>,
  scale: number,
): uPlot.Series {
  const colour = () => ink().ofCurve(key);
  if (drawn === "bars") {
    const { filled, widest, least } = BAR;
    const paths = uPlot.paths.bars!({ size: [filled, widest * scale, least * scale] });
    return { stroke: colour, fill: colour, width: 0, paths, points: { show: false } };
  }
  return {
    stroke: colour,
    ...drawn === "dashes"
      ? { width: 1.5 * scale, dash: DASH_PX.map((px) => px * scale), points: { show: false } }
      : { width: 2 * scale, points: { size: 5 * scale, fill: () => ink().paper } },
  };
}

function drawnOrder({ curves }: Chart): readonly number[] {
  const isBar = (at: number) => curves[at]!.drawn === "bars";
  const all = curves.map((_, at) => at);
  return [...all.filter(isBar).reverse(), ...all.filter((at) => !isBar(at))];
}

function linesTo(top: number, step: number): number[] {
  return Array.from({ length: Math.round(top / step) + 1 }, (_, at) => at * step);
}
