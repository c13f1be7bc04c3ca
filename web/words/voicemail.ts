import { HIDDEN } from "./hidden.ts";
import type { InBoth } from "./in_both.ts";

/** The page *Voicemail*. */
export interface VoicemailWords {
  readonly mailbox: string;
  readonly open: string;
  readonly messages: string;
  readonly deletedOnes: string;
  readonly none: string;
  readonly noneText: string;
  readonly noneDeleted: string;
  readonly noBox: string;
  readonly noBoxText: string;
  readonly hidden: string;
  readonly urgent: string;
  readonly markUrgent: string;
  readonly markOrdinary: string;
  readonly states: Readonly<Record<"new" | "saved" | "deleted", string>>;
  readonly forwardedBy: (who: string) => string;
  readonly used: (minutes: number, of: number) => string;
  readonly transcript: string;
  /** No message of the box has one. */
  readonly noTranscripts: string;
  readonly messageOf: (who: string) => string;
  readonly save: string;
  readonly remove: string;
  readonly bringBack: string;
  readonly forward: string;
  readonly forwardTo: string;
  readonly comment: string;
  readonly greeting: string;
  readonly greetingText: string;
  readonly uses: Readonly<Record<"standard" | "own" | "away", string>>;
  readonly until: string;
  readonly untilHint: string;
  readonly choose: string;
  readonly recorded: string;
  readonly kinds: Readonly<Record<"own" | "busy" | "away" | "name", string>>;
  readonly notRecorded: string;
  readonly keep: string;
  readonly forget: string;
  readonly done: string;
  readonly full: string;
  readonly refused: Readonly<Record<"no-sound" | "too-short" | "too-long", string>>;
  readonly noOwn: string;
  readonly badDay: string;
}

export const VOICEMAIL: InBoth<VoicemailWords> = {
  en: {
    mailbox: "Mailbox",
    open: "Open",
    messages: "Messages",
    deletedOnes: "Deleted",
    none: "No messages",
    noneText: "Who does not reach you can leave one after the tone. It stands here at once.",
    noneDeleted: "Nothing was deleted in the last 24 hours",
    noBox: "No mailbox yet",
    noBoxText: "A mailbox belongs to an extension: give the extension voicemail, and your account that extension.",
    hidden: HIDDEN.en,
    urgent: "urgent",
    markUrgent: "Mark as urgent",
    markOrdinary: "Not urgent",
    states: { new: "new", saved: "saved", deleted: "deleted" },
    forwardedBy: (who) => `forwarded by ${who}`,
    used: (minutes, of) => `${minutes} of ${of} min used`,
    transcript: "What is said",
    noTranscripts: "What is said in messages is not written down on this box: they can only be heard.",
    messageOf: (who) => `Message from ${who}`,
    save: "Save",
    remove: "Delete",
    bringBack: "Bring back",
    forward: "Forward",
    forwardTo: "To",
    comment: "A word of yours before it, if you like",
    greeting: "Greeting",
    greetingText: "What callers hear before the tone.",
    uses: { standard: "What the box says", own: "My own", away: "I am away" },
    until: "Until and with",
    untilHint: "Only for “away”; empty: until I say otherwise.",
    choose: "Use this",
    recorded: "Recorded",
    kinds: { own: "My own greeting", busy: "When I am busy", away: "When I am away", name: "My name" },
    notRecorded: "not recorded",
    keep: "Keep it",
    forget: "Forget it",
    done: "Done.",
    full: "That mailbox is full, or there is none.",
    refused: {
      "no-sound": "That is no sound that the box can read: send WAV or Ogg Opus.",
      "too-short": "That was too short.",
      "too-long": "That is longer than a minute.",
    },
    noOwn: "Record your own greeting first.",
    badDay: "That day is over, or none.",
  },
  ro: {
    mailbox: "Căsuța vocală",
    open: "Deschide",
    messages: "Mesaje",
    deletedOnes: "Șterse",
    none: "Niciun mesaj",
    noneText: "Cine nu vă găsește poate lăsa unul după ton. Apare aici imediat.",
    noneDeleted: "Nimic șters în ultimele 24 de ore",
    noBox: "Încă nicio căsuță vocală",
    noBoxText: "O căsuță ține de un interior: dați interiorului mesagerie vocală, iar contului acel interior.",
    hidden: HIDDEN.ro,
    urgent: "urgent",
    markUrgent: "Marchează urgent",
    markOrdinary: "Nu este urgent",
    states: { new: "nou", saved: "păstrat", deleted: "șters" },
    forwardedBy: (who) => `trimis mai departe de ${who}`,
    used: (minutes, of) => `${minutes} din ${of} min folosite`,
    transcript: "Ce se spune",
    noTranscripts: "Ce se spune în mesaje nu este transcris pe această centrală: pot fi doar ascultate.",
    messageOf: (who) => `Mesaj de la ${who}`,
    save: "Păstrează",
    remove: "Șterge",
    bringBack: "Adu înapoi",
    forward: "Trimite mai departe",
    forwardTo: "Către",
    comment: "Un cuvânt al dumneavoastră înainte, dacă doriți",
    greeting: "Mesajul de întâmpinare",
    greetingText: "Ce aud apelanții înainte de ton.",
    uses: { standard: "Ce spune centrala", own: "Al meu", away: "Sunt plecat" },
    until: "Până în ziua de, inclusiv",
    untilHint: "Doar pentru „plecat”; gol: până spun altceva.",
    choose: "Folosește",
    recorded: "Înregistrate",
    kinds: { own: "Întâmpinarea mea", busy: "Când sunt ocupat", away: "Când sunt plecat", name: "Numele meu" },
    notRecorded: "neînregistrat",
    keep: "Păstrează",
    forget: "Renunță la el",
    done: "Gata.",
    full: "Căsuța aceea este plină sau nu există.",
    refused: {
      "no-sound": "Nu este un sunet pe care centrala îl poate citi: trimiteți WAV sau Ogg Opus.",
      "too-short": "A fost prea scurt.",
      "too-long": "Este mai lung de un minut.",
    },
    noOwn: "Înregistrați întâi întâmpinarea dumneavoastră.",
    badDay: "Ziua aceea a trecut sau nu există.",
  },
};
