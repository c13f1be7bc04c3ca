import type { Call } from "./call.ts";
import { type AsteriskRows, readAsterisk, type Scope } from "./read/mod.ts";
import { Fields } from "./read/field.ts";
import { NO_CALLS } from "./read/queue_log.ts";
import { canonical } from "./read/settle.ts";

/** A call by its name in the sources. */
export interface CallId {
  readonly tenant: string;
  readonly id: string;
}

/** What new rows have changed: calls as they are known now, and those that turned out to be part of another. */
export interface Understood {
  readonly calls: readonly Call[];
  readonly gone: readonly CallId[];
}

type Source = "cdr" | "cel" | "queueLog";
interface Filed {
  readonly source: Source;
  readonly row: unknown;
  readonly calls: readonly string[];
}

/**
 * Files Asterisk's rows call by call as they come, however late, doubled or out of order, and understands anew only the
 * calls that new ones belong to. What is kept is the last days' rows: the sources keep the rest.
 */
export class RowDesk {
  readonly #scope: Scope;
  /** Rows by what they say in full: a row that comes again is no news. */
  readonly #rows = new Map<string, Filed>();
  /** Which rows name a call or a channel. */
  readonly #named = new Map<string, Set<string>>();
  readonly #asides = new Map<string, { readonly kind: string; readonly row: unknown }[]>();
  readonly #known = new Set<string>();

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Takes a batch; answers with the calls that it changes. A row that cannot be read throws a fault and is not kept. */
  add(batch: AsteriskRows): Understood {
    readAsterisk(batch, this.#scope, "batch");
    const touched = new Set<string>();
    for (const source of ["cdr", "cel", "queueLog"] as const) {
      for (const row of batch[source] ?? []) for (const name of this.#file(source, row)) touched.add(name);
    }
    for (const [kind, rows] of Object.entries(batch.asides ?? {})) {
      for (const row of rows) for (const name of this.#fileAside(kind, row)) touched.add(name);
    }
    const seen = new Set<string>();
    const understood = [...touched].sort().map((name) => this.#understand(name, seen));
    return {
      calls: understood.flatMap(({ calls }) => calls),
      gone: understood.flatMap(({ gone }) => gone),
    };
  }

  /** Whether a row has come before, word for word. */
  has(source: Source, row: unknown): boolean {
    return this.#rows.has(`${source} ${canonical(row)}`);
  }

  /** Lets go of the calls that began before a moment, as their names tell it, unless a later one is tied to them. */
  forget(before: number): void {
    const isOld = (name: string) => (startOf(idOf(name).id) ?? Infinity) < before;
    for (const [name, keys] of this.#named) {
      if (!isOld(name)) continue;
      for (const key of keys) {
        if (this.#rows.get(key)?.calls.every(isOld) === false) continue;
        this.#rows.delete(key);
        keys.delete(key);
      }
      if (keys.size > 0) continue;
      this.#named.delete(name);
      this.#known.delete(name);
      this.#asides.delete(idOf(name).id);
    }
  }

  #file(source: Source, row: unknown): readonly string[] {
    const calls = namesIn(source, row);
    const key = `${source} ${canonical(row)}`;
    // Agents who come and go are no call: their lines are not kept.
    if (calls.length === 0 || this.#rows.has(key)) return [];
    this.#rows.set(key, { source, row, calls });
    for (const name of calls) this.#named.set(name, (this.#named.get(name) ?? new Set()).add(key));
    return calls;
  }

  #fileAside(kind: string, row: unknown): readonly string[] {
    const id = new Fields(row, kind).text("linkedid");
    const filed = this.#asides.get(id) ?? [];
    if (filed.some((known) => known.kind === kind && canonical(known.row) === canonical(row))) return [];
    this.#asides.set(id, [...filed, { kind, row }]);
    return [...this.#named.keys()].filter((name) => idOf(name).id === id);
  }

  /** The rows that tell of a call, by their tables. */
  rowsOf(call: CallId): Readonly<Record<Source, readonly unknown[]>> {
    const { filed } = this.#tiedTo(nameOf(call), new Set());
    const of = (source: Source) => filed.filter((row) => row.source === source).map(({ row }) => row);
    return { cdr: of("cdr"), cel: of("cel"), queueLog: of("queueLog") };
  }

  /** Everything that is tied to a name by rows that share a channel. */
  #tiedTo(first: string, seen: Set<string>): { readonly names: readonly string[]; readonly filed: readonly Filed[] } {
    const names = [first];
    const keys = new Set<string>();
    seen.add(first);
    for (const name of names) {
      for (const key of this.#named.get(name) ?? []) {
        keys.add(key);
        const tied = this.#rows.get(key)?.calls.filter((other) => !seen.has(other)) ?? [];
        for (const other of tied) seen.add(other);
        names.push(...tied);
      }
    }
    return { names, filed: [...keys].map((key) => this.#rows.get(key)).filter((row) => row !== undefined) };
  }

  /** The same, understood together. */
  #understand(first: string, seen: Set<string>): Understood {
    if (seen.has(first)) return { calls: [], gone: [] };
    const { names, filed } = this.#tiedTo(first, seen);
    const of = (source: Source) => filed.filter((row) => row.source === source).map(({ row }) => row);
    const asides = Map.groupBy(names.flatMap((name) => this.#asides.get(idOf(name).id) ?? []), ({ kind }) => kind);
    const calls = readAsterisk(
      {
        cdr: of("cdr"),
        cel: of("cel"),
        queueLog: of("queueLog"),
        asides: Object.fromEntries([...asides].map(([kind, list]) => [kind, list.map(({ row }) => row)])),
      },
      this.#scope,
      "rows",
    );
    const found = new Set(calls.map((call) => nameOf(call)));
    const gone = names.filter((name) => this.#known.has(name) && !found.has(name));
    for (const name of gone) this.#known.delete(name);
    for (const name of found) this.#known.add(name);
    return { calls, gone: gone.map(idOf) };
  }
}

/** When a call began whose name is Asterisk's: `[systemname-]epoch.sequence`. */
export function startOf(id: string): number | undefined {
  const epoch = /(\d{9,11})\.\d+$/.exec(id)?.[1];
  return epoch === undefined ? undefined : Number(epoch) * 1_000;
}

const nameOf = ({ tenant, id }: CallId): string => `${tenant} ${id}`;

function idOf(name: string): CallId {
  const space = name.indexOf(" ");
  return { tenant: name.slice(0, space), id: name.slice(space + 1) };
}

/** When the call that a row tells of began; undefined where its name does not tell. */
export function beginningOf(source: keyof AsteriskRows, row: unknown): number | undefined {
  const fields = new Fields(row, source);
  const id = source === "queueLog"
    ? fields.text("line").split("|")[1] ?? fields.text("callid")
    : fields.text("linkedid") || fields.text("uniqueid");
  return startOf(id);
}

/** The call and the channel that a row names: both are names of calls, as a channel may have come before its call. */
function namesIn(source: Source, row: unknown): readonly string[] {
  const fields = new Fields(row, source);
  const tenant = fields.text("tenant") || "t1";
  const line = fields.text("line").split("|")[1];
  const ids = source === "queueLog"
    ? [line ?? fields.text("callid")]
    : [fields.text("linkedid"), fields.text("uniqueid")];
  return [...new Set(ids.filter((id) => !NO_CALLS.includes(id)))].map((id) => nameOf({ tenant, id }));
}
