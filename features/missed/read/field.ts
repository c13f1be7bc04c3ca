import { fail, type Fault, ok, type Result } from "../../../core/base/mod.ts";

/** A row as it came: from a file, or from another system's database. */
export type Row = Readonly<Record<string, unknown>>;

/** A row that cannot be read; caught where rows come in, and told as a {@link Fault}. */
class RowFault extends Error {}

/** What reading gives, or the first field that could not be read, with its value. */
export function reading<T>(read: () => T): Result<T, Fault> {
  try {
    return ok(read());
  } catch (error) {
    if (error instanceof RowFault) return fail("bad-row", error.message);
    throw error;
  }
}

/** The fields of one row; `where` names it in faults: `scenario "x": rows.cdr[3]`. */
export class Fields {
  readonly #row: Row;
  readonly #where: string;

  constructor(row: unknown, where: string) {
    if (typeof row !== "object" || row === null || Array.isArray(row)) {
      throw new RowFault(`Cannot read ${where} ${shown(row)}: expected an object`);
    }
    this.#row = row as Row;
    this.#where = where;
  }

  has(name: string): boolean {
    const value = this.#row[name];
    return value !== undefined && value !== null && value !== "";
  }

  /** What is absent is empty: a missing column says as much. */
  text(name: string): string {
    const value = this.#row[name];
    if (value === undefined || value === null) return "";
    if (typeof value === "number" || typeof value === "string") return String(value);
    return this.refuse(name, "expected a text");
  }

  must(name: string): string {
    return this.text(name) || this.refuse(name, "expected a text that is not empty");
  }

  number(name: string): number {
    const text = this.text(name).trim();
    const value = Number(text);
    return Number.isFinite(value) ? value : this.refuse(name, "expected a number");
  }

  /** One of several words, as a database may write it: `NO ANSWER`, `no_answer`. */
  word(name: string, words: readonly string[]): string {
    const text = this.text(name).trim().toUpperCase().replaceAll("_", " ");
    return words.includes(text) ? text : this.refuse(name, `expected one of ${words.join(", ")}`);
  }

  /**
   * ISO 8601 with an offset, or seconds since 1970; without an offset it is the wall clock of `timeZone`, and of the two
   * hours that one label names in autumn the one that is nearer to `near`.
   */
  instant(name: string, timeZone: string, near?: number): number {
    const value = this.#row[name];
    return instantOf(value, timeZone, near) ?? this.refuse(name, "expected a time, as 2026-03-02T09:00:00Z");
  }

  /** An object, or one written as JSON in a text. */
  object(name: string): Fields {
    const value = this.#row[name];
    if (value === undefined || value === null || value === "") return new Fields({}, `${this.#where}.${name}`);
    if (typeof value !== "string") return new Fields(value, `${this.#where}.${name}`);
    try {
      return new Fields(JSON.parse(value), `${this.#where}.${name}`);
    } catch (error) {
      if (error instanceof SyntaxError) return this.refuse(name, "expected JSON");
      throw error;
    }
  }

  /** These fields, but for those that `over` has too. */
  under(over: Fields): Fields {
    return new Fields({ ...this.#row, ...over.#row }, over.#where);
  }

  list(name: string): readonly unknown[] {
    const value = this.#row[name] ?? [];
    return Array.isArray(value) ? value : this.refuse(name, "expected a list");
  }

  flag(name: string): boolean {
    const value = this.#row[name] ?? false;
    return typeof value === "boolean" ? value : this.refuse(name, "expected true or false");
  }

  /** As databases write it: true, `t`, `true`, 1; what is absent is false. */
  truth(name: string): boolean {
    const value = this.#row[name] ?? false;
    if (typeof value === "boolean") return value;
    return /^(true|t|1|yes)$/i.test(this.text(name));
  }

  amount(name: string): number {
    const value = this.#row[name] ?? 0;
    return typeof value === "number" && Number.isFinite(value) && value >= 0
      ? value
      : this.refuse(name, "expected a number from 0");
  }

  amountOrNull(name: string): number | null {
    return (this.#row[name] ?? null) === null ? null : this.amount(name);
  }

  /** One text, or a list of them. */
  texts(name: string): readonly string[] {
    const value = this.#row[name] ?? [];
    const all: readonly unknown[] = Array.isArray(value) ? value : [value];
    return all.map((text) =>
      typeof text === "string" || typeof text === "number" ? String(text) : this.refuse(name, "expected texts")
    );
  }

  names(name: string): Readonly<Record<string, string>> {
    const entries = Object.entries(this.object(name).#row);
    return Object.fromEntries(
      entries.map(([key, value]) => [key, typeof value === "string" ? value : this.refuse(name, "expected texts")]),
    );
  }

  country(name: string): string {
    const text = this.text(name);
    return /^[A-Z]{2}$/.test(text) ? text : this.refuse(name, "expected a country, as RO");
  }

  zone(name: string): string {
    const zone = this.text(name);
    return isZone(zone) ? zone : this.refuse(name, "expected a time zone, as Europe/Bucharest");
  }

  refuse(name: string, expected: string): never {
    throw new RowFault(`Cannot read ${this.#where}.${name} ${shown(this.#row[name])}: ${expected}`);
  }
}

function instantOf(value: unknown, timeZone: string, near: number | undefined): number | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.getTime();
  if (typeof value === "number") return Number.isFinite(value) ? value * 1_000 : undefined;
  if (typeof value !== "string") return undefined;
  if (/^\d{9,11}(\.\d+)?$/.test(value)) return Math.round(Number(value) * 1_000);
  const written = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,6})?)(Z|[+-]\d\d:?\d\d)?$/.exec(value.trim());
  if (written === null) return undefined;
  const [, day, time, offset] = written;
  const ms = Date.parse(`${day}T${time}${offset ?? "Z"}`);
  if (Number.isNaN(ms) || offset !== undefined) return Number.isNaN(ms) ? undefined : ms;
  const plain = Temporal.PlainDateTime.from(`${day}T${time}`);
  const [first, second] = (["earlier", "later"] as const).map((disambiguation) =>
    plain.toZonedDateTime(timeZone, { disambiguation }).epochMilliseconds
  );
  if (first === undefined || second === undefined || near === undefined) return first;
  return Math.abs(second - near) < Math.abs(first - near) ? second : first;
}

function shown(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
