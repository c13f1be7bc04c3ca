import type { InBoth } from "./in_both.ts";

type BoxPage = "certificate" | "network" | "mail" | "time";

/** The settings of the box itself. */
export interface BoxWords {
  readonly title: string;
  readonly pages: Readonly<Record<BoxPage, string>>;
  readonly abouts: Readonly<Record<BoxPage, string>>;
  /** Why these cannot be changed here. */
  readonly fileOnly: string;
  readonly none: string;
  readonly auto: string;
  readonly interfaces: string;
  readonly found: string;
  readonly ports: string;
  readonly port: string;
  readonly what: string;
  readonly where: string;
  readonly portNames: Readonly<
    Record<"web.port" | "web.tls" | "sip.udp" | "sip.tcp" | "sip.tls" | "rtp" | "rtp.web", string>
  >;
  readonly off: string;
  readonly listening: string;
  readonly outside: string;
  readonly publicIp: string;
  readonly publicUnknown: string;
  readonly advertise: string;
  readonly stun: string;
  readonly keepAlive: string;
  readonly seconds: (count: number) => string;
  readonly origins: string;
  readonly proxies: string;
  readonly proxiesText: string;
  readonly server: string;
  readonly encrypted: string;
  readonly mailTls: Readonly<Record<"starttls" | "tls" | "off", string>>;
  readonly user: string;
  readonly nobody: string;
  readonly sender: string;
  readonly serverInPlain: string;
  readonly serverAddress: string;
  readonly serverHint: string;
  readonly userHint: string;
  readonly password: string;
  readonly passwordKept: string;
  readonly senderHint: string;
  readonly chooseServer: string;
  readonly serverChosen: string;
  readonly noServer: string;
  readonly noMail: string;
  readonly noMailText: string;
  readonly trial: string;
  readonly trialText: string;
  readonly to: string;
  readonly notAnAddress: string;
  readonly send: string;
  readonly sent: (to: string) => string;
  readonly notSent: Readonly<Record<"later" | "never", (why: string) => string>>;
  /** What was given up, of either kind. */
  readonly lost: {
    readonly at: string;
    readonly why: string;
    readonly acts: string;
    readonly retry: string;
    readonly drop: string;
  };
  /** Mails that were given up. */
  readonly lostMails: {
    readonly title: string;
    readonly to: string;
    readonly subject: string;
    readonly refused: string;
    readonly text: string;
  };
  /** What programs elsewhere never took. */
  readonly lostHooks: {
    readonly title: string;
    readonly to: string;
    readonly subject: string;
    readonly text: string;
  };
  readonly mailSubject: string;
  readonly mailText: (box: string) => string;
  readonly now: string;
  readonly zone: string;
  readonly zoneText: string;
  readonly change: string;
  readonly clock: string;
  readonly clockText: string;
}

