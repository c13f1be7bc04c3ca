import { type Clock, elapsed, type Instant, type Log, sentenceOf, type WallTime } from "../../base/mod.ts";
import type { Timer } from "../../io/mod.ts";
import type { BoxSettings } from "../../config/mod.ts";
import type { BoxFacts } from "../doctor.ts";
import { judgeDisk } from "../doctor_machine.ts";
import { DOCTOR_WORDS } from "../doctor_words.ts";
import { type ApartDoctor, type DoctorWorld, examineApart } from "./examine_apart.ts";
import type { Examination } from "./examination.ts";
import { lookAtDisk } from "./gather_facts.ts";

/** A start has other things to do first. */
const FIRST_AFTER_MS = 60_000;
const EXAMINED_EVERY_MS = 3_600_000;
/** A disk fills within the hour. To ask how much is free costs next to nothing. */
const DISK_EVERY_MS = 300_000;

export interface SelfExaminationParts {
  readonly doctor: ApartDoctor;
  /** How much room is left for the data folder. */
  readonly disk: () => Promise<BoxFacts["disk"]>;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly log: Log;
}

/** The box looks at itself: soon after its start, every hour, and whenever somebody asks; at its disk every few minutes. */
export class SelfExamination {
  readonly #parts: SelfExaminationParts;
  #last: { readonly machine: Examination; readonly at: WallTime; readonly since: Instant } | undefined;
  #cancel: () => void = () => {};
  #isStopped = false;

  constructor(parts: SelfExaminationParts) {
    this.#parts = parts;
    this.#lookAgainAfter(FIRST_AFTER_MS);
  }

  /** What was found last, and when; undefined where nobody has looked since the start. */
  get last(): { readonly machine: Examination; readonly at: WallTime } | undefined {
    return this.#last;
  }

  /** For who asks how the machine is: now, or as it was last. */
  get door(): { examine(): Promise<Examination>; examined(): SelfExamination["last"] } {
    return { examine: () => this.examine(), examined: () => this.last };
  }

  /** Looks now. */
  async examine(): Promise<Examination> {
    const { doctor, clock } = this.#parts;
    const machine = await doctor.examine();
    this.#last = { machine, at: clock.wall(), since: clock.now() };
    return machine;
  }

  /** Stopping twice is quiet. */
  stop(): void {
    this.#isStopped = true;
    this.#cancel();
    this.#parts.doctor.stop();
  }

  #lookAgainAfter(ms: number): void {
    if (!this.#isStopped) this.#cancel = this.#parts.timer(() => void this.#look(), ms);
  }

  async #look(): Promise<void> {
    const { clock, log } = this.#parts;
    try {
      const isDue = this.#last === undefined || elapsed(this.#last.since, clock.now()) >= EXAMINED_EVERY_MS;
      await (isDue ? this.examine() : this.#lookAtDisk());
    } catch (error) {
      if (this.#isStopped) return;
      log.write({ level: "warn", text: "Cannot look at the machine", facts: { reason: sentenceOf(error) } });
    }
    this.#lookAgainAfter(DISK_EVERY_MS);
  }

  /** What was found of it takes the place of what the last examination found. */
  async #lookAtDisk(): Promise<void> {
    const disk = await this.#parts.disk();
    if (this.#last === undefined) return;
    const { machine: { findings, disk: _, ...machine } } = this.#last;
    const inLanguage = (language: keyof typeof findings) => {
      const found = judgeDisk({ disk }, DOCTOR_WORDS[language]);
      return findings[language].map((finding) => finding.about === found.about ? found : finding);
    };
    this.#last = {
      ...this.#last,
      machine: {
        ...machine,
        findings: { en: inLanguage("en"), ro: inLanguage("ro") },
        ...disk === undefined ? {} : { disk },
      },
    };
  }
}

/** Has this box look at itself from now on. */
export function examineSelf(
  settings: BoxSettings,
  { phones, mail, ...world }: Pick<SelfExaminationParts, "clock" | "timer" | "log"> & Omit<DoctorWorld, "now">,
): SelfExamination {
  return new SelfExamination({
    ...world,
    doctor: examineApart(settings, { phones, mail, now: () => world.clock.now() }),
    disk: () => lookAtDisk(settings.data),
  });
}
