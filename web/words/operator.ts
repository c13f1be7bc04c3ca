import type { Act, CallerState, KeyRow } from "../console/mod.ts";
import { HIDDEN } from "./hidden.ts";
import type { InBoth } from "./in_both.ts";
import { MATTERS, type MatterWords } from "./matters.ts";

/** The operator's console: plain text, since it travels to the browser. */
export interface OperatorWords {
  readonly title: string;
  readonly matters: MatterWords;
  readonly callers: string;
  readonly none: string;
  readonly noneText: string;
  readonly states: Readonly<Record<CallerState, string>>;
  /** What is counted above the page. */
  readonly counts: Readonly<Record<"ringing" | "queued" | "parked" | "held", string>>;
  readonly hidden: string;
  readonly vip: string;
  /** `asks at 102`. */
  readonly asksAt: string;
  readonly slots: string;
  readonly slot: string;
  readonly free: string;
  readonly taken: string;
  readonly search: string;
  readonly nobody: string;
  /** What happens with what was typed where it is a number. */
  readonly goesTo: string;
  readonly acts: Readonly<Record<Act | "dial", string>>;
  readonly actsTitle: string;
  readonly keysTitle: string;
  readonly keys: Readonly<Record<KeyRow, string>>;
  readonly about: string;
  readonly noCall: string;
  readonly noCallText: string;
  readonly lastCalls: string;
  readonly toBook: string;
  readonly noLastCalls: string;
  readonly parkedIn: string;
  readonly refused: Readonly<Record<"not-found" | "value" | "conflict" | "unavailable", string>>;
  readonly noTarget: string;
  /** He was to be sent to a mailbox. */
  readonly noMailbox: string;
  readonly noExtension: string;
  readonly noExtensionText: string;
}

export const OPERATOR: InBoth<OperatorWords> = {
  en: {
    title: "Operator",
    matters: MATTERS.en,
    callers: "Callers",
    none: "Nobody calls",
    noneText: "Who rings at your phone, waits in your queues or is on hold stands here.",
    states: {
      ringing: "rings at your phone",
      calling: "you call",
      talking: "you talk",
      held: "on hold",
      announcing: "you announce",
      three: "three of you talk",
      queued: "waits",
      parked: "parked",
    },
    counts: { ringing: "ringing", queued: "in queues", parked: "parked", held: "on hold" },
    hidden: HIDDEN.en,
    vip: "VIP",
    asksAt: "at",
    slots: "Parking",
    slot: "Slot",
    free: "free",
    taken: "Fetch",
    search: "Name, company or number",
    nobody: "Nobody is called that",
    goesTo: "Number",
    acts: {
      answer: "Answer",
      transfer: "Transfer",
      announce: "Announce",
      connect: "Put through",
      "take-back": "Take back",
      merge: "Talk all three",
      voicemail: "To voicemail",
      hold: "Hold",
      resume: "Take off hold",
      park: "Park",
      fetch: "Fetch",
      "hang-up": "Hang up",
      dial: "Call",
    },
    actsTitle: "The chosen call",
    keysTitle: "Keys",
    keys: {
      search: "look for somebody",
      people: "choose a person",
      calls: "choose a call",
      answer: "answer, where the phone can be told to; take who waits",
      transfer: "transfer at once; put through; fetch; call",
      announce: "ask first",
      merge: "talk all three",
      park: "park",
      slot: "park in the slot that ends so; fetch who waits there",
      voicemail: "to the voicemail of whoever is chosen",
      hold: "hold, and take back",
      "hang-up": "hang up; of three who talk the other two go on",
      back: "back",
    },
    about: "About the caller",
    noCall: "No call is chosen",
    noCallText: "Enter calls whoever is chosen.",
    lastCalls: "Last calls",
    toBook: "In the directory",
    noLastCalls: "No earlier calls.",
    parkedIn: "Parked in slot",
    refused: {
      "not-found": "That call is over.",
      value: "That leads nowhere.",
      conflict: "That cannot be done as things stand.",
      unavailable: "The box takes no new calls now.",
    },
    noTarget: "Choose a person first, or type a number.",
    noMailbox: "Nobody has a mailbox at that number.",
    noExtension: "No phone to operate",
    noExtensionText: "The console works with a phone: your account needs an extension.",
  },
  ro: {
    title: "Recepție",
    matters: MATTERS.ro,
    callers: "Apelanți",
    none: "Nu sună nimeni",
    noneText:
      "Cine sună la telefonul dumneavoastră, așteaptă în cozile dumneavoastră sau este în așteptare apare aici.",
    states: {
      ringing: "vă sună",
      calling: "sunați",
      talking: "vorbiți",
      held: "în așteptare",
      announcing: "anunțați",
      three: "vorbiți în trei",
      queued: "așteaptă",
      parked: "parcat",
    },
    counts: { ringing: "sună", queued: "în cozi", parked: "parcate", held: "în așteptare" },
    hidden: HIDDEN.ro,
    vip: "VIP",
    asksAt: "la",
    slots: "Parcare",
    slot: "Locul",
    free: "liber",
    taken: "Preia",
    search: "Nume, firmă sau număr",
    nobody: "Nimeni nu se numește așa",
    goesTo: "Numărul",
    acts: {
      answer: "Răspunde",
      transfer: "Transferă",
      announce: "Anunță",
      connect: "Fă legătura",
      "take-back": "Reia apelul",
      merge: "Vorbiți toți trei",
      voicemail: "La mesagerie",
      hold: "Așteptare",
      resume: "Reia",
      park: "Parchează",
      fetch: "Preia",
      "hang-up": "Închide",
      dial: "Sună",
    },
    actsTitle: "Apelul ales",
    keysTitle: "Taste",
    keys: {
      search: "caută pe cineva",
      people: "alege o persoană",
      calls: "alege un apel",
      answer: "răspunde, dacă telefonul se lasă comandat; ia pe cine așteaptă",
      transfer: "transferă direct; fă legătura; preia; sună",
      announce: "întreabă întâi",
      merge: "vorbiți toți trei",
      park: "parchează",
      slot: "parchează pe locul care se termină așa; preia pe cine așteaptă acolo",
      voicemail: "la mesageria celui ales",
      hold: "așteptare și înapoi",
      "hang-up": "închide; dintre trei care vorbesc, ceilalți doi continuă",
      back: "înapoi",
    },
    about: "Despre apelant",
    noCall: "Niciun apel ales",
    noCallText: "Enter sună persoana aleasă.",
    lastCalls: "Ultimele apeluri",
    toBook: "În agendă",
    noLastCalls: "Niciun apel anterior.",
    parkedIn: "Parcat pe locul",
    refused: {
      "not-found": "Apelul acela s-a încheiat.",
      value: "Acest număr nu poate fi sunat.",
      conflict: "Nu se poate acum.",
      unavailable: "Centrala nu primește apeluri noi acum.",
    },
    noTarget: "Alegeți întâi o persoană sau scrieți un număr.",
    noMailbox: "La acel număr nu are nimeni căsuță vocală.",
    noExtension: "Niciun telefon de recepție",
    noExtensionText: "Consola lucrează cu un telefon: contul dumneavoastră are nevoie de un interior.",
  },
};
