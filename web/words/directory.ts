import type { ColumnUse, ContactField, ContactFlaw, Duplicates } from "../../features/contacts/mod.ts";
import { counted } from "./counted.ts";
import type { InBoth } from "./in_both.ts";

/** The list, which also runs in the browser. */
export type DirectoryListWords = Readonly<
  Record<
    | "name"
    | "company"
    | "numbers"
    | "note"
    | "call"
    | "vip"
    | "fromOffice"
    | "seenBy"
    | "none"
    | "noneText"
    | "noneFits"
    | "noneFitsText"
    | "shown"
    | "more"
    | "search"
    | "find",
    string
  >
>;

/** The page *Directory*, and bringing files into it. */
export interface DirectoryWords {
  readonly list: DirectoryListWords;
  readonly add: string;
  readonly edit: string;
  readonly back: string;
  /** On other pages: to whoever has a number, or to a new contact. */
  readonly toBook: string;
  readonly lastCalls: string;
  readonly noLastCalls: string;
  readonly import: string;
  readonly export: string;
  readonly exportCsv: string;
  readonly exportVcard: string;
  readonly numbersHint: string;
  readonly vipHint: string;
  readonly whoSees: string;
  readonly everybody: string;
  readonly onlyThese: string;
  readonly extensions: string;
  readonly onlyTheseHint: string;
  readonly onlyYou: string;
  readonly save: string;
  readonly saved: string;
  readonly remove: string;
  readonly removeSure: string;
  readonly moved: string;
  readonly isOffice: string;
  readonly fields: Readonly<Record<ContactField, string>>;
  readonly flaws: Readonly<Record<ContactFlaw, string>>;
  readonly noExtension: string;
  readonly importIntro: string;
  readonly file: string;
  readonly fileHint: string;
  readonly read: string;
  readonly reading: (file: string) => string;
  readonly lookAgain: string;
  readonly gone: string;
  readonly failed: string;
  readonly failedText: string;
  readonly found: (rows: number, kind: "csv" | "vcard") => string;
  readonly encoding: string;
  readonly columns: string;
  readonly columnsText: string;
  readonly column: string;
  readonly samples: string;
  readonly means: string;
  readonly uses: Readonly<Record<ColumnUse, string>>;
  readonly faults: (rows: number) => string;
  readonly faultsText: string;
  readonly moreFaults: string;
  readonly line: string;
  readonly field: string;
  readonly value: string;
  readonly why: string;
  readonly first: string;
  readonly duplicates: string;
  readonly ways: Readonly<Record<Duplicates, string>>;
  readonly would: (plan: { readonly added: number; readonly changed: number; readonly same: number }) => string;
  readonly check: string;
  readonly confirm: (contacts: number) => string;
  readonly drop: string;
  readonly changedSince: string;
  readonly imported: (file: string, added: number, changed: number) => string;
  readonly undo: string;
  /** Who changed a contact. */
  readonly changes: string;
  readonly added: string;
  readonly deleted: string;
  readonly putBack: string;
  readonly undoChange: string;
  readonly removed: (name: string) => string;
  readonly removedLately: string;
  readonly undone: (removed: number, restored: number, spared: number) => string;
}

const [english, romanian] = [new Intl.NumberFormat("en-GB"), new Intl.NumberFormat("ro-RO")];
const inEnglish = (value: number): string => english.format(value);
const inRomanian = (value: number): string => romanian.format(value);

