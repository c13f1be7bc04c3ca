import type { Forms } from "./counted.ts";
import type { InBoth } from "./in_both.ts";

/** The list of missed calls: plain text, since it travels to the browser. */
export interface MissedListWords {
  readonly caller: string;
  readonly missedAt: string;
  readonly on: string;
  readonly rang: string;
  readonly state: string;
  readonly times: Forms;
  /** On the way of a call. */
  readonly extension: string;
  readonly voicemail: string;
  readonly withheld: string;
  readonly erased: string;
  readonly states: Readonly<Record<"open" | "cleared" | "archived", string>>;
  readonly clearedBy: Readonly<Record<"returned" | "answered_later" | "manual" | "expired", string>>;
  readonly by: string;
  readonly callBack: string;
  readonly done: string;
  readonly tick: string;
  readonly tickAll: string;
  readonly tickedDone: string;
  readonly note: string;
  readonly reopen: string;
  readonly ignore: string;
  readonly story: string;
  readonly older: string;
  readonly newest: string;
  readonly cut: string;
  readonly none: string;
  readonly noneText: string;
  readonly noneFits: string;
  readonly noneFitsText: string;
  readonly shown: string;
}

/** The pages of missed calls. */
export interface MissedWords {
  readonly list: MissedListWords;
  readonly find: string;
  readonly more: string;
  readonly name: string;
  readonly anyState: string;
  readonly number: string;
  readonly anyNumber: string;
  readonly place: string;
  readonly anyPlace: string;
  readonly trunk: string;
  readonly anyTrunk: string;
  readonly ignored: string;
  readonly ignoredText: string;
  readonly ignoredNumber: string;
  readonly ignoredHint: string;
  readonly noneIgnored: string;
  readonly countAgain: string;
  readonly noCaller: (typed: string) => string;
  readonly onlyWhole: string;
  readonly forget: string;
  readonly forgetText: string;
  readonly hour: string;
  readonly anyHour: string;
  readonly ended: string;
  readonly anyEnd: string;
  /** Of misses, where the other days are of last attempts. */
  readonly missedOn: { readonly since: string; readonly until: string };
  readonly since: string;
  readonly until: string;
  readonly tenant: string;
  readonly ownOffice: string;
  readonly export: string;
  readonly trends: string;
  readonly attempts: string;
  /** So many more, between the first and the others. */
  unlisted(count: number): string;
  readonly first: string;
  readonly last: string;
  readonly route: string;
  readonly reopened: string;
  readonly calls: string;
  readonly audit: string;
  readonly when: string;
  readonly what: string;
  readonly who: string;
  readonly why: string;
  readonly box: string;
  readonly nothing: string;
  readonly theCall: string;
  readonly actions: Readonly<
    Record<
      | "created"
      | "incremented"
      | "callback_attempted"
      | "notified"
      | "notify_suppressed"
      | "notify_sent"
      | "notify_lost"
      | "cleared"
      | "reopened"
      | "retracted"
      | "erased",
      string
    >
  >;
  readonly trendsText: string;
  readonly byDay: string;
  readonly byHour: string;
  readonly topCallers: string;
  readonly noTrends: string;
  readonly noTrendsText: string;
  readonly onlyNewest: string;
  readonly back: string;
  readonly gone: string;
  readonly noted: string;
}

