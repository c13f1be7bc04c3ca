import { hash } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";
import { isClockBelieved, type WallTime } from "../../../core/base/mod.ts";
import type { Directory, Pbx } from "../../../core/directory/mod.ts";
import type { Receipt } from "../../../core/mail/mod.ts";
import type { Page } from "../../../core/notebook/mod.ts";
import { entryOf, type JournalLine, type NumberedLine } from "../journal.ts";
import type { Entry } from "../entry.ts";
import { digestOf, digestsDue, journalOf, type Known } from "../notify/digests.ts";
import { dueNotices, nextNotice, type Planned, withRecipients } from "../notify/due.ts";
import { hear, missedOf, unheard } from "../notify/hear.ts";
import type { MailLimits } from "../notify/realtime.ts";
import { changedPages, type Missed, NO_NOTICES, type NoticeState, stateOf } from "../notify/state.ts";
import { type Told, toldBy } from "../notify/told.ts";
import { deskPages, digestPages } from "../notify/write/desk.ts";
import { digestHook, hookOf } from "../notify/write/hook.ts";
import { digestMail, mailOf, MOST_LISTED } from "../notify/write/mail.ts";
import type { Names } from "../notify/write/caller_row.ts";
import { NOTICE_RECEIPT, type NoticeParts, type NumberedChange, type Posted, type WhatCame } from "./notice_parts.ts";

const ZLIB = {
  pack: (octets: Uint8Array) => deflateSync(octets, { level: 9 }),
  sum: (octets: Uint8Array) => crc32(octets),
};
const PAGE_LINES = 500;
/** However late it is: the clock may be set, and the machine may sleep. */
const LONGEST_WAIT_MS = 10 * 60_000;
const AFTER_FAULT_MS = 30_000;
const DAY_MS = 86_400_000;

/**
 * Tells people of missed calls. One thing at a time: it hears, looks what is due, writes the mails and posts them in one turn
 * together with how far it has come. Whatever the power does, each notice goes out; twice only with one Message-ID.
 */
export class NoticeTeller {
  readonly #parts: NoticeParts;
  /** What other phone systems' entries are, by tenant and id. */
  readonly #foreign = new Map<string, Map<string, Entry>>();
  #state: NoticeState = NO_NOTICES;
  #told: readonly Told[] = [];
  #limits: MailLimits = { dedupeMs: 300_000, settleMs: 30_000, perHour: 50 };
  #pbx: readonly Pbx[] = [];
  readonly #started = Promise.withResolvers<void>();
  /** Nothing is done before it is known how far the last run of the box has come. */
  #work: Promise<void> = this.#started.promise;
  #takeBack: () => void = () => {};
  #isStopped = false;
  #isFaulty = false;

  constructor(parts: NoticeParts) {
    this.#parts = parts;
  }

  /** Begins where the last run of the box ended. */
  start(pages: readonly Page[]): void {
    this.#state = stateOf(pages);
    this.#do(() => this.#catchUp());
    this.#started.resolve();
  }

  /** The office has changed: these are told from now on. */
  follow(directory: Pick<Directory, "missed" | "office" | "extensions" | "queues" | "pbx">): void {
    const { dedupeS, settleS, perHour } = directory.missed.notify;
    this.#limits = { dedupeMs: dedupeS * 1_000, settleMs: settleS * 1_000, perHour };
    this.#told = toldBy(directory, this.#parts.book.tenant).filter(({ cadence }) => cadence !== "off");
    this.#pbx = directory.pbx;
    this.#do(() => this.#catchUp());
  }

