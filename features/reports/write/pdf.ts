import { LocalHours } from "../../../core/base/mod.ts";
import type { Figures, Report } from "../report.ts";
import { say } from "../words.ts";
import { drawChart } from "./pdf_chart.ts";
import { type Colour, type Fonts, GREY, MARGIN, PALE, Paper } from "./pdf_paper.ts";
import { drawTable } from "./pdf_table.ts";
import { show, type ShowOptions } from "./show.ts";

/** What makes a report the office's own. */
export interface Branding {
  /** `#rrggbb` */
  readonly colour: string;
  /** A PNG. */
  readonly logo?: Uint8Array;
}

/** More columns than that are read on a page that lies on its side. */
const MOST_UPRIGHT = 8;
const TILES = 4;
const TILE_HEIGHT = 44;
const LOGO_HEIGHT = 34;
const CHART_ROOM = 205;

/** A report for people: selectable text in an embedded font, charts drawn as vectors. */
export async function writePdf(
  report: Report,
  { fonts, branding }: { readonly fonts: Fonts; readonly branding: Branding },
): Promise<Uint8Array<ArrayBuffer>> {
  // Loaded with the first report: who makes none is spared its memory.
  const [library, { default: fontkit }] = await Promise.all([import("pdf-lib"), import("@pdf-lib/fontkit")]);
  const document = await library.PDFDocument.create({ updateMetadata: false });
  document.registerFontkit(fontkit);
  const made = new Date(report.madeAt);
  document.setTitle(report.title);
  document.setAuthor(report.office);
  document.setProducer("Kontor");
  document.setCreationDate(made);
  document.setModificationDate(made);
  document.setLanguage(report.language);
  const faces = [
    await document.embedFont(fonts.regular, { subset: true }),
    await document.embedFont(fonts.bold, { subset: true }),
  ] as const;
  const landscape = report.sections.some((section) =>
    section.kind === "table" && section.columns.length > MOST_UPRIGHT
  );
  const paper = new Paper(library, document, { faces, landscape });
  const colour = colourOf(branding.colour);
  const hours = LocalHours.of(report.timeZone);
  const options: ShowOptions & { readonly more: string } = {
    hours,
    decimal: report.language === "ro" ? "comma" : "point",
    more: say("noteMore", report.language),
  };
  await head(paper, report, { colour, hours, ...(branding.logo === undefined ? {} : { logo: branding.logo }) });
  for (const section of report.sections) {
    // A title stands with what it is of.
    paper.room(section.kind === "series" ? CHART_ROOM : 90);
    paper.y += 12;
    paper.text(MARGIN, paper.y + 10, section.title, { size: 12, bold: true, colour });
    paper.y += 20;
    if (section.kind === "figures") tiles(paper, section, options);
    else if (section.kind === "series") drawChart(paper, section, colour);
    else drawTable(paper, section, options);
    if (section.kind !== "series" && section.note !== undefined) {
      paper.room(14);
      paper.text(MARGIN, paper.y + 11, section.note, { size: 7.5, colour: GREY });
      paper.y += 14;
    }
  }
  paper.close((paper, nth, of) => {
    paper.text(MARGIN, paper.y, `${report.office} · ${report.title}`, { size: 7.5, colour: GREY });
    const page = `${say("page", report.language)} ${nth} / ${of}`;
    paper.text(paper.right, paper.y, page, { size: 7.5, colour: GREY, align: "right" });
  });
  return new Uint8Array(await document.save());
}

async function head(
  paper: Paper,
  { title, office, period, timeZone, language }: Report,
  { colour, hours, logo }: { readonly colour: Colour; readonly hours: LocalHours; readonly logo?: Uint8Array },
): Promise<void> {
  const top = paper.y;
  const wide = logo === undefined ? 0 : await paper.image(MARGIN, top, { png: logo, height: LOGO_HEIGHT }) + 12;
  paper.text(MARGIN + wide, top + 12, office, { size: 10, colour: GREY });
  paper.text(MARGIN + wide, top + 31, title, { size: 17, bold: true });
  const local = (at: number) => hours.written(at).slice(0, 16).replace("T", " ");
  const span = `${local(period.from)} ${say("until", language)} ${local(period.to)} (${timeZone})`;
  paper.text(paper.right, top + 31, span, { size: 8, colour: GREY, align: "right" });
  paper.rectangle(MARGIN, top + 40, { width: paper.width, height: 3 }, colour);
  paper.y = top + 46;
}

/** Each figure in a box of its own. */
function tiles(paper: Paper, { figures }: Figures, options: ShowOptions): void {
  const width = (paper.width - (TILES - 1) * 8) / TILES;
  for (let at = 0; at < figures.length; at += TILES) {
    paper.room(TILE_HEIGHT + 8);
    for (const [nth, { title, unit, value }] of figures.slice(at, at + TILES).entries()) {
      const x = MARGIN + nth * (width + 8);
      paper.rectangle(x, paper.y, { width, height: TILE_HEIGHT }, PALE);
      paper.text(x + 8, paper.y + 15, paper.fit(title, width - 16, { size: 7.5 }), { size: 7.5, colour: GREY });
      paper.text(x + 8, paper.y + 35, paper.fit(show(value, unit, options), width - 16, { size: 15, bold: true }), {
        size: 15,
        bold: true,
      });
    }
    paper.y += TILE_HEIGHT + 8;
  }
}

function colourOf(text: string): Colour {
  const part = (at: number) => Number.parseInt(text.slice(at, at + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}
