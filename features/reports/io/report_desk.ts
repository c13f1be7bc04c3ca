import {
  type CsvSettings,
  DEFAULT_CSV,
  type Directory,
  type ReportFormat,
  type ReportPeriod,
  type SavedReport,
} from "../../../core/directory/mod.ts";
import type { RateTable } from "../../../core/rates/mod.ts";
import type { SealKey } from "../../../media/file/mod.ts";
import type { Miss } from "../misses.ts";
import { type Period, periodOf, withLater } from "../period.ts";
import { planFor } from "../saved_report.ts";
import type { ReportRun } from "../schedule.ts";
import { listOf, type Lists } from "../write/json.ts";
import { MEDIA_TYPES } from "../write/media_types.ts";
import type { ReportCall } from "../report_call.ts";
import { KeptReports } from "./kept_reports.ts";
import type { Made, ReportMaker } from "./report_maker.ts";
import { REPORT_FOLDER, ReportRuns, type ReportRunsParts } from "./report_runs.ts";
import { zoneOf } from "../zone.ts";
import { Waker, type WakerParts } from "./waker.ts";
import type { FileStyle, ListedQuestion, ReadForeign, ReportOrder, Wanted } from "./words.ts";

/** What is listed is a report of calls that nobody has saved. */
const LISTED: SavedReport = {
  name: "calls",
  parts: ["calls"],
  period: "today",
  format: "jsonl",
  csv: DEFAULT_CSV,
  to: [],
};

export interface ReportDeskParts extends Pick<WakerParts, "wall" | "timer">, Pick<ReportRunsParts, "log" | "post"> {
  readonly maker: Pick<ReportMaker, "make" | "makeForeign" | "list" | "stop">;
  /** Path of the data folder. */
  readonly data: string;
  readonly seal: () => SealKey;
  /** Resolves when the rows tell of all that has happened. */
  readonly caughtUp: () => Promise<void>;
  /** Has it told when the rows tell something else of calls that began at an instant or later. */
  readonly onChange: (listener: (from: number) => void) => void;
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
  /** Extensions and queues whose rows alone are told; all when left out. */
  readonly only?: readonly string[];
}

/** A wish by the clock and the office as they are. */
interface Settled {
  readonly report: SavedReport;
  readonly period: Period;
  readonly only: readonly string[] | undefined;
}

const MINUTE_MS = 60_000;

/** Sends saved reports when they are due, and makes them when somebody asks. */
export class ReportDesk {
  readonly #parts: ReportDeskParts;
  readonly #waker: Waker;
  readonly #runs: ReportRuns;
  readonly #kept = new KeptReports();

