import type { InBoth } from "./in_both.ts";

/** What is open with somebody elsewhere: plain text, since it travels to the browser. */
export interface MatterWords {
  readonly title: string;
  readonly ticket: string;
  readonly deal: string;
}

export const MATTERS: InBoth<MatterWords> = {
  en: { title: "Open with this caller", ticket: "Ticket", deal: "Deal" },
  ro: { title: "În lucru cu acest apelant", ticket: "Tichet", deal: "Oportunitate" },
};