  /** Something is known anew of the office's own missed calls. */
  heardOwn(change: NumberedChange): void {
    if (!this.#tells(this.#parts.book.tenant)) return;
    this.#do(async () => {
      const { cursor } = this.#state;
      // What follows on the last line that was heard needs nobody to be asked; a gap is filled from the journal.
      if (cursor === undefined || change.lines[0]?.sequence !== cursor + 1) await this.#catchUp();
      else this.#hearOwn(change);
    });
  }

  /** Something is known anew of another phone system's missed calls. */
  heard(
    tenant: string,
    { entries, lines }: { readonly entries: readonly Entry[]; readonly lines: readonly JournalLine[] },
  ): void {
    if (!this.#tells(tenant)) return;
    this.#do(() => {
      const known = this.#foreign.get(tenant) ?? new Map<string, Entry>();
      this.#foreign.set(tenant, known);
      for (const entry of entries) known.set(entryOf(entry), entry);
      const now = this.#parts.wall();
      const { heard, fresh } = unheard(this.#state.heard.get(tenant), lines, now);
      const state = { ...this.#state, heard: new Map(this.#state.heard).set(tenant, heard) };
      this.#keep(hear(state, { tenant, lines: fresh, entries: [...known.values()] }));
    });
  }

  /** Resolves when all that was heard before has been worked off. */
  settled(): Promise<void> {
    return this.#work;
  }

  /** Ends after what is under way. Stopping twice is quiet. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#started.resolve();
    this.#takeBack();
    await this.#work;
    this.#takeBack();
  }

  #tells(tenant: string): boolean {
    return this.#told.some((to) => to.tenant === tenant);
  }

  /** One thing after the other, and then whatever is due. What goes wrong is tried again. */
  #do(work: () => void | Promise<void>): void {
    this.#work = this.#work.then(async () => {
      if (this.#isStopped) return;
      // A box without a battery for its clock does not know yet what is late.
      if (!isClockBelieved(this.#parts.wall() as WallTime)) return this.#wake(AFTER_FAULT_MS);
      try {
        await work();
        await this.#tellWhatIsDue();
        this.#isFaulty = false;
        this.#wakeInTime();
      } catch (error) {
        // Said once: a disk that is away is tried again for as long as it takes.
        const level = this.#isFaulty ? "debug" : "error";
        this.#isFaulty = true;
        this.#parts.log.write({
          level,
          text: "Cannot tell people of missed calls",
          facts: { error: String(error) },
        });
        this.#wake(AFTER_FAULT_MS);
      }
    });
  }

  #wakeInTime(): void {
    const at = nextNotice(this.#state, { told: this.#told, limits: this.#limits, now: this.#parts.wall() });
    if (at === undefined) this.#takeBack();
    else this.#wake(Math.min(LONGEST_WAIT_MS, Math.max(0, at - this.#parts.wall())));
  }

  #wake(ms: number): void {
    this.#takeBack();
    if (!this.#isStopped) this.#takeBack = this.#parts.after(ms, () => this.#do(() => this.#catchUp()));
  }

  /** Reads what the own journal has more than was heard. */
  async #catchUp(): Promise<void> {
    const { book, wall } = this.#parts;
    const own = book.tenant;
    const state = withRecipients(this.#state, { told: this.#told, own, now: wall() });
    if (!this.#tells(own)) return this.#keep({ ...state, cursor: undefined });
    if (state.cursor === undefined) {
      // Who is named first hears of nothing that was before.
      const sequence = await book.lastSequence();
      const digests = new Map([...state.digests].map(([key, { last }]) => [key, { last, sequence }]));
      return this.#keep({ ...state, cursor: sequence, digests });
    }
    this.#keep(state);
    for (let cursor = state.cursor;;) {
      const lines = await book.linesAfter(cursor, PAGE_LINES);
      if (lines.length === 0) return;
      cursor = lines.at(-1)?.sequence ?? cursor;
      this.#hearOwn({ lines, entries: await book.entriesOf([...new Set(lines.map(({ entry }) => entry))]) });
    }
  }

  #hearOwn({ lines, entries }: NumberedChange): void {
    const cursor = lines.at(-1)?.sequence ?? this.#state.cursor;
    this.#keep({ ...hear(this.#state, { tenant: this.#parts.book.tenant, lines, entries }), cursor });
  }

  async #tellWhatIsDue(): Promise<void> {
    const now = this.#parts.wall();
    const { state, notices, suppressed } = dueNotices(this.#state, { told: this.#told, limits: this.#limits, now });
    if (notices.length > 0) {
      const heldOf = await this.#heldBack(notices);
      const names = await this.#namesOf(
        notices.flatMap((each) => [each.missed?.caller ?? [], ...heldOf(each).map(({ caller }) => caller)].flat()),
      );
      const said = { names, settingsAt: this.#settingsAt() };
      const mails = notices.flatMap((each) =>
        isMail(each) ? [{ ...mailOf(each, { ...said, held: heldOf(each) }), ...receiptOf(each.to, each.entries) }] : []
      );
      const hooks = notices.flatMap((each) =>
        isHook(each) ? [{ ...hookOf(each, names), ...receiptOf(each.to, each.entries) }] : []
      );
      this.#keep(state, { mails, hooks, pages: notices.flatMap((each) => isDesk(each) ? deskPages(each) : []) });
      for (const { to, entries } of notices) this.#notified(to, entries);
    } else this.#keep(state);
    for (const { to, entry } of suppressed) this.#notified(to, [entry], "notify-suppressed");
    for (const due of digestsDue(this.#state, this.#told, now)) await this.#gather(due, now);
  }

  /** Writes down who was told of entries, or was not: for who can ask him, as the journal itself is to name nobody. */
  #notified(to: Told, entries: readonly string[], what: WhatCame = "notified"): void {
    for (const entry of entries) this.#parts.notified?.({ tenant: to.tenant, entry, how: howOf(to), what });
  }

  /** What is known of the entries that the limit has held back. */
  async #heldBack(notices: readonly Planned[]): Promise<(notice: Planned) => readonly Missed[]> {
    const held = notices.filter(({ missed }) => missed === undefined);
    const byId = new Map<string, Entry>();
    for (const [tenant, theirs] of Map.groupBy(held, ({ to }) => to.tenant)) {
      const known = await this.#entriesNamed(tenant, [...new Set(theirs.flatMap(({ entries }) => entries))]);
      for (const entry of known) byId.set(entryOf(entry), entry);
    }
    return ({ missed, entries }) =>
      missed !== undefined ? [] : entries.flatMap((id) => {
        const entry = byId.get(id);
        return entry === undefined ? [] : [missedOf(entry)];
      });
  }

  async #entriesNamed(tenant: string, ids: readonly string[]): Promise<readonly Entry[]> {
    if (tenant === this.#parts.book.tenant) return await this.#parts.book.entriesOf(ids);
    return ids.flatMap((id) => this.#foreign.get(tenant)?.get(id) ?? []);
  }

  async #gather({ to, last, sequence }: { to: Told; last: number; sequence: number }, now: number): Promise<void> {
    const known = await this.#knownSince(to.tenant, { last, sequence });
    const { state, digest, entries } = digestOf(this.#state, { to, known, now });
    if (digest === undefined) return this.#keep(state);
    const names = await this.#namesOf(digest.open.map(({ callerKey }) => callerKey));
    const { via } = to;
    // A mail lists so many of them, and a program is told of all.
    const listed = (via.kind === "mail" ? digest.open.slice(0, MOST_LISTED) : digest.open).map(entryOf);
    const receipt = receiptOf(to, listed);
    if (via.kind === "mail") {
      const settingsAt = this.#settingsAt();
      const mail = digestMail(digest, { to: { ...to, via }, names, settingsAt, entries, packer: ZLIB });
      this.#keep(state, { mails: [{ ...mail, ...receipt }] });
    } else if (via.kind === "desk") this.#keep(state, { pages: digestPages(digest, { ...to, via }) });
    else this.#keep(state, { hooks: [{ ...digestHook(digest, { to: { ...to, via }, names }), ...receipt }] });
    this.#notified(to, listed);
  }

  async #knownSince(tenant: string, { last, sequence }: { last: number; sequence: number }): Promise<Known> {
    const entries = await this.#entriesOf(tenant, last);
    const { book } = this.#parts;
    if (tenant !== book.tenant) return { entries, journal: journalOf(entries, this.#state.heard.get(tenant)) };
    const journal: NumberedLine[] = [];
    for (let from = sequence;;) {
      const lines = await book.linesAfter(from, PAGE_LINES);
      if (lines.length === 0) return { entries, journal };
      journal.push(...lines);
      from = lines.at(-1)?.sequence ?? from;
    }
  }

  async #entriesOf(tenant: string, since: number): Promise<readonly Entry[]> {
    if (tenant === this.#parts.book.tenant) return await this.#parts.book.entries(since);
    // What is open, however old, and of the rest as far back as its rows are read.
    const days = this.#pbx.find(({ name }) => name === tenant)?.historyDays ?? 0;
    const oldest = this.#parts.wall() - days * DAY_MS;
    return [...this.#foreign.get(tenant)?.values() ?? []].filter(({ state, attempts }) =>
      state === "open" || (attempts.at(-1)?.at ?? 0) >= oldest
    );
  }

  /** Where on the desk it is set who is told. */
  #settingsAt(): string | undefined {
    const desk = this.#parts.deskAt?.();
    return desk === undefined ? undefined : `${desk}/office/missed`;
  }

  #namesOf(callers: readonly string[]): Promise<Names> {
    return this.#parts.names([...new Set(callers)].filter((caller) => caller.startsWith("+")));
  }

  /** One turn: the mails, the hooks, what stands on desks, and that they have been planned. */
  #keep(state: NoticeState, { mails = [], hooks = [], pages: told = [] }: Partial<Posted> = {}): void {
    const pages = [...told, ...changedPages(this.#state, state)];
    this.#state = state;
    if (mails.length + hooks.length + pages.length > 0) this.#parts.post({ mails, hooks, pages });
  }
}

/** Who was told, under a word that names him to nobody, and how often he is. */
function howOf({ via, id, cadence }: Told): string {
  return `${via.kind} ${hash("sha256", id).slice(0, 12)}${cadence === "realtime" ? "" : ` ${cadence}`}`;
}

function receiptOf(to: Told, entries: readonly string[]): { readonly receipt: Receipt } {
  return { receipt: { of: NOTICE_RECEIPT, about: { tenant: to.tenant, entries, how: howOf(to) } } };
}

function isMail(notice: Planned): notice is Planned & { to: Told & { via: { kind: "mail"; address: string } } } {
  return notice.to.via.kind === "mail";
}

function isDesk(notice: Planned): notice is Planned & { to: Told & { via: { kind: "desk"; number: string } } } {
  return notice.to.via.kind === "desk";
}

function isHook(notice: Planned): notice is Planned & { to: Told & { via: { kind: "webhook"; url: string } } } {
  return notice.to.via.kind === "webhook";
}