  constructor(parts: ReportDeskParts) {
    this.#parts = parts;
    parts.onChange((from) => this.#kept.changed(from));
    const { wall, timer, log, post } = parts;
    this.#waker = new Waker({ wall, timer, look: (directory, now) => this.#runs.due(directory, now) });
    this.#runs = new ReportRuns({
      ...{ wall, log, post },
      office: () => this.#office.office,
      isStarted: () => this.#waker.isStarted,
      write: (run, path) => this.#write(run, path),
    });
  }

  /** The office as it is from now on. */
  follow(directory: Directory): void {
    this.#kept.clear();
    this.#waker.follow(directory);
  }

  /** What was kept from before the start; before it nothing is sent. */
  start(pages: readonly { readonly family: string; readonly key: string; readonly value: unknown }[]): void {
    this.#runs.begin(pages);
    this.#waker.start();
  }

  /** The clock was set. */
  look(): void {
    this.#waker.look();
  }

  /**
   * The figures of a report as JSON, as they are now; they lead to the lists of what they count, where there are some. It
   * was made before, unless something has changed since: of a time that is over at any time, of one that goes on, and
   * of another phone system, which tells nobody what it writes, within the minute. What changed in the last two seconds may be
   * missing.
   */
  async json(wish: ReportWish, lists?: Lists): Promise<Uint8Array<ArrayBuffer>> {
    const { wall, caughtUp } = this.#parts;
    const { report, period } = this.#settled(wish);
    const make = async () => (await this.#made(wish, { as: "json", lists })).octets;
    // Who was missed is asked of a list that people change.
    if (report.parts.includes("missed")) return await make();
    const at = wall();
    const { from, to } = period;
    const tenant = tenantOf(wish);
    const isOver = to < at && tenant === undefined;
    const until = isOver ? to : Math.floor(at / MINUTE_MS);
    const key = JSON.stringify([report, tenant, wish.period, from, until, lists, wish.only]);
    const recent = this.#kept.recent(key, at);
    if (recent !== undefined) return await recent;
    await caughtUp();
    return await this.#kept.of(key, { at, to: isOver ? to : Infinity }, make);
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
    const wanted = { as: "json", lists: undefined } as const;
    const make = async () => (await this.#made(now, wanted, then)).octets;
    const all = [now, then];
    if (all.some(({ report: { parts } }) => parts.includes("missed"))) return await make();
    const at = this.#parts.wall();
    const key = [tenant, Math.floor(at / MINUTE_MS), ...all.map(({ report, period, only }) => [report, period, only])];
    return await this.#kept.of(JSON.stringify(key), { at, to: Infinity }, make);
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
    const path = `${REPORT_FOLDER}/${wish.report.name}.asked.${Math.round(this.#parts.wall())}.${format}`;
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

  async #write({ report, period, at }: ReportRun, path: string): Promise<void> {
    const wanted = { as: "file", style: this.#style(report), path, seal: this.#parts.seal() } as const;
    await this.#makeOf(report, { period, madeAt: at, tenant: report.pbx }, wanted);
  }

  async #made<W extends Wanted>(wish: ReportWish, wanted: W, beside?: ReportWish): Promise<Made<W>> {
    const { report, period, only } = this.#settled(wish);
    const [madeAt, tenant] = [this.#parts.wall(), tenantOf(wish)];
    return await this.#makeOf(
      report,
      { period, madeAt, tenant, only, beside: beside && this.#settled(beside) },
      wanted,
    );
  }

  async #makeOf<W extends Wanted>(
    report: SavedReport,
    { period, madeAt, tenant, only, beside }: {
      readonly period: Period;
      readonly madeAt: number;
      readonly tenant: string | undefined;
      readonly only?: readonly string[] | undefined;
      /** Of the same phone system. */
      readonly beside?: Settled | undefined;
    },
    wanted: W,
  ): Promise<Made<W>> {
    const { maker, foreign } = this.#parts;
    if (tenant === undefined) {
      return await maker.make(await this.#order(report, { period, madeAt, only }), wanted, this.#pricesFor(report));
    }
    const of = this.#office.pbx.find(({ name }) => name === tenant);
    if (of === undefined || foreign === undefined) {
      throw new Error(`Cannot make a report of tenant "${tenant}": nobody of that name is followed`);
    }
    const plan = planFor(report, this.#office, { period, madeAt, of, only });
    const other = beside && planFor(beside.report, this.#office, { ...beside, madeAt, of });
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

  async #order(
    report: SavedReport,
    { period, madeAt, only }: Omit<Settled, "report"> & { readonly madeAt: number },
  ): Promise<ReportOrder> {
    const { data, caughtUp, misses } = this.#parts;
    const directory = this.#office;
    await caughtUp();
    const agents = [...directory.queues.values()].flatMap(({ members }) => members.map(({ number }) => number));
    return {
      plan: planFor(report, directory, { period, madeAt, only }),
      data,
      country: directory.office.country,
      agents: [...new Set(agents)],
      ...misses !== undefined && report.parts.includes("missed") ? { misses: await misses(period) } : {},
    };
  }

  #settled(wish: ReportWish): Settled {
    const { report, period: wanted = report.period, only } = wish;
    // A period without a name is compared as those are that are no months.
    if (typeof wanted !== "string") return { report: { ...report, period: "last-7-days" }, period: wanted, only };
    const timeZone = zoneOf(report, this.#office, tenantOf(wish));
    return { report: { ...report, period: wanted }, period: periodOf(wanted, this.#parts.wall(), timeZone), only };
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