export const BOX: InBoth<BoxWords> = {
  en: {
    title: "The box",
    pages: { certificate: "Certificate", network: "Network", mail: "Mail", time: "Time" },
    abouts: {
      certificate: "By what the box proves who it is, and how people come to trust it",
      network: "Its addresses and ports, and how it is reached from outside",
      mail: "The mail server, and whether it takes mail",
      time: "The office’s time zone, and whether the box’s clock is right",
    },
    fileOnly:
      "This is what kontor.yml says. It is changed on the machine alone, and takes a restart: whoever got into the desk should not be able to lead calls and mail elsewhere, and a wrong port would lock everybody out.",
    none: "none",
    auto: "found out by the box",
    interfaces: "Networks of this machine",
    found: "Its name there (mDNS)",
    ports: "Where the box listens",
    port: "Port",
    what: "For",
    where: "On",
    portNames: {
      "web.port": "The desk and the API, HTTP",
      "web.tls": "The desk and the API, HTTPS",
      "sip.udp": "Phones, SIP over UDP",
      "sip.tcp": "Phones, SIP over TCP",
      "sip.tls": "Phones, SIP over TLS",
      rtp: "Sound, RTP over UDP",
      "rtp.web": "Sound of browsers, UDP",
    },
    off: "off",
    listening: "Open right now",
    outside: "From outside",
    publicIp: "Outer address",
    publicUnknown: "not known",
    advertise: "What phones beyond the router are told",
    stun: "STUN server",
    keepAlive: "Sign of life to phones behind a router",
    seconds: (count) => `every ${count} s`,
    origins: "Sites whose pages may ask the API",
    proxies: "Proxies that are trusted",
    proxiesText: "The box believes no X-Forwarded-For, so that nobody can pass for another address.",
    server: "Mail server",
    encrypted: "Encrypted",
    mailTls: { starttls: "yes, by STARTTLS", tls: "yes, from the start", off: "no" },
    user: "Signs in as",
    nobody: "nobody",
    sender: "Mails are from",
    serverInPlain:
      "This page came unencrypted: whoever listens on the network sees the password. Open the desk by https first.",
    serverAddress: "Its address",
    serverHint: "Such as smtp.example.com.",
    userHint: "Left empty: nobody.",
    password: "Password",
    passwordKept:
      "There is one, and it is shown to nobody. Left empty, it stays: for the same name at the same server.",
    senderHint: "Such as phones@example.com.",
    chooseServer: "Send through this one",
    serverChosen: "Mail goes through this server from now on. A test mail shows whether it takes any.",
    noServer: "Send no mail",
    noMail: "No mail server",
    noMailText: "Voicemail, missed calls and reports stay on the box until there is one.",
    trial: "Send a test mail",
    trialText: "It is sent at once, past the mails that wait.",
    to: "To",
    notAnAddress: "That is no e-mail address.",
    send: "Send",
    sent: (to) => `The mail server has taken the mail to ${to}. If it does not arrive, look among the spam.`,
    notSent: {
      later: (why) => `It was not sent, and later it may be: ${why}`,
      never: (why) => `The mail server refuses it for good: ${why}`,
    },
    lost: { at: "Given up", why: "Why", acts: "What to do", retry: "Send again", drop: "Drop" },
    lostMails: {
      title: "Mails that did not arrive",
      to: "To",
      subject: "Subject",
      refused: "address refused",
      text:
        "The mail server has refused them for good, or was not reached for five days. They stay here until they are sent again or dropped.",
    },
    lostHooks: {
      title: "Events that were not taken",
      to: "Program",
      subject: "Event",
      text:
        "The program has refused them for good, or has not taken them in the time it is given. They stay here until they are sent again or dropped.",
    },
    mailSubject: "A test mail from Kontor",
    mailText: (box) =>
      `This is a test mail from the phone system of ${box}. It arrived, so voicemail and reports will too.`,
    now: "Now",
    zone: "Time zone",
    zoneText: "Opening hours, reports and the time that phones and callers are told go by it.",
    change: "Change",
    clock: "The clock",
    clockText: "As “kontor doctor” sees it. The machine keeps its clock itself, by a time server (NTP).",
  },
  ro: {
    title: "Centrala",
    pages: { certificate: "Certificat", network: "Rețea", mail: "E-mail", time: "Ora" },
    abouts: {
      certificate: "Prin ce dovedește centrala cine este și cum ajunge să fie de încredere",
      network: "Adresele și porturile ei și cum este găsită din afară",
      mail: "Serverul de e-mail și dacă primește mesaje",
      time: "Fusul orar al biroului și dacă ceasul centralei este potrivit",
    },
    fileOnly:
      "Asta spune kontor.yml. Se schimbă numai pe mașină și cere o repornire: cine a pătruns în birou nu trebuie să poată duce apelurile și mesajele în altă parte, iar un port greșit i-ar încuia pe toți afară.",
    none: "niciunul",
    auto: "aflată de centrală",
    interfaces: "Rețelele acestei mașini",
    found: "Numele ei acolo (mDNS)",
    ports: "Unde ascultă centrala",
    port: "Port",
    what: "Pentru",
    where: "Pe",
    portNames: {
      "web.port": "Biroul și API-ul, HTTP",
      "web.tls": "Biroul și API-ul, HTTPS",
      "sip.udp": "Telefoane, SIP prin UDP",
      "sip.tcp": "Telefoane, SIP prin TCP",
      "sip.tls": "Telefoane, SIP prin TLS",
      rtp: "Sunet, RTP prin UDP",
      "rtp.web": "Sunetul browserelor, UDP",
    },
    off: "oprit",
    listening: "Deschise chiar acum",
    outside: "Din afară",
    publicIp: "Adresa din afară",
    publicUnknown: "necunoscută",
    advertise: "Ce se spune telefoanelor de dincolo de router",
    stun: "Server STUN",
    keepAlive: "Semn de viață către telefoane din spatele unui router",
    seconds: (count) => `la fiecare ${count} s`,
    origins: "Site-uri ale căror pagini pot întreba API-ul",
    proxies: "Proxy-uri de încredere",
    proxiesText: "Centrala nu crede niciun X-Forwarded-For, ca nimeni să nu se dea drept altă adresă.",
    server: "Server de e-mail",
    encrypted: "Criptat",
    mailTls: { starttls: "da, prin STARTTLS", tls: "da, de la început", off: "nu" },
    user: "Intră ca",
    nobody: "nimeni",
    sender: "Mesajele sunt de la",
    serverInPlain:
      "Această pagină a venit necriptată: cine ascultă în rețea vede parola. Deschideți întâi biroul prin https.",
    serverAddress: "Adresa lui",
    serverHint: "De exemplu smtp.example.com.",
    userHint: "Gol: nimeni.",
    password: "Parola",
    passwordKept: "Există una și nu este arătată nimănui. Lăsată goală, rămâne: pentru același nume la același server.",
    senderHint: "De exemplu telefoane@example.com.",
    chooseServer: "Trimite prin acesta",
    serverChosen: "De acum e-mailurile pleacă prin acest server. Un mesaj de probă arată dacă le primește.",
    noServer: "Nu trimite e-mailuri",
    noMail: "Niciun server de e-mail",
    noMailText: "Mesajele vocale, apelurile pierdute și rapoartele rămân pe centrală până când există unul.",
    trial: "Trimite un mesaj de probă",
    trialText: "Este trimis imediat, înaintea mesajelor care așteaptă.",
    to: "Către",
    notAnAddress: "Aceasta nu este o adresă de e-mail.",
    send: "Trimite",
    sent: (to) => `Serverul a primit mesajul către ${to}. Dacă nu ajunge, căutați-l la spam.`,
    notSent: {
      later: (why) => `Nu a fost trimis, mai târziu poate va fi: ${why}`,
      never: (why) => `Serverul îl refuză definitiv: ${why}`,
    },
    lost: { at: "Abandonat", why: "De ce", acts: "Ce este de făcut", retry: "Retrimite", drop: "Aruncă" },
    lostHooks: {
      title: "Evenimente care nu au fost primite",
      to: "Program",
      subject: "Eveniment",
      text:
        "Programul le-a refuzat definitiv sau nu le-a primit în timpul care îi este dat. Rămân aici până le retrimiteți sau le aruncați.",
    },
    lostMails: {
      title: "E-mailuri care nu au ajuns",
      to: "Către",
      subject: "Subiect",
      refused: "adresă refuzată",
      text:
        "Serverul de e-mail le-a refuzat definitiv sau nu a putut fi găsit timp de cinci zile. Rămân aici până le retrimiteți sau le aruncați.",
    },
    mailSubject: "Un mesaj de probă de la Kontor",
    mailText: (box) =>
      `Acesta este un mesaj de probă de la sistemul telefonic al ${box}. A ajuns, deci vor ajunge și mesajele vocale și rapoartele.`,
    now: "Acum",
    zone: "Fusul orar",
    zoneText: "După el merg orele de program, rapoartele și ora spusă telefoanelor și apelanților.",
    change: "Schimbă",
    clock: "Ceasul",
    clockText: "Cum îl vede „kontor doctor”. Mașina își ține singură ceasul, după un server de timp (NTP).",
  },
};
