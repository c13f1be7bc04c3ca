import type { InBoth } from "./in_both.ts";

/** The page *My phone*. */
export interface PhoneWords {
  readonly whose: string;
  readonly open: string;
  readonly none: string;
  readonly noneText: string;
  readonly giveOne: string;
  readonly presence: string;
  readonly says: string;
  readonly byItself: string;
  readonly note: string;
  readonly quiet: string;
  readonly quietText: string;
  readonly quietOn: string;
  readonly quietOff: string;
  readonly forward: string;
  readonly forwardText: string;
  readonly forwardToMailbox: (dialled: string) => string;
  readonly when: Readonly<Record<"always" | "busy" | "no-answer" | "unreachable", string>>;
  readonly usual: (number: string) => string;
  readonly calls: string;
  readonly callWaiting: string;
  readonly findMe: string;
  readonly wakeUp: string;
  readonly wakeUpText: string;
  readonly wakeUpAt: string;
  readonly blocked: string;
  readonly blockedText: string;
  readonly block: string;
  readonly blockLast: (number: string) => string;
  readonly unblock: (number: string) => string;
  readonly nobodyBlocked: string;
  readonly letThrough: Readonly<Record<"vips" | "exceptions", { readonly title: string; readonly text: string }>>;
  readonly speedDial: string;
  readonly speedDialText: (code: string) => string;
  readonly place: string;
  readonly number: string;
  readonly add: string;
  readonly save: string;
  readonly remove: (what: string) => string;
  readonly myQueues: string;
  readonly since: (moment: string) => string;
  readonly reasonHint: string;
  readonly callsToMake: string;
  readonly noCallsToMake: string;
  readonly done: string;
  readonly leadsNowhere: string;
  readonly noNumber: string;
  readonly noPlace: string;
  readonly noTime: string;
}

export const PHONE: InBoth<PhoneWords> = {
  en: {
    whose: "Whose phone",
    open: "Open",
    none: "No phone yet",
    noneText: "Your account belongs to no extension. Whoever may change accounts can give it one.",
    giveOne: "Give my account an extension",
    presence: "How I am",
    says: "Others see",
    byItself: "what my phone is doing",
    note: "In my words",
    quiet: "Do not disturb",
    quietText: "Calls are refused as if I were busy; help and VIPs get through.",
    quietOn: "Do not disturb me",
    quietOff: "I may be disturbed",
    forward: "Forward my calls",
    forwardText: "Another extension or a number outside, as you would dial it. Empty: as the office says.",
    forwardToMailbox: (dialled) => `To my mailbox: ${dialled}`,
    when: {
      always: "Always",
      busy: "When I am busy",
      "no-answer": "When I do not answer",
      unreachable: "When my phone is off",
    },
    usual: (number) => `The office says: ${number}`,
    calls: "Calls",
    callWaiting: "A second call may knock",
    findMe: "Ring my other numbers, too",
    wakeUp: "Wake-up call",
    wakeUpText:
      "The box rings you then, on one day. Not answered, it rings again every two minutes, five times in all. Empty: not at all.",
    wakeUpAt: "At",
    blocked: "Blocked callers",
    blockedText: "They hear that you are busy.",
    block: "Block",
    blockLast: (number) => `Block the last caller, ${number}`,
    unblock: (number) => `Let ${number} through again`,
    nobodyBlocked: "Nobody is blocked.",
    letThrough: {
      vips: { title: "VIPs", text: "They get through whenever I do not wish to be disturbed." },
      exceptions: { title: "Exceptions in my quiet hours", text: "They get through in those hours, too." },
    },
    speedDial: "Saved numbers",
    speedDialText: (code) => `Dial ${code} and the two digits.`,
    place: "Digits",
    number: "Number",
    add: "Add",
    save: "Save",
    remove: (what) => `Remove ${what}`,
    myQueues: "My queues",
    since: (moment) => `Since ${moment}`,
    reasonHint: "Whoever looks at the queue sees it. It may be empty.",
    callsToMake: "Give me calls to make",
    noCallsToMake: "No more calls to make",
    done: "It is set.",
    leadsNowhere: "From here that number leads nowhere.",
    noNumber: "That is no number.",
    noPlace: "That takes two digits, from 00 to 99.",
    noTime: "That is no time of the day.",
  },
  ro: {
    whose: "Al cui telefon",
    open: "Deschide",
    none: "Încă niciun telefon",
    noneText: "Contul dumneavoastră nu are un interior. I-l poate da cine administrează conturile.",
    giveOne: "Dă contului meu un interior",
    presence: "Disponibilitatea mea",
    says: "Ceilalți văd",
    byItself: "ce face telefonul meu",
    note: "În cuvintele mele",
    quiet: "Nu deranjați",
    quietText: "Apelurile sunt refuzate ca și cum aș fi ocupat; urgențele și apelanții VIP trec.",
    quietOn: "Nu mă deranjați",
    quietOff: "Pot fi deranjat",
    forward: "Redirecționează apelurile mele",
    forwardText: "Alt interior sau un număr din afară, cum l-ați forma. Gol: ca în setările biroului.",
    forwardToMailbox: (dialled) => `Către căsuța mea vocală: ${dialled}`,
    when: {
      always: "Întotdeauna",
      busy: "Când sunt ocupat",
      "no-answer": "Când nu răspund",
      unreachable: "Când telefonul este închis",
    },
    usual: (number) => `În setările biroului: ${number}`,
    calls: "Apeluri",
    callWaiting: "Anunță-mă când sună cineva în timp ce vorbesc",
    findMe: "Să sune și la celelalte numere ale mele",
    wakeUp: "Apel de trezire",
    wakeUpText:
      "Centrala vă sună atunci, într-o singură zi. Dacă nu răspundeți, sună din nou la două minute, de cinci ori în total. Gol: deloc.",
    wakeUpAt: "La ora",
    blocked: "Apelanți blocați",
    blockedText: "Ei aud că sunteți ocupat.",
    block: "Blochează",
    blockLast: (number) => `Blochează ultimul apelant, ${number}`,
    unblock: (number) => `Lasă ${number} să treacă din nou`,
    nobodyBlocked: "Nimeni nu este blocat.",
    letThrough: {
      vips: { title: "Apelanți VIP", text: "Trec oricând nu vreau să fiu deranjat." },
      exceptions: { title: "Excepții în orele mele de liniște", text: "Trec și în acele ore." },
    },
    speedDial: "Numere salvate",
    speedDialText: (code) => `Formați ${code} și cele două cifre.`,
    place: "Cifrele",
    number: "Numărul",
    add: "Adaugă",
    save: "Salvează",
    remove: (what) => `Șterge ${what}`,
    myQueues: "Cozile mele",
    since: (moment) => `Din ${moment}`,
    reasonHint: "Îl vede cine se uită la coadă. Poate rămâne gol.",
    callsToMake: "Dați-mi apeluri de făcut",
    noCallsToMake: "Fără apeluri de făcut",
    done: "Gata.",
    leadsNowhere: "Acest număr nu poate fi sunat de aici.",
    noNumber: "Acesta nu este un număr de telefon.",
    noPlace: "Sunt două cifre, de la 00 la 99.",
    noTime: "Aceasta nu este o oră.",
  },
};
