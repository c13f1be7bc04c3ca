import type { Log } from "../../../core/base/mod.ts";
import type { Directory, SavedReport } from "../../../core/directory/mod.ts";
import type { Mail } from "../../../core/mail/mod.ts";
import { reportMails } from "../saved_report.ts";
import { dueRuns, nextRun, type ReportRun } from "../schedule.ts";

/** The family of the notebook that keeps how far each report is done. */
const REPORT_FAMILY = "report";
/** Where files wait for their mail, below the data folder. */
export const REPORT_FOLDER = "reports";
/** How long a report waits that could not be made; then as long as the last time. */
const PAUSES_MS = [60_000, 300_000, 900_000, 3_600_000];
/** A report that is done as far ahead as this was so by a clock that was wrong. */
const AHEAD_MS = 86_400_000;

/** A page of the notebook. */
interface Page {
  readonly family: string;
  readonly key: string;
  readonly value: number | undefined;
}

export interface ReportRunsParts {
  readonly wall: () => number;
  readonly log: Log;
  /** Has mails sent, and pages kept in the same turn. */
  readonly post: (mails: readonly Mail[], pages: readonly Page[]) => void;
  /** Makes the file of a run at a path below the data folder. */
  readonly write: (run: ReportRun, path: string) => Promise<void>;
  /** In whose name mails are written. */
  readonly office: () => Directory["office"];
  /** False: whatever is under way comes to nothing. */
  readonly isStarted: () => boolean;
}

/**
 * How far each saved report is done: it is made and sent when it is due, and tried again when it cannot be made. That is kept in
 * the turn that posts its mails: a crash before it makes the report again, the same octets under the same ids; none comes
 * after it.
 */
export class ReportRuns {
  readonly #parts: ReportRunsParts;
  readonly #doneUntil = new Map<string, number>();
  readonly #failed = new Map<string, { readonly times: number; readonly notBefore: number }>();

  constructor(parts: ReportRunsParts) {
    this.#parts = parts;
  }

  /** What was kept from before the start. */
  begin(pages: readonly { readonly family: string; readonly key: string; readonly value: unknown }[]): void {
    for (const { family, key, value } of pages) {
      if (family === REPORT_FAMILY && typeof value === "number") this.#doneUntil.set(key, value);
    }
  }

  /** Sends what is due, or says when something is. */
  due({ reports: { saved }, ...clocks }: Directory, now: number): Promise<void> | number {
    this.#forgetOthers(saved);
    this.#beginNew(saved, now);
    const waiting = saved.filter(({ name }) => now >= (this.#failed.get(name)?.notBefore ?? 0));
    const due = dueRuns(waiting, {
      afterOf: (name) => this.#doneUntil.get(name) ?? now,
      until: now,
      clocks,
    });
    if (due.length > 0) return this.#send(due);
    const again = [...this.#failed.values()].map(({ notBefore }) => notBefore);
    return Math.min(nextRun(saved, now, clocks) ?? Infinity, ...again);
  }

  /** A report begins when it is first seen: what came before it was nobody's wish. */
  #beginNew(saved: readonly SavedReport[], now: number): void {
    const fresh = saved.filter(({ name, cron }) =>
      cron !== undefined && (this.#doneUntil.get(name) ?? Infinity) > now + AHEAD_MS
    );
    for (const { name } of fresh) this.#doneUntil.set(name, now);
    if (fresh.length > 0) this.#parts.post([], fresh.map(({ name }) => pageOf(name, now)));
  }

  #forgetOthers(saved: readonly SavedReport[]): void {
    const names = new Set(saved.filter(({ cron }) => cron !== undefined).map(({ name }) => name));
    const gone = [...this.#doneUntil.keys()].filter((name) => !names.has(name));
    for (const name of gone) {
      this.#doneUntil.delete(name);
      this.#failed.delete(name);
    }
    if (gone.length > 0) this.#parts.post([], gone.map((name) => pageOf(name, undefined)));
  }

  async #send(runs: readonly ReportRun[]): Promise<void> {
    const { write, post, office, isStarted } = this.#parts;
    for (const run of runs) {
      const { report: { name, format } } = run;
      try {
        const path = `${REPORT_FOLDER}/${run.key}.${format}`;
        await write(run, path);
        if (!isStarted()) break;
        this.#doneUntil.set(name, run.at);
        this.#failed.delete(name);
        post(reportMails(run, path, office()), [pageOf(name, run.at)]);
      } catch (error) {
        if (!isStarted()) break;
        this.#failedOnce(name, error);
      }
    }
  }

  #failedOnce(name: string, error: unknown): void {
    const times = (this.#failed.get(name)?.times ?? 0) + 1;
    const pause = PAUSES_MS[Math.min(times, PAUSES_MS.length) - 1]!;
    this.#failed.set(name, { times, notBefore: this.#parts.wall() + pause });
    const reason = error instanceof Error ? error.message : String(error);
    this.#parts.log.write({
      level: "error",
      text: "Cannot make a report: it is tried again",
      facts: { report: name, reason },
    });
  }
}

function pageOf(name: string, value: number | undefined): Page {
  return { family: REPORT_FAMILY, key: name, value };
}
