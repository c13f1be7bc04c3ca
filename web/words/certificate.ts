import type { CertificateFaultCode, CertificateSource } from "../../core/certificate/mod.ts";
import { counted } from "./counted.ts";
import type { InBoth } from "./in_both.ts";

/** The page of the box's certificate. */
export interface CertificateWords {
  readonly title: string;
  readonly shown: string;
  readonly none: string;
  readonly sources: Readonly<Record<CertificateSource, string>>;
  readonly source: string;
  readonly names: string;
  readonly by: string;
  readonly from: string;
  readonly until: string;
  readonly renewed: string;
  readonly fingerprint: string;
  readonly without: (names: string) => string;
  readonly trust: string;
  readonly trustText: string;
  readonly trustLimits: string;
  readonly trustAt: string;
  readonly newAuthority: string;
  readonly newAuthorityText: string;
  readonly download: string;
  readonly steps: string;
  readonly acme: string;
  readonly directory: string;
  readonly challenge: string;
  readonly lastAsked: string;
  readonly nextAsked: string;
  readonly isAsking: string;
  readonly gave: string;
  readonly gaveNot: (why: string) => string;
  readonly barred: string;
  readonly askNow: string;
  readonly own: string;
  readonly ownText: string;
  readonly fileDecides: string;
  readonly bring: string;
  readonly bringText: string;
  readonly inPlain: string;
  readonly files: string;
  readonly pasted: string;
  readonly serve: string;
  readonly brought: (subject: string) => string;
  readonly forget: string;
  /** For so many days yet; below 0: not any more. */
  readonly goodFor: (subject: string, days: number) => string;
  readonly bringInTime: string;
  /** Undefined: the fault says it itself. */
  readonly fault: (code: CertificateFaultCode, what: string) => string | undefined;
}

