import type { Column, Table } from "../report.ts";
import { GREY, MARGIN, PALE, type Paper } from "./pdf_paper.ts";
import { show, type ShowOptions } from "./show.ts";

/** Pages nobody turns: all rows are in CSV and XLSX. */
const MOST_ROWS = 1_000;
const SIZE = 8;
const ROW = 13;
const GAP = 6;
const HEAD_SIZE = 7.5;
const HEAD_ROW = 10;

/** A table over as many pages as it takes, its header on each. */
export function drawTable(
  paper: Paper,
  { columns, rows }: Table,
  options: ShowOptions & { readonly more: string },
): void {
  const cells = rows.slice(0, MOST_ROWS).map((row) => row.map((value, at) => shown(value, columns[at]!, options)));
  const widths = widthsOf(paper, columns, cells);
  const heads = columns.map(({ title }, at) => wrap(paper, title, widths[at]!));
  const headHeight = HEAD_ROW * Math.max(...heads.map((lines) => lines.length)) + 6;
  const place = (at: number) => MARGIN + widths.slice(0, at).reduce((sum, width) => sum + width + GAP, 0);
  const put = (at: number, y: number, text: string, look: { readonly size: number; readonly bold?: boolean }) => {
    const width = widths[at]!;
    const isRight = isNumber(columns[at]!);
    const fitted = paper.fit(text, width, look);
    paper.text(place(at) + (isRight ? width : 0), y, fitted, { ...look, align: isRight ? "right" : "left" });
  };
  const head = () => {
    paper.rectangle(MARGIN - 3, paper.y, { width: paper.width + 6, height: headHeight }, PALE);
    for (const [at, lines] of heads.entries()) {
      for (const [nth, line] of lines.entries()) {
        put(at, paper.y + HEAD_ROW * (nth + 1), line, { size: HEAD_SIZE, bold: true });
      }
    }
    paper.y += headHeight;
  };
  paper.room(headHeight + 2 * ROW);
  head();
  for (const row of cells) {
    if (paper.room(ROW)) head();
    for (const [at, text] of row.entries()) put(at, paper.y + ROW - 4, text, { size: SIZE });
    paper.y += ROW;
    paper.line([[MARGIN - 3, paper.y], [paper.right + 3, paper.y]], { colour: PALE, width: 0.5 });
  }
  if (rows.length > MOST_ROWS) {
    paper.room(ROW);
    paper.text(MARGIN, paper.y + ROW, `${options.more} (${MOST_ROWS} / ${rows.length})`, { size: SIZE, colour: GREY });
    paper.y += ROW;
  }
}

function shown(value: Table["rows"][number][number], { unit }: Column, options: ShowOptions): string {
  const text = show(value, unit, options);
  return unit === "instant" ? text.slice(0, 19).replace("T", " ") : text;
}

function isNumber({ unit }: Column): boolean {
  return unit !== "text" && unit !== "phone" && unit !== "instant";
}

/** As wide as what is in it, and no narrower than a word of its title; all together as wide as the page. */
function widthsOf(paper: Paper, columns: readonly Column[], cells: readonly (readonly string[])[]): readonly number[] {
  const natural = columns.map(({ title }, at) => {
    const words = title.split(" ").map((word) => paper.measure(word, { size: HEAD_SIZE, bold: true }));
    return cells.reduce((widest, row) => Math.max(widest, paper.measure(row[at]!, { size: SIZE })), Math.max(...words));
  });
  const room = paper.width - GAP * (columns.length - 1);
  const wanted = natural.reduce((sum, width) => sum + width, 0);
  if (wanted > room) return shrunk(natural, room);
  return natural.map((width) => width + (room - wanted) / columns.length);
}

/** Only what is wider than its share gives way. */
function shrunk(natural: readonly number[], room: number): readonly number[] {
  const sorted = natural.toSorted((one, other) => one - other);
  let [left, limit] = [room, 0];
  for (const [at, width] of sorted.entries()) {
    limit = left / (sorted.length - at);
    if (width > limit) break;
    left -= width;
  }
  return natural.map((width) => Math.min(width, limit));
}

function wrap(paper: Paper, title: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of title.split(" ")) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && paper.measure(longer, { size: HEAD_SIZE, bold: true }) <= width) {
      lines[lines.length - 1] = longer;
    } else lines.push(word);
  }
  return lines;
}
