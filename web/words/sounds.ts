import type { SoundKind } from "../sounds/mod.ts";
import { counted } from "./counted.ts";
import type { InBoth } from "./in_both.ts";

type OfKind = Readonly<Record<SoundKind, string>>;

/** The owner's own sounds. */
export interface SoundsWords {
  readonly title: string;
  /** What stands at the door of the page. */
  readonly about: string;
  readonly text: string;
  readonly kinds: OfKind;
  readonly abouts: OfKind;
  readonly empty: OfKind;
  readonly add: OfKind;
  readonly forget: OfKind;
  readonly noId: OfKind;
  /** How they are recorded from a phone. */
  readonly fromPhone: (code: string) => string;
  readonly announcement: (number: string) => string;
  readonly heardIn: (names: readonly string[]) => string;
  readonly number: string;
  readonly numberHint: string;
  readonly language: string;
  readonly languages: Readonly<Record<"en" | "ro", string>>;
  readonly sentence: string;
  readonly sentenceHint: string;
  readonly musicName: string;
  readonly musicHint: string;
  readonly musicClass: string;
  readonly classHint: string;
  readonly file: (minutes: number) => string;
  readonly keep: string;
  readonly kept: string;
  readonly forgotten: string;
  readonly refused: Readonly<Record<"no-sound" | "too-large" | "too-short", string>>;
  readonly tooLong: (minutes: number) => string;
}

export const SOUNDS: InBoth<SoundsWords> = {
  en: {
    title: "Sounds",
    about: "Announcements, what the box says in your own voice, music on hold",
    text:
      "What callers hear of your own. Each is heard from the next call on; deleted, the box says and plays its own.",
    kinds: { announcement: "Announcements", prompt: "Sentences of the box", music: "Music on hold" },
    abouts: {
      announcement: 'Announcements and menus say one by its number: { recorded: "7" }.',
      prompt: "Whatever the box says can be said in your own voice, sentence by sentence.",
      music: "All of it is played, one piece after the other. Of a class it is heard where the class is named.",
    },
    empty: {
      announcement: "None is recorded yet.",
      prompt: "The box says all of it in its own voice.",
      music: "The box plays its own music.",
    },
    add: { announcement: "Record an announcement", prompt: "Replace a sentence", music: "Add music" },
    forget: { announcement: "Delete", prompt: "Back to the box's own", music: "Delete" },
    noId: {
      announcement: "An announcement has a number from 1 to 999.",
      prompt: "The box has no such sentence: choose one of the list.",
      music: "Music is called by letters, digits, spaces and hyphens; its class by letters, digits and hyphens.",
    },
    fromPhone: (code) => `From a phone they are recorded by ${code} and the number.`,
    announcement: (number) => `Announcement ${number}`,
    heardIn: (names) => names.length === 0 ? "named nowhere yet" : `heard in: ${names.join(", ")}`,
    number: "Number",
    numberHint: "1 to 999; the one that there was is replaced.",
    language: "Language",
    languages: { en: "English", ro: "Romanian" },
    sentence: "Sentence",
    sentenceHint: "Type a word of it, and choose it by its name.",
    musicName: "Name",
    musicHint: "Pieces are played in the order of their names.",
    musicClass: "Class",
    classHint: "As queues, extensions and the office name it; empty: for all.",
    file: (minutes) => `Sound, ${counted(minutes, ["minute", "minutes"], "en")} at most`,
    keep: "Keep it",
    kept: "Kept. It is heard from the next call on.",
    forgotten: "Deleted.",
    refused: {
      "no-sound": "That is no sound that the box can read: send WAV or Ogg Opus.",
      "too-large": "That file is larger than 20 MB.",
      "too-short": "That was too short.",
    },
    tooLong: (minutes) => `That is longer than ${counted(minutes, ["minute", "minutes"], "en")}.`,
  },
  ro: {
    title: "Sunete",
    about: "Anunțuri, ce spune centrala cu vocea dumneavoastră, muzica de așteptare",
    text:
      "Ce aud apelanții de la dumneavoastră. Fiecare se aude de la următorul apel; dacă îl ștergeți, centrala îl pune pe al ei.",
    kinds: { announcement: "Anunțuri", prompt: "Propozițiile centralei", music: "Muzica de așteptare" },
    abouts: {
      announcement: 'Anunțurile și meniurile îl spun după număr: { recorded: "7" }.',
      prompt: "Tot ce spune centrala poate fi spus cu vocea dumneavoastră, propoziție cu propoziție.",
      music: "Se redă toată, o piesă după alta. Cea dintr-o clasă se aude acolo unde este numită clasa.",
    },
    empty: {
      announcement: "Încă niciunul înregistrat.",
      prompt: "Centrala spune totul cu vocea ei.",
      music: "Centrala își pune muzica ei.",
    },
    add: { announcement: "Înregistrați un anunț", prompt: "Înlocuiți o propoziție", music: "Adăugați muzică" },
    forget: { announcement: "Șterge", prompt: "Înapoi la vocea centralei", music: "Șterge" },
    noId: {
      announcement: "Un anunț are un număr de la 1 la 999.",
      prompt: "Centrala nu are o astfel de propoziție: alegeți una din listă.",
      music: "Numele muzicii are litere, cifre, spații și cratime; clasa ei are litere, cifre și cratime.",
    },
    fromPhone: (code) => `De la un telefon se înregistrează cu ${code} și numărul.`,
    announcement: (number) => `Anunțul ${number}`,
    heardIn: (names) => names.length === 0 ? "încă nu este numit nicăieri" : `se aude în: ${names.join(", ")}`,
    number: "Numărul",
    numberHint: "De la 1 la 999; cel dinainte este înlocuit.",
    language: "Limba",
    languages: { en: "engleză", ro: "română" },
    sentence: "Propoziția",
    sentenceHint: "Scrieți un cuvânt din ea și alegeți-o după nume.",
    musicName: "Numele",
    musicHint: "Piesele se redau în ordinea numelor.",
    musicClass: "Clasa",
    classHint: "Cum o numesc cozile, interioarele și biroul; gol: pentru toate.",
    file: (minutes) => `Sunet, cel mult ${counted(minutes, ["minut", "minute"], "ro")}`,
    keep: "Păstrează",
    kept: "Păstrat. Se aude de la următorul apel.",
    forgotten: "Șters.",
    refused: {
      "no-sound": "Nu este un sunet pe care centrala îl poate citi: trimiteți WAV sau Ogg Opus.",
      "too-large": "Fișierul este mai mare de 20 MB.",
      "too-short": "A fost prea scurt.",
    },
    tooLong: (minutes) => `Este mai lung de ${counted(minutes, ["minut", "minute"], "ro")}.`,
  },
};
