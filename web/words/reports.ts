import type { ReportPeriod } from "../../core/directory/mod.ts";
import { counted } from "./counted.ts";
import type { InBoth } from "./in_both.ts";

/** The page of reports. */
export interface ReportsWords {
  readonly title: string;
  readonly period: string;
  readonly periods: Readonly<Record<ReportPeriod, string>>;
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
  readonly queues: string;
  readonly people: string;
  readonly agents: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly noCalls: string;
  readonly noCallsText: string;
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
  readonly report: string;
  readonly thisPage: string;
  readonly format: string;
  readonly download: string;
  readonly scoped: string;
}

export const REPORTS: InBoth<ReportsWords> = {
  en: {
    title: "Reports",
    period: "Period",
    periods: {
      "today": "Today",
      "yesterday": "Yesterday",
      "this-week": "This week",
      "last-week": "Last week",
      "this-month": "This month",
      "last-month": "Last month",
      "last-7-days": "The last 7 days",
      "last-30-days": "The last 30 days",
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
    queues: "Queues",
    people: "People",
    agents: "Agents of queues",
    columns: {
      agent: "Agent",
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
    makeText: "It is made of the calls as they are known at this moment.",
    report: "Report",
    thisPage: "What this page shows",
    format: "File",
    download: "Download",
    scoped: "You see your own queues and people. Figures of the whole office are for those who see all of it.",
  },
  ro: {
    title: "Rapoarte",
    period: "Perioada",
    periods: {
      "today": "Astăzi",
      "yesterday": "Ieri",
      "this-week": "Săptămâna aceasta",
      "last-week": "Săptămâna trecută",
      "this-month": "Luna aceasta",
      "last-month": "Luna trecută",
      "last-7-days": "Ultimele 7 zile",
      "last-30-days": "Ultimele 30 de zile",
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
    queues: "Cozi",
    people: "Colegi",
    agents: "Agenții cozilor",
    columns: {
      agent: "Agent",
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
    makeText: "Se face din apelurile știute în această clipă.",
    report: "Raport",
    thisPage: "Ce arată această pagină",
    format: "Fișier",
    download: "Descarcă",
    scoped: "Vedeți cozile și oamenii dumneavoastră. Cifrele întregului birou sunt pentru cei care îl văd pe tot.",
  },
};
