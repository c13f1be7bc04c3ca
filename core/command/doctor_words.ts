import { DOCTOR_EN } from "./doctor_en.ts";
import { DOCTOR_RO } from "./doctor_ro.ts";

/** What the doctor says of each thing, and what to do about it. Addresses, ports and keys of kontor.yml stand in it as they are. */
export interface DoctorWords {
  /** @param runs the revision that is taken instead; 0: none holds */
  readonly refusedOffice: (revision: number, runs: number, faults: string) => string;
  readonly refusedOfficeAdvice: string;
  readonly silentPort: (where: string) => string;
  readonly silentPortAdvice: string;
  readonly freePort: (where: string) => string;
  readonly ownPort: (where: string) => string;
  readonly takenPort: (where: string) => string;
  /** `find` is what to type. */
  readonly takenPortAdvice: (find: string, key: string) => string;
  readonly forbiddenPort: (where: string) => string;
  readonly forbiddenPortAdvice: (key: string) => string;
  readonly noSuchAddress: (where: string) => string;
  readonly noSuchAddressAdvice: (key: string) => string;
  readonly soundPorts: (range: string, calls: number) => string;
  readonly takenSoundPorts: (taken: number, probed: number, range: string, first: number) => string;
  readonly takenSoundPortsAdvice: string;
  readonly noAddress: string;
  readonly noAddressAdvice: string;
  readonly inOffice: (addresses: string) => string;
  readonly open: (addresses: string) => string;
  readonly openAdvice: string;
  readonly told: (address: string) => string;
  readonly toldWrong: (address: string, kind: string) => string;
  readonly toldWrongAdvice: string;
  readonly noRouter: string;
  readonly asked: (server: string) => string;
  readonly officeOnly: string;
  readonly noStun: (server: string) => string;
  readonly noStunAdvice: string;
  readonly browsersAsk: (server: string) => string;
  readonly browsersUnansweredAdvice: string;
  readonly relays: (server: string, ip: string) => string;
  readonly relaySilent: (server: string) => string;
  readonly relaySilentAdvice: string;
  readonly relayRefuses: (server: string, why: string) => string;
  readonly relayRefusesAdvice: string;
  readonly relayWrongSecretAdvice: string;
  readonly noNat: (address: string) => string;
  readonly behindAnother: (address: string) => string;
  readonly behindAnotherAdvice: string;
  readonly changesPorts: (outer: string, inner: number) => string;
  readonly changesPortsAdvice: string;
  readonly keepsPorts: (address: string) => string;
  readonly kernelRewrites: (modules: string) => string;
  readonly kernelRewritesAdvice: (unload: string) => string;
  readonly notAskedFromInside: (target: string) => string;
  readonly noAnswer: (target: string) => string;
  readonly noAnswerAdvice: string;
  readonly untouched: (target: string) => string;
  readonly rewritten: (target: string, sent: string, back: string) => string;
  readonly rewrittenAdvice: string;
  readonly clockBefore: (now: string) => string;
  readonly clockBeforeAdvice: string;
  readonly clockAlone: (now: string) => string;
  readonly clockAloneAdvice: string;
  readonly clockUnknown: (now: string) => string;
  readonly clockKept: (now: string) => string;
  readonly mailTaken: (server: string) => string;
  readonly mailRefused: (server: string, why: string) => string;
  readonly mailRefusedAdvice: string;
  readonly noLostMails: string;
  readonly lostMails: (count: number) => string;
  readonly lostMailsAdvice: string;
  readonly lostHooks: (count: number) => string;
  readonly lostHooksAdvice: string;
  readonly diskUnknown: string;
  readonly diskUnknownAdvice: string;
  /** `69.1 GiB` */
  readonly size: (value: string, unit: "MiB" | "GiB") => string;
  readonly disk: (free: string, total: string, path: string) => string;
  readonly diskAdvice: string;
  readonly filesUnknown: string;
  readonly filesUnknownAdvice: string;
  readonly files: (allowed: number) => string;
  readonly fewFiles: (allowed: number, calls: number) => string;
  readonly fewFilesAdvice: (needed: number) => string;
  readonly notWritable: (path: string, exists: boolean) => string;
  readonly notWritableAdvice: (path: string) => string;
  readonly willBeMade: (path: string) => string;
  readonly alone: (path: string) => string;
  readonly entered: (path: string, mode: string) => string;
  readonly enteredAdvice: (path: string) => string;
}

/** The languages that the doctor speaks. */
export type DoctorLanguage = "en" | "ro";

export const DOCTOR_WORDS: Readonly<Record<DoctorLanguage, DoctorWords>> = { en: DOCTOR_EN, ro: DOCTOR_RO };
