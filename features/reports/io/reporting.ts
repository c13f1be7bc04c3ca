import type { Json } from "../../../core/base/mod.ts";
import type { Directory, ReportFormat, SavedReport } from "../../../core/directory/mod.ts";
import type { Hook, Mail } from "../../../core/mail/mod.ts";
import { MEDIA_TYPES } from "../write/media_types.ts";
import type { Lists } from "../write/json.ts";
import type { Period } from "../period.ts";
import type { ReportCall } from "../report_call.ts";
import type { ListedQuestion } from "./words.ts";
import type { QualityDesk } from "./quality_desk.ts";
import type { ReportDesk, ReportDeskParts, ReportWish } from "./report_desk.ts";

/** What is to be sent, and what is kept of it in the same turn. */
export interface Posted {
  readonly mails: readonly Mail[];
  readonly hooks: readonly Hook[];
  readonly pages: readonly { readonly family: string; readonly key: string; readonly value: Json | undefined }[];
}

export interface ReportingParts extends Omit<ReportDeskParts, "maker" | "post"> {
  readonly post: (posted: Posted) => void;
}

interface Desks {
  readonly reports: ReportDesk;
  readonly quality: QualityDesk;
}

/**
 * Reports, for who asks for one and for whom they are sent to. The desks behind it are loaded for the first of them: an office
 * that has no use for reports is spared their memory.
 */
export class Reporting {
  readonly types: Readonly<Record<ReportFormat, string>> = MEDIA_TYPES;
  readonly #parts: ReportingParts;
  #directory: Directory | undefined;
  #pages: Posted["pages"] | undefined;
  #loading: Promise<Desks> | undefined;
  #desks: Desks | undefined;
  #isStopped = false;

  constructor(parts: ReportingParts) {
    this.#parts = parts;
  }

  /** The office as it is from now on. */
  follow(directory: Directory): void {
    this.#directory = directory;
    this.#desks?.reports.follow(directory);
    this.#desks?.quality.follow(directory);
    this.#loadIfWanted();
  }

  /** What was kept from before the start; before it nothing is sent. */
  start(pages: Posted["pages"]): void {
    this.#pages = pages.filter(({ family }) => family.startsWith("report"));
    this.#desks?.reports.start(this.#pages);
    this.#desks?.quality.start(this.#pages);
    this.#loadIfWanted();
  }

  /** The clock was set. */
  look(): void {
    this.#desks?.reports.look();
    this.#desks?.quality.look();
  }

  get saved(): readonly SavedReport[] {
    return this.#directory?.reports.saved ?? [];
  }

  async json(wish: ReportWish, lists?: Lists): Promise<Uint8Array<ArrayBuffer>> {
    return await (await this.#load()).reports.json(wish, lists);
  }

  /** The figures of two reports, as a list. */
  async both(now: ReportWish, then: ReportWish): Promise<Uint8Array<ArrayBuffer>> {
    return await (await this.#load()).reports.both(now, then);
  }

  async octets(wish: ReportWish, format: ReportFormat): Promise<Uint8Array<ArrayBuffer>> {
    return await (await this.#load()).reports.octets(wish, format);
  }

  async file(wish: ReportWish, format: ReportFormat): Promise<string> {
    return await (await this.#load()).reports.file(wish, format);
  }

  /** Calls of another phone system, as its reports count them. */
  async calls(tenant: string, wanted: ListedQuestion): Promise<readonly ReportCall[]> {
    return await (await this.#load()).reports.calls(tenant, wanted);
  }

  async list(period: Period): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
    return await (await this.#load()).reports.list(period);
  }

  /** Trunks and extensions whose calls sound bad. */
  async soundsBad(): Promise<readonly string[]> {
    return (await this.#load()).quality.soundsBad();
  }

  /** Stopping twice is quiet. */
  stop(): void {
    this.#isStopped = true;
    this.#desks?.quality.stop();
    this.#desks?.reports.stop();
  }

  #loadIfWanted(): void {
    if (this.#directory === undefined || this.#pages === undefined) return;
    const { saved, qualityAlerts: { to, webhook } } = this.#directory.reports;
    if (saved.some(({ cron }) => cron !== undefined) || to.length > 0 || webhook !== undefined) void this.#load();
  }

  #load(): Promise<Desks> {
    this.#loading ??= Promise.all([
      import("./report_desk.ts"),
      import("./quality_desk.ts"),
      import("./report_maker.ts"),
    ]).then(([{ ReportDesk }, { QualityDesk }, { ReportMaker }]) => {
      const { post, ...parts } = this.#parts;
      const maker = new ReportMaker();
      const desks: Desks = {
        reports: new ReportDesk({ ...parts, maker, post: (mails, pages) => post({ mails, hooks: [], pages }) }),
        quality: new QualityDesk({ ...parts, maker, post: (told, pages) => post({ ...told, pages }) }),
      };
      this.#desks = desks;
      for (const desk of [desks.reports, desks.quality]) {
        if (this.#directory !== undefined) desk.follow(this.#directory);
        if (this.#isStopped) desk.stop();
        else if (this.#pages !== undefined) desk.start(this.#pages);
      }
      return desks;
    });
    return this.#loading;
  }
}
