import type { InBoth } from "./in_both.ts";

/** Whether the office is open: plain text, since it travels to the browser. */
export interface HoursWords {
  readonly title: string;
  readonly states: Readonly<Record<"open" | "closed" | "holiday" | "night", string>>;
  /** Before the moment at which that changes. */
  readonly until: string;
  /** Turns the night switch on. */
  readonly closeNow: string;
  /** And off. */
  readonly byClock: string;
  /** Before what phones dial for it. */
  readonly onPhones: string;
}

export const HOURS: InBoth<HoursWords> = {
  en: {
    title: "Opening hours",
    states: { open: "open", closed: "closed", holiday: "holiday", night: "closed by hand" },
    until: "until",
    closeNow: "Close now",
    byClock: "By the clock again",
    onPhones: "On phones:",
  },
  ro: {
    title: "Program",
    states: { open: "deschis", closed: "închis", holiday: "sărbătoare", night: "închis manual" },
    until: "până",
    closeNow: "Închide acum",
    byClock: "Din nou după program",
    onPhones: "La telefoane:",
  },
};
