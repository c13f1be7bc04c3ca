import type { CallEnd } from "../../core/record/mod.ts";
import { HIDDEN } from "./hidden.ts";
import type { InBoth } from "./in_both.ts";

/** The list of calls, and the page of one. */
export interface CallsWords {
  readonly ownTitle: string;
  readonly find: string;
  readonly more: string;
  readonly search: string;
  readonly searchHint: string;
  readonly direction: string;
  readonly anyDirection: string;
  readonly directions: Readonly<Record<"in" | "out" | "internal", string>>;
  readonly outcome: string;
  readonly anyOutcome: string;
  readonly outcomes: Readonly<Record<CallEnd, string>>;
  readonly queue: string;
  readonly anyQueue: string;
  readonly account: string;
  readonly anyAccount: string;
  readonly trunk: string;
  readonly anyTrunk: string;
  readonly dialled: string;
  readonly reached: string;
  /** In seconds. */
  readonly waited_over: string;
  readonly waited_within: string;
  readonly together: Readonly<Record<"outside" | "missed" | "judged", string>>;
  readonly since: string;
  readonly until: string;
  readonly when: string;
  readonly from: string;
  readonly to: string;
  readonly by: string;
  readonly talked: string;
  readonly waited: string;
  readonly older: string;
  readonly newest: string;
  readonly none: string;
  readonly noneText: string;
  readonly readingAnew: string;
  /** More numbers begin with what was typed than are looked for. */
  readonly cutNumbers: string;
  readonly noneFits: string;
  readonly noneFitsText: string;
  readonly noExtension: string;
  readonly noExtensionText: string;
  readonly back: string;
  readonly story: string;
  readonly running: string;
  readonly drawing: string;
  readonly steps: string;
  readonly after: string;
  readonly what: string;
  readonly sound: string;
  readonly person: string;
  readonly codec: string;
  readonly mos: string;
  readonly lost: string;
  readonly jitter: string;
  readonly trip: string;
  readonly plain: string;
  readonly encrypted: string;
  readonly good: string;
  readonly fair: string;
  readonly bad: string;
  readonly unknown: string;
  readonly recordings: string;
  readonly trace: string;
  readonly traceGone: string;
  readonly spans: Readonly<Record<"ringing" | "waiting" | "talking" | "held" | "listening", string>>;
  readonly hidden: string;
  readonly export: string;
  readonly call: string;
  readonly fromName: string;
  readonly toName: string;
}

