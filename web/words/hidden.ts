import type { InBoth } from "./in_both.ts";

/** In place of a caller who hides his number. */
export const HIDDEN: InBoth<string> = { en: "Hidden number", ro: "Număr ascuns" };
