import type { Log } from "../../../core/base/mod.ts";
import type { Directory } from "../../../core/directory/mod.ts";
import type { KeptReceipt } from "../../../core/mail/mod.ts";
import type { Page } from "../../../core/notebook/mod.ts";
import type { Deed } from "../deed.ts";
import type { Entry } from "../entry.ts";
import type { JournalLine } from "../journal.ts";
import { NOTICE_FAMILY } from "../notify/notice_family.ts";
import type { MissedDesk } from "./missed_desk.ts";
import type { NoticeParts, NumberedChange } from "./notice_parts.ts";
import { NoticeReceipts } from "./notice_receipts.ts";
import type { NoticeTeller } from "./notice_teller.ts";
import { bookOf, journalOf } from "./own_book.ts";

type Office = Pick<Directory, "missed" | "office" | "extensions" | "queues" | "pbx">;
type ForeignChange = { readonly entries: readonly Entry[]; readonly lines: readonly JournalLine[] };

/** Stands where people are told of missed calls, and brings in what it takes once somebody is to be told. */
export class NoticeDesk {
  readonly #parts: NoticeParts;
  readonly #receipts: NoticeReceipts | undefined;
  /** What other phone systems have told before that was there. */
  readonly #early: (readonly [tenant: string, change: ForeignChange])[] = [];
  #teller: NoticeTeller | undefined;
  #loading: Promise<void> | undefined;
  #office: Office | undefined;
  #pages: readonly Page[] | undefined;
  #isStopped = false;

  /** @param receipts writes down what became of notices; nobody does without it */
  constructor(parts: NoticeParts, receipts?: NoticeReceipts) {
    this.#parts = parts;
    this.#receipts = receipts;
  }

  /** Begins where the last run of the box ended. */
  start(pages: readonly Page[]): void {
    this.#receipts?.start(pages);
    this.#pages = pages.filter(({ family }) => family === NOTICE_FAMILY);
    this.#load();
  }

  /** Something became of a mail or a hook: maybe of a notice, be anybody told of more or not. */
  ended(receipt: KeptReceipt): void {
    this.#receipts?.take(receipt);
  }

  /** The office has changed. */
  follow(office: Office): void {
    this.#office = office;
    this.#teller?.follow(office);
    this.#load();
  }

  /** Something is known anew of the office's own missed calls; what comes early is in its journal. */
  heardOwn(change: NumberedChange): void {
    this.#teller?.heardOwn(change);
  }

  /** Something is known anew of another phone system's. */
  heard(tenant: string, change: ForeignChange): void {
    if (this.#teller !== undefined) this.#teller.heard(tenant, change);
    else if (this.#isWanted) this.#early.push([tenant, change]);
  }

  /** Resolves when all that was heard before has been worked off. */
  async settled(): Promise<void> {
    await this.#loading;
    await this.#teller?.settled();
  }

  /** Stopping twice is quiet. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#loading;
    await this.#teller?.stop();
    await this.#receipts?.settled();
  }

  get #isWanted(): boolean {
    return (this.#office?.missed.notify.recipients.length ?? 0) > 0;
  }

  /** Where somebody was told before and nobody is now, that has to be forgotten. */
  #load(): void {
    if (this.#loading !== undefined || this.#isStopped || this.#pages === undefined) return;
    if (this.#office === undefined || (!this.#isWanted && this.#pages.length === 0)) return;
    this.#loading = this.#begin(this.#pages);
  }

  async #begin(pages: readonly Page[]): Promise<void> {
    const { NoticeTeller } = await import("./notice_teller.ts");
    const teller = new NoticeTeller(this.#parts);
    if (this.#office !== undefined) teller.follow(this.#office);
    for (const [tenant, change] of this.#early.splice(0)) teller.heard(tenant, change);
    teller.start(pages);
    this.#teller = teller;
  }
}

/** The desk of a box: it hears of the office's own missed calls from theirs. */
export function noticesOf(
  missed: MissedDesk,
  { act, ...world }:
    & { readonly log: Log; readonly wall: () => number }
    & Pick<NoticeParts, "post" | "names" | "deskAt">
    & { readonly act: (tenant: string, deed: Deed) => Promise<boolean> },
): NoticeDesk {
  const desk = new NoticeDesk({
    ...world,
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    book: bookOf(missed),
    notified: journalOf(act, world.log),
  }, new NoticeReceipts({ act, log: world.log, post: world.post }));
  missed.onChange((_, change) => desk.heardOwn(change));
  return desk;
}
