import type { Log } from "../../../core/base/mod.ts";
import {
  type CsvSettings,
  DEFAULT_CSV,
  type Directory,
  type ReportFormat,
  type ReportPeriod,
  type SavedReport,
} from "../../../core/directory/mod.ts";
import type { Mail } from "../../../core/mail/mod.ts";
import type { RateTable } from "../../../core/rates/mod.ts";
import type { SealKey } from "../../../media/file/mod.ts";
import type { Miss } from "../misses.ts";
import { type Period, periodOf, withLater } from "../period.ts";
import { planFor, reportMails } from "../saved_report.ts";
import { dueRuns, nextRun, type ReportRun } from "../schedule.ts";
import { listOf } from "../write/json.ts";
import { MEDIA_TYPES } from "../write/media_types.ts";
import type { ReportCall } from "../report_call.ts";
import { KeptReports } from "./kept_reports.ts";
import type { Made, ReportMaker } from "./report_maker.ts";
import { zoneOf } from "../zone.ts";
import { Waker, type WakerParts } from "./waker.ts";
import type { FileStyle, ListedQuestion, ReadForeign, ReportOrder, Wanted } from "./words.ts";

/** The family of the notebook that keeps how far each report is done. */
export const REPORT_FAMILY = "report";
/** Where files wait for their mail, below the data folder. */
const FOLDER = "reports";

/** What is listed is a report of calls that nobody has saved. */
const LISTED: SavedReport = {
  name: "calls",
  parts: ["calls"],
  period: "today",
  format: "jsonl",
  csv: DEFAULT_CSV,
  to: [],
};

/** A page of the notebook. */
interface Page {
  readonly family: string;
  readonly key: string;
  readonly value: number | undefined;
}

export interface ReportDeskParts extends Pick<WakerParts, "wall" | "timer"> {
  readonly maker: Pick<ReportMaker, "make" | "makeForeign" | "list" | "stop">;
  readonly log: Log;
  /** Path of the data folder. */
  readonly data: string;
  readonly seal: () => SealKey;
  /** Resolves when the rows tell of all that has happened. */
  readonly caughtUp: () => Promise<void>;
  /** Has it told when the rows tell something else of calls that began at an instant or later. */
  readonly onChange: (listener: (from: number) => void) => void;
  /** Has mails sent, and pages kept in the same turn. */
  readonly post: (mails: readonly Mail[], pages: readonly Page[]) => void;
  /** Who was missed in a period; left out where nobody keeps the list. */
  readonly misses?: (period: Period) => Promise<readonly Miss[]>;
  /** Reads other phone systems; left out where there are none. */
  readonly foreign?: ReadForeign;
}

/** What somebody wants at once. */
export interface ReportWish {
  readonly report: SavedReport;
  /** In place of the report's own. */
  readonly period?: ReportPeriod | Period;
  /** Of another phone system, by the name that it has under `pbx`; the box's own calls when left out. */
  readonly tenant?: string;
}

const MINUTE_MS = 60_000;
/** How long a report waits that could not be made; then as long as the last time. */
const PAUSES_MS = [60_000, 300_000, 900_000, 3_600_000];
/** A report that is done as far ahead as this was so by a clock that was wrong. */
const AHEAD_MS = 86_400_000;

/**
 * Sends saved reports when they are due, and makes them when somebody asks. How far each is done is kept in the turn that
 * posts its mails: a crash before it makes the report again, the same octets under the same ids; none comes after it.
 */
export class ReportDesk {
  readonly #parts: ReportDeskParts;
  readonly #doneUntil = new Map<string, number>();
  readonly #failed = new Map<string, { readonly times: number; readonly notBefore: number }>();
  readonly #waker: Waker;
  readonly #kept = new KeptReports();

