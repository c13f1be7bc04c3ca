import type { Call } from "./call.ts";
import type { AsteriskRows, Scope } from "./read/mod.ts";
import { callsIn } from "./read/asterisk.ts";
import { readRows } from "./read/bundle.ts";
import type { CdrRow } from "./read/cdr.ts";
import type { NumberedCelRow } from "./read/cel.ts";
import { Fields } from "./read/field.ts";
import type { QueueRow } from "./read/queue_log.ts";
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

const SOURCES = ["cdr", "cel", "queueLog"] as const;
type Source = (typeof SOURCES)[number];

/** A row as it came and as it was read: a call is understood anew with each row that joins it, but no row is read twice. */
interface Filed {
  readonly source: Source;
  readonly row: unknown;
  readonly read: CdrRow | NumberedCelRow | QueueRow;
  readonly calls: readonly string[];
}

/** The rows that name a call or a channel. */
interface Named {
  /** When it began, as its name tells. */
  readonly startedAt: number;
  readonly keys: Set<string>;
}

/**
 * Files Asterisk's rows call by call as they come, however late, doubled or out of order, and understands anew only the
 * calls that new ones belong to. What is kept is the last days' rows: the sources keep the rest.
 */
export class RowDesk {
  readonly #scope: Scope;
  /** Rows by what they say in full: a row that comes again is no news. */
  readonly #rows = new Map<string, Filed>();
  readonly #named = new Map<string, Named>();
  /** Of rows that were asked for before they came: they are written down once. */
  readonly #keys = new WeakMap<object, string>();
  readonly #asides = new Map<string, { readonly kind: string; readonly row: unknown }[]>();
  readonly #known = new Set<string>();

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Takes a batch; answers with the calls that it changes. A row that cannot be read throws a fault and is not kept. */
  add(batch: AsteriskRows): Understood {
    const fresh = SOURCES.flatMap((source) => this.#read(source, batch[source] ?? []));
    const asides = Object.entries(batch.asides ?? {});
    for (const [kind, rows] of asides) for (const row of rows) new Fields(row, `batch.${kind}`).text("linkedid");
    const touched = new Set<string>();
    for (const [key, filed] of fresh) for (const name of this.#file(key, filed)) touched.add(name);
    for (const [kind, rows] of asides) {
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
  has(source: Source, row: object): boolean {
    const key = keyOf(source, row);
    this.#keys.set(row, key);
    return this.#rows.has(key);
  }

  /** Lets go of the calls that began before a moment, as their names tell it, unless a later one is tied to them. */
  forget(before: number): void {
    const isOld = (name: string) => (this.#named.get(name)?.startedAt ?? beginningIn(name)) < before;
    for (const [name, { startedAt, keys }] of this.#named) {
      if (startedAt >= before) continue;
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

  /** Those that are news, read; throws the first that cannot be. */
  #read(source: Source, rows: readonly unknown[]): readonly (readonly [key: string, Filed])[] {
    const known = (row: unknown) => (typeof row === "object" && row !== null ? this.#keys.get(row) : undefined);
    const fresh = rows.map((row) => [known(row) ?? keyOf(source, row), row] as const)
      .filter(([key]) => !this.#rows.has(key));
    const { timeZone } = this.#scope.policy;
    return fresh.flatMap(([key, row]) => {
      const { cdr, cel, queue } = readRows({ [source]: [row] }, "batch", timeZone);
      const read = cdr[0] ?? cel[0] ?? queue[0];
      // Agents who come and go are no call: their lines are not kept.
      return read === undefined ? [] : [[key, { source, row, read, calls: namesIn(read) }] as const];
    });
  }

  #file(key: string, filed: Filed): readonly string[] {
    if (this.#rows.has(key)) return [];
    this.#rows.set(key, filed);
    for (const name of filed.calls) {
      const named = this.#named.get(name) ?? { startedAt: beginningIn(name), keys: new Set() };
      named.keys.add(key);
      this.#named.set(name, named);
    }
    return filed.calls;
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

  /** What stands in no table of some calls, by its kind. */
  #asidesOf(names: readonly string[]): Pick<AsteriskRows, "asides"> {
    if (this.#asides.size === 0) return {};
    const found = Map.groupBy(names.flatMap((name) => this.#asides.get(idOf(name).id) ?? []), ({ kind }) => kind);
    return { asides: Object.fromEntries([...found].map(([kind, list]) => [kind, list.map(({ row }) => row)])) };
  }

  /** Everything that is tied to a name by rows that share a channel. */
  #tiedTo(first: string, seen: Set<string>): { readonly names: readonly string[]; readonly filed: readonly Filed[] } {
    const names = [first];
    const keys = new Set<string>();
    seen.add(first);
    for (const name of names) {
      for (const key of this.#named.get(name)?.keys ?? []) {
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
    const of = <T extends Filed["read"]>(source: Source) =>
      filed.filter((row) => row.source === source).map(({ read }) => read as T);
    const rows = { cdr: of<CdrRow>("cdr"), cel: of<NumberedCelRow>("cel"), queue: of<QueueRow>("queueLog") };
    const calls = callsIn(rows, this.#scope, this.#asidesOf(names));
    const found = new Set(calls.map((call) => nameOf(call)));
    const gone = names.filter((name) => this.#known.has(name) && !found.has(name));
    for (const name of gone) this.#known.delete(name);
    for (const name of found) this.#known.add(name);
    return { calls, gone: gone.map(idOf) };
  }
}

// A source writes its fields in one order: sorting them would take as long as all else, and changes nothing that is understood.
function keyOf(source: Source, row: unknown): string {
  return `${source} ${JSON.stringify(row)}`;
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

/** The same of a name with its tenant; never for one that does not tell. */
function beginningIn(name: string): number {
  return startOf(idOf(name).id) ?? Infinity;
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
function namesIn(read: Filed["read"]): readonly string[] {
  if ("callId" in read) return [nameOf({ tenant: read.tenant, id: read.callId })];
  const { tenant, linkedid, uniqueid } = "row" in read ? read.row : read;
  return [...new Set([linkedid, uniqueid])].map((id) => nameOf({ tenant, id }));
}
