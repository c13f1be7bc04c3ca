import type { Chance, Log, WallTime } from "../../../core/base/mod.ts";
import { CallerBoard, CallNotes, CrmDesk } from "../../../core/crm/io/mod.ts";
import type { CallerAbout, CallerNames, Directory } from "../../../core/directory/mod.ts";
import type { KeptReceipt, MailOutcome } from "../../../core/mail/mod.ts";
import type { Page } from "../../../core/notebook/mod.ts";
import type { Store } from "../../../core/store/mod.ts";
import { breathe, readApart } from "../../contacts/io/mod.ts";
import { ContactDesk } from "../../contacts/mod.ts";
import { AsteriskDesk } from "../../asterisk/mod.ts";
import {
  ForeignDesk,
  type ForeignParts,
  ForeignPast,
  MissedDesk,
  MissedLists,
  noticesOf,
  type Posted,
} from "../../missed/io/mod.ts";
import { homeOf } from "../../missed/mod.ts";
import { Reporting, type ReportingParts } from "../../reports/io/mod.ts";
import { missesFrom, type Period, SourceFault } from "../../reports/mod.ts";
import { WebhookDesk, type WebhookWorld } from "../../webhooks/mod.ts";

/** Whoever looks at a page does not wait longer for names; what comes later is there the next time. */
const AT_ONCE_MS = 150;

/** What the desks need of the box. */
export interface DeskWorld {
  readonly log: Log;
  readonly wall: () => WallTime;
  /** Where the desk is opened; undefined where the box has none. */
  readonly deskAt: () => string | undefined;
  readonly timer: ReportingParts["timer"];
  readonly store: Store;
  /** The data folder. */
  readonly data: string;
  /** What the box's own files are sealed with. */
  readonly seal: ReportingParts["seal"];
  /** Hands over what is to be sent, with how far its sender has come. */
  readonly post: (posted: Posted) => void;
  readonly chance: Chance;
  /** Who outside is called how is different now. */
  readonly onNames: (names: CallerNames) => void;
  /** How a webhook stands in the outbox. */
  readonly standing: WebhookWorld["standing"];
}

/** What `desks.tenants` gives: the calls that figures count, and all rows of one. */
export interface TenantsPast extends Pick<Reporting, "calls">, Pick<ForeignPast, "has" | "rowsOf"> {}

/** What `desks.alerting` gives: which calls sound bad, and where whoever tells of it keeps what was told. */
export interface Alerting extends Pick<Reporting, "soundsBad">, Pick<DeskWorld, "timer"> {
  readonly keep: (pages: Posted["pages"]) => void;
}

/**
 * The desks of features: each works beside the switchboard, behind the record, and is told what the office wants. Here they
 * are put together, so that whoever starts a box has one.
 */
export class FeatureDesks {
  readonly asterisk: AsteriskDesk;
  readonly missed: MissedLists;
  /** This box's own list of missed calls. */
  readonly own: MissedDesk;
  readonly contacts: ContactDesk;
  readonly #foreign: ForeignDesk;
  readonly #past: ForeignPast;
  readonly reports: Reporting;
  readonly #crm: CrmDesk;
  readonly #board: CallerBoard;
  readonly #callNotes: CallNotes;
  readonly #notices: ReturnType<typeof noticesOf>;
  readonly #webhooks: WebhookDesk;

  readonly #world: Pick<DeskWorld, "timer" | "post">;

