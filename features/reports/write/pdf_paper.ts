import type { PDFDocument, PDFFont, PDFName, PDFOperator, PDFPage } from "pdf-lib";

type Library = typeof import("pdf-lib");

/** TrueType fonts, whole: only the letters that are used go into the file. */
export interface Fonts {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}

/** Red, green and blue from 0 to 1. */
export type Colour = readonly [number, number, number];
const BLACK: Colour = [0.13, 0.13, 0.13];
export const GREY: Colour = [0.45, 0.45, 0.45];
export const PALE: Colour = [0.93, 0.94, 0.95];
export const RED: Colour = [0.78, 0.2, 0.16];

export interface TextOptions {
  readonly size: number;
  readonly bold?: boolean;
  readonly colour?: Colour;
  readonly align?: "left" | "right" | "centre";
}

/** A letter as the file has it, and how wide it is at size 1. */
interface Glyph {
  readonly hex: string;
  readonly width: number;
}

interface Sheet {
  readonly page: PDFPage;
  readonly operators: PDFOperator[];
  readonly fonts: readonly [PDFName, PDFName];
}

const A4 = [595.28, 841.89] as const;
export const MARGIN = 40;

/** Pages that are drawn on from the top down. Points, from the upper left corner: y grows downwards. */
export class Paper {
  readonly #library: Library;
  readonly #document: PDFDocument;
  readonly #faces: readonly [PDFFont, PDFFont];
  readonly #glyphs = [new Map<string, Glyph>(), new Map<string, Glyph>()] as const;
  readonly #sheets: Sheet[] = [];
  readonly #size: readonly [number, number];
  /** How far down the page is written on. */
  y: number = MARGIN;

  constructor(
    library: Library,
    document: PDFDocument,
    { faces, landscape }: { readonly faces: readonly [PDFFont, PDFFont]; readonly landscape: boolean },
  ) {
    this.#library = library;
    this.#document = document;
    this.#faces = faces;
    this.#size = landscape ? [A4[1], A4[0]] : A4;
    this.turn();
  }

  /** Between the margins. */
  get width(): number {
    return this.#size[0] - 2 * MARGIN;
  }

  get right(): number {
    return this.#size[0] - MARGIN;
  }

  /** A fresh page. */
  turn(): void {
    const page = this.#document.addPage([...this.#size]);
    const [regular, bold] = this.#faces;
    const fonts = [
      page.node.newFontDictionary(regular.name, regular.ref),
      page.node.newFontDictionary(bold.name, bold.ref),
    ] as const;
    this.#sheets.push({ page, operators: [], fonts });
    this.y = MARGIN;
  }

  /** Turns the page unless so much fits on it. Whether it did. */
  room(height: number): boolean {
    const fits = this.y + height <= this.#size[1] - MARGIN - 15;
    if (!fits) this.turn();
    return !fits;
  }

  text(x: number, y: number, text: string, { size, bold = false, colour = BLACK, align = "left" }: TextOptions): void {
    const face = bold ? 1 : 0;
    const left = align === "left" ? x : x - this.measure(text, { size, bold }) / (align === "right" ? 1 : 2);
    const hex = this.#written(text, face).map((glyph) => glyph.hex).join("");
    const { PDFHexString, beginText, endText, moveText, setFillingRgbColor, setFontAndSize, showText } = this.#library;
    this.#draw((sheet) => [
      beginText(),
      setFillingRgbColor(...colour),
      setFontAndSize(sheet.fonts[face], size),
      moveText(round(left), this.#up(y)),
      showText(PDFHexString.of(hex)),
      endText(),
    ]);
  }

  measure(text: string, { size, bold = false }: Pick<TextOptions, "size" | "bold">): number {
    return size * this.#written(text, bold ? 1 : 0).reduce((sum, { width }) => sum + width, 0);
  }

  /** As much of a text as fits, with an ellipsis where something is left out. */
  fit(text: string, width: number, options: Pick<TextOptions, "size" | "bold">): string {
    if (this.measure(text, options) <= width) return text;
    const letters = [...text];
    while (letters.length > 1 && this.measure(`${letters.join("")}…`, options) > width) letters.pop();
    return `${letters.join("")}…`;
  }

  rectangle(
    x: number,
    y: number,
    { width, height }: { readonly width: number; readonly height: number },
    colour: Colour,
  ): void {
    const { fill, rectangle, setFillingRgbColor } = this.#library;
    this.#draw(() => [
      setFillingRgbColor(...colour),
      rectangle(round(x), this.#up(y + height), round(width), round(height)),
      fill(),
    ]);
  }

  line(
    points: readonly (readonly [number, number])[],
    { colour, width = 1, dash = 0 }: { readonly colour: Colour; readonly width?: number; readonly dash?: number },
  ): void {
    const { lineTo, moveTo, setDashPattern, setLineWidth, setStrokingRgbColor, stroke } = this.#library;
    this.#draw(() => [
      setStrokingRgbColor(...colour),
      setLineWidth(width),
      setDashPattern(dash === 0 ? [] : [dash, dash], 0),
      ...points.map(([x, y], at) => at === 0 ? moveTo(round(x), this.#up(y)) : lineTo(round(x), this.#up(y))),
      stroke(),
    ]);
  }

  /** A PNG as high as is asked for. How wide it came out; 0 where it is none. */
  async image(
    x: number,
    y: number,
    { png, height }: { readonly png: Uint8Array; readonly height: number },
  ): Promise<number> {
    const image = await this.#document.embedPng(png);
    const width = image.width * height / image.height;
    this.#sheets.at(-1)!.page.drawImage(image, { x: round(x), y: this.#up(y + height), width, height });
    return width;
  }

  /** Draws at the foot of every page, and ends them all. */
  close(foot: (paper: Paper, nth: number, of: number) => void): void {
    const sheets = this.#sheets.splice(0);
    for (const [at, sheet] of sheets.entries()) {
      this.#sheets[0] = sheet;
      this.y = this.#size[1] - MARGIN + 10;
      foot(this, at + 1, sheets.length);
      sheet.page.pushOperators(...sheet.operators);
    }
  }

  #draw(operators: (sheet: Sheet) => readonly PDFOperator[]): void {
    const sheet = this.#sheets.at(-1)!;
    for (const operator of operators(sheet)) sheet.operators.push(operator);
  }

  /** PDF counts from below. */
  #up(y: number): number {
    return round(this.#size[1] - y);
  }

  // Letter by letter, each looked up once: shaping whole lines takes a third of a millisecond for every cell of a table.
  #written(text: string, face: 0 | 1): readonly Glyph[] {
    return [...text.normalize("NFC").replace(/\p{C}/gu, " ")].map((letter) => {
      const known = this.#glyphs[face].get(letter);
      if (known !== undefined) return known;
      const font = this.#faces[face];
      const hex = font.encodeText(letter).asString();
      const glyph = { hex, width: font.widthOfTextAtSize(letter, 1) };
      this.#glyphs[face].set(letter, glyph);
      return glyph;
    });
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
