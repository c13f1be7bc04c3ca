import type { VisitEnd } from "../../core/record/mod.ts";
import type { ReportDimension, ReportPeriod } from "../../core/directory/mod.ts";
import { counted } from "./counted.ts";
import type { InBoth } from "./in_both.ts";

/** The page of reports. */
export interface ReportsWords {
  readonly title: string;
  /** Of all calls, or of some. */
  readonly ofCalls: string;
  readonly allCalls: string;
  readonly dimensions: Readonly<Record<ReportDimension, string>>;
  readonly period: string;
  readonly periods: Readonly<Record<ReportPeriod, string>>;
  /** Days of one's own, in the place of a period. */
  readonly ownDays: string;
  readonly since: string;
  readonly until: string;
  /** Behind the name of a field and the day that it has. */
  readonly daysFaults: Readonly<Record<"missing" | "no-day" | "future" | "before", string>>;
  readonly show: string;
  readonly before: string;
  readonly chooseCards: string;
  /** How finely charts are cut. */
  readonly by: string;
  readonly steps: Readonly<Record<"hour" | "day", string>>;
  readonly curves: Readonly<
    Record<"calls" | "answered" | "missed" | "before" | "serviceLevel" | "averageWait" | "averageTalk", string>
  >;
  readonly times: string;
  readonly byWeek: string;
  readonly missedByWeek: string;
  readonly weekday: string;
  /** Monday first. */
  readonly weekdays: readonly string[];
  readonly same: string;
  readonly overTime: string;
  readonly byHour: string;
  /** How callers were served: answered in time, later, gave up in time, later, sent away. */
  readonly served: string;
  readonly servedAs: readonly string[];
  /** How callers left a queue. */
  readonly exits: string;
  /** Before where callers who left a queue were brought. */
  readonly wentTo: string;
  readonly exitAs: Readonly<Record<VisitEnd, string>>;
  /** What became of missed callers. */
  readonly missedEnds: string;
  readonly queues: string;
  readonly people: string;
  readonly agents: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly noCalls: string;
  readonly noCallsText: string;
  /** Leads to all rows of a table, of which the first are shown. */
  readonly allRows: (rows: number) => string;
  /** Another phone system's. */
  readonly unread: string;
  readonly saved: string;
  readonly noSaved: string;
  readonly noSavedText: string;
  readonly addSaved: string;
  readonly name: string;
  readonly next: string;
  readonly last: string;
  readonly sentTo: (people: number) => string;
  readonly onlyAsked: string;
  readonly make: string;
  readonly makeText: string;
  readonly making: string;
  readonly report: string;
  readonly thisPage: string;
  readonly format: string;
  readonly download: string;
  readonly scoped: string;
  /** Another phone system's calls, and the rows in which it tells of one. */
  readonly tenant: {
    readonly title: (tenant: string) => string;
    readonly calls: string;
    readonly extension: string;
    readonly callTitle: (moment: string) => string;
    readonly rows: string;
    readonly gone: string;
  };
}

