import {
  CODE_NAMES,
  CODE_TABLE,
  type CodeSpec,
  DEFAULT_RECORDING,
  DEFAULT_VOICEMAIL,
  type LineSettings,
  type Outbound,
  type Sections,
} from "../../core/directory/mod.ts";
import type { OfficeSettings } from "../lab/office.ts";
import { QUEUE } from "../lab/queues.ts";
import { trunk } from "../lab/trunk_scene.ts";
import { ATTENDANT, ATTENDANT_KEYS, ATTENDANT_NUMBERS } from "./attendant.ts";

/** Who is called and calls mostly: where few have much to do, most goes wrong. */
export const FEW: readonly string[] = ["101", "102", "103", "104"];
/** 112 calls for help. */
export const NUMBERS: readonly string[] = Array.from({ length: 20 }, (_, at) => String(at < 11 ? 101 + at : 102 + at));

const CAST = [{ ip: "239.1.1.1", port: 5004, codec: "g722" }] as const;
/** Where its trunks lead. */
export const PROVIDERS: readonly string[] = ["10.0.1.1", "10.0.1.2"];

/** Whom the agents of a queue call while nobody waits there. */
const LIST: Outbound = {
  calls: [{ number: "0722000111" }, { number: "105" }],
  doNotCall: [],
  tries: 2,
  againS: 60,
  ringForS: 10,
};

/** What the office has besides people: all of it can be dialled. */
export const SECTIONS: Partial<Sections> = {
  groups: (["all", "hunt", "memory", "random"] as const).map((strategy, at) => ({
    number: `60${at}`,
    name: strategy,
    members: [{ number: "102", delayS: 0 }, { number: "103", delayS: 5 }, { number: "0722000111", delayS: 5 }, {
      number: `60${at}`,
      delayS: 0,
    }],
    strategy,
    ringForS: 20,
    memberForS: 5,
    skipBusy: at % 2 === 0,
    otherwise: { kind: "dial", id: at === 0 ? "600" : "70" },
  })),
  accounts: [{ name: "Client", code: "99" }],
  park: { slots: ["70", "71"], returnAfterS: 20, ringForS: 10 },
  rooms: [
    { number: "2001", name: "Open", announce: "count", waitForModerator: false, most: 3 },
    { number: "2002", name: "Led", announce: "tone", waitForModerator: true, most: 3, moderatorPin: "1", pin: "2" },
  ],
  queues: (["all", "memory", "skills"] as const).map((strategy, at) => ({
    ...QUEUE,
    number: `800${at}`,
    name: strategy,
    strategy,
    members: ["102", "103", "104"].map((number, penalty) => ({
      number,
      penalty,
      weight: 1,
      skills: { german: 1 + at },
    })),
    logIn: at === 1,
    ringForS: 6,
    retryS: 2,
    wrapUpS: 3 * at,
    ...at === 0 ? { outbound: LIST } : {},
    autoPause: 4 * at,
    most: 2,
    maxWaitS: 40,
    joinIf: "logged-in",
    weight: at,
    vip: ["101"],
    needs: ["german"],
    keys: { "1": { kind: "dial", id: "103" } },
    otherwise: [{ kind: "dial", id: at === 2 ? "600" : `800${at + 1}` }],
  })),
  pages: [
    { number: "800", name: "All", members: NUMBERS, duplex: false, emergency: false, multicast: [], mostS: 30 },
    { number: "801", name: "Fire", members: NUMBERS, duplex: true, emergency: true, multicast: CAST, mostS: 30 },
  ],
  emergencyNotice: { tell: [], pages: ["800", "801"] },
  trunks: PROVIDERS.map((host, at) => trunk(`provider${at}`, host, { channels: 2 })),
  routes: [{ match: "0.", strip: 0, prepend: "", trunks: ["provider0", "provider1"], class: "national" }],
  inbound: NUMBERS.map((number) => ({ number, to: { kind: "dial", id: number } })),
  recording: {
    ...DEFAULT_RECORDING,
    inbound: { mode: "always", notice: true },
    rules: [
      { extension: "103", mode: "never" },
      { extension: "104", mode: "always" },
      { group: "600", mode: "always" },
    ],
    quotaMb: 1,
  },
  ...ATTENDANT,
  doors: [{ name: "Gate", number: "104", open: "#7", key: "*5" }],
  ring: { tells: "all" },
  hotDesk: { login: "move", logoutAt: "0030", sharedMayCall: "internal" },
  voicemail: {
    ...DEFAULT_VOICEMAIL,
    maxLengthS: 30,
    asksPin: false,
    notifies: true,
    operator: { kind: "dial", id: "104" },
  },
};