export const MISSED: InBoth<MissedWords> = {
  en: {
    list: {
      caller: "Caller",
      missedAt: "Missed",
      on: "Called",
      rang: "Rang",
      state: "State",
      times: ["time", "times"],
      extension: "extension",
      voicemail: "voicemail",
      withheld: "Number withheld",
      erased: "Forgotten at the caller's wish",
      states: { open: "open", cleared: "settled", archived: "archived" },
      clearedBy: {
        returned: "called back",
        answered_later: "got through later",
        manual: "marked as done",
        expired: "too long ago",
      },
      by: "by",
      callBack: "Call back",
      done: "Done",
      tick: "Choose",
      tickAll: "All shown",
      tickedDone: "Ticked: done",
      note: "Note",
      reopen: "Open again",
      ignore: "Ignore this caller",
      story: "What happened",
      older: "Older",
      newest: "To the newest",
      cut: "The line to the box is cut. What you see may be old.",
      none: "Nobody is waiting to be called back",
      noneText:
        "A caller stands here when nobody in the office has answered. He leaves the list when he is called back or gets through.",
      noneFits: "No missed call is like that",
      noneFitsText: "Take away part of what you look for.",
      shown: "shown",
    },
    find: "Look",
    more: "Look for more",
    name: "Name",
    anyState: "every state",
    number: "Our number",
    anyNumber: "every number",
    place: "Queue, group or menu",
    anyPlace: "every way",
    trunk: "Line outside",
    anyTrunk: "every line",
    ignored: "Ignored callers",
    ignoredText: "They only test the line: nobody misses them.",
    ignoredNumber: "The caller's number",
    ignoredHint: "What is open of his leaves the list.",
    noneIgnored: "Nobody is ignored",
    countAgain: "Miss again",
    noCaller: (typed) => `“${typed}” is no number that a caller could be told by.`,
    onlyWhole: "Only who sees all of the office says who is ignored.",
    forget: "Forget this caller",
    forgetText:
      "His missed calls stay as numbers in figures, and nothing leads from them to him any more. This cannot be taken back.",
    hour: "Hour",
    anyHour: "every hour",
    ended: "What became of it",
    anyEnd: "anything",
    missedOn: { since: "Missed from", until: "Missed to" },
    since: "From",
    until: "To",
    tenant: "Phone system",
    ownOffice: "This box",
    export: "Export as CSV",
    trends: "Trends",
    attempts: "Attempts",
    unlisted: (count) => `After the first, ${count} more are counted and no longer listed.`,
    first: "First",
    last: "Last",
    route: "Way",
    reopened: "Opened again",
    calls: "Calls",
    audit: "What happened to it",
    when: "When",
    what: "What",
    who: "Who",
    why: "Why",
    box: "the box",
    nothing: "none",
    theCall: "the call",
    actions: {
      created: "missed",
      incremented: "missed again",
      callback_attempted: "call back tried",
      notified: "notice written",
      notify_suppressed: "held back: too many at once",
      notify_sent: "notice taken",
      notify_lost: "notice lost",
      cleared: "settled",
      reopened: "open again",
      retracted: "taken back",
      erased: "caller forgotten",
    },
    trendsText: "Attempts that nobody answered.",
    byDay: "Day by day",
    byHour: "By the hours of the week",
    topCallers: "Who called most often in vain",
    noTrends: "Nothing was missed on these days",
    noTrendsText: "Once callers are missed, this page shows at what times, and who they are.",
    onlyNewest: "There are more than can be counted here: only the newest are.",
    back: "All missed calls",
    noted: "Note",
    gone: "It was so already: somebody else was faster.",
  },
  ro: {
    list: {
      caller: "Apelant",
      missedAt: "Pierdut",
      on: "A sunat la",
      rang: "Au sunat",
      state: "Stare",
      times: ["dată", "ori"],
      extension: "interior",
      voicemail: "mesagerie vocală",
      withheld: "Număr ascuns",
      erased: "Uitat la cererea apelantului",
      states: { open: "deschis", cleared: "rezolvat", archived: "arhivat" },
      clearedBy: {
        returned: "a fost sunat înapoi",
        answered_later: "i s-a răspuns mai târziu",
        manual: "marcat ca rezolvat",
        expired: "prea vechi",
      },
      by: "de",
      callBack: "Sună înapoi",
      done: "Rezolvat",
      tick: "Alege",
      tickAll: "Toate cele afișate",
      tickedDone: "Bifate: rezolvate",
      note: "Notă",
      reopen: "Redeschide",
      ignore: "Ignoră acest apelant",
      story: "Ce s-a întâmplat",
      older: "Mai vechi",
      newest: "La cele mai noi",
      cut: "Legătura cu centrala este întreruptă. Ce vedeți poate fi vechi.",
      none: "Nimeni nu așteaptă să fie sunat înapoi",
      noneText:
        "Un apelant apare aici când nimeni din birou nu i-a răspuns. Iese din listă când este sunat înapoi sau când i se răspunde.",
      noneFits: "Niciun apel pierdut nu corespunde",
      noneFitsText: "Ștergeți o parte din filtre.",
      shown: "afișate",
    },
    find: "Caută",
    more: "Mai multe filtre",
    name: "Nume",
    anyState: "orice stare",
    number: "Numărul nostru",
    anyNumber: "orice număr",
    place: "Coadă, grup sau meniu",
    anyPlace: "orice traseu",
    trunk: "Linie externă",
    anyTrunk: "orice linie",
    ignored: "Apelanți ignorați",
    ignoredText: "Doar încearcă linia: apelurile lor nu se socotesc pierdute.",
    ignoredNumber: "Numărul apelantului",
    ignoredHint: "Ce este deschis de la el iese din listă.",
    noneIgnored: "Nimeni nu este ignorat",
    countAgain: "Socotește din nou",
    noCaller: (typed) => `„${typed}” nu este un număr după care poate fi recunoscut un apelant.`,
    onlyWhole: "Doar cine vede tot biroul spune cine este ignorat.",
    forget: "Uită acest apelant",
    forgetText:
      "Apelurile sale pierdute rămân doar cifre și nimic nu mai duce de la ele la el. Aceasta nu se poate anula.",
    hour: "Ora",
    anyHour: "orice oră",
    ended: "Ce s-a întâmplat",
    anyEnd: "orice",
    missedOn: { since: "Pierdut de la", until: "Pierdut până la" },
    since: "De la",
    until: "Până la",
    tenant: "Centrală",
    ownOffice: "Această centrală",
    export: "Exportă ca CSV",
    trends: "Tendințe",
    attempts: "Încercări",
    unlisted: (count) => `După prima, încă ${count} sunt numărate și nu mai sunt în listă.`,
    first: "Prima",
    last: "Ultima",
    route: "Traseu",
    reopened: "Redeschis",
    calls: "Apeluri",
    audit: "Istoric",
    when: "Când",
    what: "Ce",
    who: "Cine",
    why: "De ce",
    box: "centrala",
    nothing: "niciuna",
    theCall: "apelul",
    actions: {
      created: "pierdut",
      incremented: "pierdut din nou",
      callback_attempted: "s-a încercat sunarea înapoi",
      notified: "anunț scris",
      notify_suppressed: "amânat: prea multe deodată",
      notify_sent: "anunț predat",
      notify_lost: "anunț pierdut",
      cleared: "rezolvat",
      reopened: "redeschis",
      retracted: "retras",
      erased: "apelant uitat",
    },
    trendsText: "Încercări la care nu a răspuns nimeni.",
    byDay: "Zi de zi",
    byHour: "Pe orele săptămânii",
    topCallers: "Cine a sunat cel mai des fără răspuns",
    noTrends: "Nimic pierdut în aceste zile",
    noTrendsText: "Când se vor pierde apeluri, pagina arată la ce ore și ale cui.",
    onlyNewest: "Sunt mai multe decât se pot număra aici: sunt numărate doar cele mai noi.",
    back: "Toate apelurile pierdute",
    noted: "Notă",
    gone: "Era deja așa: altcineva a fost mai rapid.",
  },
};
