/** The colours of a chart as the page has them at this moment: its style sheet says which, for light and for dark. */
export interface PlotInk {
  readonly paper: string;
  readonly text: string;
  readonly soft: string;
  readonly line: string;
  readonly font: string;
  /** What stands beside each colour; nothing where the title says it all. */
  readonly legend: readonly { readonly label: string; readonly colour: string }[];
  ofCurve(key: string): string;
}

/** @param card the chart's section in the page */
export function plotInk(card: Element): PlotInk {
  const { backgroundColor: paper, color: text, borderTopColor: line, fontFamily: font } = getComputedStyle(card);
  const items = [...card.querySelectorAll<HTMLElement>("[data-curve]")];
  const colours = new Map(items.map((item) => [item.dataset["curve"], getComputedStyle(item).color]));
  const summary = card.querySelector("summary")!;
  return {
    ...{ paper, text, line, font, soft: getComputedStyle(summary).color },
    legend: items.length === 1
      ? []
      : items.map((item) => ({ label: item.textContent, colour: getComputedStyle(item).color })),
    ofCurve: (key) => colours.get(key) ?? text,
  };
}
