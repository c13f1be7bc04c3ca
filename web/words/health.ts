import { counted } from "./counted.ts";
import type { InBoth } from "./in_both.ts";

/** The page that says whether the box is well. */
export interface HealthWords {
  readonly title: string;
  readonly again: string;
  readonly verdicts: Readonly<Record<"ok" | "warn" | "bad", string>>;
  readonly allWell: string;
  readonly toLookAt: (things: number) => string;
  readonly broken: (things: number) => string;
  /** What is looked at, by its name in kontor.yml or at the doctor. */
  readonly about: Readonly<Record<string, string>>;
  /** Nobody has looked since the box was started: it looks at itself soon. */
  readonly notExamined: string;
  readonly examined: (moment: string) => string;
  readonly diskFree: (free: string, total: string) => string;
  readonly checks: string;
  readonly checksText: string;
  readonly machine: string;
  readonly version: string;
  readonly runtime: string;
  readonly memory: string;
  readonly disk: string;
  readonly free: (free: string, total: string) => string;
  readonly calls: string;
  readonly phones: string;
  readonly noPhones: string;
  readonly noPhonesText: string;
  readonly number: string;
  readonly agent: string;
  readonly address: string;
  readonly transport: string;
  readonly expires: string;
  readonly trunks: string;
  readonly noTrunks: string;
  readonly trunkState: Readonly<Record<"up" | "down" | "starting", string>>;
  readonly log: string;
  readonly noLog: string;
  readonly levels: string;
  readonly fromLevel: Readonly<Record<"info" | "warn" | "error", string>>;
  readonly download: string;
  readonly seconds: (count: number) => string;
}

export const HEALTH: InBoth<HealthWords> = {
  en: {
    title: "Health",
    again: "Look again",
    verdicts: { ok: "well", warn: "look at this", bad: "bad" },
    allWell: "Everything is well.",
    toLookAt: (things) => things === 1 ? "One thing is to be looked at." : `${things} things are to be looked at.`,
    broken: (things) => things === 1 ? "One thing is bad: see below." : `${things} things are bad: see below.`,
    about: {
      "office": "The office as it is stored",
      "sip.udp": "Phones, by UDP",
      "sip.tcp": "Phones, by TCP",
      "sip.tls": "Phones, encrypted",
      "web.port": "This desk",
      "web.tls": "This desk, encrypted",
      "rtp": "Ports for sound",
      "rtp.web": "Sound of browsers",
      "clock": "Clock",
      "addresses": "Addresses",
      "sip.advertise": "Phones elsewhere",
      "nat": "Router",
      "sip alg": "Untouched messages",
      "smtp": "Mails",
      "webhooks": "Webhooks",
      "disk": "Disk",
      "open files": "Open files",
      "data": "Data folder",
    },
    notExamined: "The machine has not been examined since the start",
    examined: (moment) => `Examined ${moment}`,
    diskFree: (free, total) => `${free} of ${total} free on the disk`,
    checks: "Checks",
    checksText: "As “kontor doctor” makes them",
    machine: "The box",
    version: "Version",
    runtime: "Runs on",
    memory: "Memory",
    disk: "Disk",
    free: (free, total) => `${free} free of ${total}`,
    calls: "Calls now",
    phones: "Phones",
    noPhones: "No phone is registered",
    noPhonesText: "A phone stands here as soon as it has signed in with its number and password.",
    number: "Number",
    agent: "What it is",
    address: "Where it is",
    transport: "By",
    expires: "Good for",
    trunks: "Lines outside",
    noTrunks: "No provider yet: calls stay in the house.",
    trunkState: { up: "up", down: "down", starting: "starting" },
    log: "The last lines of the log",
    noLog: "Nothing of that kind was logged.",
    levels: "Which lines",
    fromLevel: { info: "All", warn: "Warnings", error: "Errors" },
    download: "Download",
    seconds: (count) => `${count} s`,
  },
  ro: {
    title: "Starea centralei",
    again: "Verifică din nou",
    verdicts: { ok: "în regulă", warn: "de verificat", bad: "defect" },
    allWell: "Totul este în regulă.",
    toLookAt: (things) =>
      things === 1
        ? "Un lucru este de verificat."
        : `${counted(things, ["lucru", "lucruri"], "ro")} sunt de verificat.`,
    broken: (things) =>
      things === 1
        ? "Un lucru nu merge: vedeți mai jos."
        : `${counted(things, ["lucru", "lucruri"], "ro")} nu merg: vedeți mai jos.`,
    about: {
      "office": "Biroul, așa cum este păstrat",
      "sip.udp": "Telefoane, prin UDP",
      "sip.tcp": "Telefoane, prin TCP",
      "sip.tls": "Telefoane, criptat",
      "web.port": "Acest birou",
      "web.tls": "Acest birou, criptat",
      "rtp": "Porturi pentru sunet",
      "rtp.web": "Sunetul browserelor",
      "clock": "Ceas",
      "addresses": "Adrese",
      "sip.advertise": "Telefoane din alte părți",
      "nat": "Router",
      "sip alg": "Mesaje neatinse",
      "smtp": "E-mailuri",
      "webhooks": "Webhook-uri",
      "disk": "Disc",
      "open files": "Fișiere deschise",
      "data": "Dosarul de date",
    },
    notExamined: "Mașina nu a fost încă examinată de la pornire",
    examined: (moment) => `Examinată ${moment}`,
    diskFree: (free, total) => `${free} din ${total} liberi pe disc`,
    checks: "Verificări",
    checksText: "Aceleași ca la „kontor doctor”",
    machine: "Centrala",
    version: "Versiune",
    runtime: "Rulează pe",
    memory: "Memorie",
    disk: "Disc",
    free: (free, total) => `${free} liberi din ${total}`,
    calls: "Apeluri acum",
    phones: "Telefoane",
    noPhones: "Niciun telefon nu este înregistrat",
    noPhonesText: "Un telefon apare aici îndată ce s-a conectat cu numărul și parola sa.",
    number: "Număr",
    agent: "Ce este",
    address: "Unde este",
    transport: "Prin",
    expires: "Valabil",
    trunks: "Linii externe",
    noTrunks: "Încă niciun furnizor: apelurile rămân în birou.",
    trunkState: { up: "merge", down: "căzută", starting: "pornește" },
    log: "Ultimele rânduri ale jurnalului",
    noLog: "Nu s-a scris nimic de acest fel.",
    levels: "Care rânduri",
    fromLevel: { info: "Toate", warn: "Avertismente", error: "Erori" },
    download: "Descarcă",
    seconds: (count) => `${count} s`,
  },
};
