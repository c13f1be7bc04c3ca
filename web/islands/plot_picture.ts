import type { PlotInk } from "./plot_ink.ts";

export interface PictureParts extends Pick<PlotInk, "paper" | "text" | "soft" | "font" | "legend"> {
  readonly title: string;
  /** Of the chart in the page, in its pixels. */
  readonly width: number;
  /** Of when it is. */
  readonly about: string;
}

/** In pixels of the page. */
const [EDGE, TITLE, TEXT, SWATCH] = [16, 18, 13, 11];

/** A chart as a PNG file, with its title, its period and its legend above it.
 *
 * @param drawn its curves and axes, as finely as they are to be seen
 */
export function plotPicture(drawn: HTMLCanvasElement, parts: PictureParts): Promise<Blob> {
  const { paper, text, soft, font, legend, title, about, width } = parts;
  const ratio = drawn.width / width;
  const canvas = document.createElement("canvas");
  const paint = canvas.getContext("2d")!;
  const write = (size: number, colour: string, weight = 400) => {
    paint.font = `${weight} ${size}px ${font}`;
    paint.fillStyle = colour;
  };
  write(TEXT, text);
  const items = rowsOf(legend, (label) => SWATCH + 6 + paint.measureText(label).width + EDGE, width - 2 * EDGE);
  const head = EDGE + 1.4 * TITLE + 1.6 * TEXT + (items.at(-1)?.row ?? -1) * 1.7 * TEXT + 1.7 * TEXT + EDGE / 2;
  canvas.width = drawn.width + Math.round(2 * EDGE * ratio);
  canvas.height = drawn.height + Math.round((head + EDGE) * ratio);
  paint.fillStyle = paper;
  paint.fillRect(0, 0, canvas.width, canvas.height);
  paint.drawImage(drawn, Math.round(EDGE * ratio), Math.round(head * ratio));
  paint.scale(ratio, ratio);
  paint.textBaseline = "top";
  write(TITLE, text, 650);
  paint.fillText(title, EDGE, EDGE);
  write(TEXT, soft);
  paint.fillText(about, EDGE, EDGE + 1.4 * TITLE);
  for (const { label, colour, x, row } of items) {
    const top = EDGE + 1.4 * TITLE + 1.6 * TEXT + row * 1.7 * TEXT;
    paint.fillStyle = colour;
    paint.fillRect(EDGE + x, top + 1, SWATCH, SWATCH);
    write(TEXT, text);
    paint.fillText(label, EDGE + x + SWATCH + 6, top);
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => blob === null ? reject(new Error("Cannot make a picture of this size")) : resolve(blob))
  );
}

interface Placed {
  readonly label: string;
  readonly colour: string;
  readonly x: number;
  readonly row: number;
}

/** Beside each other as long as there is room, then below. */
function rowsOf(legend: PictureParts["legend"], widthOf: (label: string) => number, room: number): readonly Placed[] {
  let [x, row] = [0, 0];
  return legend.map(({ label, colour }) => {
    const wide = widthOf(label);
    if (x > 0 && x + wide > room) [x, row] = [0, row + 1];
    const placed = { label, colour, x, row };
    x += wide;
    return placed;
  });
}
