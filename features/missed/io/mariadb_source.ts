import type { RowDataPacket } from "mysql2/promise";
import { connect, type Socket } from "node:net";
import type { PbxTls } from "../../../core/directory/mod.ts";
import type { ForeignRows } from "../follow.ts";
import { Fields, reading } from "../read/mod.ts";
import type { OpenSource, RowSource, Span } from "../source.ts";
import { tlsWishOf } from "./tls.ts";

/** One database of a MySQL or MariaDB server in which one tenant's Asterisk writes. */
export interface MariaDbSettings {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly tls?: PbxTls;
  /** In which Asterisk writes `calldate` and `eventtime`. */
  readonly timeZone: string;
  /** The table of queue_log; undefined where it is a file, or nothing. */
  readonly queueTable?: string;
  /** In which its `time` is written. */
  readonly queueTimeZone?: string;
}

const CDR = [
  ..."calldate src dst dcontext channel dstchannel lastapp lastdata duration billsec disposition".split(" "),
  ..."uniqueid linkedid sequence did".split(" "),
];
const CEL = [
  ..."id eventtype userdeftype eventtime cid_num exten context channame appname appdata".split(" "),
  ..."uniqueid linkedid peer extra".split(" "),
];
const QUEUE_LOG = "id time callid queuename agent event data1 data2 data3 data4 data5".split(" ");
const CONNECT_MS = 10_000;
const QUERY_MS = 60_000;
const PAGE = 5_000;
/** So many numbers are read again: a row that was begun earlier may be committed later. */
const AGAIN = 1_000;
/** How far rows may be out of order. */
const MARGIN_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;

/** Tables that grow at their end, with a number for each row and no index over time. */
interface Numbered {
  readonly table: string;
  readonly columns: readonly string[];
  readonly time: string;
  readonly timeZone: string;
}

/**
 * Reads Asterisk's tables; FreePBX 14 to 17 and VitalPBX keep them so. Reads only: its session cannot write. Whether a caller
 * left a message stands in none of them but `cel`, and there only where the sounds that were played do (`STREAM_BEGIN`), or
 * where the dialplan says so; who did counts as missed otherwise.
 */
export class MariaDbSource implements RowSource {
  readonly place: string;
  readonly #settings: MariaDbSettings;
  /** Up to which row each numbered table was read. */
  readonly #marks = new Map<string, number>();

  constructor(settings: MariaDbSettings) {
    this.#settings = settings;
    this.place = `mariadb ${settings.host}:${settings.port}/${settings.database}`;
  }

  async open(): Promise<OpenSource> {
    const { host, port, user, password, database, tls = "off" } = this.#settings;
    // Loaded with the first look: a box that reads no other system is spared its memory.
    const { createConnection } = await import("mysql2/promise");
    const wish = await tlsWishOf(tls);
    const connection = await createConnection({
      ...(wish === undefined ? {} : { ssl: { ...wish, verifyIdentity: true }, stream: () => streamTo(host, port) }),
      host,
      port,
      user,
      password,
      database,
      connectTimeout: CONNECT_MS,
      // Times are wall clock of the other system: only the readers know its zone.
      dateStrings: true,
      // The packet parsers that it would otherwise compile are for millions of rows a second.
      disableEval: true,
    });
    const query = async (sql: string, values: readonly (string | number)[] = []) =>
      (await connection.query<RowDataPacket[]>({ sql, timeout: QUERY_MS }, [...values]))[0];
    try {
      await query("SET SESSION TRANSACTION READ ONLY");
      const tables = await tablesOf(query);
      const looked = new Set<string>();
      return {
        read: (span) => this.#read(query, { tables, looked, span }),
        ...this.#settings.queueTable === undefined
          ? {}
          : { readQueueLog: (span) => this.#readQueueLog(query, { tables, looked, span }) },
        // Not a word of good-bye: a server that is away would be waited for.
        [Symbol.asyncDispose]: () => Promise.resolve(connection.destroy()),
      };
    } catch (error) {
      connection.destroy();
      throw error;
    }
  }

  async *#read(query: Query, look: Look): AsyncIterable<ForeignRows> {
    const { timeZone } = this.#settings;
    const { tables, looked, span } = look;
    if (!tables.has("cdr")) throw new Error("there is no table cdr, or it may not be read");
    yield* readCdr(query, span, timeZone);
    if (tables.has("cel")) {
      const cel = { table: "cel", columns: CEL, time: "eventtime", timeZone };
      for await (const rows of this.#numbered(query, cel, { looked, span })) yield { cel: rows };
    }
    yield* this.#readQueueLog(query, look);
  }

  async *#readQueueLog(query: Query, { tables, looked, span }: Look): AsyncIterable<ForeignRows> {
    const { timeZone, queueTable, queueTimeZone = timeZone } = this.#settings;
    if (queueTable === undefined) return;
    if (!tables.has(queueTable)) throw new Error(`there is no table ${queueTable}, or it may not be read`);
    const log = { table: queueTable, columns: QUEUE_LOG, time: "time", timeZone: queueTimeZone };
    for await (const rows of this.#numbered(query, log, { looked, span })) yield { queueLog: rows };
  }

  /** Row by row behind the mark; the first time, and when the table has begun anew, from where the span begins. */
  async *#numbered(
    query: Query,
    spec: Numbered,
    { looked, span: { from, to } }: Pick<Look, "looked" | "span">,
  ): AsyncIterable<readonly unknown[]> {
    const columns = await columnsOf(query, spec.table, spec.columns);
    const [ends] = await query(`SELECT MIN(id) AS first, MAX(id) AS last FROM \`${spec.table}\``);
    const [first, last] = [Number(ends?.["first"] ?? 0), Number(ends?.["last"] ?? 0)];
    const mark = this.#marks.get(spec.table);
    let at = mark === undefined || mark > last
      ? await firstSince(query, spec, { from: from - MARGIN_MS, first, last })
      : Math.max(first, looked.has(spec.table) ? mark + 1 : mark - AGAIN);
    looked.add(spec.table);
    for (;;) {
      const rows = await query(`SELECT ${columns} FROM \`${spec.table}\` WHERE id >= ? ORDER BY id LIMIT ?`, [
        at,
        PAGE,
      ]);
      const end = rows.at(-1);
      if (end === undefined) return;
      yield rows.map((row) => inUtc(row, spec));
      at = Number(end["id"]) + 1;
      this.#marks.set(spec.table, at - 1);
      if (rows.length < PAGE || (timeIn(end, spec) ?? 0) > to + MARGIN_MS) return;
    }
  }
}

