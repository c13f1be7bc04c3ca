import type { Entry } from "../../entry.ts";
import { type Packer, type Picture, writePng } from "./png.ts";

/** Attempts of an hour of the day: of callers who still wait, and of those who have been cared for. */
export interface HourBar {
  readonly open: number;
  readonly settled: number;
}

const QUARTER_MS = 900_000;

/** What the bars of 24 hours stand for: attempts from `from` on and before `at`, by a recipient's own clock. */
export function barsOf(
  entries: readonly Entry[],
  { from, at, hourOf }: { readonly from: number; readonly at: number; readonly hourOf: (moment: number) => number },
): readonly HourBar[] {
  const bars = Array.from({ length: 24 }, () => ({ open: 0, settled: 0 }));
  // No zone is off by less than a quarter of an hour, and a month has fewer of them than attempts.
  const hours = new Map<number, number>();
  const barAt = (moment: number) => {
    const quarter = Math.floor(moment / QUARTER_MS);
    const hour = hours.get(quarter) ?? hourOf(moment);
    hours.set(quarter, hour);
    return bars[hour];
  };
  for (const { state, attempts } of entries) {
    for (const attempt of attempts) {
      if (attempt.at < from || attempt.at >= at) continue;
      const bar = barAt(attempt.at);
      if (bar !== undefined) bar[state === "open" ? "open" : "settled"] += 1;
    }
  }
  return bars;
}

/** Drawn twice as large as it is shown, for screens with small pixels. */
const SCALE = 2;
const BAR = 16 * SCALE;
const GAP = 5 * SCALE;
const TALL = 90 * SCALE;
const LETTER = 5;
const DOT = 2 * SCALE;
const FOOT = 10 * SCALE + LETTER * DOT;
const HEAD = LETTER * DOT + 6 * SCALE;
export const PICTURE_WIDTH: number = (24 * (BAR + GAP) + GAP) / SCALE;
export const PICTURE_HEIGHT: number = (HEAD + TALL + FOOT) / SCALE;

const PALETTE = ["#ffffff", "#e4e7eb", "#c8453b", "#4c9a6a", "#6b7684"];
const [PAPER, LINE, RED, GREEN, INK] = [0, 1, 2, 3, 4];

/** Digits of three by five dots, row by row. */
const DIGITS: readonly string[] = [
  "111101101101111",
  "010110010010111",
  "111001111100111",
  "111001011001111",
  "101101111001001",
  "111100111001111",
  "111100111101111",
  "111001010010010",
  "111101111101111",
  "111101111001111",
];

/** The day as bars, an hour each, with their hours below and the highest count above: a PNG, as mail shows no SVG. */
export function drawDay(bars: readonly HourBar[], packer: Packer): Uint8Array<ArrayBuffer> {
  const picture = new Canvas(PICTURE_WIDTH * SCALE, PICTURE_HEIGHT * SCALE);
  const highest = Math.max(1, ...bars.map(({ open, settled }) => open + settled));
  const ground = HEAD + TALL;
  for (const [hour, { open, settled }] of bars.entries()) {
    const left = GAP + hour * (BAR + GAP);
    const green = Math.round(settled / highest * TALL);
    const red = Math.round(open / highest * TALL);
    picture.fill({ left, top: ground - green, width: BAR, height: green }, GREEN);
    picture.fill({ left, top: ground - green - red, width: BAR, height: red }, RED);
    if (open + settled > 0) {
      picture.write(String(open + settled), left + BAR / 2, ground - green - red - LETTER * DOT - 4);
    }
    if (hour % 3 === 0) picture.write(String(hour), left + BAR / 2, ground + 5 * SCALE);
  }
  picture.fill({ left: 0, top: ground, width: picture.width, height: SCALE }, LINE);
  return writePng(picture, packer);
}

class Canvas implements Picture {
  readonly palette: readonly string[] = PALETTE;
  readonly pixels: Uint8Array;

  constructor(readonly width: number, readonly height: number) {
    this.pixels = new Uint8Array(width * height).fill(PAPER!);
  }

  fill(
    box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
    colour: number | undefined,
  ): void {
    for (let row = Math.max(0, box.top); row < Math.min(this.height, box.top + box.height); row++) {
      const start = row * this.width + Math.max(0, box.left);
      this.pixels.fill(colour ?? 0, start, row * this.width + Math.min(this.width, box.left + box.width));
    }
  }

  /** A number, its middle above `middle`. */
  write(text: string, middle: number, top: number): void {
    const wide = text.length * 4 * DOT - DOT;
    for (const [place, letter] of [...text].entries()) {
      const left = Math.round(middle - wide / 2) + place * 4 * DOT;
      for (const [dot, is] of [...DIGITS[Number(letter)] ?? ""].entries()) {
        if (is !== "1") continue;
        this.fill(
          { left: left + (dot % 3) * DOT, top: Math.round(top) + Math.floor(dot / 3) * DOT, width: DOT, height: DOT },
          INK,
        );
      }
    }
  }
}
