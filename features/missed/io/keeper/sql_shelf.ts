import { createHmac, randomBytes } from "node:crypto";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Action, Entry } from "../../entry.ts";
import { personOf } from "../../person.ts";
import type { JournalLine, NumberedLine } from "../../journal.ts";
import { type EntryQuestion, hourOf, idOf, type KeptEntry, lastAtOf } from "../../kept.ts";
import type { Policy } from "../../policy.ts";
import type { CallId } from "../../row_desk.ts";
import type { MissedShelf } from "../../shelf.ts";
import type { Verdict } from "../../verdict.ts";
import { settle } from "../../past.ts";
import { KeptIgnored } from "./kept_ignored.ts";
import { KeptJournal } from "./kept_journal.ts";
import { KeptOpenings } from "./kept_openings.ts";
import { KeptPast, type Past, type Told } from "./kept_past.ts";
import { KeptTrends } from "./kept_trends.ts";
import { packed } from "./packed_text.ts";
import { questionSql } from "./question_sql.ts";
import { readEntry } from "./read_entry.ts";
import { makeShelf } from "./shelf_schema.ts";

const DAY_MS = 86_400_000;
type Rows = ReturnType<StatementSync["all"]>;

/**
 * The shelf in a database. Verdicts can be made anew from the record; entries are what was told last, so that whatever is
 * made anew is held against them, and nothing is told twice.
 */
export class SqlShelf implements MissedShelf {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #past: KeptPast;
  readonly journal: KeptJournal;
  readonly ignored: KeptIgnored;
  readonly openings: KeptOpenings;
  readonly trends: KeptTrends;
  /** By whose clock hours are told. */
  timeZone = "UTC";

  constructor(db: DatabaseSync) {
    makeShelf(db);
    this.#db = db;
    this.#past = new KeptPast(db);
    this.journal = new KeptJournal(db);
    this.ignored = new KeptIgnored(db);
    this.openings = new KeptOpenings(db);
    this.trends = new KeptTrends(db);
  }

  /** A word of its own, kept by its name. */
  kept(name: string): string | undefined {
    const row = this.#sql("SELECT value FROM kept WHERE name = ?").get(name);
    return row === undefined ? undefined : String(row["value"]);
  }

  keep(name: string, value: string): void {
    this.#sql("INSERT OR REPLACE INTO kept (name, value) VALUES (?, ?)").run(name, value);
  }

  drop(name: string): void {
    this.#sql("DELETE FROM kept WHERE name = ?").run(name);
  }

  verdict({ tenant, id }: CallId): Verdict | undefined {
    const row = this.#sql("SELECT data FROM verdict WHERE tenant = ? AND call = ?").get(tenant, id);
    return row === undefined ? undefined : readVerdict(row);
  }

  keepVerdict(verdict: Verdict): void {
    const { call } = verdict;
    const person = personOf(call.tenant, call.outsider);
    this.#past.begin(person, this.#told(person));
    const data = JSON.stringify({ ...verdict, call: { ...call, clues: [...call.clues] } });
    this.#sql("INSERT OR REPLACE INTO verdict (tenant, call, person, ended_at, data) VALUES (?, ?, ?, ?, ?)")
      .run(call.tenant, call.id, person, call.endedAt, data);
  }

  dropVerdict({ tenant, id }: CallId): void {
    this.#sql("DELETE FROM verdict WHERE tenant = ? AND call = ?").run(tenant, id);
  }

  verdictsOf(person: string): readonly Verdict[] {
    return this.#sql("SELECT data FROM verdict WHERE person = ? ORDER BY call").all(person).map(readVerdict);
  }

  keepAction(action: Action): void {
    const person = personOf(action.tenant, action.callerKey);
    this.#past.begin(person, this.#told(person));
    this.#sql("INSERT INTO action (person, data) VALUES (?, ?)").run(person, JSON.stringify(action));
  }

  actionsOf(person: string): readonly Action[] {
    return this.#deedsOf(person).map(({ action }) => action);
  }

  pastOf(person: string): readonly Entry[] {
    return this.#pastOf(person).entries;
  }

