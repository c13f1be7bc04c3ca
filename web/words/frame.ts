import { counted } from "./counted.ts";
import type { InBoth } from "./in_both.ts";

/** What is around every page. */
export interface FrameWords {
  readonly skip: string;
  readonly menu: string;
  readonly signOut: string;
  readonly theme: string;
  readonly office: string;
  readonly notThere: string;
  readonly notThereText: string;
  readonly notAllowed: string;
  readonly notAllowedText: string;
  readonly home: string;
  readonly crossOut: string;
  readonly newsMissed: (who: string) => string;
  readonly newsDigest: (callers: number) => string;
  readonly newsVoicemail: (who: string) => string;
  readonly newsHelp: (who: string, number: string) => string;
}

export const FRAME: InBoth<FrameWords> = {
  en: {
    skip: "Skip to the page",
    menu: "Menu",
    signOut: "Sign out",
    theme: "Light or dark",
    office: "The office",
    notThere: "There is no such page",
    notThereText: "The address may be mistyped, or what was here is gone.",
    notAllowed: "Not for you",
    notAllowedText: "Your role does not reach this page. Whoever owns the box can change that.",
    home: "To the beginning",
    crossOut: "Dismiss",
    newsMissed: (who) => `Missed call: ${who}`,
    newsDigest: (callers) => `${callers} ${callers === 1 ? "caller waits" : "callers wait"} to be called back`,
    newsVoicemail: (who) => `New voicemail: ${who}`,
    newsHelp: (who, number) => `${who} has called ${number} for help`,
  },
  ro: {
    skip: "Sari la pagină",
    menu: "Meniu",
    signOut: "Ieșire",
    theme: "Luminos sau întunecat",
    office: "Biroul",
    notThere: "Nu există o astfel de pagină",
    notThereText: "Adresa poate fi greșită sau ce era aici nu mai este.",
    notAllowed: "Nu aveți acces",
    notAllowedText: "Rolul dumneavoastră nu include această pagină. Proprietarul centralei poate schimba asta.",
    home: "Pagina principală",
    crossOut: "Închide",
    newsMissed: (who) => `Apel pierdut: ${who}`,
    newsDigest: (callers) =>
      `${counted(callers, ["apelant", "apelanți"], "ro")} așteaptă să fie ${callers === 1 ? "sunat" : "sunați"}`,
    newsVoicemail: (who) => `Mesaj vocal nou: ${who}`,
    newsHelp: (who, number) => `${who} a sunat la ${number} după ajutor`,
  },
};
