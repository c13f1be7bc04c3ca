import type { VNode } from "preact";
import { sayValue } from "../parts/mod.ts";
import type { DeskLanguage } from "../words/mod.ts";
import { type Chart, type Curve, mostOf, stackOf } from "./chart.ts";
import { ticksIn } from "./ticks.ts";
import { topOf } from "./top.ts";

const [WIDTH, HEIGHT] = [960, 200];
/** Of the room that each bar has. */
const FILLED = 0.76;
const MOST_TICKS = 6;
/** Of more points nobody could point at one, on a phone's width least of all; the page is spared their words. */
const MOST_POINTED = 62;

/** A chart as it is seen where no script runs: as wide as there is room. */
export function ChartPicture({ chart, language }: { readonly chart: Chart; readonly language: DeskLanguage }): VNode {
  const { title, points, curves, unit } = chart;
  const { top } = topOf(mostOf(chart), unit);
  const stack = stackOf(chart);
  const room = WIDTH / Math.max(1, points.length);
  const heightOf = (value: number) => HEIGHT * value / top;
  const said = (at: number) =>
    curves.map(({ label, values }) => `${label} ${sayValue(values[at] ?? null, unit, language)}`).join(", ");
  // What leads elsewhere is in no image: nobody would find it there.
  const role = points.some(({ list }) => list !== undefined) ? "group" : "img";
  return (
    <>
      <span class="most soft" aria-hidden="true">{sayValue(top, unit, language)}</span>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role={role} aria-label={title}>
        {points.length <= MOST_POINTED &&
          points.map(({ label, list }, at) => {
            const told = `${label}: ${said(at)}`;
            const bar = (
              <rect key={at} x={short(at * room)} y={0} width={short(room)} height={HEIGHT}>
                <title>{told}</title>
              </rect>
            );
            // Who has no mouse finds it in the table.
            return list === undefined ? bar : <a key={at} href={list} tabindex={-1} aria-label={told}>{bar}</a>;
          })}
        {curves.map((curve, nth) => {
          const heights = stack[nth] ?? null;
          const d = heights === null
            ? lineOf(curve, (at) => short((at + 0.5) * room), (value) => short(HEIGHT - heightOf(value)))
            : barsOf(curve, heights.map(heightOf), { room, heightOf });
          return <path key={curve.key} class={`tone-${curve.tone} ${curve.drawn}`} d={d} />;
        })}
      </svg>
      <svg class="ticks" aria-hidden="true">
        {ticksIn(points, { from: 0, to: points.length - 1, most: MOST_TICKS }).map((at) => (
          <text key={at} x={`${short(100 * (at + 0.5) / points.length)}%`} y="1em" text-anchor="middle">
            {points[at]!.tick}
          </text>
        ))}
      </svg>
    </>
  );
}

interface BarRoom {
  readonly room: number;
  readonly heightOf: (value: number) => number;
}

/** One path for all: a month has some hundreds of hours. */
function barsOf({ values }: Curve, reached: readonly number[], { room, heightOf }: BarRoom): string {
  const wide = short(room * FILLED);
  return values.map((value, at) => {
    const tall = short(heightOf(value ?? 0));
    return tall === 0
      ? ""
      : `M${short((at + (1 - FILLED) / 2) * room)} ${short(HEIGHT - reached[at]!)}h${wide}v${tall}h${-wide}z`;
  }).join("");
}

/** Broken where nobody counted; a value between two such gaps is a dot. */
function lineOf({ values }: Curve, x: (at: number) => number, y: (value: number) => number): string {
  return values.map((value, at) => {
    if (value === null) return "";
    const isFirst = (values[at - 1] ?? null) === null;
    return `${isFirst ? "M" : "L"}${x(at)} ${y(value)}${isFirst ? "h0" : ""}`;
  }).join("");
}

function short(value: number): number {
  return Math.round(10 * value) / 10;
}
