import type { InBoth } from "./in_both.ts";

/** How a call is told: each a clause, joined by semicolons into one sentence. */
export interface StoryWords {
  and(names: readonly string[]): string;
  called(who: string, what: string, trunk: string | undefined): string;
  boxCalled(who: string, what: string): string;
  brought(place: string): string;
  chose(digits: string, menu: string): string;
  charged(who: string, account: string): string;
  waited(queue: string, long: string): string;
  keptOut(queue: string): string;
  rang(names: readonly string[], long: string): string;
  busy(who: string): string;
  declined(who: string): string;
  unreached(who: string): string;
  answered(who: string): string;
  /** They who were told of a moment ago. */
  theyTalked(long: string): string;
  talked(who: string, with_: string, long: string): string;
  held(who: string, long: string): string;
  sent(who: string, target: string): string;
  triedToSend(who: string, target: string): string;
  took(who: string, from: string): string;
  parked(slot: string, by: string | undefined): string;
  fetched(who: string): string;
  /** To a call that waited, or rang for another. */
  moved(who: string): string;
  /** Two calls of his. */
  connected(who: string): string;
  readonly unparked: Readonly<Record<"fetched" | "returned" | "gave-up", string>>;
  message(who: string, box: string): string;
  joined(who: string, room: string, long: string): string;
  /** `to` is a talk, or a room. */
  listened(who: string, to: string, long: string): string;
  talkOf(names: readonly string[]): string;
  whispered(who: string, to: string): string;
  barged(who: string): string;
  readonly fax: string;
  hungUp(who: string): string;
  gaveUp(who: string): string;
  readonly nobody: string;
  readonly network: string;
  readonly cut: string;
  readonly hidden: string;
  room(name: string): string;
  readonly roomOfThree: string;
  readonly places: Readonly<
    Record<
      | "group"
      | "menu"
      | "voicemail"
      | "voicemail-to"
      | "announcement"
      | "page"
      | "directory"
      | "echo-test"
      | "clock",
      string
    >
  >;
}