  constructor(parts: ReportDeskParts) {
    this.#parts = parts;
    parts.onChange((from) => this.#kept.changed(from));
    const { wall, timer } = parts;
    this.#waker = new Waker({ wall, timer, look: (directory, now) => this.#due(directory, now) });
  }

  /** The office as it is from now on. */
  follow(directory: Directory): void {
    this.#kept.clear();
    this.#waker.follow(directory);
  }

  /** What was kept from before the start; before it nothing is sent. */
  start(pages: readonly { readonly family: string; readonly key: string; readonly value: unknown }[]): void {
    for (const { family, key, value } of pages) {
      if (family === REPORT_FAMILY && typeof value === "number") this.#doneUntil.set(key, value);
    }
    this.#waker.start();
  }

  /** The clock was set. */
  look(): void {
    this.#waker.look();
  }

  /**
   * The figures of a report as JSON, as they are now; its rows lead to the list of calls that is at `callsAt`, where there is
   * one. It was made before, unless something has changed since: of a time that is over at any time, of one that goes on, and
   * of another phone system, which tells nobody what it writes, within the minute.
   */
  async json(wish: ReportWish, callsAt?: string): Promise<Uint8Array<ArrayBuffer>> {
    const { wall, caughtUp } = this.#parts;
    const { report, period } = this.#settled(wish);
    const make = async () => (await this.#made(wish, { as: "json", callsAt })).octets;
    // Who was missed is asked of a list that people change.
    if (report.parts.includes("missed")) return await make();
    const at = wall();
    await caughtUp();
    const { from, to } = period;
    const tenant = tenantOf(wish);
    const isOver = to < at && tenant === undefined;
    const key = [report, tenant, wish.period, from, isOver ? to : Math.floor(at / MINUTE_MS), callsAt];
    return await this.#kept.of(JSON.stringify(key), { from, to: isOver ? to : Infinity }, make);
  }

  /**
   * The figures of two reports as a list of JSON, as {@link json} has each: of a period, and of one to compare it with. Of
   * another phone system both are made of one reading of its rows.
   */
  async both(now: ReportWish, then: ReportWish): Promise<Uint8Array<ArrayBuffer>> {
    const tenant = tenantOf(now);
    if (tenant === undefined || tenant !== tenantOf(then)) {
      return listOf(await Promise.all([this.json(now), this.json(then)]));
    }
    const wanted = { as: "json", callsAt: undefined } as const;
    const make = async () => (await this.#made(now, wanted, then)).octets;
    const all = [now, then];
    if (all.some(({ report: { parts } }) => parts.includes("missed"))) return await make();
    const at = this.#parts.wall();
    const key = [tenant, Math.floor(at / MINUTE_MS), ...all.map(({ report, period }) => [report, period])];
    return await this.#kept.of(JSON.stringify(key), { from: 0, to: Infinity }, make);
  }

  /** A report as the octets of a file, now. */
  async octets(wish: ReportWish, format: ReportFormat): Promise<Uint8Array<ArrayBuffer>> {
    return (await this.#made(wish, { as: "octets", style: this.#style({ ...wish.report, format }) })).octets;
  }

  /** Calls of another phone system, as its reports count them. */
  async calls(tenant: string, wanted: ListedQuestion): Promise<readonly ReportCall[]> {
    const { since: from, until: to } = wanted.question;
    const wish = { report: LISTED, period: { from, to }, tenant };
    return (await this.#made(wish, { as: "calls", ...wanted })).calls;
  }

  /** A report as a file below the data folder, sealed; gives its path. Some days later it is thrown away. */
  async file(wish: ReportWish, format: ReportFormat): Promise<string> {
    const path = `${FOLDER}/${wish.report.name}.asked.${Math.round(this.#parts.wall())}.${format}`;
    const style = this.#style({ ...wish.report, format });
    await this.#made(wish, { as: "file", style, path, seal: this.#parts.seal() });
    return path;
  }

  /** Every call of a period as JSON Lines. */
  async list(period: Period): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
    await this.#parts.caughtUp();
    return this.#parts.maker.list(this.#parts.data, period, this.#office.office.timeZone);
  }

  readonly types: Readonly<Record<ReportFormat, string>> = MEDIA_TYPES;

  get saved(): readonly SavedReport[] {
    return this.#waker.directory?.reports.saved ?? [];
  }

  get timeZone(): string {
    return this.#office.office.timeZone;
  }

  /** Sends nothing from now on. Stopping twice is quiet. */
  stop(): void {
    this.#waker.stop();
    this.#parts.maker.stop();
  }

  get #office(): Directory {
    const { directory } = this.#waker;
    if (directory === undefined) throw new Error("Cannot make a report: there is no office yet");
    return directory;
  }

  #due({ reports: { saved }, ...clocks }: Directory, now: number): Promise<void> | number {
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
    for (const run of runs) {
      const { report: { name, format } } = run;
      try {
        const path = `${FOLDER}/${run.key}.${format}`;
        await this.#write(run.report, { period: run.period, at: run.at, path });
        if (!this.#waker.isStarted) break;
        this.#doneUntil.set(name, run.at);
        this.#failed.delete(name);
        this.#parts.post(reportMails(run, path, this.#office.office), [pageOf(name, run.at)]);
      } catch (error) {
        if (!this.#waker.isStarted) break;
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

  async #write(
    report: SavedReport,
    { period, at, path }: { readonly period: Period; readonly at: number; readonly path: string },
  ): Promise<void> {
    const wanted = { as: "file", style: this.#style(report), path, seal: this.#parts.seal() } as const;
    await this.#makeOf(report, { period, madeAt: at, tenant: report.pbx }, wanted);
  }

  async #made<W extends Wanted>(wish: ReportWish, wanted: W, beside?: ReportWish): Promise<Made<W>> {
    const { report, period } = this.#settled(wish);
    const [madeAt, tenant] = [this.#parts.wall(), tenantOf(wish)];
    return await this.#makeOf(report, { period, madeAt, tenant, beside: beside && this.#settled(beside) }, wanted);
  }

  async #makeOf<W extends Wanted>(
    report: SavedReport,
    { period, madeAt, tenant, beside }: {
      readonly period: Period;
      readonly madeAt: number;
      readonly tenant: string | undefined;
      /** Of the same phone system. */
      readonly beside?: { readonly report: SavedReport; readonly period: Period } | undefined;
    },
    wanted: W,
  ): Promise<Made<W>> {
    const { maker, foreign } = this.#parts;
    if (tenant === undefined) {
      return await maker.make(await this.#order(report, period, madeAt), wanted, this.#pricesFor(report));
    }
    const of = this.#office.pbx.find(({ name }) => name === tenant);
    if (of === undefined || foreign === undefined) {
      throw new Error(`Cannot make a report of tenant "${tenant}": nobody of that name is followed`);
    }
    const plan = planFor(report, this.#office, { period, madeAt, of });
    const other = beside && planFor(beside.report, this.#office, { period: beside.period, madeAt, of });
    const country = of.country ?? this.#office.office.country;
    const order = {
      plan,
      data: this.#parts.data,
      country,
      agents: [],
      ...other === undefined ? {} : { beside: other },
    };
    const plans = other === undefined ? [plan] : [plan, other];
    const periods = plans.flatMap(({ period, periodBefore, resolutionWindowS }) =>
      [period, ...periodBefore === undefined ? [] : [periodBefore]].map((each) => withLater(each, resolutionWindowS))
    );
    const withAgents = plans.some(({ parts }) => parts.includes("agents"));
    return await maker.makeForeign(order, wanted, () => foreign(tenant, { periods, withAgents }));
  }

  async #order(report: SavedReport, period: Period, madeAt: number): Promise<ReportOrder> {
    const { data, caughtUp, misses } = this.#parts;
    const directory = this.#office;
    await caughtUp();
    const agents = [...directory.queues.values()].flatMap(({ members }) => members.map(({ number }) => number));
    return {
      plan: planFor(report, directory, { period, madeAt }),
      data,
      country: directory.office.country,
      agents: [...new Set(agents)],
      ...misses !== undefined && report.parts.includes("missed") ? { misses: await misses(period) } : {},
    };
  }

  #settled(wish: ReportWish): { readonly report: SavedReport; readonly period: Period } {
    const { report, period: wanted = report.period } = wish;
    // A period without a name is compared as those are that are no months.
    if (typeof wanted !== "string") return { report: { ...report, period: "last-7-days" }, period: wanted };
    const timeZone = zoneOf(report, this.#office, tenantOf(wish));
    return { report: { ...report, period: wanted }, period: periodOf(wanted, this.#parts.wall(), timeZone) };
  }

  #style({ format, csv }: { readonly format: ReportFormat; readonly csv: CsvSettings }): FileStyle {
    const { colour, logo } = this.#office.reports;
    return { format, csv, colour, ...logo === undefined ? {} : { logo } };
  }

  /** By trunk; none where no part tells of cost. */
  #pricesFor({ parts }: SavedReport): ReadonlyMap<string, RateTable> {
    if (!parts.includes("costs") && !parts.includes("calls")) return new Map();
    const { trunks, rates } = this.#office;
    return new Map([...trunks.values()].flatMap(({ name, rates: list }) => {
      const table = list === undefined ? undefined : rates.get(list);
      return table === undefined ? [] : [[name, table] as const];
    }));
  }
}

/** Whose calls somebody wants counted: whom he names, or else whom the report is of. */
function tenantOf({ tenant, report }: ReportWish): string | undefined {
  return tenant ?? report.pbx;
}

function pageOf(name: string, value: number | undefined): Page {
  return { family: REPORT_FAMILY, key: name, value };
}
