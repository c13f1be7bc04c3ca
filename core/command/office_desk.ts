import type { Log } from "../base/mod.ts";
import {
  type CalendarReader,
  type CallListReader,
  type ConfigFault,
  describeDifference,
  differenceOf,
  type Judged,
  type OfficeDifference,
  type OfficeFile,
  type PriceListReader,
  readCallList,
  readOffice,
  type ReadOfficeOptions,
  type StowedOffice,
  stowOffice,
  writeOffice,
} from "../config/mod.ts";
import { buildDirectory, type Directory, type Hours, type Queue, type RateSource } from "../directory/mod.ts";
import type { OfficeStore, Revision, StoredOffice } from "../store/mod.ts";
/** What the desk needs of the house. */
export interface OfficeDeskPorts {
  readonly store: OfficeStore;
  /** What `${NAME}` stands for: the box's environment, not that of whoever asks. */
  readonly environment: Readonly<Record<string, string>>;
  /** The digest realm, which is part of every key. */
  readonly realm: string;
  /** What looks into the calendars of the data folder, loaded when an office names one; without it there are none. */
  readonly calendars?: () => Promise<CalendarReader>;
  /** What looks into the price lists of the data folder, loaded when an office names one; without it there are none. */
  readonly priceLists?: () => Promise<PriceListReader>;
  /** What looks into the lists of calls of the data folder, loaded with it; without it there are none. */
  readonly callLists?: () => Promise<CallListReader>;
  /** The names of all that the box can say, read when a file is applied; without it any name is good. */
  readonly prompts?: () => ReadonlySet<string>;
  readonly log?: Log;
  /** Hands the new office to the switchboard; called only once it is stored. */
  readonly publish: (directory: Directory) => void;
}

/** A change that holds. */
export interface OfficeApplied {
  readonly ok: true;
  readonly revision: number;
  /** False when the box had exactly this already: then no revision was made. */
  readonly changed: boolean;
  readonly extensions: number;
  readonly difference: OfficeDifference;
}

/** A change that was refused; nothing is different from before. */
export interface OfficeRefused {
  readonly ok: false;
  /** `Cannot apply "office.yml": it has 3 faults` */
  readonly text: string;
  readonly faults: readonly ConfigFault[];
}

export type OfficeOutcome = OfficeApplied | OfficeRefused;

/** The newest revision, which a former version took and this one does not. */
export interface StoredRefusal {
  readonly revision: number;
  readonly faults: readonly ConfigFault[];
  /** The revision that the box runs with instead; undefined where none of those looked at holds. */
  readonly runs: number | undefined;
}

/** So far back a revision is looked for that holds: to judge one of 10,000 extensions takes 0.3 s. */
const MOST_TRIED = 200;
/** So many of the faults are logged. */
const MOST_LOGGED = 20;

export interface ApplyOptions {
  /** As faults will name it. */
  readonly fileName: string;
  /** Apply even when the file was exported before a newer change. */
  readonly force?: boolean;
  /** Who did it, for the history. */
  readonly who: string;
  /** The revision that the change was made of: refused when the box has another one by now. 0: before the first. */
  readonly expected?: number;
  /** A revision whose secrets are good again, as far as the newest knows none in their place. */
  readonly secretsOf?: number;
}

/** Where the office is changed: the command line and the API come here. One change at a time, each whole or not at all. */
export class OfficeDesk {
  readonly #ports: OfficeDeskPorts;
  /** What was published last: to read 10,000 extensions again only to compare them takes 0.3 s. */
  #last: { readonly revision: number; readonly file: OfficeFile } | undefined;
  /** What was handed out last: the desk asks for it with every page of the office. */
  #written: { readonly revision: number; readonly text: string } | undefined;
  #calendar: CalendarReader | undefined;
  #priceList: PriceListReader | undefined;
  #callList: CallListReader | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #refused: StoredRefusal | undefined;

  constructor(ports: OfficeDeskPorts) {
    this.#ports = ports;
  }

  /** Undefined where the newest revision is the one that holds. */
  get refused(): StoredRefusal | undefined {
    return this.#refused;
  }

