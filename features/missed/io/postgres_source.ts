import type { PbxTls } from "../../../core/directory/mod.ts";
import type { ForeignRows } from "../follow.ts";
import type { OpenSource, RowSource, Span } from "../source.ts";
import { tlsWishOf } from "./tls.ts";

/** One domain of a FusionPBX: all domains share its tables, and this names one. */
export interface FusionPbxSettings {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly tls?: PbxTls;
  /** `acme.example.com`, or its `domain_uuid`. */
  readonly domain: string;
}

const COLUMNS = [
  ..."xml_cdr_uuid originating_leg_uuid direction cc_side caller_id_number caller_destination".split(" "),
  ..."destination_number start_epoch start_stamp answer_epoch answer_stamp end_epoch end_stamp billsec".split(" "),
  ..."bridge_uuid last_app hangup_cause cc_queue cc_queue_joined_epoch cc_queue_answered_epoch cc_agent".split(" "),
  ..."ring_group_uuid ivr_menu_uuid conference_uuid voicemail_message".split(" "),
];
const CONNECT_S = 10;
const QUERY_MS = 60_000;
const PAGE = 5_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads FusionPBX's `v_xml_cdr`. Reads only: its session cannot write, and every statement of it is bound to one domain. */
export class FusionPbxSource implements RowSource {
  readonly place: string;
  readonly #settings: FusionPbxSettings;

  constructor(settings: FusionPbxSettings) {
    this.#settings = settings;
    this.place = `postgresql ${settings.host}:${settings.port}/${settings.database}, domain ${settings.domain}`;
  }

  async open(): Promise<OpenSource> {
    const { host, port, user, password, database, domain, tls = "off" } = this.#settings;
    // Loaded with the first look: a box that reads no other system is spared its memory.
    const { default: postgres } = await import("postgres");
    const wish = await tlsWishOf(tls);
    const sql = postgres({
      // Told the address itself: left to the driver, the certificate would be held against "localhost".
      ...(wish === undefined ? {} : { ssl: { ...wish, host } }),
      host,
      port,
      user,
      password,
      database,
      max: 1,
      connect_timeout: CONNECT_S,
      fetch_types: false,
      onnotice: () => {},
      connection: {
        application_name: "kontor",
        default_transaction_read_only: true,
        statement_timeout: QUERY_MS,
      },
    });
    const query = (text: string, values: (string | number)[]) => within(QUERY_MS, sql.unsafe(text, values));
    const close = () => sql.end({ timeout: 1 });
    try {
      const uuid = await domainOf(query, domain);
      const columns = await columnsOf(query);
      return { read: (span) => read(query, { uuid, columns, span }), [Symbol.asyncDispose]: close };
    } catch (error) {
      await close();
      throw error;
    }
  }
}

type Query = (text: string, values: (string | number)[]) => Promise<readonly Readonly<Record<string, unknown>>[]>;

async function domainOf(query: Query, domain: string): Promise<string> {
  if (UUID.test(domain)) return domain;
  const [row] = await query("SELECT domain_uuid FROM v_domains WHERE domain_name = $1", [domain]);
  if (row === undefined) throw new Error(`there is no domain "${domain}"`);
  return String(row["domain_uuid"]);
}

/** Those of the columns that this version has: what is absent reads as empty. */
async function columnsOf(query: Query): Promise<string> {
  const rows = await query(
    "SELECT column_name FROM information_schema.columns WHERE table_name = $1 AND table_schema = ANY (current_schemas(false))",
    ["v_xml_cdr"],
  );
  const there = new Set(rows.map((row) => row["column_name"]));
  if (!there.has("xml_cdr_uuid")) throw new Error("there is no table v_xml_cdr, or it may not be read");
  return COLUMNS.filter((name) => there.has(name)).join(", ");
}

interface Reading {
  readonly uuid: string;
  readonly columns: string;
  readonly span: Span;
}

/** Page by page in order of time; the id tells legs of one second apart. */
async function* read(query: Query, { uuid, columns, span }: Reading): AsyncIterable<ForeignRows> {
  const text = `SELECT ${columns} FROM v_xml_cdr
    WHERE domain_uuid = $1 AND start_epoch < $2 AND (start_epoch, xml_cdr_uuid) > ($3, $4)
    ORDER BY start_epoch, xml_cdr_uuid LIMIT ${PAGE}`;
  let [at, last] = [Math.floor(span.from / 1_000) - 1, "ffffffff-ffff-ffff-ffff-ffffffffffff"];
  for (;;) {
    const rows = await query(text, [uuid, Math.ceil(span.to / 1_000) + 3_600, at, last]);
    const end = rows.at(-1);
    if (end === undefined) return;
    yield { xmlCdr: rows.map((row) => ({ ...row })) };
    if (rows.length < PAGE) return;
    [at, last] = [Number(end["start_epoch"]), String(end["xml_cdr_uuid"])];
  }
}

/** A server that falls silent answers nothing for ever: the driver has no clock for that. */
async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`it did not answer within ${ms / 1_000} s`)), ms);
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
  }
}