/** What is read in one look, span by span. */
interface Look {
  readonly tables: ReadonlySet<string>;
  /** Tables of which rows were read again already. */
  readonly looked: Set<string>;
  readonly span: Span;
}

type Query = (sql: string, values?: readonly (string | number)[]) => Promise<readonly RowDataPacket[]>;

/** `cdr` has no number of its own everywhere, but an index over `calldate`: hour by hour, so that no answer is too long. */
async function* readCdr(query: Query, { from, to }: Span, timeZone: string): AsyncIterable<ForeignRows> {
  const columns = await columnsOf(query, "cdr", CDR);
  // In autumn an hour has its label twice: a label is never more than an hour late.
  const wall = (ms: number) =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDateTime();
  let at = wall(from - HOUR_MS);
  const end = wall(to + HOUR_MS);
  while (Temporal.PlainDateTime.compare(at, end) < 0) {
    const next = at.add({ hours: 1 });
    const values = [at, next].map((time) => time.toString({ smallestUnit: "second" }).replace("T", " "));
    const rows = await query(`SELECT ${columns} FROM \`cdr\` WHERE calldate >= ? AND calldate < ?`, values);
    if (rows.length > 0) yield { cdr: rows };
    at = next;
  }
}

/**
 * The way to the server, which knows whom it leads to: what a certificate says is held against that. Node's TLS asks the socket
 * for it, but a socket to an address keeps it to itself, and the driver tells TLS names only.
 */
function streamTo(host: string, port: number): Socket {
  const socket = connect(port, host);
  socket.setNoDelay(true);
  return Object.assign(socket, { _host: host });
}

async function tablesOf(query: Query): Promise<ReadonlySet<string>> {
  const rows = await query("SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()");
  return new Set(rows.map((row) => String(row["name"])));
}

/** Those of the columns that this version has: what is absent reads as empty. */
async function columnsOf(query: Query, table: string, wanted: readonly string[]): Promise<string> {
  const rows = await query(`SHOW COLUMNS FROM \`${table}\``);
  const there = new Set(rows.map((row) => String(row["Field"])));
  return wanted.filter((name) => there.has(name)).map((name) => `\`${name}\``).join(", ");
}

/** The number of the first row that is not older, by halves: numbers grow with time, and no index does. */
async function firstSince(
  query: Query,
  spec: Numbered,
  { from, first, last }: { readonly from: number; readonly first: number; readonly last: number },
): Promise<number> {
  let [low, high] = [first, last + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const sql = `SELECT id, \`${spec.time}\` FROM \`${spec.table}\` WHERE id >= ? ORDER BY id LIMIT 1`;
    const [row] = await query(sql, [middle]);
    if (row !== undefined && (timeIn(row, spec) ?? 0) < from) low = Number(row["id"]) + 1;
    else high = middle;
  }
  return low;
}

function timeIn(row: unknown, { time, timeZone, table }: Numbered): number | undefined {
  const read = reading(() => new Fields(row, table).instant(time, timeZone));
  return read.ok ? read.value : undefined;
}

/** A table whose times are of another zone than the office's tells them with their offset. */
function inUtc(row: RowDataPacket, spec: Numbered): unknown {
  if (spec.table === "cel") return row;
  const at = timeIn(row, spec);
  return at === undefined ? row : { ...row, [spec.time]: new Date(at).toISOString() };
}
