import type { InBoth } from "./in_both.ts";

/** What is said around every chart. */
export interface ChartWords {
  readonly asTable: string;
  readonly when: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly whole: string;
  readonly save: string;
  readonly keys: string;
}

export const CHARTS: InBoth<ChartWords> = {
  en: {
    asTable: "As a table",
    when: "When",
    zoomIn: "Closer",
    zoomOut: "Further away",
    whole: "Whole period",
    save: "Save as a picture",
    keys: "Drag to look closer, arrow keys to move, plus and minus to zoom, zero for the whole period",
  },
  ro: {
    asTable: "Ca tabel",
    when: "Când",
    zoomIn: "Mai aproape",
    zoomOut: "Mai departe",
    whole: "Toată perioada",
    save: "Salvează ca imagine",
    keys:
      "Trageți ca să priviți mai de aproape, săgețile mută, plus și minus apropie și depărtează, zero arată toată perioada",
  },
};