  /**
   * Puts together what was over before an instant, of some of the callers after `person`, and lets go of their verdicts.
   * Answers who is next; undefined: nobody is.
   */
  settle(
    before: number,
    policy: Policy,
    { person: after, limit }: { person: string; limit: number },
  ): string | undefined {
    const persons = whose(
      this.#sql("SELECT DISTINCT person FROM verdict WHERE person > ? AND ended_at < ? ORDER BY person LIMIT ?")
        .all(after, before, limit),
    );
    for (const person of persons) {
      const { entries: past, deed } = this.#pastOf(person);
      const [verdicts, deeds] = [this.verdictsOf(person), this.#deedsOf(person)];
      const actions = deeds.map(({ action }) => action);
      const settled = settle({ past, verdicts, actions }, before, policy);
      this.#past.keep(person, { entries: settled.entries, deed: deeds[settled.actions - 1]?.id ?? deed });
      for (const { call } of settled.verdicts) this.dropVerdict(call);
    }
    return persons.at(-1);
  }

  /** All are settled: whoever has had nothing to do with us since has his entries, and they say it all. */
  endSettling(): void {
    if (!this.#isAnew) this.#past.dropIdle();
  }

  /** What people did to the entries of a tenant whose rows are kept elsewhere. */
  actionsIn(tenant: string): readonly Action[] {
    return this.#sql("SELECT data FROM action ORDER BY id").all()
      .map((row): Action => JSON.parse(String(row["data"]))).filter((action) => action.tenant === tenant);
  }

  entriesOf(person: string): readonly Entry[] {
    return this.#sql("SELECT data FROM entry WHERE person = ? ORDER BY place").all(person).map(readEntry);
  }

  keepEntries(person: string, entries: readonly Entry[]): void {
    this.trends.forget();
    const before = this.#sql("DELETE FROM entry WHERE person = ? RETURNING tenant, id").all(person);
    this.openings.replace(before.map(({ tenant, id }) => ({ tenant: String(tenant), id: String(id) })), entries);
    const insert = this.#sql(
      `INSERT OR REPLACE INTO entry
         (tenant, id, person, place, caller, did, state, last_at, since, closed_at, hour, route, data, trunk)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const [place, entry] of entries.entries()) {
      const { tenant, callerKey, did, state, closedAt = null, route = "", trunk = "" } = entry;
      const lastAt = lastAtOf(entry);
      const reopenedAt = entry.audit.findLast(({ action }) => action === "reopened")?.at ?? 0;
      insert.run(
        ...[tenant, idOf(entry), person, place, callerKey, did, state, lastAt, Math.max(lastAt, reopenedAt), closedAt],
        ...[hourOf(lastAt, this.timeZone), ` → ${route} → `, packed(entry), trunk],
      );
    }
  }

  waiting(policy: Policy, now: number): readonly string[] {
    return whose(
      this.#sql(
        `SELECT DISTINCT person FROM entry WHERE person <> '' AND
           (state = 'open' AND since <= ? OR state = 'cleared' AND closed_at <= ?)`,
      ).all(...[policy.openTtlDays, policy.retentionDays].map((days) => days === null ? -1 : now - days * DAY_MS)),
    );
  }

  /** When time alone changes an entry next. */
  nextAt({ openTtlDays, retentionDays, archivedForDays }: Policy): number | undefined {
    const row = this.#sql(
      `SELECT (SELECT MIN(since) FROM entry WHERE state = 'open') AS open,
              (SELECT MIN(closed_at) FROM entry WHERE state = 'cleared' AND person <> '') AS cleared,
              (SELECT MIN(coalesce(closed_at, last_at)) FROM entry WHERE state = 'archived') AS archived`,
    ).get();
    const due = (from: unknown, days: number | null) =>
      typeof from !== "number" || days === null ? Infinity : from + days * DAY_MS;
    const gone = retentionDays === null ? null : retentionDays + archivedForDays;
    const next = Math.min(
      due(row?.["open"], openTtlDays),
      due(row?.["cleared"], retentionDays),
      due(row?.["archived"], gone),
    );
    return next === Infinity ? undefined : next;
  }

  /**
   * Throws away what nobody needs any more, with its journal and what people did to it: what has been in the archive for
   * long enough, and whatever is older than the record itself.
   */
  erase({ retentionDays, archivedForDays, keepYears }: Policy, now: number): void {
    this.trends.forget();
    const closedBefore = retentionDays === null ? -1 : now - (retentionDays + archivedForDays) * DAY_MS;
    const missedBefore = keepYears === 0 ? -1 : yearsBefore(now, keepYears);
    this.openings.erase(missedBefore);
    const old = this.#sql(
      `SELECT tenant, id, person FROM entry
         WHERE state = 'archived' AND coalesce(closed_at, last_at) <= ? OR last_at <= ?`,
    ).all(closedBefore, missedBefore);
    for (const { tenant, id, person } of old) {
      const [whose, name, who] = [tenant, id, person].map(String) as [string, string, string];
      const past = who === "" ? undefined : this.#pastOf(who);
      this.#sql("DELETE FROM entry WHERE tenant = ? AND id = ?").run(whose, name);
      this.#sql("DELETE FROM line WHERE tenant = ? AND id = ?").run(whose, name);
      if (past === undefined) continue;
      const entries = past.entries.filter((entry) => idOf(entry) !== name);
      if (entries.length + this.entriesOf(who).length > 0) this.#past.keep(who, { ...past, entries });
      else {
        this.#past.drop(who);
        this.dropActions(who);
      }
    }
  }

  /** What people did to a caller's entries. */
  dropActions(person: string): void {
    this.#sql("DELETE FROM action WHERE person = ?").run(person);
  }

  open(): readonly string[] {
    return whose(this.#sql("SELECT DISTINCT person FROM entry WHERE state = 'open'").all());
  }

  countOpen(): number {
    return Number(this.#sql("SELECT COUNT(*) AS open FROM entry WHERE state = 'open'").get()?.["open"]);
  }

  append(lines: readonly JournalLine[]): readonly NumberedLine[] {
    return this.journal.append(lines);
  }

  entry(tenant: string, id: string): KeptEntry | undefined {
    const row = this.#sql("SELECT data FROM entry WHERE tenant = ? AND id = ?").get(tenant, id);
    return row === undefined ? undefined : { ...readEntry(row), id };
  }

  entries(tenant: string, question: EntryQuestion): readonly KeptEntry[] {
    const { sql, values } = questionSql(tenant, question);
    return this.#db.prepare(sql).all(...values).map(readEntry).map((entry) => ({ ...entry, id: idOf(entry) }));
  }

  /** Callers of whom something new is known, and whose entries have not been looked at. */
  touch(persons: readonly string[]): void {
    const insert = this.#sql("INSERT OR IGNORE INTO touched (person) VALUES (?)");
    for (const person of persons) insert.run(person);
  }

  /** Some of these callers, who are so no longer. */
  takeTouched(limit: number): readonly string[] {
    return whose(
      this.#sql("DELETE FROM touched WHERE person IN (SELECT person FROM touched LIMIT ?) RETURNING person").all(limit),
    );
  }

  hasTouched(): boolean {
    return this.#sql("SELECT 1 FROM touched LIMIT 1").get() !== undefined;
  }

  /** Verdicts are to be made anew, from the first: every caller with an entry is looked at again, once they are. */
  makeAnew(): void {
    this.#db.exec("DELETE FROM verdict; INSERT OR IGNORE INTO touched SELECT person FROM entry WHERE person <> ''");
    this.#past.dropAll();
    this.drop("settled");
  }

  /**
   * Forgets who a caller was, once his entries have been erased: nothing here leads from them to him. That he asked for it
   * is kept under a word that only this box can make of his number, so that the record, read anew, does not bring him back.
   */
  forget(person: string, at: number): void {
    this.#sql("DELETE FROM verdict WHERE person = ? AND ended_at <= ?").run(person, at);
    this.dropActions(person);
    this.#past.drop(person);
    for (const { tenant, attempts, isErased } of this.entriesOf(person)) {
      if (!isErased) continue;
      const id = attempts[0]?.call ?? "";
      this.#sql("UPDATE entry SET person = '' WHERE tenant = ? AND id = ?").run(tenant, id);
      this.journal.forgetReasons(tenant, id);
    }
    this.#sql("INSERT OR REPLACE INTO forgotten (person, at) VALUES (?, ?)").run(this.#secretOf(person), at);
  }

  /** Whether a call ended before its caller was forgotten. */
  isForgotten(person: string, endedAt: number): boolean {
    const row = this.#sql("SELECT at FROM forgotten WHERE person = ?").get(this.#secretOf(person));
    return row !== undefined && endedAt <= Number(row["at"]);
  }

  /** Verdicts are being made anew: entries say what was before that. */
  get #isAnew(): boolean {
    return this.kept("anew") !== undefined;
  }

  #pastOf(person: string): Past {
    return this.#past.of(person, this.#told(person));
  }

  #told(person: string): Told {
    return this.#isAnew ? undefined : () => this.entriesOf(person);
  }

  #deedsOf(person: string): readonly { readonly id: number; readonly action: Action }[] {
    return this.#sql("SELECT id, data FROM action WHERE person = ? AND id > ? ORDER BY id")
      .all(person, this.#pastOf(person).deed)
      .map((row) => ({ id: Number(row["id"]), action: JSON.parse(String(row["data"])) }));
  }

  #secretOf(person: string): string {
    const known = this.kept("secret");
    const secret = known ?? randomBytes(32).toString("hex");
    if (known === undefined) this.keep("secret", secret);
    return createHmac("sha256", secret).update(person).digest("hex");
  }

  #sql(text: string): StatementSync {
    const known = this.#statements.get(text) ?? this.#db.prepare(text);
    this.#statements.set(text, known);
    return known;
  }
}

function yearsBefore(now: number, years: number): number {
  const here = Temporal.Instant.fromEpochMilliseconds(Math.floor(now)).toZonedDateTimeISO("UTC");
  return here.subtract({ years }).epochMilliseconds;
}

const whose = (rows: Rows): readonly string[] => rows.map((row) => String(row["person"]));
function readVerdict(row: Rows[number]): Verdict {
  const verdict = JSON.parse(String(row["data"]));
  return { ...verdict, call: { ...verdict.call, clues: new Set(verdict.call.clues) } };
}
