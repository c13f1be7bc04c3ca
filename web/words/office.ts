import type { InBoth } from "./in_both.ts";

/** The office's settings. */
export interface OfficeWords {
  readonly title: string;
  readonly parts: Readonly<Record<"people" | "together" | "outside" | "callers" | "rules", string>>;
  readonly add: string;
  readonly save: string;
  readonly remove: string;
  /** Something new that is like what is looked at. */
  readonly another: string;
  readonly saved: string;
  readonly unchanged: string;
  readonly removed: string;
  /** It is not gone back: the office is another one by now. */
  readonly movedOn: string;
  readonly none: string;
  /** Of an extension: none is registered; who sits at its phone; at whose he sits. */
  readonly phones: string;
  readonly noPhone: string;
  readonly satBy: (name: string) => string;
  readonly sitsAt: (number: string) => string;
  readonly unless: (fallback: string) => string;
  readonly keptSecret: string;
  readonly madeSecret: string;
  /** What a line may say. */
  readonly linesOf: (choices: string) => string;
  readonly allChoices: string;
  /** Where a call is led to. */
  readonly leadsTo: string;
  readonly faults: string;
  /** This version does not take what the box has stored; `runs` undefined: nor anything older. */
  readonly refused: (revision: number, runs: number | undefined) => string;
  readonly refusedTitle: string;
  readonly leaveOut: string;
  readonly leaveOutText: string;
  readonly notLeftOut: string;
  readonly keepRunning: (revision: number) => string;
  /** Two have changed the same thing. */
  readonly changedByOther: string;
  readonly yoursBelow: string;
  readonly takeOthers: string;
  readonly saveOver: string;
  /** `why` as the mail server says it. */
  readonly addressRefused: (address: string, why: string) => string;
  readonly removedByOther: string;
  /** What a field said or says that says nothing. */
  readonly nothing: string;
  readonly whoChanged: string;
  readonly isAdded: string;
  readonly olderChanges: string;
  /** Several things of some fields each. */
  readonly moreRows: string;
  readonly row: (nth: number) => string;
  readonly rowKey: string;
  readonly rowUp: string;
  readonly rowTwice: (key: string) => string;
  /** What happened to one thing. */
  readonly how: Readonly<Record<"added" | "removed" | "changed" | "reordered", string>>;
  readonly andMore: (count: number) => string;
  /** A change that no form shows. */
  readonly onlyWriting: string;
  /** Heads the page of one revision. */
  readonly oneRevision: (revision: number) => string;
  readonly itChanged: string;
  readonly goingBack: string;
  readonly nothingElse: string;
  readonly lookBack: string;
  /** One thing of what a revision changed, as it was before it. */
  readonly putBack: string;
  readonly takeOut: string;
  readonly cannotPutBack: string;
  readonly wentBack: (revision: string) => string;
  readonly more: string;
  readonly history: string;
  readonly revision: string;
  readonly when: string;
  readonly who: string;
  readonly what: string;
  readonly restore: string;
  readonly isNow: string;
  readonly undo: string;
  readonly phoneTitle: string;
  readonly phoneText: string;
  readonly server: string;
  readonly user: string;
  readonly password: string;
  readonly newSecret: string;
}

