import type { InBoth } from "./in_both.ts";

/** The figures that can stand on top of the page of reports. */
export const REPORT_CARD_KEYS = [
  "totalCalls",
  "inbound",
  "answered",
  "missed",
  "outbound",
  "serviceLevel",
  "averageWait",
  "answeredWait",
  "longWait",
  "longestWait",
  "averageTalk",
  "averageInboundTalk",
  "abandonRate",
  "lostRate",
  "peakHour",
  "resolution",
  "occupancy",
  "callbackRate",
  "recoveredRate",
  "callbackMedian",
  "callbackP90",
] as const;
export type ReportCard = (typeof REPORT_CARD_KEYS)[number];

export interface ReportCardsWords {
  readonly title: string;
  readonly text: string;
  readonly save: string;
  readonly usual: string;
  readonly up: string;
  readonly down: string;
  readonly drag: string;
  /** What each is called, and what it counts. */
  readonly cards: Readonly<Record<ReportCard, { readonly name: string; readonly about: string }>>;
}

export const REPORT_CARDS: InBoth<ReportCardsWords> = {
  en: {
    title: "Choose figures",
    text: "Those with a tick stand on top of your reports, in this order. What nobody counted is shown as a dash.",
    save: "Save",
    usual: "The usual ones",
    up: "Up",
    down: "Down",
    drag: "Drag to its place",
    cards: {
      totalCalls: { name: "All calls", about: "from outside and to outside, that made a phone ring" },
      inbound: { name: "From outside", about: "calls that came as far as a phone that rang, or a queue" },
      answered: { name: "Answered", about: "calls from outside that somebody took" },
      missed: { name: "Missed", about: "calls from outside that nobody took" },
      outbound: { name: "Called outside", about: "calls of the office that made a phone ring" },
      serviceLevel: { name: "Service level", about: "answered in time, of those who were answered or gave up" },
      averageWait: { name: "Average wait", about: "of all who waited in queues" },
      answeredWait: { name: "Wait until answered", about: "average in queues, of those who were answered" },
      longWait: { name: "Long wait", about: "nine of ten waited no longer in a queue" },
      longestWait: { name: "Longest wait", about: "of anybody in a queue" },
      averageTalk: { name: "Average talk", about: "of all answered calls, from outside and to outside" },
      averageInboundTalk: { name: "Average talk, from outside", about: "of answered calls from outside" },
      abandonRate: { name: "Gave up", about: "hung up before anybody answered, of calls from outside" },
      lostRate: { name: "Lost", about: "answered by nobody, whoever hung up, of calls from outside" },
      peakHour: { name: "Peak hour", about: "in which most calls came from outside, and how many" },
      resolution: { name: "Resolved at once", about: "of answered callers did not have to call again soon" },
      occupancy: { name: "Occupancy", about: "of the agents' time with callers" },
      callbackRate: { name: "Called back", about: "of missed callers, by somebody of the office" },
      recoveredRate: { name: "Recovered", about: "of missed callers: called back, or got through later" },
      callbackMedian: { name: "Time to call back", about: "half of those called back waited no longer" },
      callbackP90: { name: "Long time to call back", about: "nine of ten called back waited no longer" },
    },
  },
  ro: {
    title: "Alege cifrele",
    text: "Cele bifate stau deasupra rapoartelor dumneavoastră, în această ordine. Ce nu s-a numărat apare ca liniuță.",
    save: "Salvează",
    usual: "Cele implicite",
    up: "Mai sus",
    down: "Mai jos",
    drag: "Trageți la locul său",
    cards: {
      totalCalls: { name: "Toate apelurile", about: "din și spre exterior, la care a sunat un telefon" },
      inbound: { name: "Din exterior", about: "apeluri ajunse la un telefon care a sunat sau la o coadă" },
      answered: { name: "Preluate", about: "apeluri din exterior la care a răspuns cineva" },
      missed: { name: "Pierdute", about: "apeluri din exterior la care nu a răspuns nimeni" },
      outbound: { name: "Spre exterior", about: "apeluri ale biroului la care a sunat un telefon" },
      serviceLevel: { name: "Nivelul serviciului", about: "preluați la timp, din cei preluați sau care au renunțat" },
      averageWait: { name: "Așteptarea medie", about: "a tuturor celor care au așteptat în cozi" },
      answeredWait: { name: "Așteptarea până la răspuns", about: "media în cozi, a celor preluați" },
      longWait: { name: "Așteptarea lungă", about: "nouă din zece nu au așteptat mai mult într-o coadă" },
      longestWait: { name: "Așteptarea maximă", about: "a oricui într-o coadă" },
      averageTalk: { name: "Convorbirea medie", about: "a tuturor apelurilor preluate, din și spre exterior" },
      averageInboundTalk: { name: "Convorbirea medie, din exterior", about: "a apelurilor preluate din exterior" },
      abandonRate: { name: "Au renunțat", about: "au închis înainte de răspuns, din apelurile din exterior" },
      lostRate: { name: "Fără răspuns", about: "nepreluate, oricine a închis, din apelurile din exterior" },
      peakHour: { name: "Ora de vârf", about: "în care au venit cele mai multe apeluri din exterior, și câte" },
      resolution: { name: "Rezolvate din prima", about: "dintre cei preluați nu au trebuit să sune din nou curând" },
      occupancy: { name: "Gradul de ocupare", about: "din timpul agenților, cu apelanți" },
      callbackRate: { name: "Sunați înapoi", about: "dintre cei fără răspuns, de cineva din birou" },
      recoveredRate: { name: "Recuperați", about: "dintre cei fără răspuns: sunați înapoi sau preluați mai târziu" },
      callbackMedian: {
        name: "Timp până la apelul înapoi",
        about: "jumătate dintre cei sunați nu au așteptat mai mult",
      },
      callbackP90: { name: "Timp lung până la apelul înapoi", about: "nouă din zece nu au așteptat mai mult" },
    },
  },
};
