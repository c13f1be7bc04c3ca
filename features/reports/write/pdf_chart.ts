import type { Series } from "../report.ts";
import { type Colour, GREY, MARGIN, PALE, type Paper, RED } from "./pdf_paper.ts";

const HEIGHT = 130;
const AXIS = 34;
const LABELS = 14;
const STEPS = 4;
const SIZE = 7;

/** A series as stacked bars or as lines, with its scale, its labels and what the colours mean. */
export function drawChart(paper: Paper, series: Series, colour: Colour): void {
  const { labels, lines, drawn, limit } = series;
  paper.room(HEIGHT + 40);
  const colours = lines.map((_, at) => at === 0 ? colour : RED);
  legend(paper, series, colours);
  const [left, top] = [MARGIN + AXIS, paper.y];
  const width = paper.width - AXIS;
  const sums = drawn === "bars"
    ? labels.map((_, at) => lines.reduce((sum, { values }) => sum + (values[at] ?? 0), 0))
    : lines.flatMap(({ values }) => values.map((value) => value ?? 0));
  const most = scaleOf(sums.reduce((one, other) => Math.max(one, other), limit ?? 0));
  const yOf = (value: number) => top + HEIGHT * (1 - value / most);
  for (let step = 0; step <= STEPS; step++) {
    const value = most * step / STEPS;
    paper.line([[left, yOf(value)], [left + width, yOf(value)]], { colour: PALE, width: 0.5 });
    const text = String(Math.round(value * 100) / 100);
    paper.text(left - 5, yOf(value) + 2.5, text, { size: SIZE, colour: GREY, align: "right" });
  }
  const pitch = width / Math.max(1, labels.length);
  if (drawn === "bars") bars(paper, series, { left, pitch, yOf, colours });
  else strokes(paper, series, { left, pitch, yOf, colours });
  if (limit !== undefined) {
    paper.line([[left, yOf(limit)], [left + width, yOf(limit)]], { colour: RED, width: 0.8, dash: 3 });
  }
  const widest = labels.reduce((most, label) => Math.max(most, paper.measure(label, { size: SIZE })), 0);
  const every = Math.max(1, Math.ceil((widest + 6) / pitch));
  for (let at = 0; at < labels.length; at += every) {
    paper.text(left + pitch * (at + 0.5), top + HEIGHT + 10, labels[at]!, {
      size: SIZE,
      colour: GREY,
      align: "centre",
    });
  }
  paper.y = top + HEIGHT + LABELS;
}

interface Ground {
  readonly left: number;
  readonly pitch: number;
  readonly yOf: (value: number) => number;
  readonly colours: readonly Colour[];
}

function bars(paper: Paper, { labels, lines }: Series, { left, pitch, yOf, colours }: Ground): void {
  for (const at of labels.keys()) {
    let below = 0;
    for (const [nth, { values }] of lines.entries()) {
      const value = values[at] ?? 0;
      if (value === 0) continue;
      const size = { width: pitch * 0.7, height: yOf(below) - yOf(below + value) };
      paper.rectangle(left + pitch * (at + 0.15), yOf(below + value), size, colours[nth]!);
      below += value;
    }
  }
}

/** What nobody measured is a gap, and a value between two gaps a dot. */
function strokes(paper: Paper, { lines }: Series, { left, pitch, yOf, colours }: Ground): void {
  for (const [nth, { values }] of lines.entries()) {
    let run: [number, number][] = [];
    for (const [at, value] of [...values, null].entries()) {
      if (value !== null) run.push([left + pitch * (at + 0.5), yOf(value)]);
      else {
        const [only] = run;
        if (run.length > 1) paper.line(run, { colour: colours[nth]!, width: 1.2 });
        else if (only !== undefined) paper.rectangle(only[0] - 1, only[1] - 1, { width: 2, height: 2 }, colours[nth]!);
        run = [];
      }
    }
  }
}

function legend(paper: Paper, { lines }: Series, colours: readonly Colour[]): void {
  let x = MARGIN + AXIS;
  for (const [at, { title }] of lines.entries()) {
    paper.rectangle(x, paper.y, { width: 7, height: 7 }, colours[at]!);
    paper.text(x + 11, paper.y + 6.5, title, { size: SIZE, colour: GREY });
    x += 25 + paper.measure(title, { size: SIZE });
  }
  paper.y += 16;
}

/** The next round number that four steps divide well. */
function scaleOf(most: number): number {
  if (most <= 0) return STEPS;
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 4, 5, 8, 10].map((factor) => factor * power).find((scale) => scale >= most) ?? 10 * power;
}