export const STORY: InBoth<StoryWords> = {
  en: {
    and: (names) => listed(names, "and"),
    called: (who, what, trunk) => `${who} called ${what}${trunk === undefined ? "" : ` through ${trunk}`}`,
    boxCalled: (who, what) => `for ${who} the box called ${what}`,
    brought: (place) => `the call went to ${place}`,
    chose: (digits, menu) =>
      digits === "" ? `nothing was chosen in the menu ${menu}` : `${digits} was chosen in the menu ${menu}`,
    charged: (who, account) => `${who} had it charged to ${account}`,
    waited: (queue, long) => `the caller waited ${long} in ${queue}`,
    keptOut: (queue) => `${queue} took no more callers`,
    rang: (names, long) =>
      names.length === 1
        ? `${possessive(names[0]!)} phone rang ${long}`
        : `the phones of ${listed(names, "and")} rang ${long}`,
    busy: (who) => `${who} was busy`,
    declined: (who) => `${who} declined`,
    unreached: (who) => `${who} could not be reached`,
    answered: (who) => `${who} answered`,
    theyTalked: (long) => `they talked ${long}`,
    talked: (who, with_, long) => `${who} and ${with_} talked ${long}`,
    held: (who, long) => `${who} put the other on hold for ${long}`,
    sent: (who, target) => `${who} put the call through to ${target}`,
    triedToSend: (who, target) => `${who} tried in vain to put the call through to ${target}`,
    took: (who, from) => `${who} took over from ${from}`,
    parked: (slot, by) => by === undefined ? `the call was parked on ${slot}` : `${by} parked the call on ${slot}`,
    fetched: (who) => `${who} fetched it from there`,
    moved: (who) => `${who} took over the other call`,
    connected: (who) => `${who} connected it with another call`,
    unparked: {
      fetched: "it was fetched from there",
      returned: "nobody fetched it, and it came back",
      "gave-up": "the caller gave up there",
    },
    message: (who, box) => `${who} left a message for ${box}`,
    joined: (who, room, long) => `${who} was in ${room} for ${long}`,
    listened: (who, to, long) => `${who} listened to ${to} for ${long}`,
    talkOf: (names) => listed(names, "and"),
    whispered: (who, to) => `${who} spoke to ${to}, heard by nobody else`,
    barged: (who) => `${who} joined the conversation`,
    fax: "a fax was sent",
    hungUp: (who) => `${who} hung up`,
    gaveUp: (who) => `${who} gave up`,
    nobody: "nobody was reached",
    network: "the line broke",
    cut: "the box was restarted",
    hidden: "somebody who hides the number",
    room: (name) => `the conference ${name}`,
    roomOfThree: "a conference of three",
    places: {
      group: "the group",
      menu: "the menu",
      voicemail: "the voicemail of",
      "voicemail-to": "the voicemail of",
      announcement: "the announcement",
      page: "the loudspeakers",
      directory: "the directory by name",
      "echo-test": "the echo test",
      clock: "the speaking clock",
    },
  },
  ro: {
    and: (names) => listed(names, "și"),
    called: (who, what, trunk) => `${who} a sunat la ${what}${trunk === undefined ? "" : ` prin ${trunk}`}`,
    boxCalled: (who, what) => `pentru ${who}, centrala a sunat la ${what}`,
    brought: (place) => `apelul a ajuns la ${place}`,
    chose: (digits, menu) =>
      digits === "" ? `nu s-a ales nimic în meniul ${menu}` : `s-a ales ${digits} în meniul ${menu}`,
    charged: (who, account) => `${who} l-a trecut în contul ${account}`,
    waited: (queue, long) => `apelantul a așteptat ${long} în ${queue}`,
    keptOut: (queue) => `${queue} nu a mai primit apelanți`,
    rang: (names, long) => `la ${listed(names, "și")} a sunat ${long}`,
    busy: (who) => `la ${who} era ocupat`,
    declined: (who) => `${who} a respins apelul`,
    unreached: (who) => `la ${who} nu s-a putut ajunge`,
    answered: (who) => `${who} a răspuns`,
    theyTalked: (long) => `au vorbit ${long}`,
    talked: (who, with_, long) => `${who} și ${with_} au vorbit ${long}`,
    held: (who, long) => `${who} a pus apelul în așteptare ${long}`,
    sent: (who, target) => `${who} a transferat apelul la ${target}`,
    triedToSend: (who, target) => `${who} a încercat fără succes să transfere apelul la ${target}`,
    took: (who, from) => `${who} a preluat apelul de la ${from}`,
    parked: (slot, by) => by === undefined ? `apelul a fost parcat pe ${slot}` : `${by} a parcat apelul pe ${slot}`,
    fetched: (who) => `${who} l-a preluat de acolo`,
    moved: (who) => `${who} a preluat celălalt apel`,
    connected: (who) => `${who} l-a legat cu alt apel`,
    unparked: {
      fetched: "a fost preluat de acolo",
      returned: "nu l-a preluat nimeni și s-a întors",
      "gave-up": "apelantul a renunțat acolo",
    },
    message: (who, box) => `${who} a lăsat un mesaj pentru ${box}`,
    joined: (who, room, long) => `${who} a stat ${long} în ${room}`,
    listened: (who, to, long) => `${who} a ascultat ${to} timp de ${long}`,
    talkOf: (names) => `convorbirea dintre ${listed(names, "și")}`,
    whispered: (who, to) => `${who} a vorbit numai cu ${to}, fără să audă altcineva`,
    barged: (who) => `${who} a intrat în convorbire`,
    fax: "s-a trimis un fax",
    hungUp: (who) => `${who} a închis`,
    gaveUp: (who) => `${who} a renunțat`,
    nobody: "nu s-a ajuns la nimeni",
    network: "legătura s-a întrerupt",
    cut: "centrala a fost repornită",
    hidden: "cineva cu numărul ascuns",
    room: (name) => `conferința ${name}`,
    roomOfThree: "o conferință în trei",
    places: {
      group: "grupul",
      menu: "meniul",
      voicemail: "mesageria vocală:",
      "voicemail-to": "mesageria vocală:",
      announcement: "anunțul",
      page: "difuzoarele",
      directory: "apelarea după nume",
      "echo-test": "testul de ecou",
      clock: "ora exactă",
    },
  },
};

/** `Ana`, `Ana and Bob`, `Ana, Bob and Eve` */
function listed(names: readonly string[], and: string): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} ${and} ${last}`;
}

function possessive(name: string): string {
  return name.endsWith("s") ? `${name}’` : `${name}’s`;
}
