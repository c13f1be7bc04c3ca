import { counted } from "./counted.ts";
import { HIDDEN } from "./hidden.ts";
import type { DeskLanguage, InBoth } from "./in_both.ts";

/** The page *Recordings*. */
export interface RecordingsWords {
  readonly who: string;
  readonly account: string;
  readonly queue: string;
  readonly since: string;
  readonly until: string;
  readonly look: string;
  readonly none: string;
  readonly noneText: string;
  readonly noneFit: string;
  readonly kept: (days: number, mb: number) => string;
  readonly keptForever: (mb: number) => string;
  readonly erasedOn: string;
  readonly running: string;
  readonly older: string;
  readonly download: string;
  readonly listen: string;
  readonly soundOf: (who: string) => string;
  readonly unknown: string;
  readonly hidden: string;
  readonly export: string;
  readonly held: string;
  readonly hold: string;
  readonly holdText: string;
  readonly letGo: string;
  readonly erase: string;
  readonly eraseText: string;
  /** Heads of columns. */
  readonly length: string;
  readonly keptUntil: string;
  readonly file: string;
}

export const RECORDINGS: InBoth<RecordingsWords> = {
  en: {
    who: "Name or number",
    account: "Account",
    queue: "Queue",
    since: "From",
    until: "To",
    look: "Search",
    none: "No recordings",
    noneText: "Which calls are recorded is set in the office, under Recording. A call stands here once it is recorded.",
    noneFit: "None of these days fits.",
    kept: (days, mb) =>
      `Kept for ${counted(days, ["day", "days"], "en")}, ${gigabytes(mb, "en")} at most; then the oldest go.`,
    keptForever: (mb) => `Kept until they take more than ${gigabytes(mb, "en")}; then the oldest go.`,
    erasedOn: "kept until",
    running: "still recording",
    older: "Older",
    download: "Download",
    listen: "Listen",
    soundOf: (who) => `Recording: ${who}`,
    unknown: "The call is not in the record yet",
    hidden: HIDDEN.en,
    export: "Export as CSV",
    held: "Held",
    hold: "Hold",
    holdText: "Keeps it beyond its days, until you let go of it",
    letGo: "Let go",
    erase: "Erase",
    eraseText: "Nobody can hear it any more, and it cannot be brought back. The call stays in the list.",
    length: "Length",
    keptUntil: "Kept until",
    file: "File",
  },
  ro: {
    who: "Nume sau număr",
    account: "Cont",
    queue: "Coadă",
    since: "De la",
    until: "Până la",
    look: "Caută",
    none: "Nicio înregistrare",
    noneText:
      "Ce apeluri se înregistrează se stabilește în birou, la Înregistrare. Un apel apare aici odată înregistrat.",
    noneFit: "Niciuna din aceste zile nu se potrivește.",
    kept: (days, mb) =>
      `Păstrate ${counted(days, ["zi", "zile"], "ro")}, cel mult ${gigabytes(mb, "ro")}; apoi cele mai vechi se șterg.`,
    keptForever: (mb) => `Păstrate până ocupă mai mult de ${gigabytes(mb, "ro")}; apoi cele mai vechi se șterg.`,
    erasedOn: "păstrată până la",
    running: "se înregistrează încă",
    older: "Mai vechi",
    download: "Descarcă",
    listen: "Ascultă",
    soundOf: (who) => `Înregistrare: ${who}`,
    unknown: "Apel în curs",
    hidden: HIDDEN.ro,
    export: "Exportă ca CSV",
    held: "Reținută",
    hold: "Reține",
    holdText: "O păstrează peste termen, până o eliberezi",
    letGo: "Eliberează",
    erase: "Șterge",
    eraseText: "Nimeni nu o mai poate asculta și nu poate fi adusă înapoi. Apelul rămâne în listă.",
    length: "Durată",
    keptUntil: "Păstrată până la",
    file: "Fișier",
  },
};

/** `20 GB`, `1.5 GB`, `500 MB` */
function gigabytes(mb: number, language: DeskLanguage): string {
  const [value, unit] = mb < 1_000 ? [mb, "MB"] : [Math.round(mb / 100) / 10, "GB"];
  return `${language === "ro" ? String(value).replace(".", ",") : value} ${unit}`;
}