export const CERTIFICATE: InBoth<CertificateWords> = {
  en: {
    title: "Certificate",
    shown: "What the box shows",
    none: "None yet: the box makes one as soon as its clock is right.",
    sources: {
      file: "The files that kontor.yml names",
      acme: "An authority, by ACME",
      brought: "Brought by you",
      own: "The box itself",
    },
    source: "Where it is from",
    names: "Good for",
    by: "Vouched for by",
    from: "From",
    until: "Until",
    renewed: "Renewed on",
    fingerprint: "Fingerprint (SHA-256)",
    without: (names) => `It is not good for ${names}: whoever opens the box there is warned.`,
    trust: "Have it trusted",
    trustText:
      "The box vouches for itself, so browsers warn until they are told to trust its authority: once on each device, for ten years.",
    trustLimits:
      "That authority is good for the office's names and private networks alone: whoever stole the box could pass for no other site.",
    trustAt: "What to open on each device",
    newAuthority: "Make a new authority",
    newAuthorityText:
      "For names that the box got later, or when somebody may have got hold of its data. Every device must be told to trust the box again, and desk phones that know the old one too.",
    download: "The authority’s certificate",
    steps: "Steps for every device",
    acme: "Certificates by ACME",
    directory: "Authority",
    challenge: "It looks by",
    lastAsked: "Asked",
    nextAsked: "Asked next",
    isAsking: "It is being asked right now. That takes up to a minute; this page then says what came of it.",
    gave: "It gave a certificate",
    gaveNot: (why) => `It gave none: ${why}`,
    barred: "The authority wants to be left alone until then.",
    askNow: "Ask now",
    own: "Another certificate",
    ownText:
      "One that you bought, or that your firm’s own authority gave you: browsers trust it without further steps.",
    fileDecides:
      "kontor.yml says which certificate is shown (web.certificate or web.acme), so it can be changed there alone: it names files and programs of this machine, which the desk may not.",
    bring: "Bring a certificate",
    bringText: "PEM, in any order: the certificate, those between it and its authority, and the private key.",
    inPlain: "This page came unencrypted: whoever listens on the network sees the key. Open the desk by https first.",
    files: "Files",
    pasted: "Or pasted here",
    serve: "Show it from now on",
    brought: (subject) => `The box shows the certificate of “${subject}” from now on.`,
    forget: "Show the box’s own again",
    goodFor: (subject, days) =>
      days < 0
        ? `The certificate of ${subject} is not good any more`
        : `The certificate of ${subject} is good for ${days} days yet`,
    bringInTime: "Nobody renews it for you: bring the next one in time, under Settings, Certificate",
    fault: () => undefined,
  },
  ro: {
    title: "Certificat",
    shown: "Ce arată centrala",
    none: "Încă niciunul: centrala face unul îndată ce ceasul ei este potrivit.",
    sources: {
      file: "Fișierele pe care le numește kontor.yml",
      acme: "O autoritate, prin ACME",
      brought: "Adus de dumneavoastră",
      own: "Centrala însăși",
    },
    source: "De unde este",
    names: "Bun pentru",
    by: "Garantat de",
    from: "De la",
    until: "Până la",
    renewed: "Se reînnoiește",
    fingerprint: "Amprenta (SHA-256)",
    without: (names) => `Nu este bun pentru ${names}: cine deschide centrala acolo este avertizat.`,
    trust: "Cum devine de încredere",
    trustText:
      "Centrala garantează pentru ea însăși, așa că browserele avertizează până li se spune să aibă încredere în autoritatea ei: o dată pe fiecare dispozitiv, pentru zece ani.",
    trustLimits:
      "Acea autoritate este bună numai pentru numele biroului și pentru rețele private: cine ar fura centrala nu s-ar putea da drept niciun alt site.",
    trustAt: "Ce se deschide pe fiecare dispozitiv",
    newAuthority: "Fă o autoritate nouă",
    newAuthorityText:
      "Pentru nume pe care centrala le-a primit mai târziu sau când cineva ar fi putut pune mâna pe datele ei. Fiecărui dispozitiv trebuie să i se spună din nou să aibă încredere în centrală, și telefoanelor de birou care o știu pe cea veche.",
    download: "Certificatul autorității",
    steps: "Pașii pentru fiecare dispozitiv",
    acme: "Certificate prin ACME",
    directory: "Autoritatea",
    challenge: "Se uită prin",
    lastAsked: "Întrebată",
    nextAsked: "Întrebată din nou",
    isAsking: "Este întrebată chiar acum. Durează până la un minut; apoi pagina spune ce a ieșit.",
    gave: "A dat un certificat",
    gaveNot: (why) => `Nu a dat niciunul: ${why}`,
    barred: "Autoritatea vrea să fie lăsată în pace până atunci.",
    askNow: "Întreabă acum",
    own: "Alt certificat",
    ownText: "Unul cumpărat sau dat de autoritatea firmei: browserele au încredere în el fără alți pași.",
    fileDecides:
      "kontor.yml spune ce certificat se arată (web.certificate sau web.acme), deci numai acolo poate fi schimbat: numește fișiere și programe ale acestei mașini, ceea ce biroul nu are voie.",
    bring: "Adu un certificat",
    bringText: "PEM, în orice ordine: certificatul, cele dintre el și autoritatea sa și cheia privată.",
    inPlain: "Această pagină a venit necriptată: cine ascultă în rețea vede cheia. Deschideți întâi biroul prin https.",
    files: "Fișiere",
    pasted: "Sau lipit aici",
    serve: "Arată-l de acum înainte",
    brought: (subject) => `Centrala arată de acum certificatul lui „${subject}”.`,
    forget: "Arată iar pe cel al centralei",
    goodFor: (subject, days) =>
      days < 0
        ? `Certificatul lui ${subject} nu mai este bun`
        : `Certificatul lui ${subject} mai este bun ${counted(days, ["zi", "zile"], "ro")}`,
    bringInTime:
      "Nimeni nu îl reînnoiește pentru dumneavoastră: aduceți-l din timp pe următorul, la Setări, Certificat",
    fault: (code, what) => RO_FAULTS[code](what),
  },
};

const RO_FAULTS: Readonly<Record<CertificateFaultCode, (what: string) => string>> = {
  "no-certificate": () => "Nu este niciun certificat: se așteaptă PEM, „-----BEGIN CERTIFICATE-----”",
  "no-key": () => "Nu este nicio cheie privată: se așteaptă PEM, „-----BEGIN PRIVATE KEY-----”",
  "locked-key": () => "Cheia privată este încuiată cu o parolă: descuiați-o întâi",
  "unreadable-certificate": (why) => `Certificatul nu poate fi citit: ${why}`,
  "unreadable-key": (why) => `Cheia privată nu poate fi citită: ${why}`,
  "other-key": (name) => `Cheia privată nu este a lui „${name}”`,
  stray: (name) => `„${name}” nu ține de lanț: nu garantează pentru nimic de aici`,
  "no-names": (name) => `„${name}” nu este bun pentru niciun nume: browserele vor un „subject alternative name”`,
  "not-yet": (day) => `Este bun din ${day}, nu de azi`,
  expired: (day) => `A fost bun până la ${day}`,
  "weak-key": (bits) => `Cheia privată are ${bits} de biți: browserele vor cel puțin 2048`,
  unusable: (why) => `TLS nu poate fi servit cu el: ${why}`,
};