export const CALLS: InBoth<CallsWords> = {
  en: {
    ownTitle: "My calls",
    find: "Look",
    more: "Look for more",
    search: "Number or name",
    searchHint:
      "A number, or how it begins; the name of a colleague, a queue, an account, or somebody in the phone book; the id of a call",
    direction: "Direction",
    anyDirection: "every direction",
    directions: { in: "from outside", out: "to outside", internal: "in the house" },
    outcome: "What came of it",
    anyOutcome: "anything",
    outcomes: {
      answered: "answered",
      abandoned: "caller gave up",
      lost: "nobody answered",
      message: "left a message",
      unreached: "nobody reached",
      void: "not counted",
    },
    queue: "Queue",
    anyQueue: "every queue",
    account: "Account",
    anyAccount: "every account",
    trunk: "Line outside",
    anyTrunk: "every line",
    dialled: "Number called",
    reached: "Answered by",
    waited_over: "Waited more than (s)",
    waited_within: "Waited at most (s)",
    together: {
      outside: "from outside or to outside",
      missed: "missed: gave up, or nobody answered",
      judged: "answered, or gave up",
    },
    since: "From",
    until: "To",
    when: "When",
    from: "Who called",
    to: "Called",
    by: "by",
    talked: "Talked",
    waited: "Waited",
    older: "Older",
    newest: "To the newest",
    none: "No calls yet",
    readingAnew: "The calls are being read into new tables: for some minutes not all of them stand here.",
    noneText: "A call stands here once it is over. Those that are still going on are under Now.",
    cutNumbers: "More than 30 numbers begin so: these are calls of the first 30. More digits find the others.",
    noneFits: "No call is like that",
    noneFitsText: "Take away part of what you look for.",
    noExtension: "You have no extension",
    noExtensionText: "Your own calls stand here once whoever looks after the box has given your account an extension.",
    back: "All calls",
    story: "The story",
    running: "still going on",
    drawing: "Who, when",
    steps: "Step by step",
    after: "After",
    what: "What",
    sound: "How it sounded",
    person: "From",
    codec: "Codec",
    mos: "Quality",
    lost: "Lost",
    jitter: "Jitter",
    trip: "Round trip",
    plain: "plain",
    encrypted: "encrypted",
    good: "good",
    fair: "fair",
    bad: "bad",
    unknown: "unknown",
    recordings: "Recordings",
    trace: "SIP messages",
    traceGone: "The box keeps the messages of the last few hundred calls; those of this one are gone.",
    spans: {
      ringing: "rings",
      waiting: "waits",
      talking: "talks",
      held: "has the other on hold",
      listening: "listens in",
    },
    hidden: HIDDEN.en,
    export: "Export as CSV",
    call: "Call",
    fromName: "Caller's name",
    toName: "Called name",
  },
  ro: {
    ownTitle: "Apelurile mele",
    find: "Caută",
    more: "Mai multe filtre",
    search: "Număr sau nume",
    searchHint:
      "Un număr sau începutul lui; numele unui coleg, al unei cozi, al unui cont sau al cuiva din agendă; identificatorul unui apel",
    direction: "Direcție",
    anyDirection: "orice direcție",
    directions: { in: "din exterior", out: "spre exterior", internal: "interne" },
    outcome: "Rezultat",
    anyOutcome: "orice rezultat",
    outcomes: {
      answered: "preluat",
      abandoned: "a renunțat",
      lost: "fără răspuns",
      message: "a lăsat un mesaj",
      unreached: "nu s-a ajuns la nimeni",
      void: "necontorizat",
    },
    queue: "Coadă",
    anyQueue: "orice coadă",
    account: "Cont",
    anyAccount: "orice cont",
    trunk: "Linie externă",
    anyTrunk: "orice linie",
    dialled: "Numărul sunat",
    reached: "A răspuns",
    waited_over: "A așteptat peste (s)",
    waited_within: "A așteptat cel mult (s)",
    together: {
      outside: "din afară sau spre exterior",
      missed: "pierdute: a renunțat sau n-a răspuns nimeni",
      judged: "preluate sau abandonate",
    },
    since: "De la",
    until: "Până la",
    when: "Când",
    from: "Cine a sunat",
    to: "La cine",
    by: "de către",
    talked: "Durată",
    waited: "Așteptare",
    older: "Mai vechi",
    newest: "La cele mai noi",
    none: "Încă niciun apel",
    readingAnew: "Apelurile sunt citite în tabele noi: câteva minute nu stau aici toate.",
    noneText: "Un apel apare aici după ce s-a încheiat. Cele în curs sunt la Acum.",
    cutNumbers:
      "Peste 30 de numere încep așa: acestea sunt apelurile primelor 30. Mai multe cifre le găsesc pe celelalte.",
    noneFits: "Niciun apel nu corespunde",
    noneFitsText: "Ștergeți o parte din filtre.",
    noExtension: "Nu aveți un interior",
    noExtensionText: "Apelurile dumneavoastră apar aici după ce administratorul centralei dă contului un interior.",
    back: "Toate apelurile",
    story: "Povestea",
    running: "încă în curs",
    drawing: "Cine și când",
    steps: "Pas cu pas",
    after: "După",
    what: "Ce",
    sound: "Cum s-a auzit",
    person: "De la",
    codec: "Codec",
    mos: "Calitate",
    lost: "Pierderi",
    jitter: "Variație (jitter)",
    trip: "Dus-întors",
    plain: "necriptat",
    encrypted: "criptat",
    good: "bună",
    fair: "acceptabilă",
    bad: "slabă",
    unknown: "necunoscută",
    recordings: "Înregistrări",
    trace: "Mesaje SIP",
    traceGone: "Centrala păstrează mesajele ultimelor câteva sute de apeluri; ale acestuia nu mai sunt.",
    spans: {
      ringing: "sună",
      waiting: "așteaptă",
      talking: "vorbește",
      held: "l-a pus în așteptare",
      listening: "ascultă",
    },
    hidden: HIDDEN.ro,
    export: "Exportă ca CSV",
    call: "Apel",
    fromName: "Numele apelantului",
    toName: "Numele apelatului",
  },
};
