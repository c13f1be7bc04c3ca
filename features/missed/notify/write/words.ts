import { countedInRomanian } from "../../../../core/base/mod.ts";

/** What notices say, in the languages of the box. `{n}` and the like are put in. */
export interface NoticeWords {
  readonly anonymous: string;
  readonly missed: (who: string) => string;
  readonly more: (count: number) => string;
  /** Of a night, or of others quiet hours. */
  readonly together: (count: number) => string;
  readonly digest: Readonly<Record<"hourly" | "daily" | "weekly" | "monthly", string>>;
  readonly called: (number: string) => string;
  readonly times: (count: number) => string;
  readonly last: string;
  readonly rang: string;
  readonly way: string;
  readonly nobodyRang: string;
  readonly callBack: string;
  readonly waiting: (count: number) => string;
  readonly fresh: (count: number) => string;
  readonly resolved: (count: number) => string;
  readonly nothing: string;
  readonly andMore: (count: number) => string;
  readonly delayed: string;
  readonly picture: string;
  readonly pictureLegend: string;
  readonly why: string;
  readonly settings: string;
  readonly wasHeld: string;
}

const EN: NoticeWords = {
  anonymous: "Hidden number",
  missed: (who) => `Missed call: ${who}`,
  more: (count) => count === 1 ? "1 more missed call" : `${count} more missed calls`,
  together: (count) => count === 1 ? "1 missed call" : `${count} missed calls`,
  digest: {
    hourly: "Missed calls of this hour",
    daily: "Missed calls of the day",
    weekly: "Missed calls of the week",
    monthly: "Missed calls of the month",
  },
  called: (number) => `called ${number}`,
  times: (count) => count === 1 ? "once" : count === 2 ? "twice" : `${count} times`,
  last: "last at",
  rang: "rang at",
  way: "by way of",
  nobodyRang: "no phone rang",
  callBack: "Call back",
  waiting: (count) => count === 1 ? "1 caller waits for a call" : `${count} callers wait for a call`,
  fresh: (count) => `${count} new`,
  resolved: (count) => `${count} settled`,
  nothing: "Nobody waits for a call.",
  andMore: (count) => count === 1 ? "and 1 more" : `and ${count} more`,
  delayed: "This comes late: the box could not send it in time.",
  picture: "Missed calls by the hour of the day",
  pictureLegend: "red: still waiting, green: settled",
  why: "You are told because the office's phone system names you under missed: notify.",
  settings: "How often, or not at all",
  wasHeld: "They came in quiet hours, or in one hour with many others, and are told of together.",
};

const RO: NoticeWords = {
  anonymous: "Număr ascuns",
  missed: (who) => `Apel pierdut: ${who}`,
  more: (count) =>
    count === 1 ? "Încă un apel pierdut" : `Încă ${countedInRomanian(count, ["apel pierdut", "apeluri pierdute"])}`,
  together: (count) => count === 1 ? "Un apel pierdut" : countedInRomanian(count, ["apel pierdut", "apeluri pierdute"]),
  digest: {
    hourly: "Apelurile pierdute din ultima oră",
    daily: "Apelurile pierdute ale zilei",
    weekly: "Apelurile pierdute ale săptămânii",
    monthly: "Apelurile pierdute ale lunii",
  },
  called: (number) => `a sunat la ${number}`,
  times: (count) => count === 1 ? "o dată" : `de ${countedInRomanian(count, ["dată", "ori"])}`,
  last: "ultima dată la",
  rang: "au sunat",
  way: "prin",
  nobodyRang: "nu a sunat niciun telefon",
  callBack: "Sună înapoi",
  waiting: (count) =>
    count === 1
      ? "Un apelant așteaptă să fie sunat"
      : `${countedInRomanian(count, ["apelant", "apelanți"])} așteaptă să fie sunați`,
  fresh: (count) => count === 1 ? "1 nou" : `${count} noi`,
  resolved: (count) => count === 1 ? "1 rezolvat" : `${count} rezolvate`,
  nothing: "Nimeni nu așteaptă să fie sunat.",
  andMore: (count) => count === 1 ? "și încă unul" : `și încă ${count}`,
  delayed: "Mesajul vine cu întârziere: centrala nu l-a putut trimite la timp.",
  picture: "Apelurile pierdute, pe orele zilei",
  pictureLegend: "roșu: în așteptare, verde: rezolvate",
  why: "Primiți acest mesaj fiindcă centrala telefonică a biroului vă numește la missed: notify.",
  settings: "Cât de des, sau deloc",
  wasHeld: "Au venit în ore de liniște sau în aceeași oră cu multe altele și sunt anunțate împreună.",
};

export const NOTICE_WORDS: Readonly<Record<"en" | "ro", NoticeWords>> = { en: EN, ro: RO };
