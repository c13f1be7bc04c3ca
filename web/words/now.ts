import { AGENTS, type AgentWords } from "./agents.ts";
import { HIDDEN } from "./hidden.ts";
import { HOURS, type HoursWords } from "./hours.ts";
import type { InBoth } from "./in_both.ts";
import { TRUNK_TROUBLE, type TrunkTroubleWords } from "./trunk_trouble.ts";
import { MATTERS, type MatterWords } from "./matters.ts";

/** The page *Now*: plain text, since it travels to the browser. */
export interface NowWords {
  readonly title: string;
  readonly matters: MatterWords;
  readonly callsTitle: string;
  readonly noCalls: string;
  readonly noCallsText: string;
  readonly talking: string;
  readonly ringing: string;
  readonly waiting: string;
  readonly held: string;
  readonly recorded: string;
  readonly recordingWaits: string;
  /** Leads to the page of a call. */
  readonly story: string;
  readonly people: string;
  readonly noPeople: string;
  /** Of offices too large to show everybody. */
  readonly onlyInCalls: string;
  readonly findPerson: string;
  readonly foundNobody: string;
  readonly presence: Readonly<
    Record<"available" | "away" | "busy" | "do-not-disturb" | "in-a-call" | "in-a-meeting" | "offline", string>
  >;
  readonly hours: HoursWords;
  readonly queues: string;
  /** `3 / 4 free`: of the agents who are there. */
  readonly agentsFree: string;
  readonly inQueue: string;
  readonly agents: AgentWords;
  readonly toFront: string;
  /** Leads to the page of a queue. */
  readonly callBacksAndList: string;
  /** Of somebody who has hung up and is called when it is his turn. */
  readonly calledBack: string;
  /** `and more: 980`: callers who are not listed. */
  readonly moreWait: string;
  readonly nobodyWaits: string;
  readonly noAgents: string;
  readonly notDone: string;
  readonly trunks: string;
  readonly noTrunks: string;
  readonly trouble: TrunkTroubleWords;
  readonly up: string;
  readonly down: string;
  readonly starting: string;
  readonly cut: string;
  readonly from: string;
  readonly to: string;
  readonly since: string;
  readonly state: string;
  readonly hangUp: string;
  readonly inRoom: string;
  readonly hidden: string;
  readonly door: string;
  /** `Ana (101) called 112`. */
  readonly calledHelp: string;
  /** `from Reception (100)`: from whose phone. */
  readonly helpFrom: string;
  readonly helpLost: string;
  readonly crossOut: string;
}

export const NOW: InBoth<NowWords> = {
  en: {
    title: "Now",
    matters: MATTERS.en,
    callsTitle: "Calls",
    noCalls: "Nobody is on the phone",
    noCallsText: "A call stands here the moment it begins.",
    talking: "talking",
    ringing: "ringing",
    waiting: "waiting",
    held: "on hold",
    recorded: "recorded",
    recordingWaits: "recording paused",
    story: "The story of this call",
    people: "People",
    onlyInCalls:
      "With more than 500 extensions only those in a call stand here. Look for the others by name or number.",
    findPerson: "Name or number",
    foundNobody: "Nobody is called that.",
    noPeople: "No extensions yet. Add the first under People and phones.",
    presence: {
      available: "free",
      away: "away",
      busy: "busy",
      "do-not-disturb": "do not disturb",
      "in-a-call": "in a call",
      "in-a-meeting": "in a meeting",
      offline: "no phone",
    },
    queues: "Queues",
    agentsFree: "agents free",
    inQueue: "waiting",
    agents: AGENTS.en,
    hours: HOURS.en,
    toFront: "To the front",
    callBacksAndList: "Call-backs and calls to make",
    calledBack: "is called back",
    moreWait: "and more:",
    nobodyWaits: "Nobody waits.",
    noAgents: "It has no agents.",
    notDone: "That could not be done: things stand otherwise by now.",
    trunks: "Lines outside",
    noTrunks: "No provider yet: calls stay in the house.",
    trouble: TRUNK_TROUBLE.en,
    up: "up",
    down: "down",
    starting: "starting",
    cut: "The line to the box is cut. What you see may be old.",
    from: "From",
    to: "To",
    since: "For",
    state: "State",
    hangUp: "Hang up",
    inRoom: "in",
    hidden: HIDDEN.en,
    door: "What is seen at",
    calledHelp: "called",
    helpFrom: "from the phone of",
    helpLost: "Not connected: no line outside has taken the call. Call from a mobile phone.",
    crossOut: "Seen to",
  },
  ro: {
    title: "Acum",
    matters: MATTERS.ro,
    callsTitle: "Apeluri",
    noCalls: "Nimeni nu vorbește la telefon",
    noCallsText: "Un apel apare aici în clipa în care începe.",
    talking: "vorbește",
    ringing: "sună",
    waiting: "așteaptă",
    held: "în așteptare",
    recorded: "se înregistrează",
    recordingWaits: "înregistrare întreruptă",
    story: "Povestea acestui apel",
    people: "Colegi",
    onlyInCalls:
      "La peste 500 de interioare, aici apar numai cele aflate într-un apel. Căutați-i pe ceilalți după nume sau număr.",
    findPerson: "Nume sau număr",
    foundNobody: "Nimeni nu se numește așa.",
    noPeople: "Încă niciun interior. Adăugați primul la Oameni și telefoane.",
    presence: {
      available: "liber",
      away: "plecat",
      busy: "ocupat",
      "do-not-disturb": "nu deranjați",
      "in-a-call": "în apel",
      "in-a-meeting": "în ședință",
      offline: "fără telefon",
    },
    queues: "Cozi",
    agentsFree: "agenți liberi",
    inQueue: "în așteptare",
    agents: AGENTS.ro,
    hours: HOURS.ro,
    toFront: "În față",
    callBacksAndList: "De sunat înapoi și apeluri de făcut",
    calledBack: "va fi sunat înapoi",
    moreWait: "și încă:",
    nobodyWaits: "Nu așteaptă nimeni.",
    noAgents: "Nu are agenți.",
    notDone: "Nu s-a putut: între timp lucrurile stau altfel.",
    trunks: "Linii externe",
    noTrunks: "Încă niciun furnizor: apelurile rămân în birou.",
    trouble: TRUNK_TROUBLE.ro,
    up: "merge",
    down: "căzută",
    starting: "pornește",
    cut: "Legătura cu centrala este întreruptă. Ce vedeți poate fi vechi.",
    from: "De la",
    to: "Către",
    since: "De",
    state: "Stare",
    hangUp: "Închide",
    inRoom: "în",
    hidden: HIDDEN.ro,
    door: "Ce se vede la",
    calledHelp: "a sunat la",
    helpFrom: "de la telefonul lui",
    helpLost: "Fără legătură: nicio linie nu a preluat apelul. Sunați de pe un telefon mobil.",
    crossOut: "Rezolvat",
  },
};