  constructor({ log, wall, timer, deskAt, store, data, seal, chance, onNames, post, standing }: DeskWorld) {
    this.#world = { timer, post };
    const { keepers, record, reader } = store;
    this.asterisk = new AsteriskDesk({ log, keepers, folder: `${data}/asterisk` });
    const caughtUp = () => record.flush().then(() => reader.caughtUp());
    const misses = async (period: Period) => missesFrom(await this.own.openings(period));
    this.#past = new ForeignPast({
      log,
      actionsIn: (tenant) => this.own.actionsIn(tenant),
      ignoredIn: async (tenant) => (await this.missed.ignored(tenant)).map(({ caller }) => caller),
    });
    const foreign: ReportingParts["foreign"] = (tenant, wanted) => this.#past.read(tenant, wanted);
    const onChange = (listener: (from: number) => void) => reader.onChange(listener);
    this.reports = new Reporting({ log, wall, timer, data, seal, caughtUp, onChange, misses, foreign, post });
    this.#crm = new CrmDesk({ log, wall });
    this.#board = new CallerBoard({ wall, about: (number) => this.about(number) });
    this.contacts = new ContactDesk({
      store: store.contacts,
      chance,
      wall,
      readFile: readApart(log),
      breathe,
      onNames: (names) => {
        this.#crm.knows(names.everybody);
        onNames(names);
      },
    });
    this.#callNotes = new CallNotes({ record, reader, log, post });
    this.own = new MissedDesk({ log, keepers, wall });
    this.#notices = noticesOf(this.own, {
      ...{ log, wall, post, deskAt, names: (callers) => this.#crm.names(callers) },
      act: (tenant, deed) => this.missed.act(tenant, deed),
    });
    const onMissed: ForeignParts["onChange"] = (tenant, change) => {
      this.missed.heard(tenant);
      return this.#notices.heard(tenant, change);
    };
    this.#foreign = new ForeignDesk({ log, folder: data, deeds: this.own, onChange: onMissed });
    this.missed = new MissedLists({ own: this.own, foreign: this.#foreign });
    const posts: WebhookWorld["post"] = (posted) => post({ mails: [], ...posted });
    this.#webhooks = new WebhookDesk({ log, reader, record, standing, post: posts });
  }

  /** The office is another one. */
  follow(directory: Directory): void {
    this.own.follow(directory);
    this.asterisk.follow(directory);
    this.#foreign.follow(directory.pbx, homeOf(directory));
    this.#past.follow(directory.pbx, homeOf(directory));
    this.#webhooks.follow(directory.webhooks, directory.office);
    this.#crm.follow(directory);
    this.contacts.follow(directory);
    this.#callNotes.follow(directory);
    this.#notices.follow(directory);
    this.reports.follow(directory);
  }

  /** What other phone systems have of days past, read from their own rows each time. */
  get tenants(): TenantsPast {
    return {
      has: (tenant) => this.#past.has(tenant),
      calls: (tenant, wanted) => this.reports.calls(tenant, wanted),
      rowsOf: (tenant, call, at) =>
        this.#past.rowsOf(tenant, call, at).catch((error) => {
          throw new SourceFault(error instanceof Error ? error.message : String(error));
        }),
    };
  }

  /** For who tells people what goes wrong with the box. */
  get alerting(): Alerting {
    const { timer, post } = this.#world;
    return {
      timer,
      soundsBad: () => this.reports.soundsBad(),
      keep: (pages) => post({ mails: [], hooks: [], pages }),
    };
  }

  /** From where each was before the start. */
  start(pages: readonly Page[]): void {
    this.#webhooks.start();
    this.#callNotes.start(pages);
    this.#notices.start(pages);
    this.reports.start(pages);
  }

  /** A hook that is a customer database's is written down there; undefined for any other. */
  takes(hook: { readonly url: string; readonly body: string }): Promise<MailOutcome> | undefined {
    return this.#crm.takes(hook);
  }

  /** What became of a mail or a hook, for whoever wrote it. */
  ended(receipt: KeptReceipt): void {
    this.#notices.ended(receipt);
  }

  /** What callers are called: by the phone book and the customer databases, as far as they say it in time. */
  names(numbers: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.#crm.names(numbers, AT_ONCE_MS);
  }

  /** The numbers of those who were told of under a name lately. */
  numbersCalled(name: string): readonly string[] {
    return this.#crm.numbersCalled(name);
  }

  /** What a caller is called and what is open with him, as far as that is said before he has waited long. */
  about(number: string): Promise<CallerAbout> {
    return this.#crm.about(number);
  }

  /** The same for whoever looks again every second: at once what is known. */
  known(number: string): CallerAbout | undefined {
    return this.#board.of(number);
  }

  /** The clock was set: what is due may be due now. */
  look(): void {
    this.reports.look();
  }

  figures(): Readonly<Record<string, number>> {
    return { ...this.own.figures(), ...this.#foreign.figures() };
  }

  /** In the opposite order: whoever hears of others stops before them. */
  async stop(): Promise<void> {
    await this.reports.stop();
    this.#past.stop();
    this.#webhooks.stop();
    await this.#foreign.stop();
    await this.#notices.stop();
    await this.#callNotes.stop();
    this.own.stop();
  }
}