export const REPORTS: InBoth<ReportsWords> = {
  en: {
    title: "Reports",
    ofCalls: "Of which calls",
    allCalls: "All calls",
    dimensions: {
      queue: "Queues",
      number: "Our numbers",
      trunk: "Lines outside",
      agent: "Who answered",
      extension: "People, with calls they made",
    },
    period: "Period",
    periods: {
      "today": "Today",
      "yesterday": "Yesterday",
      "this-week": "This week",
      "last-week": "Last week",
      "this-month": "This month",
      "last-month": "Last month",
      "this-quarter": "This quarter",
      "last-quarter": "Last quarter",
      "this-year": "This year",
      "last-year": "Last year",
      "last-7-days": "The last 7 days",
      "last-30-days": "The last 30 days",
    },
    ownDays: "From a day to another",
    since: "From",
    until: "To",
    daysFaults: {
      "missing": "is missing",
      "no-day": "is no day",
      "future": "has not come yet",
      "before": "is before the first day",
    },
    show: "Show",
    before: "the period before",
    chooseCards: "Choose figures",
    by: "Charts by",
    steps: { hour: "By the hour", day: "By the day" },
    curves: {
      calls: "All calls, with those to outside",
      answered: "Answered",
      missed: "Missed",
      before: "The period before",
      serviceLevel: "Service level",
      averageWait: "Average wait",
      averageTalk: "Average talk",
    },
    times: "How long it took",
    byWeek: "When callers come",
    missedByWeek: "When they are missed",
    weekday: "Day",
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    same: "as before",
    overTime: "Calls over time",
    byHour: "Hours of the day",
    served: "How callers were served",
    servedAs: ["Answered in time", "Answered later", "Gave up before", "Gave up later", "Nobody answered"],
    exits: "How callers left the queue",
    wentTo: "then brought to",
    exitAs: {
      answered: "taken by an agent",
      "picked-up": "picked up by somebody else",
      abandoned: "gave up",
      "call-back": "wants to be called back",
      key: "pressed a key",
      timeout: "waited too long",
      empty: "the last agent left",
      sent: "sent elsewhere",
      full: "not let in, it was full",
      unstaffed: "not let in, no agents",
      ended: "ended by the box",
      cut: "the box went down",
    },
    missedEnds: "What became of missed callers",
    queues: "Queues",
    people: "People",
    agents: "Agents of queues",
    columns: {
      agent: "Agent",
      number: "Number",
      trunk: "Line outside",
      outbound: "To outside",
      averageRing: "Rang for",
      loggedIn: "Logged in",
      paused: "Paused",
      occupancy: "Busy for",
      score: "Score",
      takenShare: "Taken",
      promptShare: "Taken in time",
      calledBackShare: "Called back",
      queue: "Queue",
      extension: "Extension",
      name: "Name",
      inbound: "From outside",
      offered: "Offered",
      answered: "Answered",
      elsewhere: "By a colleague",
      missed: "Missed",
      busy: "Busy",
      made: "Made",
      abandonRate: "Gave up",
      serviceLevel: "In time",
      averageWait: "Average wait",
      answerRate: "Answer rate",
      talk: "Talk",
      averageTalk: "Average talk",
    },
    noCalls: "No calls in this period",
    noCallsText: "Choose another period, or come back when somebody has called.",
    allRows: (rows) => `All ${counted(rows, ["row", "rows"], "en")}`,
    unread: "The rows of that phone system cannot be read just now:",
    saved: "Saved reports",
    noSaved: "No report is kept yet",
    noSavedText: "A saved report is made again and again and sent by mail: every Monday at eight, say.",
    addSaved: "To the settings of reports",
    name: "Report",
    next: "Sent next",
    last: "Made last",
    sentTo: (people) => people === 1 ? "to one address" : `to ${people} addresses`,
    onlyAsked: "when asked for",
    make: "Make one now",
    making: "It is being made. A long time takes some seconds.",
    makeText: "It is made of the calls as they are known at this moment.",
    report: "Report",
    thisPage: "What this page shows",
    format: "File",
    download: "Download",
    scoped: "You see your own queues and people. Figures of the whole office are for those who see all of it.",
    tenant: {
      title: (tenant) => `Calls of ${tenant}`,
      calls: "Calls",
      extension: "Extension",
      callTitle: (moment) => `Call of ${moment}`,
      rows: "All that its system has written of it, row by row.",
      gone: "No row of that system tells of this call.",
    },
  },
  ro: {
    title: "Rapoarte",
    ofCalls: "Despre ce apeluri",
    allCalls: "Toate apelurile",
    dimensions: {
      queue: "Cozi",
      number: "Numerele noastre",
      trunk: "Linii externe",
      agent: "Cine a răspuns",
      extension: "Colegi, cu apelurile făcute",
    },
    period: "Perioada",
    periods: {
      "today": "Astăzi",
      "yesterday": "Ieri",
      "this-week": "Săptămâna aceasta",
      "last-week": "Săptămâna trecută",
      "this-month": "Luna aceasta",
      "last-month": "Luna trecută",
      "this-quarter": "Trimestrul acesta",
      "last-quarter": "Trimestrul trecut",
      "this-year": "Anul acesta",
      "last-year": "Anul trecut",
      "last-7-days": "Ultimele 7 zile",
      "last-30-days": "Ultimele 30 de zile",
    },
    ownDays: "De la o zi la alta",
    since: "De la",
    until: "Până la",
    daysFaults: {
      "missing": "lipsește",
      "no-day": "nu este o zi",
      "future": "nu a venit încă",
      "before": "este înaintea primei zile",
    },
    show: "Arată",
    before: "perioada precedentă",
    chooseCards: "Alege cifrele",
    by: "Grafice pe",
    steps: { hour: "Pe ore", day: "Pe zile" },
    curves: {
      calls: "Toate apelurile, și cele spre exterior",
      answered: "Preluate",
      missed: "Pierdute",
      before: "Perioada precedentă",
      serviceLevel: "Nivelul serviciului",
      averageWait: "Așteptarea medie",
      averageTalk: "Convorbirea medie",
    },
    times: "Cât a durat",
    byWeek: "Când se sună",
    missedByWeek: "Când nu se răspunde",
    weekday: "Ziua",
    weekdays: ["lun", "mar", "mie", "joi", "vin", "sâm", "dum"],
    same: "ca înainte",
    overTime: "Apeluri în timp",
    byHour: "Orele zilei",
    served: "Cum au fost serviți apelanții",
    servedAs: [
      ...["Preluați la timp", "Preluați mai târziu", "Au renunțat înainte", "Au renunțat mai târziu"],
      "Nu a răspuns nimeni",
    ],
    exits: "Cum au părăsit apelanții coada",
    wentTo: "îndrumați apoi către",
    exitAs: {
      answered: "preluat de un agent",
      "picked-up": "preluat de altcineva",
      abandoned: "a renunțat",
      "call-back": "așteaptă să fie sunat înapoi",
      key: "a apăsat o tastă",
      timeout: "a așteptat prea mult",
      empty: "a plecat ultimul agent",
      sent: "trimis în altă parte",
      full: "neprimit, coada era plină",
      unstaffed: "neprimit, fără agenți",
      ended: "încheiat de centrală",
      cut: "centrala s-a oprit",
    },
    missedEnds: "Ce s-a întâmplat cu apelurile pierdute",
    queues: "Cozi",
    people: "Colegi",
    agents: "Agenții cozilor",
    columns: {
      agent: "Agent",
      number: "Numărul",
      trunk: "Linia externă",
      outbound: "Spre exterior",
      averageRing: "A sunat",
      loggedIn: "Prezent",
      paused: "În pauză",
      occupancy: "Ocupare",
      score: "Punctaj",
      takenShare: "Preluate",
      promptShare: "Preluate la timp",
      calledBackShare: "Sunați înapoi",
      queue: "Coada",
      extension: "Interior",
      name: "Nume",
      inbound: "Din exterior",
      offered: "Oferite",
      answered: "Preluate",
      elsewhere: "De un coleg",
      missed: "Pierdute",
      busy: "Ocupat",
      made: "Efectuate",
      abandonRate: "Au renunțat",
      serviceLevel: "La timp",
      averageWait: "Așteptarea medie",
      answerRate: "Rata de răspuns",
      talk: "Convorbire",
      averageTalk: "Convorbirea medie",
    },
    noCalls: "Niciun apel în această perioadă",
    noCallsText: "Alegeți altă perioadă sau reveniți după ce a sunat cineva.",
    allRows: (rows) => `Toate cele ${counted(rows, ["rând", "rânduri"], "ro")}`,
    unread: "Rândurile acelei centrale nu pot fi citite acum:",
    saved: "Rapoarte păstrate",
    noSaved: "Încă nu se păstrează niciun raport",
    noSavedText:
      "Un raport păstrat se face din nou și din nou și se trimite prin e-mail: de pildă, în fiecare luni la opt.",
    addSaved: "La setările rapoartelor",
    name: "Raport",
    next: "Se trimite",
    last: "Făcut ultima dată",
    sentTo: (people) => people === 1 ? "la o adresă" : `la ${counted(people, ["adresă", "adrese"], "ro")}`,
    onlyAsked: "doar la cerere",
    make: "Faceți unul acum",
    making: "Se face acum. O perioadă lungă cere câteva secunde.",
    makeText: "Se face din apelurile știute în această clipă.",
    report: "Raport",
    thisPage: "Ce arată această pagină",
    format: "Fișier",
    download: "Descarcă",
    scoped: "Vedeți cozile și oamenii dumneavoastră. Cifrele întregului birou sunt pentru cei care îl văd pe tot.",
    tenant: {
      title: (tenant) => `Apelurile centralei ${tenant}`,
      calls: "Apeluri",
      extension: "Interior",
      callTitle: (moment) => `Apelul din ${moment}`,
      rows: "Tot ce a scris centrala ei despre apel, rând cu rând.",
      gone: "Niciun rând al acelei centrale nu spune de acest apel.",
    },
  },
};