export const DIRECTORY: InBoth<DirectoryWords> = {
  en: {
    list: {
      name: "Name",
      company: "Company",
      numbers: "Numbers",
      note: "Note",
      call: "Call",
      vip: "Important",
      fromOffice: "In the settings",
      seenBy: "Only for",
      none: "The phone book is empty.",
      noneText: "Add somebody, or bring the contacts of another program.",
      noneFits: "Nobody fits.",
      noneFitsText: "Part of a name, a company or a number is enough.",
      shown: "contacts",
      more: "More",
      search: "Name, company or number",
      find: "Find",
    },
    add: "Add a contact",
    edit: "Contact",
    back: "To the directory",
    toBook: "In the directory",
    lastCalls: "Last calls",
    noLastCalls: "No call that you may see.",
    import: "Import",
    export: "Export",
    exportCsv: "As a table (CSV)",
    exportVcard: "As cards (vCard)",
    numbersHint: "One on each line.",
    vipHint: "Somebody important: marked with a star.",
    whoSees: "Who sees it",
    everybody: "Everybody",
    onlyThese: "Only these extensions",
    extensions: "Extensions",
    onlyTheseHint: "Such as 101, 102. Whoever keeps the directory sees it, too.",
    onlyYou: "Only you see it, and whoever keeps the directory.",
    save: "Save",
    saved: "Saved.",
    remove: "Delete",
    removeSure: "Yes, delete",
    moved: "Somebody else has changed this contact meanwhile. This is how it is now.",
    isOffice: "This contact stands in the settings of the office, and is changed there.",
    fields: { name: "Name", company: "Company", number: "Number", note: "Note", row: "Row" },
    flaws: {
      "missing": "is missing",
      "too-long": "is too long",
      "unseen-signs": "has signs that nobody sees",
      "no-number": "is no phone number",
      "too-many": "is one too many: 20 are the most",
      "unreadable": "cannot be read",
    },
    noExtension: "There is no extension",
    importIntro: "Contacts from Google, Outlook, iCloud or a spreadsheet. You see all of it before anything is kept, " +
      "and can undo the last import; those before it stay.",
    file: "File",
    fileHint: "CSV or vCard (.csv, .vcf), up to 64 MB.",
    read: "Read the file",
    reading: (file) => `Reading ${file}`,
    lookAgain: "Look again",
    gone: "That file is forgotten: bring it again.",
    failed: "This file cannot be read.",
    failedText: "Expected a table (CSV) or cards (vCard), with at most 100,000 contacts.",
    found: (rows, kind) => kind === "csv" ? `${inEnglish(rows)} rows of a table` : `${inEnglish(rows)} cards`,
    encoding: "Letters",
    columns: "Columns",
    columnsText: "What each column is. Correct what was guessed wrong, and check again.",
    column: "Column",
    samples: "For example",
    means: "Is",
    uses: {
      skip: "left out",
      name: "Name",
      first: "First name",
      last: "Last name",
      company: "Company",
      number: "Number",
      note: "Note",
      vip: "Important",
    },
    faults: (rows) => counted(rows, ["row with a fault", "rows with faults"], "en"),
    faultsText: "Put them right here and check again; a number that is emptied is left out. " +
      "Rows that still have faults are not imported.",
    moreFaults: "These are the first of them.",
    line: "Line",
    field: "Field",
    value: "Value",
    why: "Why",
    first: "The first contacts",
    duplicates: "Who has the same number in the directory",
    ways: {
      merge: "is completed by what the file knows besides",
      keep: "stays as he is",
      replace: "becomes what the file says",
    },
    would: ({ added, changed, same }) =>
      `${inEnglish(added)} new, ${inEnglish(changed)} changed, ${inEnglish(same)} as they are`,
    check: "Check again",
    confirm: (contacts) => `Import ${counted(contacts, ["contact", "contacts"], "en")}`,
    drop: "Do not import",
    changedSince: "What you changed was read anew. Look at it, and import it then.",
    imported: (file, added, changed) =>
      `Imported from ${file}: ${inEnglish(added)} added, ${
        inEnglish(changed)
      } changed. Only the last import can be undone.`,
    undo: "Undo the import",
    changes: "Who changed it",
    added: "added",
    deleted: "deleted",
    putBack: "Put back as before",
    undoChange: "Undo",
    removed: (name) => `${name} was deleted.`,
    removedLately: "Deleted lately",
    undone: (removed, restored, spared) =>
      `Taken back: ${inEnglish(removed)} removed, ${inEnglish(restored)} as they were before.` +
      (spared === 0 ? "" : ` ${inEnglish(spared)} were changed since and stay.`),
  },
  ro: {
    list: {
      name: "Nume",
      company: "Firmă",
      numbers: "Numere",
      note: "Notă",
      call: "Sună",
      vip: "Important",
      fromOffice: "În setări",
      seenBy: "Doar pentru",
      none: "Agenda este goală.",
      noneText: "Adăugați pe cineva sau aduceți contactele din alt program.",
      noneFits: "Nu se potrivește nimeni.",
      noneFitsText: "Ajunge o parte din nume, firmă sau număr.",
      shown: "contacte",
      more: "Mai multe",
      search: "Nume, firmă sau număr",
      find: "Caută",
    },
    add: "Adaugă un contact",
    edit: "Contact",
    back: "La agendă",
    toBook: "În agendă",
    lastCalls: "Ultimele apeluri",
    noLastCalls: "Niciun apel pe care îl puteți vedea.",
    import: "Importă",
    export: "Exportă",
    exportCsv: "Ca tabel (CSV)",
    exportVcard: "Ca fișe (vCard)",
    numbersHint: "Câte unul pe rând.",
    vipHint: "Cineva important: marcat cu o stea.",
    whoSees: "Cine îl vede",
    everybody: "Toți",
    onlyThese: "Doar aceste interioare",
    extensions: "Interioare",
    onlyTheseHint: "De exemplu 101, 102. Îl vede și cine ține agenda.",
    onlyYou: "Îl vedeți doar dumneavoastră și cine ține agenda.",
    save: "Salvează",
    saved: "Salvat.",
    remove: "Șterge",
    removeSure: "Da, șterge",
    moved: "Altcineva a schimbat între timp acest contact. Așa este acum.",
    isOffice: "Acest contact stă în setările biroului și se schimbă acolo.",
    fields: { name: "Nume", company: "Firmă", number: "Număr", note: "Notă", row: "Rând" },
    flaws: {
      "missing": "lipsește",
      "too-long": "este prea lung",
      "unseen-signs": "are semne care nu se văd",
      "no-number": "nu este un număr de telefon",
      "too-many": "este prea mult: cel mult 20",
      "unreadable": "nu poate fi citit",
    },
    noExtension: "Nu există interiorul",
    importIntro: "Contacte din Google, Outlook, iCloud sau dintr-un tabel. Vedeți totul înainte să fie păstrat ceva. " +
      "Ultimul import poate fi anulat; cele dinaintea lui rămân.",
    file: "Fișier",
    fileHint: "CSV sau vCard (.csv, .vcf), cel mult 64 MB.",
    read: "Citește fișierul",
    reading: (file) => `Se citește ${file}`,
    lookAgain: "Verifică din nou",
    gone: "Acel fișier a fost uitat: aduceți-l din nou.",
    failed: "Acest fișier nu poate fi citit.",
    failedText: "Se aștepta un tabel (CSV) sau fișe (vCard), cu cel mult 100.000 de contacte.",
    found: (rows, kind) =>
      kind === "csv"
        ? counted(rows, ["rând de tabel", "rânduri de tabel"], "ro")
        : counted(rows, ["fișă", "fișe"], "ro"),
    encoding: "Litere",
    columns: "Coloane",
    columnsText: "Ce este fiecare coloană. Corectați ce a fost ghicit greșit și verificați din nou.",
    column: "Coloană",
    samples: "De exemplu",
    means: "Este",
    uses: {
      skip: "lăsată afară",
      name: "Nume",
      first: "Prenume",
      last: "Nume de familie",
      company: "Firmă",
      number: "Număr",
      note: "Notă",
      vip: "Important",
    },
    faults: (rows) => counted(rows, ["rând cu greșeli", "rânduri cu greșeli"], "ro"),
    faultsText: "Corectați-le aici și verificați din nou; un număr golit este lăsat afară. " +
      "Rândurile care au încă greșeli nu sunt importate.",
    moreFaults: "Acestea sunt primele dintre ele.",
    line: "Linia",
    field: "Câmp",
    value: "Valoare",
    why: "De ce",
    first: "Primele contacte",
    duplicates: "Cine are același număr în agendă",
    ways: {
      merge: "este completat cu ce știe fișierul în plus",
      keep: "rămâne cum este",
      replace: "devine ce spune fișierul",
    },
    would: ({ added, changed, same }) =>
      `${inRomanian(added)} noi, ${inRomanian(changed)} schimbate, ${inRomanian(same)} cum sunt`,
    check: "Verifică din nou",
    confirm: (contacts) => `Importă ${counted(contacts, ["contact", "contacte"], "ro")}`,
    drop: "Nu importa",
    changedSince: "Ce ați schimbat a fost citit din nou. Verificați, apoi importați.",
    imported: (file, added, changed) =>
      `Importat din ${file}: ${inRomanian(added)} adăugate, ${
        inRomanian(changed)
      } schimbate. Doar ultimul import poate fi anulat.`,
    undo: "Anulează importul",
    changes: "Cine l-a schimbat",
    added: "adăugat",
    deleted: "șters",
    putBack: "Pune înapoi ca înainte",
    undoChange: "Anulează",
    removed: (name) => `${name} a fost șters.`,
    removedLately: "Șterse recent",
    undone: (removed, restored, spared) =>
      `Import anulat: ${inRomanian(removed)} șterse, ${inRomanian(restored)} cum erau înainte.` +
      (spared === 0 ? "" : ` ${inRomanian(spared)} au fost schimbate de atunci și rămân.`),
  },
};
