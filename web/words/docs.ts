import type { InBoth } from "./in_both.ts";

/** The page about the REST interface. What each operation does is said by the interface itself, in English. */
export interface DocsWords {
  readonly title: string;
  readonly intro: string;
  readonly keyText: string;
  readonly tokenText: string;
  readonly faultText: string;
  readonly document: string;
  readonly clickTitle: string;
  readonly clickText: string;
  readonly clickKeyText: string;
  readonly groups: Readonly<Record<string, string>>;
  readonly contents: string;
  readonly wants: string;
  readonly wantsNothing: string;
  readonly parameters: string;
  readonly body: string;
  readonly answers: string;
  readonly example: string;
  readonly name: string;
  readonly where: string;
  readonly type: string;
  readonly about: string;
  readonly required: string;
  readonly try: string;
}

export const DOCS: InBoth<DocsWords> = {
  en: {
    title: "What programs can ask",
    intro: "Everything here is answered by this box, under this address:",
    keyText: "A program sends its key with each question. A key may do what it was given, and nothing by default.",
    tokenText: "Where a program speaks OAuth 2.0, it exchanges its key for a token at /token.",
    faultText: "What goes wrong is told as application/problem+json; its detail is a sentence that names the value.",
    document: "As OpenAPI 3.1, for programs",
    clickTitle: "Click to call from a customer database",
    clickText:
      "Most have a field for the address that a number leads to. This one opens the phone of whoever is signed in at the desk, with the number in it; {number} stands for what your program calls it, with its + as %2B. Nobody is called before he says so.",
    clickKeyText:
      "Where a program asks by itself, with a key that may calls:dial: the phones of 101 ring, and whichever is picked up calls the number. The key goes into the header, never into the address.",
    contents: "Contents",
    groups: {
      accounts: "Who may sign in",
      agents: "Agents of queues",
      alerts: "Alerts",
      asterisk: "The record as Asterisk writes it",
      audit: "Audit",
      callers: "Callers",
      calls: "Calls",
      certificates: "Certificates",
      contacts: "Phone book",
      dial: "Click to call",
      doors: "Door phones",
      events: "The record as it is written",
      exports: "Exports",
      extensions: "Phone settings",
      flow: "Where calls go",
      health: "How the box is",
      help: "Calls for help",
      hours: "Opening hours",
      keys: "Keys for programs",
      live: "The office at this moment",
      log: "Log",
      mail: "Mail",
      missed: "Missed calls",
      network: "Where the box is reached",
      office: "The office's settings",
      pages: "Loudspeakers",
      phones: "Registered phones",
      presence: "How people are",
      quality: "How calls sound",
      queues: "Queues",
      recordings: "Recordings",
      reports: "Reports",
      sounds: "Sounds",
      tenants: "Other phone systems",
      token: "Tokens",
      traces: "SIP traces",
      voicemail: "Voicemail",
      webhooks: "Webhooks",
    },
    wants: "Scope",
    wantsNothing: "no scope",
    parameters: "Parameters",
    body: "What is sent",
    answers: "Answers",
    example: "Example",
    name: "Name",
    where: "Where",
    type: "Type",
    about: "Meaning",
    required: "required",
    try: "In a terminal",
  },
  ro: {
    title: "Ce pot întreba programele",
    intro: "La toate acestea răspunde această centrală, la această adresă:",
    keyText: "Un program trimite cheia lui cu fiecare întrebare. O cheie poate ce i s-a dat și, implicit, nimic.",
    tokenText: "Un program care vorbește OAuth 2.0 își schimbă cheia pe un token la /token.",
    faultText: "Ce nu merge este spus ca application/problem+json; detail este o propoziție care numește valoarea.",
    document: "Ca OpenAPI 3.1, pentru programe",
    clickTitle: "Apel dintr-un clic, dintr-un program de clienți",
    clickText:
      "Cele mai multe au un câmp pentru adresa la care duce un număr. Aceasta deschide telefonul celui autentificat în birou, cu numărul în el; {number} stă pentru cum îi spune programul, cu + scris %2B. Nu este sunat nimeni înainte să spună el.",
    clickKeyText:
      "Unde un program cere singur, cu o cheie care are voie calls:dial: sună telefoanele lui 101, iar cel ridicat sună numărul. Cheia stă în antet, niciodată în adresă.",
    contents: "Cuprins",
    groups: {
      accounts: "Cine se poate autentifica",
      agents: "Agenții cozilor",
      alerts: "Alerte",
      asterisk: "Evidența așa cum o scrie Asterisk",
      audit: "Jurnalul faptelor",
      callers: "Apelanți",
      calls: "Apeluri",
      certificates: "Certificate",
      contacts: "Agendă",
      dial: "Apel dintr-un clic",
      doors: "Interfoane",
      events: "Evidența pe măsură ce este scrisă",
      exports: "Exporturi",
      extensions: "Setările telefoanelor",
      flow: "Unde ajung apelurile",
      health: "Starea centralei",
      help: "Apeluri de urgență",
      hours: "Program",
      keys: "Chei pentru programe",
      live: "Biroul în acest moment",
      log: "Jurnalul centralei",
      mail: "E-mail",
      missed: "Apeluri pierdute",
      network: "Unde se găsește centrala",
      office: "Setările biroului",
      pages: "Difuzoare",
      phones: "Telefoane înregistrate",
      presence: "Cum sunt oamenii",
      quality: "Cum sună apelurile",
      queues: "Cozi",
      recordings: "Înregistrări",
      reports: "Rapoarte",
      sounds: "Sunete",
      tenants: "Alte centrale",
      token: "Tokenuri",
      traces: "Mesaje SIP",
      voicemail: "Mesagerie vocală",
      webhooks: "Webhookuri",
    },
    wants: "Drept",
    wantsNothing: "niciun drept",
    parameters: "Parametri",
    body: "Ce se trimite",
    answers: "Răspunsuri",
    example: "Exemplu",
    name: "Nume",
    where: "Unde",
    type: "Tip",
    about: "Înțeles",
    required: "obligatoriu",
    try: "În terminal",
  },
};
