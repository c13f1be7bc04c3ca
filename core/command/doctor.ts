import type { Address, WallTime } from "../base/mod.ts";
import type { BoxSettings } from "../config/mod.ts";
import type { Allocation } from "../stun/mod.ts";
import { DOCTOR_WORDS, type DoctorLanguage } from "./doctor_words.ts";
import { judgeOffice } from "./doctor_office.ts";
import { judgeClock, judgeDisk, judgeFiles, judgeFolder } from "./doctor_machine.ts";
import { judgeAddresses, judgeAlg, judgeStun } from "./doctor_network.ts";
import { judgeLost } from "./doctor_lost.ts";
import { judgeOutside } from "./doctor_outside.ts";
import { judgePorts, judgeSoundPorts } from "./doctor_ports.ts";

/** Whether a port could be taken by who asks. */
export interface PortFact {
  /** The key in kontor.yml: `sip.udp`. */
  readonly key: string;
  readonly protocol: "udp" | "tcp";
  readonly address: Address;
  readonly state: "free" | "taken" | "forbidden" | "no-such-address";
}

/** What a STUN server said. */
export interface StunFact {
  readonly server: string;
  /** Undefined: it did not answer, or was not found. */
  readonly answer: { readonly inner: Address; readonly outer: Address } | undefined;
}

/** What a TURN server said to who came as a phone in a browser does. */
export interface TurnFact {
  readonly server: string;
  /** Undefined: it did not answer, was not found, or is somebody else by its certificate. */
  readonly answer: Exclude<Allocation, { readonly came: "asked" }> | undefined;
}

/** What the mail server in force said to who came as with a mail. */
export interface MailFact {
  /** `host:port` */
  readonly server: string;
  /** Why it would take none. */
  readonly why?: string;
}

/** What became of an OPTIONS request to the box itself. */
export interface OptionsFact {
  /** `inside`: to a local address. `outside`: to the router's outer one, so that it passes the router twice. */
  readonly way: "inside" | "outside";
  readonly target: Address;
  /** The `Via` that was sent, and the one that came back; undefined when nothing came back. */
  readonly sent: string;
  readonly back: string | undefined;
}

/** What was gathered about the machine, before anybody judges it. */
export interface BoxFacts {
  readonly settings: BoxSettings;
  /** Whether a box runs on this data folder, so that its ports are rightly taken. */
  readonly running: boolean;
  readonly ports: readonly PortFact[];
  /** What the box refuses of its stored office, and by which revision it runs (0: none); undefined where it refuses nothing. */
  readonly refused?: { readonly revision: number; readonly runs: number; readonly faults: readonly string[] };
  /** A sample of the ports for sound. */
  readonly sound: { readonly probed: number; readonly taken: readonly number[] };
  readonly clock: {
    readonly wall: WallTime;
    /** No clock of a box can be right and earlier. */
    readonly earliest: WallTime;
    /** Undefined where the machine does not tell. */
    readonly synchronised: boolean | undefined;
  };
  /** All addresses of the machine. */
  readonly ips: readonly string[];
  readonly stun?: StunFact;
  /** The servers of phones in browsers outside; none where the office is not known. */
  readonly outside: { readonly stun: readonly StunFact[]; readonly turn: readonly TurnFact[] };
  readonly options: readonly OptionsFact[];
  /** Loaded kernel modules that rewrite SIP in passing: `nf_nat_sip`. */
  readonly sipModules: readonly string[];
  readonly disk: { readonly path: string; readonly freeBytes: number; readonly totalBytes: number } | undefined;
  /** Undefined: there is no mail server. */
  readonly mail: MailFact | undefined;
  /** Mails, and messages to webhooks, that were given up; undefined where no box runs that could tell. */
  readonly lost: { readonly mails: number; readonly hooks: number } | undefined;
  /** How many files a process may have open. */
  readonly openFiles: number | undefined;
  readonly folder: {
    readonly path: string;
    readonly exists: boolean;
    /** Permission bits, when it exists. */
    readonly mode: number;
    /** Whether it, or the folder it will be made in, can be written. */
    readonly writable: boolean;
  };
}

/** One thing that was looked at. */
export interface Finding {
  /** `sip.udp`, `clock`, `disk` */
  readonly about: string;
  readonly verdict: "ok" | "warn" | "bad";
  readonly text: string;
  /** What to do, when it is not ok. */
  readonly advice?: string;
}

/** Judges everything that was gathered, and says it in a language. */
export function examine(facts: BoxFacts, language: DoctorLanguage = "en"): readonly Finding[] {
  const words = DOCTOR_WORDS[language];
  return [
    ...judgeOffice(facts, words),
    ...judgePorts(facts, words),
    judgeSoundPorts(facts, words),
    judgeClock(facts, words),
    ...judgeAddresses(facts, words),
    ...judgeStun(facts, words),
    ...judgeOutside(facts, words),
    ...judgeAlg(facts, words),
    ...judgeLost(facts, words),
    judgeDisk(facts, words),
    judgeFiles(facts, words),
    judgeFolder(facts, words),
  ];
}

/** Whether the box can work: warnings are allowed. */
export function isSound(findings: readonly Finding[]): boolean {
  return findings.every(({ verdict }) => verdict !== "bad");
}

/** The findings for people: one line each, advice below. */
export function describeFindings(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ about }) => about.length));
  const lines = findings.flatMap(({ verdict, about, text, advice }) => [
    `${verdict.padEnd(4)}  ${about.padEnd(width)}  ${text}`,
    ...(advice === undefined ? [] : [`${" ".repeat(width + 8)}-> ${advice}`]),
  ]);
  const count = (verdict: Finding["verdict"]): number =>
    findings.filter((finding) => finding.verdict === verdict).length;
  return `${lines.join("\n")}\n\n${count("ok")} ok, ${count("warn")} to look at, ${count("bad")} bad\n`;
}
