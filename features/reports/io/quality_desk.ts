import type { Log } from "../../../core/base/mod.ts";
import type { Directory } from "../../../core/directory/mod.ts";
import type { Hook, Mail } from "../../../core/mail/mod.ts";
import type { Period } from "../period.ts";
import { qualityNotices } from "../quality_mail.ts";
import { watchQuality } from "../quality_watch.ts";
import type { ReportMaker } from "./report_maker.ts";
import { Waker, type WakerParts } from "./waker.ts";

/** The family of the notebook that keeps up to when was looked, and which sources are bad. */
export const QUALITY_FAMILY = "report-quality";
const UNTIL = "until";
const BAD = "bad";

interface Page {
  readonly family: string;
  readonly key: string;
  readonly value: number | readonly string[];
}

export interface QualityDeskParts extends Pick<WakerParts, "wall" | "timer"> {
  readonly maker: Pick<ReportMaker, "sources">;
  readonly log: Log;
  /** Path of the data folder. */
  readonly data: string;
  readonly caughtUp: () => Promise<void>;
  readonly post: (
    told: { readonly mails: readonly Mail[]; readonly hooks: readonly Hook[] },
    pages: readonly Page[],
  ) => void;
}

const HOUR_MS = 3_600_000;
/** The rows of a call come some moments after its end. */
const AFTER_HOUR_MS = 30_000;

/**
 * Looks at the end of every hour how calls sounded in it, where somebody is to be told or has asked. Which sources are bad is kept in the
 * turn that tells of them, so that nobody hears of one twice. Hours in which the box was off had no calls.
 */
export class QualityDesk {
  readonly #parts: QualityDeskParts;
  readonly #waker: Waker;
  #until = 0;
  #bad: readonly string[] = [];
  #isWatched = false;

  constructor(parts: QualityDeskParts) {
    this.#parts = parts;
    const { wall, timer } = parts;
    this.#waker = new Waker({ wall, timer, look: (directory, now) => this.#due(directory, now) });
  }

  /** The office as it is from now on. */
  follow(directory: Directory): void {
    this.#waker.follow(directory);
  }

  /** What was kept from before the start; before it nobody is told. */
  start(pages: readonly { readonly family: string; readonly key: string; readonly value: unknown }[]): void {
    for (const { family, key, value } of pages) {
      if (family !== QUALITY_FAMILY) continue;
      if (key === UNTIL && typeof value === "number") this.#until = value;
      if (key === BAD && Array.isArray(value)) this.#bad = value.map(String);
    }
    this.#waker.start();
  }

  /** Sources whose calls sound bad. Whoever asks looks again: from now on every hour is looked at, be nobody to be told by mail. */
  soundsBad(): readonly string[] {
    if (!this.#isWatched) {
      this.#isWatched = true;
      this.#waker.look();
    }
    return this.#bad;
  }

  /** The clock was set. */
  look(): void {
    this.#waker.look();
  }

  /** Stopping twice is quiet. */
  stop(): void {
    this.#waker.stop();
  }

  /** The last hour if that is over, and the next. */
  #due(directory: Directory, now: number): Promise<void> | number | undefined {
    const { to, webhook } = directory.reports.qualityAlerts;
    if (!this.#isWatched && to.length === 0 && webhook === undefined) return undefined;
    const hour = Math.floor((now - AFTER_HOUR_MS) / HOUR_MS) * HOUR_MS;
    return hour === this.#until
      ? hour + HOUR_MS + AFTER_HOUR_MS
      : this.#lookAt({ from: hour - HOUR_MS, to: hour }, directory);
  }

  async #lookAt(period: Period, directory: Directory): Promise<void> {
    const { maker, log, data, caughtUp, post } = this.#parts;
    // Whatever comes of it: an hour that cannot be read now will not be read better later.
    this.#until = period.to;
    try {
      await caughtUp();
      const { quality, qualityAlerts } = directory.reports;
      const now = await maker.sources(data, period, quality);
      const { bad, alerts, mended } = watchQuality(this.#bad, now, qualityAlerts);
      if (!this.#waker.isStarted) return;
      this.#bad = bad;
      for (const { source } of mended) log.write({ level: "info", text: "Calls sound well again", facts: { source } });
      post(qualityNotices(alerts, period, directory), [
        { family: QUALITY_FAMILY, key: UNTIL, value: period.to },
        { family: QUALITY_FAMILY, key: BAD, value: bad },
      ]);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (this.#waker.isStarted) {
        log.write({ level: "error", text: "Cannot look at how calls sounded", facts: { reason } });
      }
    }
  }
}