/** What people have set in the office file: circles, other numbers to ring, callers who are not wanted. */
export const LINES: Readonly<Record<string, LineSettings>> = {
  "101": {
    findMe: [{ number: "102", afterS: 2, confirm: true }, { number: "103", afterS: 0, forS: 5 }],
    anonymous: true,
    maySupervise: ["102", "600"],
  },
  "102": {
    screening: "all",
    maySupervise: ["101", "103"],
    forward: { "busy": { kind: "dial", id: "103" }, "no-answer": { kind: "group", id: "600" } },
  },
  "103": {
    forward: { "unreachable": { kind: "dial", id: "102" } },
    callWaiting: false,
    vips: ["101"],
    quiet: { times: [{ days: [2, 3], from: 0, to: 30 }], except: ["102"] },
    maySupervise: ["101", "102", "104", "2001", "2002"],
  },
  "104": {
    accountCode: "required",
    block: { callers: ["102"], anonymous: true },
    findMe: [{ number: "101", afterS: 0, confirm: true }],
  },
  "105": { mayAnnounce: true, maySupervise: ["107"], findMe: [{ number: "106", afterS: 5 }] },
};
/** Who is found by his name among so many. */
export const NAMES: Readonly<Record<string, string>> = { "108": "Ana Pop" };
/** Who has a mailbox. */
export const MAILBOXES: OfficeSettings["mailboxes"] = {
  "102": { pin: "4711", greeting: "number", email: "bob@example.com" },
  "103": { pin: "4711", greeting: "plain", quotaMin: 1 },
  "106": { pin: "4711", greeting: "plain" },
};

const CODES: readonly string[] = CODE_NAMES.flatMap((name) => {
  const { dial, takes }: CodeSpec = CODE_TABLE[name];
  if (takes === "in a call") return [];
  return [...takes === "number" ? [] : [dial], ...takes === "nothing" ? [] : [`${dial}102`, `${dial}104`]];
});
/** What is keyed in during a call: single keys, and what the office has codes for. */
export const KEYED: readonly string[] = [
  ..."0123456789*#",
  ...["#", "99#", "1#", "2#", "*1", "*2", "*3", "*5", "*6103#", "*7", "*9", "*01", "*0213", "102#", "4711#", "0701"],
  ...ATTENDANT_KEYS,
  ...CODE_NAMES.filter((name) => (CODE_TABLE[name] as CodeSpec).takes === "in a call")
    .flatMap((name) => [CODE_TABLE[name].dial, `${CODE_TABLE[name].dial}103#`, `${CODE_TABLE[name].dial}70#`]),
];
/** Who meets in a room, as what, and who listens in. */
export const MEETING: readonly { readonly by?: string; readonly dials: string; readonly keys: string }[] = [
  { dials: "2002", keys: "1#" },
  { dials: "2002", keys: "2#" },
  { dials: "2002", keys: "2#" },
  { by: "103", dials: "*332002", keys: "6" },
];
/** What the first of them orders when all are there. */
export const ORDERS: readonly string[] = ["*01", "*0213", "*2", "*3", "*4", "*5", "*6103#", "*7", "*8", "*9"];
/** What is dialled. */
export const TARGETS: readonly string[] = [
  ...Array.from({ length: 8 }, () => FEW).flat(),
  ...NUMBERS,
  ...CODES,
  ...ATTENDANT_NUMBERS,
  // Only who talks just now can be listened to.
  ...FEW.flatMap((number) => Array.from({ length: 4 }, () => `*33${number}`)),
  "*332001",
  "*332002",
  "70",
  "71",
  "600",
  "601",
  "602",
  "603",
  "8000",
  "8000",
  "8001",
  "8002",
  "8002",
  "2001",
  "2001",
  "2001",
  "2002",
  "2002",
  "800",
  "801",
  "777",
  "112",
  "9911",
  "0722000111",
  "0722000222",
];