  /**
   * Publishes the stored office at the start, or again on SIGHUP; undefined before the first was applied. What this version
   * does not take any more must not keep the phones from ringing: where nothing was published yet, the newest older revision
   * that holds is, until somebody mends the newest. The refusal is the outcome all the same, and stays in {@link refused}.
   */
  load(): Promise<OfficeOutcome | undefined> {
    return this.#inTurn(async () => {
      const current = await this.#ports.store.current();
      if (current === undefined) return undefined;
      await this.#makeReady(current.document);
      const judged = this.#read(current);
      if (judged.ok) {
        const file = judged.value;
        this.#publish(file, current.revision);
        return applied(current.revision, { changed: false, file, difference: differenceOf(file, file) });
      }
      const runs = this.#last?.revision ?? await this.#fallBack(current);
      this.#refused = { revision: current.revision, faults: judged.faults, runs };
      this.#logRefusal(this.#refused);
      return refused(`Cannot load revision "${current.revision}" of the office`, judged.faults);
    });
  }

  /** Judges a file whole, stores it, publishes it. The same file twice is one revision. */
  apply(text: string, options: ApplyOptions): Promise<OfficeOutcome> {
    const { fileName, force = false, who, expected, secretsOf } = options;
    return this.#inTurn(async () => {
      const current = await this.#ports.store.current();
      const now = current?.revision ?? 0;
      if (expected !== undefined && expected !== now) return movedOn(fileName, expected, now);
      const older = secretsOf === undefined ? undefined : await this.#ports.store.at(secretsOf);
      await this.#makeReady(text);
      const judged = stowOffice(text, {
        fileName,
        environment: this.#ports.environment,
        kept: (path) => current?.secrets.get(path) ?? older?.secrets.get(path),
        ...this.#whatIsThere(),
      });
      if (!judged.ok) return refused(`Cannot apply "${fileName}"`, judged.faults);
      const { revision } = judged.value.file;
      if (revision !== undefined && revision !== now && !force) return movedOn(fileName, revision, now);
      return await this.#change(current, judged.value, { who, note: `apply ${fileName}` });
    });
  }

  /** Makes an older revision the newest one. */
  rollback(revision: number, who: string, expected?: number): Promise<OfficeOutcome> {
    return this.#inTurn(async () => {
      const now = (await this.#ports.store.current())?.revision ?? 0;
      if (expected !== undefined && expected !== now) {
        const reason = `the box is at revision ${now}, and not at ${expected}, which is gone back from`;
        return refused(`Cannot roll back to revision "${revision}": ${reason}`, []);
      }
      const stored = await this.#ports.store.at(revision);
      if (stored === undefined) {
        return refused(`Cannot roll back to revision "${revision}": there is no such revision`, []);
      }
      await this.#makeReady(stored.document);
      const judged = stowOffice(stored.document, this.#readOptions(stored));
      if (!judged.ok) return refused(`Cannot roll back to revision "${revision}"`, judged.faults);
      const current = await this.#ports.store.current();
      return await this.#change(current, judged.value, { who, note: `rollback to revision ${revision}` });
    });
  }

  /** The office file, to be changed and applied again; undefined before the first was applied. */
  export(): Promise<string | undefined> {
    return this.#inTurn(async () => {
      const known = this.#written;
      if (known !== undefined && known.revision === this.#last?.revision) return known.text;
      const current = await this.#ports.store.current();
      if (current === undefined) return undefined;
      const text = writeOffice(current);
      this.#written = { revision: current.revision, text };
      return text;
    });
  }

  /** The text of a revision as it is stored, to be looked at; undefined where there is no such revision. */
  documentOf(revision: number): Promise<string | undefined> {
    return this.#ports.store.documentOf(revision);
  }

  /** The history, oldest first. */
  revisions(): Promise<readonly Revision[]> {
    return this.#ports.store.revisions();
  }

  async #change(
    current: StoredOffice | undefined,
    stowed: StowedOffice,
    by: { readonly who: string; readonly note: string },
  ): Promise<OfficeOutcome> {
    const { file, document, secrets } = stowed;
    const difference = differenceOf(current && (this.#fileOf(current) ?? this.#last?.file), file);
    if (current !== undefined && current.document === document && sameSecrets(current.secrets, secrets)) {
      this.#publish(file, current.revision);
      return applied(current.revision, { changed: false, file, difference });
    }
    const note = `${by.note}: ${describeDifference(difference)}`;
    const { revision } = await this.#ports.store.save({ document, secrets, who: by.who, note });
    this.#publish(file, revision);
    return applied(revision, { changed: true, file, difference });
  }

  /** Publishes the newest older revision that holds, and gives its number. */
  async #fallBack(current: StoredOffice): Promise<number | undefined> {
    const older = (await this.#ports.store.revisions()).filter(({ revision }) => revision < current.revision);
    for (const { revision } of older.slice(-MOST_TRIED).reverse()) {
      const stored = await this.#ports.store.at(revision);
      if (stored === undefined) continue;
      await this.#makeReady(stored.document);
      // A password that was changed since, perhaps because somebody knew it, is not good again.
      const judged = this.#read({ ...stored, secrets: new Map([...stored.secrets, ...current.secrets]) });
      if (!judged.ok) continue;
      this.#publish(judged.value, revision);
      return revision;
    }
    return undefined;
  }

  #logRefusal({ revision, faults, runs = 0 }: StoredRefusal): void {
    for (const { path, text } of faults.slice(0, MOST_LOGGED)) {
      const facts = { event: "office-refused", revision, runs, field: path, why: text };
      this.#ports.log?.write({ level: "error", text: "The stored office is refused by this version", facts });
    }
  }

  // Undefined when a name in the environment has gone since, or this version refuses it.
  #fileOf(stored: StoredOffice): OfficeFile | undefined {
    if (this.#last?.revision === stored.revision) return this.#last.file;
    const judged = this.#read(stored);
    return judged.ok ? judged.value : undefined;
  }

  #publish(file: OfficeFile, revision: number): void {
    this.#last = { revision, file };
    this.#refused = undefined;
    const hours = file.hours.map((each) => this.#withCalendar(each, file.office.timeZone));
    const queues = file.queues.map((each) => this.#withCallList(each));
    const rates = file.rates.map((each) => this.#withPriceList(each));
    this.#ports.publish(buildDirectory({ ...file, hours, rates, queues }, { revision, realm: this.#ports.realm }));
  }

  /** Whatever reads calendars, price lists and lists of calls is loaded for an office that may name one. */
  async #makeReady(text: string): Promise<void> {
    if (/\bcalendar\b/.test(text)) this.#calendar ??= await this.#ports.calendars?.();
    if (!/\.csv\b/i.test(text)) return;
    this.#priceList ??= await this.#ports.priceLists?.();
    this.#callList ??= await this.#ports.callLists?.();
  }

  /** What a file that is applied may name outside itself. A stored one is not asked: it must not keep the box from starting. */
  #whatIsThere(): Pick<ReadOfficeOptions, "calendar" | "priceList" | "callList" | "prompts"> {
    const { prompts } = this.#ports;
    const [calendar, priceList, callList] = [this.#calendar, this.#priceList, this.#callList];
    return {
      ...calendar === undefined ? {} : { calendar },
      ...priceList === undefined ? {} : { priceList },
      ...callList === undefined ? {} : { callList },
      ...prompts === undefined ? {} : { prompts: prompts() },
    };
  }

  /** A calendar that has gone since it was applied must not keep the box from starting. */
  #withCalendar(hours: Hours, timeZone: string): Hours {
    if (hours.calendar === undefined) return hours;
    const holidays = this.#calendar?.(hours.calendar, timeZone);
    if (holidays?.ok === true) return { ...hours, holidays: [...hours.holidays, ...holidays.value] };
    const facts = { calendar: hours.calendar, hours: hours.name, why: holidays?.fault.text ?? "nobody reads it" };
    this.#ports.log?.write({ level: "warn", text: "The holidays of a calendar are not known", facts });
    return hours;
  }

  /** Nor must a price list. */
  #withPriceList(rates: RateSource): RateSource {
    if (rates.file === undefined) return rates;
    const list = this.#priceList?.(rates.file);
    // What the office file says itself comes later, and counts.
    if (list?.ok === true) return { ...rates, prices: [...list.value, ...rates.prices] };
    const facts = { file: rates.file, rates: rates.name, why: list?.fault.text ?? "nobody reads it" };
    this.#ports.log?.write({ level: "warn", text: "The prices of a list are not known", facts });
    return rates;
  }

  /** Nor must a list of calls. */
  #withCallList(queue: Queue): Queue {
    const { outbound } = queue;
    if (outbound?.file === undefined) return queue;
    const rows = this.#callList?.(outbound.file);
    const read = rows?.ok === true ? readCallList(rows.value) : rows;
    if (read?.ok === true) {
      return { ...queue, outbound: { ...outbound, calls: [...outbound.calls, ...read.value] } };
    }
    const facts = { file: outbound.file, queue: queue.number, why: read?.fault.text ?? "nobody reads it" };
    this.#ports.log?.write({ level: "warn", text: "A list of calls is not known", facts });
    return { ...queue, outbound: { ...outbound, isFileLost: true } };
  }

  #read(stored: StoredOffice): Judged<OfficeFile> {
    return readOffice(stored.document, this.#readOptions(stored));
  }

  #readOptions(stored: StoredOffice): {
    readonly fileName: string;
    readonly environment: Readonly<Record<string, string>>;
    readonly kept: (path: string) => string | undefined;
  } {
    return {
      fileName: `revision ${stored.revision}`,
      environment: this.#ports.environment,
      kept: (path) => stored.secrets.get(path),
    };
  }

  // Between reading the current revision and saving the next, nobody else may change it.
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined); // whoever asked gets the error; the next in line must not
    return result;
  }
}

function sameSecrets(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([path, secret]) => b.get(path) === secret);
}

function applied(
  revision: number,
  more: { readonly changed: boolean; readonly file: OfficeFile; readonly difference: OfficeDifference },
): OfficeApplied {
  const { changed, file, difference } = more;
  return { ok: true, revision, changed, extensions: file.extensions.length, difference };
}

function refused(text: string, faults: readonly ConfigFault[]): OfficeRefused {
  const count = faults.length === 1 ? "it has 1 fault" : `it has ${faults.length} faults`;
  return { ok: false, text: faults.length === 0 ? text : `${text}: ${count}`, faults };
}

function movedOn(fileName: string, revision: number, now: number): OfficeRefused {
  const reason = revision < now
    ? `the box has moved on to revision ${now}; export again, or apply with --force`
    : `the box is only at revision ${now}, so the file is from another box; apply with --force to take it over`;
  return refused(`Cannot apply "${fileName}" of revision "${revision}": ${reason}`, []);
}