export const OFFICE: InBoth<OfficeWords> = {
  en: {
    title: "The office",
    parts: {
      people: "People and phones",
      together: "Together",
      outside: "Numbers and lines outside",
      callers: "What callers meet",
      rules: "Rules of the house",
    },
    add: "Add",
    save: "Save",
    remove: "Remove",
    another: "Another like this",
    saved: "Saved. It holds from this moment on.",
    unchanged: "Nothing was different.",
    removed: "Removed.",
    movedOn: "Somebody has changed the office meanwhile: look at what, and go back then.",
    none: "None yet.",
    phones: "Phones",
    noPhone: "not registered",
    satBy: (name) => `${name} sits here`,
    sitsAt: (number) => `at the phone of ${number}`,
    unless: (fallback) => `By default: ${fallback}`,
    keptSecret: "Kept sealed. Leave it empty to keep it.",
    madeSecret: "Leave it empty, and one is made that nobody can guess",
    linesOf: (choices) => `One a line: ${choices}`,
    allChoices: "What may stand there",
    leadsTo: "A number as it is dialled, or one of the list",
    faults: "This cannot be saved yet:",
    refused: (revision, runs) =>
      `This version refuses revision ${revision} of the office. ` +
      (runs === undefined ? "No older one holds: nobody can be called." : `The box runs with revision ${runs}.`) +
      " Mend it under “The office”.",
    refusedTitle: "This version of the box refuses what was saved:",
    leaveOut: "Leave out what is refused",
    leaveOutText: "The rest of it holds from then on. What is left out stands in the history.",
    notLeftOut: "It cannot be mended by leaving something out. What is refused now:",
    keepRunning: (revision) => `Go back to revision ${revision}, which runs now`,
    changedByOther: "Somebody else has changed this while you were typing:",
    yoursBelow: "What you typed stands below, among what holds now. Nothing of yours is saved yet.",
    takeOthers: "Leave it as the other has it",
    saveOver: "Save mine over it",
    addressRefused: (address, why) => `The mail server refuses ${address}, and nobody there is told anything: ${why}`,
    removedByOther: "Somebody else has removed this meanwhile. Nothing of yours is saved.",
    nothing: "nothing",
    whoChanged: "Who changed what",
    isAdded: "added",
    olderChanges: "Older changes",
    moreRows: "More rows",
    row: (nth) => `Row ${nth}`,
    rowKey: "Key",
    rowUp: "Move up",
    rowTwice: (key) => `"${key}" stands there twice`,
    how: { added: "added", removed: "removed", changed: "changed", reordered: "put in another order" },
    andMore: (count) => `and ${count} more`,
    onlyWriting: "Only a password, or how the file is written",
    oneRevision: (revision) => `Revision ${revision}`,
    itChanged: "What it changed",
    goingBack: "Going back to it would change",
    nothingElse: "Nothing, but perhaps a password or how the file is written.",
    lookBack: "Look at it",
    putBack: "Put this back as before",
    takeOut: "Take it out again",
    cannotPutBack: "It is not there any more: nothing was put back.",
    wentBack: (revision) => `Back to revision ${revision}`,
    more: "More",
    history: "History",
    revision: "Revision",
    when: "When",
    who: "Who",
    what: "What",
    restore: "Go back to this",
    isNow: "now",
    undo: "Undo",
    phoneTitle: "For the phone",
    phoneText: "Type this into the phone. The password is shown only now.",
    server: "Server",
    user: "User",
    password: "Password",
    newSecret: "A new password for its phones",
  },
  ro: {
    title: "Setările biroului",
    parts: {
      people: "Oameni și telefoane",
      together: "Lucru împreună",
      outside: "Numere și linii externe",
      callers: "Ce întâlnesc apelanții",
      rules: "Reguli generale",
    },
    add: "Adaugă",
    save: "Salvează",
    remove: "Șterge",
    another: "Încă una la fel",
    saved: "Salvat. Este valabil din această clipă.",
    unchanged: "Nimic nu era diferit.",
    removed: "Șters.",
    movedOn: "Altcineva a schimbat biroul între timp: priviți ce anume, apoi reveniți.",
    none: "Încă nimic.",
    phones: "Telefoane",
    noPhone: "neînregistrat",
    satBy: (name) => `aici stă ${name}`,
    sitsAt: (number) => `la telefonul ${number}`,
    unless: (fallback) => `Implicit: ${fallback}`,
    keptSecret: "Păstrată criptat. Lăsați gol ca să rămână aceeași.",
    madeSecret: "Lăsați gol și se generează una greu de ghicit",
    linesOf: (choices) => `Câte unul pe rând: ${choices}`,
    allChoices: "Ce poate sta aici",
    leadsTo: "Un număr cum se formează sau ceva din listă",
    faults: "Încă nu poate fi salvat:",
    refused: (revision, runs) =>
      `Această versiune refuză revizia ${revision} a biroului. ` +
      (runs === undefined
        ? "Niciuna mai veche nu este bună: nu poate fi sunat nimeni."
        : `Centrala lucrează cu revizia ${runs}.`) +
      " Îndreptați-o la „Setările biroului”.",
    refusedTitle: "Această versiune a centralei refuză ce a fost salvat:",
    leaveOut: "Lasă deoparte ce este refuzat",
    leaveOutText: "Restul este valabil din acea clipă. Ce se lasă deoparte rămâne în istoric.",
    notLeftOut: "Nu poate fi îndreptat lăsând ceva deoparte. Acum este refuzat:",
    keepRunning: (revision) => `Revino la revizia ${revision}, cu care lucrează acum`,
    changedByOther: "Altcineva a schimbat aceasta în timp ce scriați:",
    yoursBelow:
      "Ce ați scris se află mai jos, lângă ce este valabil acum. Nimic de la dumneavoastră nu este salvat încă.",
    takeOthers: "Lasă cum a pus celălalt",
    saveOver: "Salvează ce am scris eu",
    addressRefused: (address, why) => `Serverul de e-mail refuză ${address}, iar acolo nu este anunțat nimeni: ${why}`,
    removedByOther: "Altcineva a șters aceasta între timp. Nimic de la dumneavoastră nu este salvat.",
    nothing: "nimic",
    whoChanged: "Cine ce a schimbat",
    isAdded: "adăugat",
    olderChanges: "Schimbări mai vechi",
    moreRows: "Mai multe rânduri",
    row: (nth) => `Rândul ${nth}`,
    rowKey: "Tasta",
    rowUp: "Mută mai sus",
    rowTwice: (key) => `„${key}” apare de două ori`,
    how: { added: "adăugat", removed: "șters", changed: "schimbat", reordered: "pus în altă ordine" },
    andMore: (count) => `și încă ${count}`,
    onlyWriting: "Doar o parolă sau felul în care este scris fișierul",
    oneRevision: (revision) => `Revizia ${revision}`,
    itChanged: "Ce a schimbat",
    goingBack: "Revenirea la ea ar schimba",
    nothingElse: "Nimic, poate doar o parolă sau felul în care este scris fișierul.",
    lookBack: "Privește",
    putBack: "Pune înapoi ca înainte",
    takeOut: "Scoate din nou",
    cannotPutBack: "Nu mai este acolo: nu s-a pus nimic înapoi.",
    wentBack: (revision) => `Înapoi la revizia ${revision}`,
    more: "Mai mult",
    history: "Istoric",
    revision: "Revizia",
    when: "Când",
    who: "Cine",
    what: "Ce",
    restore: "Revino la aceasta",
    isNow: "acum",
    undo: "Anulează",
    phoneTitle: "Pentru telefon",
    phoneText: "Tastați acestea în telefon. Parola este arătată doar acum.",
    server: "Server",
    user: "Utilizator",
    password: "Parolă",
    newSecret: "O parolă nouă pentru telefoanele sale",
  },
};
