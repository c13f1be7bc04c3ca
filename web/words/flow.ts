import type { InBoth } from "./in_both.ts";

type Makeable = "hours" | "menus" | "groups" | "queues" | "announcements";

/** The picture of where calls go. */
export interface FlowWords {
  readonly title: string;
  readonly text: string;
  readonly empty: string;
  readonly emptyText: string;
  /** What whoever may change it can do here. */
  readonly drawText: string;
  readonly add: string;
  readonly allSettings: string;
  readonly leadsNowhere: string;
  key(digit: string): string;
  readonly newKey: string;
  readonly whichKey: string;
  /** Beside a way, which is called so: what is to be made for it to lead to. */
  makeFor(way: string): string;
  readonly makeNothing: string;
  readonly make: Readonly<Record<Makeable, string>>;
  /** What new things are called until somebody calls them otherwise: words of letters, but for groups and queues. */
  readonly made: Readonly<Record<Makeable, string>>;
  readonly kinds: Readonly<Record<string, string>>;
  readonly ways: Readonly<Record<string, string>>;
  readonly missing: string;
  /** From which number or thing on the picture is drawn. */
  readonly startingAt: string;
  readonly everywhere: string;
  readonly show: string;
  /** After what a number is called. */
  readonly begins: string;
  /** Before what a box is called: what is drawn from it leads somewhere that it did not lead to. */
  readonly leadOn: string;
  readonly whichWay: string;
  readonly leadsTo: string;
  readonly cancel: string;
}

export const FLOW: InBoth<FlowWords> = {
  en: {
    title: "Where calls go",
    text: "From the numbers that the world calls to whoever answers.",
    drawText:
      "Choose a box to say where it leads. Draw the tip of an arrow on to another box, or a new arrow from the plus of a box; " +
      "where you let go beside all boxes, you are asked where to, be it to something new.",
    empty: "No number from outside yet",
    emptyText: "Add a number that the world calls you by, and say where it leads.",
    add: "Add",
    allSettings: "All settings",
    leadsNowhere: "No call goes on from here.",
    key: (digit) => `Key ${digit}`,
    newKey: "Another key",
    whichKey: "Which key",
    makeFor: (way) => `Something new: ${way}`,
    makeNothing: "New…",
    make: {
      hours: "New opening hours",
      menus: "New menu",
      groups: "New group",
      queues: "New queue",
      announcements: "New announcement",
    },
    made: { hours: "hours", menus: "menu", groups: "New group", queues: "New queue", announcements: "announcement" },
    kinds: {
      number: "number",
      menu: "menu",
      hours: "hours",
      announcement: "announcement",
      group: "group",
      queue: "queue",
      extension: "extension",
      voicemail: "voicemail",
      room: "conference",
      page: "paging",
      dial: "dials",
      "hang-up": "hangs up",
      directory: "dial by name",
      disa: "dials from here",
      park: "parked",
    },
    ways: {
      then: "",
      open: "open",
      closed: "closed",
      holiday: "holiday",
      timeout: "nothing pressed",
      invalid: "wrong key",
      full: "queue is full",
      empty: "nobody is there",
      "too-long": "waited too long",
      otherwise: "nobody answers",
      always: "always",
      busy: "busy",
      "no-answer": "no answer",
      unreachable: "unreachable",
      fax: "fax",
    },
    missing: "is not there",
    startingAt: "Starting at",
    everywhere: "everywhere",
    show: "Show",
    begins: "calls begin there, and none is led there.",
    leadOn: "Lead on from",
    whichWay: "When",
    leadsTo: "Leads to",
    cancel: "Cancel",
  },
  ro: {
    title: "Unde ajung apelurile",
    text: "De la numerele pe care le sună lumea până la cel care răspunde.",
    drawText:
      "Alegeți o casetă pentru a spune unde duce. Trageți vârful unei săgeți pe altă casetă sau o săgeată nouă din plusul " +
      "unei casete; dacă îi dați drumul pe lângă casete, sunteți întrebat unde duce, chiar și la ceva nou.",
    empty: "Încă niciun număr din afară",
    emptyText: "Adăugați un număr la care vă sună lumea și spuneți unde duce.",
    add: "Adaugă",
    allSettings: "Toate setările",
    leadsNowhere: "De aici niciun apel nu merge mai departe.",
    key: (digit) => `Tasta ${digit}`,
    newKey: "Altă tastă",
    whichKey: "Care tastă",
    makeFor: (way) => `Ceva nou: ${way}`,
    makeNothing: "Nou…",
    make: {
      hours: "Program nou",
      menus: "Meniu nou",
      groups: "Grup nou",
      queues: "Coadă nouă",
      announcements: "Anunț nou",
    },
    made: { hours: "program", menus: "meniu", groups: "Grup nou", queues: "Coadă nouă", announcements: "anunt" },
    kinds: {
      number: "număr",
      menu: "meniu",
      hours: "program",
      announcement: "anunț",
      group: "grup",
      queue: "coadă",
      extension: "interior",
      voicemail: "mesagerie vocală",
      room: "conferință",
      page: "anunț în difuzoare",
      dial: "formează",
      "hang-up": "închide",
      directory: "apel după nume",
      disa: "acces la linie (DISA)",
      park: "parcat",
    },
    ways: {
      then: "",
      open: "deschis",
      closed: "închis",
      holiday: "sărbătoare",
      timeout: "nu apasă nimic",
      invalid: "tastă greșită",
      full: "coada e plină",
      empty: "nu e nimeni",
      "too-long": "a așteptat prea mult",
      otherwise: "nu răspunde nimeni",
      always: "mereu",
      busy: "ocupat",
      "no-answer": "nu răspunde",
      unreachable: "indisponibil",
      fax: "fax",
    },
    missing: "nu există",
    startingAt: "Începând de la",
    everywhere: "peste tot",
    show: "Arată",
    begins: "de acolo pornesc apelurile, niciunul nu este condus acolo.",
    leadOn: "Condu mai departe din",
    whichWay: "Când",
    leadsTo: "Duce la",
    cancel: "Renunță",
  },
};
